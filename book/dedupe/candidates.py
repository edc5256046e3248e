"""Which articles are worth comparing: those that share rare phrases, or a title.

An inverted index of shingles. A phrase that stands in many articles is the site's,
not the author's; it is not followed to all its holders but only to the next ones, so
that the work grows with the number of articles and not with its square.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from book.dedupe.words import Text

# A phrase with more holders than this links each to the next few only.
CROWD = 12
NEXT = 2

# Of the shorter article's phrases, this share must stand in the other.
SHARED = 0.15


@dataclass(frozen=True, slots=True)
class Index:
    """Which of ``texts`` hold a shingle, for each shingle that more than one holds."""

    texts: Sequence[Text]
    holders: Mapping[int, Sequence[int]]


def index_of(texts: Sequence[Text]) -> Index:
    """Return the index of ``texts``. A shingle that nobody shares costs one number."""
    first: dict[int, int] = {}
    holders: dict[int, list[int]] = {}
    for place, text in enumerate(texts):
        for shingle in text.shingles:
            before = first.setdefault(shingle, place)
            if before != place:
                holders.setdefault(shingle, [before]).append(place)
    return Index(texts, holders)


def candidates(index: Index) -> list[tuple[int, int]]:
    """Return the pairs ``(i, j)``, ``i < j``, of texts that may be duplicates."""
    shared: Counter[tuple[int, int]] = Counter()
    for holders in index.holders.values():
        reach = len(holders) if len(holders) <= CROWD else NEXT
        for place, first in enumerate(holders):
            for second in holders[place + 1 : place + 1 + reach]:
                shared[first, second] += 1
    sizes = [len(text.shingles) for text in index.texts]
    alike = {
        (i, j) for (i, j), count in shared.items() if count >= SHARED * min(sizes[i], sizes[j])
    }
    return sorted(alike | _namesakes(index.texts))


def frequent(index: Index) -> frozenset[int]:
    """Return the shingles that stand in so many texts that they prove nothing."""
    limit = max(8, len(index.texts) // 20)
    return frozenset(
        shingle for shingle, holders in index.holders.items() if len(holders) > limit
    )


def _namesakes(texts: Sequence[Text]) -> set[tuple[int, int]]:
    titled: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        titled[text.title].append(place)
    return {pair for places in titled.values() for pair in pairwise(places)}
