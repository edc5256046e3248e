"""Which articles speak of the same thing: groups of a size that suits a book.

No single clustering is right. Eight are made, with words cut short or shorter, with more
neighbours or fewer and longer walks between them, each cut coarser and finer; articles that
are mostly found together belong together (Fred and Jain, “Combining multiple clusterings
using evidence accumulation”, 2005).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from book.order.themes.likeness import Matrix, likeness, spread, vectors
from book.order.themes.linkage import Node, average, cut, tree, ward
from book.order.themes.reading import Reading, stems

LENGTHS = (5, 9)
NEIGHBOURS = (8, 12)
KEEPS = (0.7, 0.9)
FINENESS = (0.7, 0.85, 1.0, 1.2, 1.4)

SMALLEST = 3  # articles of a group
SIZES = (4.0, 15.0)  # between these lies the mean size that is aimed at
LARGEST_PILE = 500  # articles compared all with all; more are parted first
WORDS = 8000  # of a pile that are weighed: the most common of those that tell something
WORDS_TO_PART = 3000
LOOSE = 0.35  # of the usual likeness to the own group: less fits nowhere


@dataclass(frozen=True, slots=True)
class Grouped:
    """Groups of rows, those that fit nowhere, and each row's next best group with a score.

    The score is the share of the next best group in the likeness to both: 0.5 is a tie.
    """

    groups: tuple[tuple[int, ...], ...]
    rest: tuple[int, ...]
    second: tuple[tuple[int, float] | None, ...]


def group(readings: Sequence[Reading]) -> Grouped:
    """Group ``readings`` by what they speak of; the order of groups is that of their rows."""
    views = [[stems(reading, length) for reading in readings] for length in LENGTHS]
    size = typical(len(readings))
    found: list[tuple[int, ...]] = []
    for pile in _piles(views[0]):
        near = [likeness(vectors([view[row] for row in pile], WORDS)) for view in views]
        wanted = max(1, round(1.1 * len(pile) / size))
        found += (tuple(pile[row] for row in rows) for rows in _clusters(near, wanted, size))
    return _settled(
        sorted(found),
        vectors(views[0], WORDS if len(readings) <= LARGEST_PILE else WORDS_TO_PART),
    )


def typical(total: int) -> float:
    """Return how many articles a group should have in a book of ``total``."""
    least, most = SIZES
    return min(most, max(least, 0.7 * sqrt(total)))


def _piles(view: Sequence[Counter[str]]) -> list[list[int]]:
    """Part a pile too large to compare all with all, along its main directions."""
    whole = list(range(len(view)))
    if len(whole) <= LARGEST_PILE:
        return [whole]
    rows = vectors(view, WORDS_TO_PART)
    waiting, done = [whole], []
    while waiting:
        pile = waiting.pop()
        if len(pile) <= LARGEST_PILE:
            done.append(pile)
        else:
            waiting += _halves(pile, rows[pile])
    return sorted(done)


def _halves(pile: Sequence[int], rows: Matrix) -> list[list[int]]:
    """Part ``pile`` at the widest gap on its main direction (by power iteration)."""
    centre = np.rint(rows.mean(axis=0))
    along = np.arange(len(pile), dtype=np.float64) - len(pile) // 2
    for _ in range(24):
        across = _whole(rows.T @ along - centre * along.sum())
        along = _whole(rows @ across - centre @ across)
    order = np.argsort(along, kind="stable")
    fifth = len(pile) // 5
    gaps = np.diff(along[order])[fifth:-fifth]
    at = fifth + int(np.argmax(gaps)) + 1
    return [sorted(pile[row] for row in half) for half in (order[:at], order[at:])]


def _whole(vector: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scale to whole numbers below 2²⁰, of which sums are exact."""
    most = float(np.abs(vector).max()) or 1.0
    return np.rint(vector * (2**20 / most))


def _clusters(near: Sequence[Matrix], wanted: int, size: float) -> Iterator[tuple[int, ...]]:
    """Yield clusters of the rows of ``near``, which sees them in several ways."""
    total = len(near[0])
    if wanted < 2 or total < 2 * SMALLEST:
        yield tuple(range(total))
        return
    together = np.zeros((total, total))
    for view in near:
        for nearest in NEIGHBOURS:
            for keep in KEEPS:
                walk = spread(view, min(nearest, max(SMALLEST, total // 5)), keep)
                nodes = tree(np.maximum(0.0, 2.0 - 2.0 * walk), ward)
                for fineness in FINENESS:
                    labels = cut(nodes, min(total, max(2, round(wanted * fineness))))
                    together += labels[:, None] == labels[None, :]
    votes = len(near) * len(NEIGHBOURS) * len(KEEPS) * len(FINENESS)
    largest = max(SIZES[1], 2.5 * size)
    found = _cut(tree(1.0 - together / votes, average), wanted, largest)
    if sum(len(rows) >= SMALLEST for rows in found) < wanted:
        # Ward's method gives more even groups, where the mean shells one off after another.
        found = _cut(tree(1.0 - together / votes, ward), wanted, largest)
    yield from found


def _cut(nodes: Sequence[Node], wanted: int, largest: float) -> list[tuple[int, ...]]:
    """Cut the tree from above: to ``wanted`` groups, and until none is over ``largest``.

    What holds no two groups that are large enough is left whole.
    """
    total = len(nodes) + 1
    members: list[tuple[int, ...]] = [(leaf,) for leaf in range(total)]
    worth = [0] * total  # how many groups that are large enough it could give
    for node in nodes:
        members.append(tuple(sorted((*members[node.left], *members[node.right]))))
        within = worth[node.left] + worth[node.right]
        worth.append(max(within, int(len(members[-1]) >= SMALLEST)))
    taken = [2 * total - 2]
    while divisible := [name for name in taken if worth[name] > 1]:
        name = max(divisible)  # later nodes are higher
        if sum(worth[name] > 0 for name in taken) >= wanted:
            name = max(divisible, key=lambda name: (len(members[name]), name))
            if len(members[name]) <= largest:
                break
        taken.remove(name)
        taken += (nodes[name - total].left, nodes[name - total].right)
    return [members[name] for name in taken]


def _settled(found: Sequence[tuple[int, ...]], rows: Matrix) -> Grouped:
    """Give the members of too small groups to the others, or to the rest of the book."""
    groups = [rows_ for rows_ in found if len(rows_) >= SMALLEST] or [*found[:1]]
    total = len(rows)
    home = np.full(total, -1)
    for number, members in enumerate(groups):
        home[list(members)] = number
    affinity = _affinities(rows, home, len(groups))
    best = affinity.argmax(axis=1)
    home = np.where(home < 0, best, home)
    own = affinity[np.arange(total), home]
    home = _loosened(home, own / (float(np.median(own)) or 1.0))
    kept = [tuple(np.flatnonzero(home == number).tolist()) for number in range(len(groups))]
    return _numbered(kept, np.flatnonzero(home < 0).tolist(), affinity, home)


def _loosened(home: NDArray[np.int64], fit: NDArray[np.float64]) -> NDArray[np.int64]:
    """Take out what fits nowhere, the loosest first, unless a group becomes too small by it.

    One article alone is not worth a part, if it is like any other at all.
    """
    home = home.copy()
    sizes = np.bincount(home)
    out = []
    for row in np.argsort(fit, kind="stable").tolist():
        if fit[row] >= LOOSE:
            break
        if fit[row] == 0 or sizes[home[row]] > SMALLEST:
            sizes[home[row]] -= 1
            out.append(row)
    if len(out) > 1 or any(fit[row] == 0 for row in out):
        home[out] = -1
    return home


def _affinities(rows: Matrix, home: NDArray[np.int64], groups: int) -> Matrix:
    """Return the mean likeness of each row to each group, itself left out."""
    total = len(rows)
    sums = np.zeros((groups, rows.shape[1]))
    for row, number in enumerate(home.tolist()):
        if number >= 0:
            sums[number] += rows[row]
    products = rows @ sums.T
    selves = (rows * rows).sum(axis=1)
    sizes = np.bincount(home[home >= 0], minlength=groups).astype(np.float64)
    counts = np.tile(sizes, (total, 1))
    placed = np.flatnonzero(home >= 0)
    products[placed, home[placed]] -= selves[placed]
    counts[placed, home[placed]] -= 1.0
    means: Matrix = products / np.maximum(counts, 1.0)
    return means


def _numbered(
    kept: Sequence[tuple[int, ...]],
    rest: Sequence[int],
    affinity: Matrix,
    home: NDArray[np.int64],
) -> Grouped:
    """Drop groups left empty, and find each row's next best group among the others."""
    names = [number for number, members in enumerate(kept) if members]
    place = {number: at for at, number in enumerate(names)}
    every = np.arange(len(home))
    own = np.where(home >= 0, affinity[every, home], 0.0)
    others = np.full_like(affinity, -1.0)
    others[:, names] = affinity[:, names]
    others[every[home >= 0], home[home >= 0]] = -1.0
    best = others.argmax(axis=1)
    second: list[tuple[int, float] | None] = []
    for number, mine, most in zip(
        best.tolist(), own.tolist(), others.max(axis=1).tolist(), strict=True
    ):
        score = most / (mine + most) if most > 0 else 0.0
        second.append((place[number], score) if most >= 0 else None)
    return Grouped(tuple(kept[name] for name in names), tuple(rest), tuple(second))
