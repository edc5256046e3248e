"""The type area of a book, found again from its finished pages.

Nobody tells a finished PDF's measure, leading or indents: they are what most of its lines
have in common. Lengths are in points.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean
from typing import TypeVar

from book.check.lines import TextLine

T = TypeVar("T")

FULL = 20  # letters, from which on a line tells of the measure
FEWEST = 12  # such lines in a book: fewer have too little in common
OFTEN = 0.15  # of the lines: a margin, not an indent
JUSTIFIED = 0.35  # of the lines end at one place, where a text is justified
NEAR = 0.15  # points between the leading and a step that is it, as it was rounded
EDGE = 1.5  # points by which lines of one margin may differ: marks that overhang


@dataclass(frozen=True, slots=True)
class Column:
    """Where lines begin and end on pages of one side."""

    left: float
    right: float

    @property
    def measure(self) -> float:
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Area:
    """The type area: ``first`` and ``last`` are baselines, ``letters`` those of a full line.

    ``indented``: paragraphs are told apart by an indent; else by space.
    """

    size: float
    face: str
    leading: float
    recto: Column
    verso: Column
    first: float
    last: float
    letters: int
    justified: bool
    indented: bool

    @property
    def lines(self) -> int:
        return round((self.first - self.last) / self.leading) + 1

    def column(self, page: int) -> Column:
        """Return the column of ``page``, which counts from 1."""
        return self.recto if page % 2 else self.verso


def area(pages: Sequence[Sequence[TextLine]]) -> Area | None:
    """Return the type area of ``pages``, or ``None`` where there is too little text."""
    counted = Counter[tuple[float, str]]()
    long = tuple(_long(pages))
    for line in long:
        counted[round(line.size, 1), line.face] += len(line.text)
    if len(long) < FEWEST:
        return None
    size, face = _most(counted)
    body = [[line for line in page if abs(line.size - size) < 0.3] for page in pages]
    steps = [
        above.baseline - line.baseline
        for page in body
        for above, line in pairwise(page)
        if 0.9 < (above.baseline - line.baseline) / size < 2.2
    ]
    if not steps:
        return None
    usual = _most(Counter(round(step, 1) for step in steps))
    # A hundredth of a point would add up over the lines of a page.
    leading = round(mean(step for step in steps if abs(step - usual) < NEAR), 3)
    sides = [list(_long(body[side::2])) for side in (0, 1)]
    justified = any(_justified(side) for side in sides)
    recto, verso = (_column(side or sides[1 - n], justified) for n, side in enumerate(sides))
    blocks = [list(_solid(page, leading)) for page in body]
    heads = Counter(round(block[0].baseline, 1) for block in blocks if block)
    feet = Counter(round(block[-1].baseline, 1) for block in blocks if block)
    full = sorted(
        len(line.text)
        for n, side in enumerate(sides)
        for line in side
        if line.right > (recto, verso)[n].right - 2 * size
    )
    return Area(
        size=size,
        face=face,
        leading=leading,
        recto=recto,
        verso=verso,
        first=max(_frequent(heads)),
        last=min(_frequent(feet)),
        letters=full[len(full) // 2] if full else FULL,
        justified=justified,
        indented=_indented(blocks, (recto, verso), size, leading),
    )


def _long(pages: Iterable[Sequence[TextLine]]) -> Iterator[TextLine]:
    return (
        line for page in pages for line in page if len(line.text) >= FULL and line.cells == 1
    )


def _most(counted: Mapping[T, int]) -> T:
    """Return what was counted most often; of equals the first that was met."""
    return max(counted, key=lambda value: counted[value])


def _frequent(counted: Mapping[float, int]) -> list[float]:
    """Return the heights that pages share, at least in part."""
    enough = max(1, round(sum(counted.values()) * 0.04))
    return [value for value, count in counted.items() if count >= enough] or list(counted)


def _justified(side: Sequence[TextLine]) -> bool:
    ends = Counter(round(line.right) for line in side)
    most = _most(ends) if ends else 0
    return bool(side) and sum(ends[most + n] for n in (-1, 0, 1)) > JUSTIFIED * len(side)


def _column(side: Sequence[TextLine], justified: bool) -> Column:
    starts = Counter(round(line.left) for line in side)
    enough = OFTEN * len(side)
    left = min(value for value in starts if sum(starts[value + n] for n in (-1, 0, 1)) > enough)
    left = max((left, left + 1), key=lambda value: starts[value])
    lefts = sorted(line.left for line in side if abs(line.left - left) <= EDGE)
    ends = sorted(line.right for line in side)
    if justified:
        most = _most(Counter(round(end) for end in ends))
        ends = [end for end in ends if abs(end - most) <= EDGE]
        right = ends[len(ends) // 2]
    else:
        right = ends[int(len(ends) * 0.99)]
    return Column(lefts[len(lefts) // 2], right)


def _solid(page: Sequence[TextLine], leading: float) -> Iterator[TextLine]:
    """Yield the lines that stand a leading from another one: not running heads, not folios."""
    for n, line in enumerate(page):
        around = [*page[max(n - 1, 0) : n], *page[n + 1 : n + 2]]
        if any(abs(other.baseline - line.baseline) < leading * 1.2 for other in around):
            yield line


def _indented(
    blocks: Sequence[Sequence[TextLine]],
    columns: Sequence[Column],
    size: float,
    leading: float,
) -> bool:
    """Whether lines that follow the one above closely begin further in, and often."""
    indents = spaces = 0
    for n, block in enumerate(blocks):
        for above, line in pairwise(block):
            apart = (above.baseline - line.baseline) / leading
            further = line.left - columns[n % 2].left
            indents += apart < 1.2 and 0.5 * size < further < 3 * size
            spaces += 1.2 <= apart < 2.6
    return indents > spaces
