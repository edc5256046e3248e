"""The most that can be believed at once: a heaviest run of values that never falls."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """That what stands at ``place`` has ``value``, and how much this is worth.

    Two claims about one place exclude each other.
    """

    place: int
    value: int
    weight: float = 1.0


def heaviest(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return claims of the greatest weight in all whose values never fall, by place.

    O(n log n): the heaviest run that ends below a value is a prefix maximum, kept in a
    tree (Fenwick, “A new data structure for cumulative frequency tables”, 1994).
    """
    # At one place the greatest value comes first: no run can then take two of them.
    strongest: dict[tuple[int, int], Claim] = {}
    for claim in sorted(claims, key=lambda c: (c.place, -c.value, -c.weight)):
        strongest.setdefault((claim.place, claim.value), claim)
    ordered = list(strongest.values())
    values = sorted({claim.value for claim in ordered})
    best = [(0.0, -1)] * (len(values) + 1)
    before: list[int] = []
    for number, claim in enumerate(ordered):
        rank = bisect_left(values, claim.value) + 1
        weight, last = _highest(best, rank)
        before.append(last)
        _raise(best, rank, (weight + claim.weight, number))
    kept: list[Claim] = []
    number = _highest(best, len(values))[1]
    while number >= 0:
        kept.append(ordered[number])
        number = before[number]
    return tuple(reversed(kept))


def _highest(tree: list[tuple[float, int]], rank: int) -> tuple[float, int]:
    found = (0.0, -1)
    while rank:
        found = max(found, tree[rank])
        rank &= rank - 1
    return found


def _raise(tree: list[tuple[float, int]], rank: int, reached: tuple[float, int]) -> None:
    while rank < len(tree):
        tree[rank] = max(tree[rank], reached)
        rank += rank & -rank
