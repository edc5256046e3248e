"""The idea of the drawn cover: a page, one ruled paragraph a chapter.

Each paragraph is as long as its chapter is among the others, so that a book of many short
pieces looks like one. More than a page holds is set in columns.
"""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

DEPTH = 830  # of the page, in pixels
STEP = 36  # the most from one rule to the next
ROWS = 40  # of a column, before there are more columns
GAP = 0.55  # between paragraphs, in rows
GUTTER = 70
WIDTHS = {1: 760, 2: 1020, 3: 1140, 4: 1180}  # of all columns together
MOST = 200  # paragraphs; above, neighbours are drawn as one


class Measure(NamedTuple):
    """Where the lines of a paragraph begin and end; ``last`` is the end of the last one."""

    left: int
    right: int
    last: int
    top: float

    @property
    def indent(self) -> int:
        return round((self.right - self.left) * 0.08)


class Rule(NamedTuple):
    """A box of ink, from the left and the head of the page, its corners included."""

    left: int
    top: int
    right: int
    bottom: int


def page(lengths: Sequence[int], seed: str, depth: float = DEPTH) -> Iterator[Rule]:
    """Yield the rules of a page whose paragraphs are as long as ``lengths``, in words.

    The page is centred on zero and begins at zero. The last line of a paragraph is as long
    as a hash of ``seed`` says.
    """
    while len(lengths) > MOST:
        lengths = [sum(lengths[at : at + 2]) for at in range(0, len(lengths), 2)]
    if not lengths:
        return
    rows = _rows(lengths)
    units = sum(rows) + GAP * (len(rows) - 1)
    count = next(c for c in WIDTHS if c == max(WIDTHS) or units / c <= ROWS)
    columns = list(_filled(rows, units / count))
    step = min(STEP, depth / max(sum(c) + GAP * (len(c) - 1) for c in columns))
    width = (WIDTHS[count] - GUTTER * (count - 1)) // count
    number = 0
    for place, column in enumerate(columns):
        left = place * (width + GUTTER) - WIDTHS[count] // 2
        top = 0.0
        for lines in column:
            ends = left + round(width * _last(seed, number, lines))
            yield from _paragraph(Measure(left, left + width, ends, top), lines, step)
            top += (lines + GAP) * step
            number += 1


def _rows(lengths: Sequence[int]) -> list[int]:
    """Return how many lines each chapter takes; thirty lines or so make a page."""
    wanted = max(30 - len(lengths), 3 * len(lengths))
    total = max(sum(lengths), 1)
    return [max(1, round(length / total * wanted)) for length in lengths]


def _filled(rows: Sequence[int], depth: float) -> Iterator[list[int]]:
    """Yield the paragraphs of each column, about ``depth`` rows deep."""
    column: list[int] = []
    done, goal = 0.0, depth
    for count in rows:
        if column and done + count / 2 > goal:
            yield column
            column, goal = [], goal + depth
        column.append(count)
        done += count + GAP
    yield column


def _last(seed: str, number: int, depth: int) -> float:
    """Return the share of the measure at which the last line of a paragraph ends."""
    chance = blake2b(f"{seed}{number}".encode(), digest_size=1).digest()[0] / 255
    return 0.25 + 0.5 * chance if depth > 1 else 0.5 + 0.4 * chance


def _paragraph(measure: Measure, depth: int, step: float) -> Iterator[Rule]:
    """Yield ``depth`` rules: the first indented, the last short."""
    thick = max(2, round(step * 0.36))
    for row in range(depth):
        left = measure.left + (measure.indent if row == 0 else 0)
        right = measure.last if row == depth - 1 else measure.right
        top = round(measure.top + row * step)
        yield Rule(left, top, right - 1, top + thick - 1)
