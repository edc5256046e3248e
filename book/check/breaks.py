"""Where pages break: what stands alone, what is parted, what is left empty."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from book.check.area import EDGE, Area
from book.check.faults import (
    ORPHAN,
    PARTED_NOTE,
    SHORT_END,
    SHORT_PAGE,
    STRANDED,
    TURNED,
    WIDOW,
    Fault,
)
from book.check.lines import TextLine
from book.check.sheets import APART, Sheet, closed, goes_on, hyphened
from book.diagnostics import Code

LEAST_END = 4  # lines on the last page of a chapter
MOST_SHORT = 4  # lines a page may not be short of
RULE = 0.9  # leadings between the text and the notes
LAST_PAGE = "the last page of the chapter would have too few lines"
FOOT = 6  # leadings above the last line: a heading higher up has the page to itself
HEADED = 2  # lines below a heading


def faults(sheets: Sequence[Sheet], area: Area) -> Iterator[Fault]:
    """Yield what is wrong where one page ends and the next begins, page by page."""
    for before, after in pairwise(sheets):
        if before.solid:
            yield from _between(before, after, area, _is_end(sheets, after))
        if after.solid and _is_end(sheets, after):
            yield from _end(before, after)
    yield from _parted_notes(sheets)


def is_heading(line: TextLine, above: TextLine | None, sheet: Sheet, area: Area) -> bool:
    """Whether ``line`` looks like one: short, by itself, of another face or larger."""
    column = area.column(sheet.number)
    other = line.face != area.face or line.size > area.size + EDGE
    apart = above is None or above.baseline - line.baseline > APART * area.leading
    short = line.right < column.right - 2 * EDGE and not line.text.endswith((".", ",", ";"))
    return other and apart and short and bool(line.face) and line.size >= 0.95 * area.size


def _between(before: Sheet, after: Sheet, area: Area, is_end: bool) -> Iterator[Fault]:
    last, first = before.paragraphs[-1], after.paragraphs[0] if after.solid else None
    if goes_on(before, after, area) and first is not None:
        if len(last.lines) == 1 and len(before.paragraphs) > 1:
            yield _fault(ORPHAN, before, last.lines[0].text)
        ends = len(after.paragraphs) > 1 or closed(
            first.lines[-1], area.column(after.number), area
        )
        if len(first.lines) == 1 and ends:
            yield _fault(WIDOW, after, first.lines[0].text)
        if before.recto and hyphened(before.text[-1]):
            yield _fault(TURNED, before, before.text[-1].text)
    yield from _stranded(before, area)
    if after.solid and not after.opener:
        yield from _short(before, after, area, is_end)


def _stranded(sheet: Sheet, area: Area) -> Iterator[Fault]:
    for n in range(1, min(HEADED, len(sheet.text)) + 1):
        line = sheet.text[-n]
        above = sheet.text[-n - 1] if len(sheet.text) > n else None
        below = sheet.text[len(sheet.text) - n + 1 :]
        alone = not below or not closed(below[-1], area.column(sheet.number), area)
        pictured = any(box.top < line.baseline for box in sheet.pictures)
        low = line.baseline < area.last + FOOT * area.leading
        if above and low and alone and not pictured and is_heading(line, above, sheet, area):
            yield _fault(STRANDED, sheet, line.text)
            return


def _short(before: Sheet, after: Sheet, area: Area, is_end: bool) -> Iterator[Fault]:
    end = min(before.text[-1].baseline, *(box.bottom for box in before.pictures), 1e9)
    foot = area.last
    if before.notes:
        top = before.notes[0].lines[0]
        foot = top.baseline + top.size + RULE * area.leading
    empty = int((end - foot) / area.leading + 0.3)
    if empty >= MOST_SHORT:
        full = len(after.text) >= LEAST_END + MOST_SHORT
        why = LAST_PAGE if is_end and not full else _reason(after, area, empty)
        yield _fault(SHORT_PAGE, before, before.text[-1].text, count=empty, why=why)


def _reason(after: Sheet, area: Area, empty: int) -> str:
    """Say what stands at the head of the next page and did not fit on this one."""
    first = after.text[0]
    high = area.first - first.baseline > 2 * area.leading
    if high or any(box.top > first.baseline for box in after.pictures):
        return "a picture or a table follows, which needs more room"
    if is_heading(first, None, after, area):
        return "a heading follows, which stays with its text"
    lines = len(after.paragraphs[0].lines)
    if after.notes and any(
        call == note.number
        for line in after.paragraphs[0].lines
        for call in line.calls
        for note in after.notes
    ):
        return "the lines that follow call a note, which needs room, too"
    if lines < empty and len(after.paragraphs) > 1:
        return f"{lines} line{'s' * (lines > 1)} moved on, perhaps to make room for a note"
    if lines <= 3:
        return f"a block of {lines} line{'s' * (lines > 1)} follows, which stays together"
    return "what follows stays together"


def _is_end(sheets: Sequence[Sheet], sheet: Sheet) -> bool:
    """Whether a chapter ends on ``sheet``, and did not open on it."""
    following = sheets[sheet.number] if sheet.number < len(sheets) else None
    if sheet.opener or following is None:
        return False
    return following.opener or not following.text


def _end(before: Sheet, sheet: Sheet) -> Iterator[Fault]:
    if before.solid and len(sheet.text) < LEAST_END and not sheet.pictures:
        count = len(sheet.text)
        yield _fault(SHORT_END, sheet, sheet.text[0].text, count=count)


def _parted_notes(sheets: Sequence[Sheet]) -> Iterator[Fault]:
    """Yield the notes that are called on a neighbouring page and not on their own."""
    calls = [{call for line in sheet.text for call in line.calls} for sheet in sheets]
    for n, sheet in enumerate(sheets):
        for note in sheet.notes:
            if note.number in calls[n]:
                continue
            near = (m for m in (n - 1, n - 2, n + 1) if 0 <= m < len(sheets))
            home = next((m for m in near if note.number in calls[m]), None)
            own = {other.number for other in sheets[home].notes} if home is not None else set()
            if home is not None and note.number not in own:
                facts = {"count": note.number, "call": sheets[home].number}
                yield _fault(PARTED_NOTE, sheet, note.lines[0].text, **facts)


def _fault(code: Code, sheet: Sheet, words: str, **facts: float | str) -> Fault:
    return Fault(code, sheet.number, sheet.article, words, facts)
