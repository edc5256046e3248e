"""Which page stands where on which side of which sheet, so that a fold makes a book of them.

A sheet is folded once, so it carries four pages: two on its front, two on its back. Sheets
are counted from the outside. In a booklet of N pages the sheet k shows N − 2k + 2 and
2k − 1 on its front, 2k and N − 2k + 1 on its back: the two pages of a side sum to N + 1.
A book of several signatures repeats this for each.
"""

from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Sheet", "Side", "planned"]

ON_A_SHEET = 4


@dataclass(frozen=True, slots=True)
class Side:
    """Two pages beside each other, counted from 1; what is past the last page is blank."""

    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a signature; ``around`` is how many sheets lie inside its fold."""

    signature: int
    front: Side
    back: Side
    around: int


def planned(pages: int, signature: int, *, leftward: bool = False) -> Iterator[Sheet]:
    """Yield the sheets of a book of ``pages``, in the order in which they are printed.

    A ``signature`` is so many pages, a multiple of four; the last one may be smaller. Where
    a book is read ``leftward`` (Hebrew, Arabic), its first page is a left-hand one.
    """
    total = -(-pages // ON_A_SHEET) * ON_A_SHEET
    for number, start in enumerate(range(0, total, signature), start=1):
        last = min(signature, total - start)
        for k in range(1, last // ON_A_SHEET + 1):
            front = _side(start + last - 2 * k + 2, start + 2 * k - 1, leftward=leftward)
            back = _side(start + 2 * k, start + last - 2 * k + 1, leftward=leftward)
            yield Sheet(number, front, back, last // ON_A_SHEET - k)


def _side(verso: int, recto: int, *, leftward: bool) -> Side:
    return Side(recto, verso) if leftward else Side(verso, recto)
