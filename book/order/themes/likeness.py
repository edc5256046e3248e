"""How alike articles are: the cosines of their weighted words.

Weights are whole numbers, so that sums are exact in double precision whatever the order
in which a machine adds: the same articles have the same likeness everywhere.
"""

from collections import Counter
from collections.abc import Sequence
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

GRAIN = 4096  # the length of every vector: likeness is in units of 1/GRAIN²
LARGEST_SHARE = 0.5  # of the articles that hold a word: more tells nothing


def vectors(counts: Sequence[Counter[str]], most: int | None = None) -> Matrix:
    """Return a row of whole numbers for each article, about ``GRAIN`` long.

    The weight of a word is the root of its count times the logarithm of its rarity. Of more
    than ``most`` words, those in the most articles are taken.
    """
    total = len(counts)
    holders = Counter(word for count in counts for word in count)
    limit = max(2.0, LARGEST_SHARE * total)
    kept = [word for word, held in holders.items() if 2 <= held <= limit]
    kept.sort(key=lambda word: (-holders[word], word))
    column = {word: number for number, word in enumerate(kept[:most])}
    rarity = {word: round(1024 * log(total / holders[word])) for word in column}
    rows = np.zeros((total, max(1, len(column))))
    for number, count in enumerate(counts):
        weights = {w: round(sqrt(k) * rarity[w]) for w, k in count.items() if w in column}
        # A sum of whole numbers, so exact and the same in any order.
        length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        for word, weight in weights.items():
            rows[number, column[word]] = round(weight * GRAIN / length)
    return rows


def likeness(rows: Matrix) -> Matrix:
    """Return the cosines of all pairs, from 0 to about 1."""
    products: Matrix = rows @ rows.T
    return products / GRAIN**2


def spread(likeness: Matrix, nearest: int, keep: float) -> Matrix:
    """Return how alike articles are by way of others: a walk on the graph of neighbours.

    Each article is tied to its ``nearest`` ones; a walk goes on with probability ``keep``
    (Zhou et al., “Learning with local and global consistency”, 2004, its first 16 terms).
    """
    total = len(likeness)
    near = likeness.copy()
    np.fill_diagonal(near, -1.0)
    order = np.argsort(-near, axis=1, kind="stable")[:, : min(nearest, total - 1)]
    tied = np.zeros_like(near)
    here = np.arange(total)[:, None]
    tied[here, order] = np.maximum(near[here, order], 0.0)
    tied = _grained((tied + tied.T) / 2)
    degree = np.sqrt(np.maximum(tied.sum(axis=1), 1e-6))
    step = _grained(keep * tied / (degree[:, None] * degree[None, :]))
    walk = np.eye(total) + step
    for _ in range(3):
        step = _grained(step @ step)
        walk = _grained(walk + walk @ step)
    own = np.sqrt(np.diag(walk))
    return np.asarray(walk / (own[:, None] * own[None, :]))


def _grained(matrix: Matrix) -> Matrix:
    """Round to multiples of 2⁻²⁰: products of such numbers add up exactly below 2¹³."""
    return np.rint(matrix * 2**20) / 2**20
