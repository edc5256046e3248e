"""Which page follows which: where the end of one is the beginning of another."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import dropwhile, groupby, takewhile

# How much of two pages is compared where something stands between what they share.
REACH = 8
# A work on more pages than that links none: it is quoted everywhere.
MOST_PAGES = 24
# So often the rivals are counted anew; what is left then is taken as given.
MOST_ROUNDS = 50
# Copies of one text are as like the one that is kept as each other.
AS_LIKE = 0.03


@dataclass(frozen=True, slots=True)
class Page:
    """A page from top to bottom: ``works`` in full, ``everything`` with its excerpts.

    A ``listing`` is a page of excerpts, whose ``works`` are all that it shows. ``faith``
    tells how like the instances here are to the ones that are kept. ``pinned`` stood
    above ``works``.
    """

    name: str
    works: tuple[str, ...]
    everything: tuple[str, ...]
    listing: bool = False
    faith: Mapping[str, float] = field(default_factory=dict)
    pinned: tuple[str, ...] = ()

    def is_like(self, other: "Page") -> bool:
        """Say whether both show much the same works: one page, saved twice."""
        shared = len(set(self.works) & set(other.works))
        return shared * 2 >= min(len(self.works), len(other.works))

    def below(self, pinned: set[str]) -> "Page":
        """Return the page without the works of ``pinned`` at its head."""
        head = tuple(takewhile(pinned.__contains__, self.works[:-1]))
        everything = tuple(dropwhile(pinned.__contains__, self.everything[:-1]))
        everything += self.everything[-1:]
        return replace(
            self,
            works=self.works[len(head) :],
            everything=everything,
            pinned=self.pinned + head,
        )


@dataclass(frozen=True, slots=True)
class Link:
    """That ``page`` continues another, whose end its first ``shown`` works repeat."""

    page: str
    shown: int


@dataclass(frozen=True, slots=True, order=True)
class _Found:
    """An overlap: the least ``doubt`` first, then the longest, then as given."""

    doubt: int
    shortness: float
    one: int
    two: int
    shown: int

    @property
    def worth(self) -> tuple[int, float]:
        return self.doubt, self.shortness


def follow(pages: Sequence[Page]) -> dict[str, Link]:
    """Return which page follows which, by name: the best overlaps first, never in a circle.

    Of overlaps as good as each other those come first that have no rival: a work that was
    published twice may end one page and begin another by chance.
    """
    chosen = _Choice(list(range(len(pages))))
    equals = groupby(sorted({*_exact(pages), *_loose(pages)}), key=lambda f: f.worth)
    for _, group in equals:
        left = list(group)
        for _ in range(MOST_ROUNDS):
            left = [found for found in left if chosen.allows(found)]
            alone = _without_rivals(left)
            for found in alone or left[:1]:
                chosen.take(found)
            if not left:
                break
        for found in left:
            chosen.take(found)
    return {
        pages[one].name: Link(pages[found.two].name, found.shown)
        for one, found in sorted(chosen.after.items())
    }


def _without_rivals(found: Sequence[_Found]) -> list[_Found]:
    ones = Counter(overlap.one for overlap in found)
    twos = Counter(overlap.two for overlap in found)
    return [overlap for overlap in found if ones[overlap.one] == twos[overlap.two] == 1]


@dataclass(slots=True)
class _Choice:
    """The overlaps taken so far: ``whole`` tells which pages hang together (union-find)."""

    whole: list[int]
    after: dict[int, _Found] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)

    def allows(self, found: _Found) -> bool:
        free = found.one not in self.after and found.two not in self.taken
        return free and self._root(found.one) != self._root(found.two)

    def take(self, found: _Found) -> None:
        if self.allows(found):
            self.whole[self._root(found.one)] = self._root(found.two)
            self.after[found.one] = found
            self.taken.add(found.two)

    def _root(self, number: int) -> int:
        while self.whole[number] != number:
            self.whole[number] = self.whole[self.whole[number]]
            number = self.whole[number]
        return number


def _exact(pages: Sequence[Page]) -> Iterator[_Found]:
    """Yield where all that follows a work on one page is how another page begins."""
    places = _places(pages, everything=False)
    for two, page in enumerate(pages):
        for one, at in places.get(page.works[0], ()) if page.works else ():
            end = pages[one].works[at:]
            length = len(end)
            if one == two or length >= len(page.works) or page.works[:length] != end:
                continue
            doubt = 2 if length == 1 and not _same_copy(pages[one], page, end[0]) else 0
            yield _Found(doubt, -length, one, two, length)
        # What is pinned may also stand here by its own right, as the end of a page.
        for one, at in places.get(page.pinned[-1], ()) if page.pinned else ():
            if one != two and at == len(pages[one].works) - 1:
                yield _Found(3, -1, one, two, 0)


def _loose(pages: Sequence[Page]) -> Iterator[_Found]:
    """Yield where an end and a beginning agree but for a work or two in between.

    A page may be cut wrongly, or show an excerpt or an older article between the others.
    """
    places = _places(pages, everything=True)
    for two, page in enumerate(pages):
        for work in page.everything[:2]:
            for one, at in places.get(work, ()):
                end = pages[one].everything[at:]
                if one == two or len(end) > REACH or len(page.everything) <= len(end):
                    continue
                score, shown = _likeness(end, page.everything)
                if score > 0:
                    shown = min(shown, len(page.works))
                    yield _Found(1, -score, one, two, shown)


def _likeness(end: Sequence[str], beginning: Sequence[str]) -> tuple[float, int]:
    """Return how many works both share, less half of those in between, and how far they go."""
    at = {work: n for n, work in reversed(list(enumerate(beginning[: len(end) + 2])))}
    shared = [work for work in end if work in at]
    steps = [at[work] for work in shared]
    if steps != sorted(set(steps)) or shared[-1] not in end[-2:]:
        return 0, 0
    between = len(end) + steps[-1] + 1 - 2 * len(shared)
    return (len(shared) - between / 2, steps[-1] + 1) if between <= 2 else (0, 0)


def _same_copy(one: Page, two: Page, work: str) -> bool:
    return abs(one.faith.get(work, 1.0) - two.faith.get(work, 1.0)) <= AS_LIKE


def _places(pages: Sequence[Page], *, everything: bool) -> dict[str, list[tuple[int, int]]]:
    """Return by work where it stands: number of the page, place on it."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, page in enumerate(pages):
        for at, work in enumerate(page.everything if everything else page.works):
            found[work].append((number, at))
    return {work: places for work, places in found.items() if len(places) <= MOST_PAGES}
