"""One line of works against what is said of their days: what to believe, what to refuse."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from book.order.agreement import Claim, heaviest
from book.order.evidence import Testimony

# Less agreement than that, by weight, and the pages follow no order of time.
AGREE = 0.6
AGREE_WHERE_LINKED = 0.35
# What an address tells of a month weighs less than a day.
MONTH = 0.5
# From so many believed days a page that nothing links is trusted against one date.
MANY = 3

Said = Mapping[str, Sequence[Testimony]]


@dataclass(frozen=True, slots=True)
class Placed:
    """A work in time. ``moment`` is the ordinal of its day, or of its older neighbour's.

    ``believed`` is what is taken for its date, ``refused`` what the order of the pages
    speaks against; ``after`` and ``before`` are the days of its neighbours on the line,
    ``named`` the latest month that its own text names and these allow.
    """

    work: str
    moment: int | None = None
    believed: Testimony | None = None
    refused: Testimony | None = None
    after: date | None = None
    before: date | None = None
    named: date | None = None


def slope(works: Sequence[str], said: Said) -> float:
    """Return how much more the days of neighbours rise along ``works`` than they fall."""
    known = [said[work][0] for work in works if work in said]
    return sum(
        min(a.certainty, b.certainty) * ((a.last < b.first) - (a.first > b.last))
        for a, b in pairwise(known)
    )


def settle(
    works: Sequence[str], said: Said, *, linked: bool, front: bool
) -> tuple[list[Placed], list[Placed]]:
    """Return the works of a line, oldest first, in time; and those that do not belong to it.

    A date that contradicts the others is refused, but for an article that is pinned to
    the ``front`` page, the newest of the site. Where few dates agree, the line tells
    nothing, and each dated work goes by its own.
    """
    claims = _claims(works, said)
    kept = heaviest(claims)
    heard = {claim.place: 0.0 for claim in claims}
    for claim in claims:
        heard[claim.place] = max(heard[claim.place], claim.weight)
    enough = (AGREE_WHERE_LINKED if linked else AGREE) * sum(heard.values())
    believed = {c.place: c for c in kept} if sum(c.weight for c in kept) >= enough else {}
    loose = {
        place
        for place in heard.keys() - believed.keys()
        if (not linked and len(believed) < MANY)
        or not believed
        or (front and _is_pinned(works[place], place, believed, said))
    }
    freed = [alone(works[place], said) for place in sorted(loose)]
    staying = [n for n in range(len(works)) if n not in loose]
    return _placed(works, staying, believed, said), freed


def alone(work: str, said: Said) -> Placed:
    """Return a work that nothing but its own dates places: the earliest that is well said."""
    heard = said.get(work, ())
    if not heard:
        return Placed(work)
    sure = max(t.certainty for t in heard) - 0.3
    best = min((t for t in heard if t.certainty >= sure), key=lambda t: (t.last, -t.certainty))
    return Placed(work, _middle(best), best)


def _is_pinned(work: str, place: int, believed: Mapping[int, Claim], said: Said) -> bool:
    """Say whether a work stands above all others and is older than them all.

    Were its day among theirs, it would stand in its own place too.
    """
    oldest = believed[min(believed)].value
    return place > max(believed) and all(_middle(t) < oldest for t in said.get(work, ()))


def _claims(works: Sequence[str], said: Said) -> list[Claim]:
    return [
        Claim(place, _middle(t), t.certainty * (1.0 if t.day else MONTH))
        for place, work in enumerate(works)
        for t in said.get(work, ())
    ]


def _middle(testimony: Testimony) -> int:
    return (testimony.first.toordinal() + testimony.last.toordinal()) // 2


def _placed(
    works: Sequence[str], staying: Sequence[int], believed: Mapping[int, Claim], said: Said
) -> list[Placed]:
    """Return the works at ``staying``, each with its own day or between its neighbours'."""
    found: list[Placed] = []
    for place in staying:
        heard = said.get(works[place], ())
        if place in believed:
            value = believed[place].value
            told = next(t for t in heard if _middle(t) == value)
            found.append(Placed(works[place], value, told))
        else:
            refused = next((t for t in heard if t.day), None)
            found.append(Placed(works[place], refused=refused))
    return _between(found)


def _between(found: Sequence[Placed]) -> list[Placed]:
    """Give the works without a believed day the moment of their older neighbour, or newer."""
    known = [n for n, placed in enumerate(found) if placed.moment is not None]
    if not known:
        return list(found)
    filled: list[Placed] = []
    for n, placed in enumerate(found):
        at = bisect_left(known, n)
        if placed.moment is not None:
            filled.append(placed)
            continue
        older = found[known[at - 1]] if at else None
        newer = found[known[at]] if at < len(known) else None
        beside = older or newer
        filled.append(
            replace(
                placed,
                moment=None if beside is None else beside.moment,
                after=_day(older),
                before=_day(newer),
            )
        )
    return filled


def _day(placed: Placed | None) -> date | None:
    return None if placed is None or placed.moment is None else date.fromordinal(placed.moment)
