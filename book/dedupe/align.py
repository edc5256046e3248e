"""What one text has of another: in the same order, or moved.

The longest common subsequence of the words (Hirschberg 1977; the bit-parallel form of
Hyyrö 2004, by rapidfuzz) finds what kept its order. What was moved is found by shingles.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from rapidfuzz.distance import LCSseq

# Fewer words than this in a row may meet by chance.
MOVED = 4
# Beyond so many cells an alignment takes too much memory; shingles have to do.
MOST_CELLS = 4 * 10**8

# A phrase of two words that stands in more places than this leads nowhere.
COMMON = 6

Words = Sequence[Hashable]
Stretch = tuple[int, int, int, int]


def aligned(a: Words, b: Words) -> int:
    """Return how many words ``a`` and ``b`` share in the same order."""
    return LCSseq.similarity(a, b)


def changes(a: Words, b: Words) -> list[Stretch]:
    """Return the stretches ``(i, j, k, l)`` where ``a[i:j]`` became ``b[k:l]``."""
    found: list[Stretch] = []
    for equal, group in groupby(LCSseq.opcodes(a, b), lambda op: op.tag == "equal"):
        ops = list(group)
        if not equal:
            first, last = ops[0], ops[-1]
            found.append((first.src_start, last.src_end, first.dest_start, last.dest_end))
    return found


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return ``stretches``, those as one that have but one word between them."""
    found: list[Stretch] = []
    for start, end, other, last in stretches:
        if found and start - found[-1][1] <= 1 and other - found[-1][3] <= 1:
            start, _, other, _ = found.pop()  # noqa: PLW2901
        found.append((start, end, other, last))
    return found


def placed(a: Words, b: Words) -> list[bool]:
    """Return of each word of ``a`` whether it stands in ``b``: in its order, or moved."""
    there = [False] * len(a)
    if len(a) * len(b) <= MOST_CELLS:
        for start, end in _runs(a, b):
            there[start:end] = [True] * (end - start)
    lost = [n for n, found in enumerate(there) if not found]
    if not lost:
        return there
    phrases = {tuple(b[n : n + MOVED]) for n in range(len(b) - MOVED + 1)}
    for start in sorted({n - back for n in lost for back in range(MOVED) if n >= back}):
        if tuple(a[start : start + MOVED]) in phrases:
            there[start : start + MOVED] = [True] * MOVED
    return there


def _runs(a: Words, b: Words) -> Iterator[tuple[int, int]]:
    """Yield the stretches of ``a`` that kept their order, but not words met by chance.

    One or two equal words with long unequal stretches on both sides prove nothing.
    """
    equal = [(op.src_start, op.src_end) for op in LCSseq.opcodes(a, b) if op.tag == "equal"]
    bounds = [(0, 0), *equal, (len(a), len(a))]
    for before, (start, end), after in zip(bounds, bounds[1:], bounds[2:], strict=False):
        gaps = start - before[1], after[0] - end
        if end - start > 2 or not all(gaps) or sum(gaps) < 6 * (end - start):
            yield start, end


def locally(a: Words, b: Words, size: int) -> list[float]:
    """Return of each part of ``a``, of ``size`` words, how much stands at one place of ``b``.

    The place is the one that most of the part's phrases of two words speak for, so
    that parts may have been moved; from 0 to 1.
    """
    places: dict[tuple[Hashable, Hashable], list[int]] = defaultdict(list)
    for n, two in enumerate(pairwise(b)):
        places[two].append(n)
    found: list[float] = []
    for start in range(0, max(1, len(a) - size // 2), size):
        part = a[start : start + size]
        votes = Counter(
            (n - m) // 8
            for m, two in enumerate(pairwise(part))
            for n in places.get(two, ())[:COMMON]
        )
        if not votes:
            found.append(0.0)
            continue
        near = max(votes, key=lambda v: (votes[v] + votes[v + 1], -v)) * 8
        window = b[max(0, near - 4) : near + size + 16]
        found.append(LCSseq.similarity(part, window) / len(part))
    return found
