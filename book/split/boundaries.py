"""Which candidates open articles: the best set of them, not the best one by one.

Between two boundaries lies an article, and articles of a site are of a length. The set
that maximises the sum of the evidence and of the likelihood of the lengths is found by
dynamic programming over each page (as in Utiyama and Isahara, 2001).
"""

import math

import numpy as np

from book.split.site import Floats

WIDTH = 0.9  # standard deviation of the logarithm of the length
USUAL = 400.0  # words of an article, before the site is known
TINY = 12.0  # words under which it is hardly an article
HOPELESS = -4.0  # a candidate below this cannot win
REACH = 300  # hopeful candidates an article may span


def likelihood(words: Floats, usual: float) -> Floats:
    """Return how much the lengths of articles speak for them, between -3 and 0."""
    off = (np.log(np.maximum(words, 1.0)) - math.log(usual)) / WIDTH
    return np.where(words < TINY, -3.0, np.maximum(-1.5, -0.25 * off * off))


def choose(
    weights: Floats, before: Floats, words: float, usual: float
) -> tuple[list[int], float]:
    """Return the indexes of the candidates that open an article, on a page of ``words``.

    Of each candidate: what it weighs and how many words stand before it on the page. The
    second value is how much better this is than not to cut the page at all.
    """
    hopeful = np.flatnonzero(weights > HOPELESS)
    starts = np.concatenate(([0.0], before[hopeful]))
    best = np.zeros(len(starts))  # best[k]: the best up to the k-th hopeful, which is taken
    back = np.zeros(len(starts), np.int64)
    for k in range(1, len(starts)):
        back[k], best[k] = _best(best, starts, k, starts[k], usual)
        best[k] += weights[hopeful[k - 1]]
    last, most = _best(best, starts, len(starts), words, usual)
    gain = most - float(likelihood(np.array([words]), usual)[0])
    chosen: list[int] = []
    while last:
        chosen.append(int(hopeful[last - 1]))
        last = int(back[last])
    return chosen[::-1], gain


def _best(best: Floats, starts: Floats, k: int, here: float, usual: float) -> tuple[int, float]:
    """Return the boundary before the ``k``-th at ``here``, and the best sum up to there."""
    low = max(0, k - REACH)
    sums = best[low:k] + likelihood(here - starts[low:k], usual)
    at = int(np.argmax(sums))
    return low + at, float(sums[at])
