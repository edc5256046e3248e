"""Chains that share works, woven into one line of time.

Where pages do not overlap, a list of excerpts may show their order; where the same pages
were saved twice, they agree with themselves. What two chains share in the same order ties
them together; what stands between two ties in one of them has its place there in both.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from book.order.pages import Chain

# Two works at least, and most of those that are shared, must agree to tie chains together.
FEWEST_TIES = 2
MOST_AGREE = 0.6
LISTING_AGREES = 0.9

Key = tuple[float, ...]


@dataclass(slots=True)
class Line:
    """Works, oldest first, by their keys; ``number`` tells when its first chain was given.

    ``linked`` is how many overlaps prove the line, ``pages`` its sources. With a
    ``listing`` some of these are lists of excerpts.
    """

    number: int
    keys: dict[str, Key] = field(default_factory=dict)
    pages: tuple[str, ...] = ()
    linked: int = 0
    listing: bool = False

    @property
    def works(self) -> tuple[str, ...]:
        return tuple(sorted(self.keys, key=self.keys.__getitem__))


def lines(chains: Sequence[Chain], backwards: Mapping[int, bool]) -> tuple[Line, ...]:
    """Return the lines that ``chains`` make, in the order in which they were given.

    ``backwards`` tells by number whether a chain shows its newest work first. Of a work
    that stands on a line twice the older place counts: the other is a repost.
    """
    runs = {n: _oldest_first(chain, backwards[n]) for n, chain in enumerate(chains)}
    usable = _trusted(chains, runs)
    homes: dict[str, list[Line]] = defaultdict(list)
    for n in sorted(usable, key=lambda n: (-len(runs[n]), chains[n].listing, n)):
        run, chain = runs[n], chains[n]
        keys: dict[str, Key] = {work: (float(at),) for at, work in enumerate(run)}
        line = Line(n, keys, chain.pages, chain.linked, chain.listing)
        _tie(line, homes, only=chain.listing and all(homes.get(work) for work in run))
    found = {id(line): line for own in homes.values() for line in own}
    return tuple(sorted(found.values(), key=lambda line: line.number))


def _tie(line: Line, homes: dict[str, list[Line]], *, only: bool) -> None:
    """Weave ``line`` and those that it ties to into one; as often as there is another.

    With ``only`` a line that ties to none is left out: it has nothing of its own.
    """
    works = line.works
    if only and _partner(works, line, homes) is None:
        return
    while (other := _partner(works, line, homes)) is not None:
        longer, shorter = (line, other) if len(line.keys) > len(other.keys) else (other, line)
        for work in other.keys:
            homes[work].remove(other)
        _weave(longer, shorter)
        line, works = longer, shorter.works
    for work in line.keys:
        homes[work].append(line)


def _partner(works: Sequence[str], line: Line, homes: Mapping[str, list[Line]]) -> Line | None:
    """Return the line that shares most with ``works`` in their order, if it is enough."""
    shared: Counter[int] = Counter()
    known: dict[int, Line] = {}
    for work in works:
        for home in homes.get(work, ()):
            shared[id(home)] += 1
            known.setdefault(id(home), home)
    for key, count in shared.most_common():
        if count < FEWEST_TIES:
            return next((home for home in known.values() if _adjoin(works, line, home)), None)
        if len(_ties(works, known[key])) >= max(FEWEST_TIES, MOST_AGREE * count):
            return known[key]
    return None


def _oldest_first(chain: Chain, backwards: bool) -> tuple[str, ...]:
    works = reversed(chain.works) if backwards else iter(chain.works)
    return tuple(dict.fromkeys(works))


def _trusted(chains: Sequence[Chain], runs: dict[int, tuple[str, ...]]) -> list[int]:
    """Return the numbers of all chains but of listings that follow no order of time.

    Turns those round, in ``runs``, that run against the pages on which articles stand in full.
    """
    place: dict[str, tuple[int, int]] = {}
    for number, run in runs.items():
        if not chains[number].listing:
            for step, work in enumerate(run):
                place.setdefault(work, (number, step))
    kept: list[int] = []
    for number, run in runs.items():
        if chains[number].listing:
            votes = _votes(run, place)
            agree, against = votes[True], votes[False]
            if max(agree, against) < LISTING_AGREES * (agree + against):
                continue
            if against > agree:
                runs[number] = tuple(reversed(run))
        kept.append(number)
    return kept


def _votes(run: Iterable[str], place: Mapping[str, tuple[int, int]]) -> Counter[bool]:
    """Count the neighbours of one chain that stand in ``run`` in its order, and those not."""
    last: dict[int, int] = {}
    votes: Counter[bool] = Counter()
    for work in run:
        if work in place:
            chain, step = place[work]
            if chain in last:
                votes[step > last[chain]] += 1
            last[chain] = step
    return votes


def _adjoin(works: Sequence[str], line: Line, home: Line) -> bool:
    """Say whether a list of excerpts begins where full articles end, or the other way round."""
    if not (line.listing or home.listing):
        return False
    oldest, newest = works[0], works[-1]
    if oldest in home.keys and home.keys[oldest] == max(home.keys.values()):
        return True
    return newest in home.keys and home.keys[newest] == min(home.keys.values())


def _weave(line: Line, other: Line) -> None:
    """Put the works of ``other`` into ``line``."""
    works = other.works
    _insert(works, _ties(works, line), other.number, line)
    line.number = min(line.number, other.number)
    line.pages += other.pages
    line.linked += other.linked + 1
    line.listing |= other.listing


def _ties(run: Sequence[str], line: Line) -> list[int]:
    """Return the places in ``run`` of a longest row of works that ``line`` has in its order."""
    ends: list[Key] = []
    last: list[int] = []
    before: dict[int, int] = {}
    for place, work in enumerate(run):
        if (key := line.keys.get(work)) is None:
            continue
        length = bisect_left(ends, key)
        before[place] = last[length - 1] if length else -1
        ends[length : length + 1] = [key]
        last[length : length + 1] = [place]
    kept: list[int] = []
    place = last[-1] if last else -1
    while place >= 0:
        kept.append(place)
        place = before[place]
    return kept[::-1]


def _insert(run: Sequence[str], ties: Sequence[int], number: int, line: Line) -> None:
    """Give the works of ``run`` that ``line`` lacks their place after the tie before them.

    Those before the first tie come just before it. A key is a row of numbers: what comes
    after ``(3,)`` and before ``(4,)`` begins with 3.
    """
    first = line.keys[run[ties[0]]]
    base: Key = (*first[:-1], first[-1] - 0.5)
    tied = set(ties)
    for place, work in enumerate(run):
        if place in tied:
            base = line.keys[work]
        elif work not in line.keys:
            line.keys[work] = (*base, float(number), float(place))
