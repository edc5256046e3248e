"""Which candidates open articles: the best set of them, not the best one by one.

Between two boundaries lies an article, and articles of a site are of a length. The set
that maximises the sum of the evidence and of the likelihood of the lengths is found by
dynamic programming over each page (as in Utiyama and Isahara, 2001).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 0.9  # standard deviation of the logarithm of the length
USUAL = 400.0  # words of an article, before the site is known
TINY = 12  # words under which it is hardly an article
HOPELESS = -4.0  # a candidate below this cannot win
REACH = 300  # hopeful candidates an article may span


@dataclass(frozen=True, slots=True)
class Cut:
    """A candidate on one page: ``words`` stand before it on the page."""

    weight: float
    words: int


def likelihood(words: float, usual: float) -> float:
    """Return how much an article’s length speaks for it, between -3 and 0."""
    if words < TINY:
        return -3.0
    off = (math.log(words) - math.log(usual)) / WIDTH
    return max(-1.5, -0.25 * off * off)


def choose(cuts: Sequence[Cut], words: int, usual: float) -> list[int]:
    """Return the indexes of the cuts that open an article, on a page of ``words``."""
    hopeful = [i for i, cut in enumerate(cuts) if cut.weight > HOPELESS]
    best: list[float] = [0.0]  # best[k]: the best up to the k-th hopeful cut, which is taken
    back: list[int] = [0]
    starts = [0, *(cuts[i].words for i in hopeful)]
    for k, i in enumerate(hopeful, start=1):
        before = max(
            range(max(0, k - REACH), k),
            key=lambda j: best[j] + likelihood(starts[k] - starts[j], usual),
        )
        best.append(
            best[before] + likelihood(starts[k] - starts[before], usual) + cuts[i].weight
        )
        back.append(before)
    last = max(
        range(max(0, len(starts) - REACH), len(starts)),
        key=lambda j: best[j] + likelihood(words - starts[j], usual),
    )
    chosen: list[int] = []
    while last:
        chosen.append(hopeful[last - 1])
        last = back[last]
    return chosen[::-1]
