"""The colour of a page: lines even and full, breaks that do not show, nothing astray."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from book.check.area import EDGE, Area, Column
from book.check.faults import (
    LADDER,
    LINE_START,
    LOOSE,
    OUTSIDE_AREA,
    RIVER,
    STARVED,
    TITLE_END,
    Fault,
)
from book.check.lines import Gap, TextLine
from book.check.sheets import Paragraph, Sheet, closed, hyphened
from book.diagnostics import Code

LOOSEST = 0.5  # leadings between two words
TORN = 2.5  # em between two words: more than a long word can have left over
EVEN = 0.75  # of the widest space of a line: the narrowest, where it was justified
STARVED_BELOW = 0.45  # of the letters of a full line
LONGEST_LADDER = 3
TWO_CELLS = 2.5  # em between two words alone on a line, from which on they are in a table
RIVER_GAP = 0.36  # em: a space that is seen from afar
LONGEST_RIVER = 3  # lines
SLACK = 3.0  # points by which italics and marks may overhang
TITLE = 1.15  # of the size of the text

_BAD_START = re.compile(r"[;:!?%](?![-)(/\\\w])|»(?!\w)|[,.)\]](?=\s|$)")
_SMALL_WORD = re.compile(
    r"(?:^|[\s\u00a0(«“])([a-zà-ÿœ]{1,2}|les|des|une|sur|par|aux|pour|avec|dans|the|and|for"
    r"|der|die|das|den|und|von|mit|del|las|los|con|por|para|che|gli|uma|com)$",
    re.IGNORECASE,
)
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


@dataclass(frozen=True, slots=True)
class _Stream:
    """White that runs down to ``gap`` through ``lines``; ``words`` are those of the first."""

    gap: Gap
    lines: int
    words: str


def faults(sheet: Sheet, area: Area) -> Iterator[Fault]:
    """Yield what is wrong with the lines of one page, from its head to its foot."""
    yield from _titles(sheet, area)
    if not sheet.solid:
        return
    for paragraph in sheet.paragraphs:
        text = " ".join(line.text for line in paragraph.lines)
        if text.isascii() or not _RIGHT_TO_LEFT.search(text):
            yield from _starts(sheet, paragraph)
            yield from _astray(sheet, paragraph, area)
            yield from _ladders(sheet, paragraph)
            yield from _spaces(sheet, paragraph, area)
            yield from _rivers(sheet, paragraph, area.column(sheet.number))


def _titles(sheet: Sheet, area: Area) -> Iterator[Fault]:
    """Yield the lines of titles that end with a small word, the last of each left out."""
    large = [line for line in sheet.text if line.size > TITLE * area.size]
    for line, below in pairwise(large):
        small = _SMALL_WORD.search(line.text)
        same = abs(line.size - below.size) < 0.3
        if small and same and line.baseline - below.baseline < 1.6 * line.size:
            yield _fault(TITLE_END, sheet, line.text, sign=small[1])


def _starts(sheet: Sheet, paragraph: Paragraph) -> Iterator[Fault]:
    for line in paragraph.lines:
        bad = _BAD_START.match(line.text)
        if bad and "Mono" not in line.face:
            yield _fault(LINE_START, sheet, line.text, sign=bad[0])


def _astray(sheet: Sheet, paragraph: Paragraph, area: Area) -> Iterator[Fault]:
    column = area.column(sheet.number)
    for line in paragraph.lines:
        out = max(line.right - column.right, column.left - line.left)
        if out > SLACK:
            yield _fault(OUTSIDE_AREA, sheet, line.text, width=out)


def _ladders(sheet: Sheet, paragraph: Paragraph) -> Iterator[Fault]:
    run: list[TextLine] = []
    for line in (*paragraph.lines, None):
        if line is not None and hyphened(line):
            run.append(line)
            continue
        if len(run) > LONGEST_LADDER:
            yield _fault(LADDER, sheet, run[0].text, count=len(run))
        run = []


def _spaces(sheet: Sheet, paragraph: Paragraph, area: Area) -> Iterator[Fault]:
    """Yield lines whose words stand too far apart, and those that were left half empty."""
    column = area.column(sheet.number)
    if not area.justified:
        return
    for n, line in enumerate(paragraph.lines):
        last = n == len(paragraph.lines) - 1
        seen = _is_wide(line, LOOSEST * area.leading) and _is_justified(line, column)
        if seen and (widths := sorted(gap.width for gap in line.gaps)):
            usual = widths[len(widths) // 2]
            if usual > TORN * line.size:
                yield _fault(STARVED, sheet, line.text)
            elif usual > LOOSEST * area.leading:
                below = paragraph.lines[n + 1].text.split() if not last else []
                following = below[0] if below else "…"
                yield _fault(LOOSE, sheet, line.text, width=usual, next=following)
        short = line.right < column.right - 2 * EDGE
        few = len(line.text) < STARVED_BELOW * area.letters
        if short and few and (hyphened(line) or not last) and not closed(line, column, area):
            yield _fault(STARVED, sheet, line.text)


def _is_wide(line: TextLine, width: float) -> bool:
    """Whether a space of ``line``, if it is justified, may be wider than ``width``."""
    return bool(line.gaps) and line.gaps[0].width > EVEN * width


def _is_justified(line: TextLine, column: Column) -> bool:
    """Whether ``line`` was widened to its margin: its spaces are alike, those of cells not."""
    if abs(line.right - column.right) > 2 * EDGE:
        return False
    widths = [gap.width for gap in line.gaps]
    if not widths or line.cells > 1 or min(widths) <= EVEN * max(widths):
        return False
    return len(widths) > 1 or widths[0] < TWO_CELLS * line.size


def _rivers(sheet: Sheet, paragraph: Paragraph, column: Column) -> Iterator[Fault]:
    """Yield the longest stream of wide spaces, where it runs through more than three lines."""
    if len(paragraph.lines) <= LONGEST_RIVER:
        return
    above: list[_Stream] = []
    longest = _Stream(Gap(0, 0), 0, "")
    for line in paragraph.lines:
        here = []
        for gap in _wide(line, column):
            met = [stream for stream in above if _meet(stream.gap, gap)]
            longer = max(
                met, key=lambda stream: stream.lines, default=_Stream(gap, 0, line.text)
            )
            here.append(_Stream(gap, longer.lines + 1, longer.words))
        longest = max((longest, *here), key=lambda stream: stream.lines)
        above = here
    if longest.lines > LONGEST_RIVER:
        yield _fault(RIVER, sheet, longest.words, count=longest.lines)


def _wide(line: TextLine, column: Column) -> Sequence[Gap]:
    if not (_is_wide(line, RIVER_GAP * line.size) and _is_justified(line, column)):
        return ()
    return [gap for gap in line.gaps if gap.width > RIVER_GAP * line.size]


def _meet(above: Gap, gap: Gap) -> bool:
    """Whether the white of two lines is seen as one stream."""
    shared = min(above.right, gap.right) - max(above.left, gap.left)
    return shared > 0.5 * min(above.width, gap.width)


def _fault(code: Code, sheet: Sheet, words: str, **facts: float | str) -> Fault:
    return Fault(code, sheet.number, sheet.article, words, facts)
