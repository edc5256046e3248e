"""From pairs to groups, and from a group the one that is kept.

Exact and near duplicates are one group, however they hang together. An excerpt never
speaks for the article that contains it: whole groups of excerpts hang below the group
of the full article.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from book.dedupe.compare import Likeness
from book.dedupe.words import Text
from book.model import DuplicateKind


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles by their places in the sequence, ``a < b``, and how alike they are."""

    a: int
    b: int
    likeness: Likeness


def grouped(
    texts: Sequence[Text], pairs: Sequence[Pair], distinct: frozenset[frozenset[str]]
) -> list[list[int]]:
    """Return groups of places; the first list of each group's members are candidates to keep.

    Order inside a group and of groups is that of ``texts``. Groups that would hold two
    articles which the author calls distinct are not made.
    """
    forest = _Forest(texts, distinct)
    ranked = sorted(
        pairs,
        key=lambda p: (-p.likeness.similarity, texts[p.a].article.id, texts[p.b].article.id),
    )
    for pair in ranked:
        if pair.likeness.kind in {DuplicateKind.EXACT, DuplicateKind.NEAR}:
            forest.join(pair.a, pair.b)
    return forest.groups()


def containers(
    texts: Sequence[Text],
    groups: Sequence[Sequence[int]],
    pairs: Sequence[Pair],
    distinct: frozenset[frozenset[str]],
) -> Mapping[int, int]:
    """Return, for a group of excerpts, the group of the article they are taken from."""
    home = {place: number for number, group in enumerate(groups) for place in group}
    length = [max(len(texts[place].words) for place in group) for group in groups]
    best: dict[int, tuple[float, int, str, int]] = {}
    for pair in pairs:
        if pair.likeness.kind is not DuplicateKind.CONTAINED:
            continue
        inner, outer = home[pair.a], home[pair.b]
        if texts[pair.b].article.id == pair.likeness.shorter:
            inner, outer = outer, inner
        if length[outer] <= length[inner] or _clash(
            texts, groups[inner], groups[outer], distinct
        ):
            continue
        place = min(texts[place].article.id for place in groups[outer])
        claim = (pair.likeness.similarity, length[outer], place, outer)
        best[inner] = max(best.get(inner, claim), claim)
    return {inner: claim[3] for inner, claim in best.items()}


class _Forest:
    """Disjoint sets of places (Tarjan 1975) that know which articles must not meet."""

    def __init__(self, texts: Sequence[Text], distinct: frozenset[frozenset[str]]) -> None:
        self._parent = list(range(len(texts)))
        self._members = {place: [place] for place in range(len(texts))}
        self._texts = texts
        self._distinct = distinct

    def root(self, place: int) -> int:
        while self._parent[place] != place:
            self._parent[place] = self._parent[self._parent[place]]
            place = self._parent[place]
        return place

    def join(self, a: int, b: int) -> None:
        a, b = sorted((self.root(a), self.root(b)))
        if a == b or _clash(self._texts, self._members[a], self._members[b], self._distinct):
            return
        self._parent[b] = a
        self._members[a] += self._members.pop(b)

    def groups(self) -> list[list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for place in range(len(self._parent)):
            found[self.root(place)].append(place)
        return list(found.values())


def _clash(
    texts: Sequence[Text],
    one: Sequence[int],
    two: Sequence[int],
    distinct: frozenset[frozenset[str]],
) -> bool:
    """Tell whether the author keeps a member of ``one`` apart from a member of ``two``."""
    return bool(distinct) and any(
        frozenset({texts[a].article.slug, texts[b].article.slug}) in distinct
        for a in one
        for b in two
    )
