"""From pairs to groups of versions, and to the version of each that stays."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from book.dedupe.compare import versions
from book.dedupe.pairs import Pair
from book.dedupe.words import Pile
from book.model import DuplicateKind

Distinct = frozenset[frozenset[str]]
Merit = Callable[[int], tuple[object, ...]]

# A heap of texts that are all unlike the best of it is given up after so many rounds.
MOST_ROUNDS = 20


def kept_of(
    pile: Pile, pairs: Sequence[Pair], distinct: Distinct, merit: Merit
) -> dict[int, int]:
    """Return for each place of the pile the place of the text that stays for it.

    ``merit`` ranks the versions of one text: the highest stays. What is contained in
    another is never what stays. Slugs in a pair of ``distinct`` never meet.
    """
    known = {(pair.a, pair.b): pair for pair in pairs}
    groups = [
        group
        for heap in _heaps(pile, pairs, distinct)
        for group in _settled(heap, pile, known, merit)
    ]
    outer = _containers(pile, groups, pairs, distinct)
    kept: dict[int, int] = {}
    for number, group in enumerate(groups):
        home = number
        while home in outer and not _clash(pile, group, groups[outer[home]], distinct):
            home = outer[home]
        kept.update(dict.fromkeys(group, groups[home][0]))
    return kept


def families(pile: Pile, pairs: Sequence[Pair], kept: Mapping[int, int]) -> list[list[int]]:
    """Return the groups of texts that stay and are filled into one template.

    Of a template is only what stays itself, or has a copy that stays: two excerpts may
    be alike where the articles that they are taken from are not.
    """
    forest = Forest()
    for pair in pairs:
        a, b = kept[pair.a], kept[pair.b]
        stay = all(
            pile.texts[end].digest == pile.texts[kept[end]].digest for end in (pair.a, pair.b)
        )
        if pair.likeness.kind is None and stay and a != b:
            forest.join(a, b)
    return forest.groups()


def _heaps(pile: Pile, pairs: Sequence[Pair], distinct: Distinct) -> Iterator[list[int]]:
    """Yield all places, those together that versions of versions join."""
    forest = Forest()
    same = [p for p in pairs if p.likeness.kind in {DuplicateKind.EXACT, DuplicateKind.NEAR}]
    for pair in sorted(same, key=lambda p: (-p.likeness.similarity, p.a, p.b)):
        one, two = forest.members(pair.a), forest.members(pair.b)
        if not _clash(pile, one, two, distinct):
            forest.join(pair.a, pair.b)
    joined = forest.groups()
    yield from joined
    alone = set(range(len(pile.texts))).difference(*joined)
    yield from ([place] for place in sorted(alone))


def _settled(
    heap: Sequence[int], pile: Pile, known: Mapping[tuple[int, int], Pair], merit: Merit
) -> Iterator[list[int]]:
    """Yield groups whose first is the best and the others are versions of it.

    In a long chain of versions the ends may have nothing in common any more.
    """
    rest = sorted(heap, key=merit, reverse=True)
    for _ in range(MOST_ROUNDS):
        if not rest:
            return
        best, *others = rest
        group, rest = [best], []
        for place in others:
            pair = known.get((min(best, place), max(best, place)))
            if pair is not None:
                same = pair.likeness.kind is not None
            else:
                same = versions(pile.texts[best], pile.texts[place], pile)
            (group if same else rest).append(place)
        yield group
    yield from ([place] for place in rest)


def _containers(
    pile: Pile, groups: Sequence[Sequence[int]], pairs: Sequence[Pair], distinct: Distinct
) -> Mapping[int, int]:
    """Return, for a group of excerpts, the group of the article they are taken from."""
    home = {place: number for number, group in enumerate(groups) for place in group}
    length = [max(len(pile.texts[place].words) for place in group) for group in groups]
    best: dict[int, tuple[float, int, int]] = {}
    for pair in pairs:
        if pair.likeness.kind is not DuplicateKind.CONTAINED:
            continue
        ends = (pair.a, pair.b) if pair.likeness.inner else (pair.b, pair.a)
        inner, outer = home[ends[0]], home[ends[1]]
        shorter = length[inner] < length[outer]
        if shorter and not _clash(pile, groups[inner], groups[outer], distinct):
            claim = (pair.likeness.similarity, length[outer], -groups[outer][0])
            best[inner] = max(best.get(inner, claim), claim)
    return {inner: home[-claim[2]] for inner, claim in best.items()}


class Forest:
    """Disjoint sets of places (Tarjan 1975), made as they are joined."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}
        self._members: dict[int, list[int]] = {}

    def members(self, place: int) -> list[int]:
        return self._members.get(self._root(place), [place])

    def join(self, a: int, b: int) -> None:
        a, b = sorted((self._root(a), self._root(b)))
        if a != b:
            self._parent[b] = a
            self._members.setdefault(a, [a]).extend(self._members.pop(b, [b]))

    def groups(self) -> list[list[int]]:
        return [sorted(members) for _, members in sorted(self._members.items())]

    def _root(self, place: int) -> int:
        parent = self._parent
        while (above := parent.get(place, place)) != place:
            parent[place] = parent.get(above, above)
            place = above
        return place


def _clash(pile: Pile, one: Sequence[int], two: Sequence[int], distinct: Distinct) -> bool:
    """Tell whether the author keeps a member of ``one`` apart from a member of ``two``."""
    if not distinct:
        return False
    slugs = [{pile.texts[place].article.slug for place in places} for places in (one, two)]
    return any(frozenset({a, b}) in distinct for a in slugs[0] for b in slugs[1])
