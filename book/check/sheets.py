"""The pages of a finished book as a typographer sees them: text, notes, what opens where."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from book.check.area import EDGE, Area, Column
from book.check.lines import TextLine
from book.check.pages import Box, Leaf, Line

SMALL = 0.9  # of the size of the text: notes are smaller
APART = 1.25  # leadings between two lines, from which on a space parts them
LONG_WORD = 0.4  # of the measure, left empty by a word that fills the rest of its line
SUNK = 2.5  # leadings between the head of the type area and the title of a chapter
RUNNING = 90  # letters above the title of a chapter: a number, a label

_LISTED = re.compile(r"(?:[—–•‣▪·*-]|\(?\d{1,3}[.)]|[a-z]\))[\s\u00a0]")
_MARKED = re.compile(r"\[?(\d{1,3})[.\])]?[\s\u00a0]+\S")
_LEADERS = re.compile(r"(?:[.·…]\s?){4}")
_FOLIO = re.compile(r"[0-9ivxlcdm]{1,7}", re.IGNORECASE)
_NUMBERED = re.compile(r"^\d+\s|\d$")
_UNFINISHED = re.compile(r"[^.!?…:;»”\"’)\]]$")
_HYPHENS = ("\u2010", "\u00ad", "-")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The lines of a paragraph on one page; ``listed`` if it is an item of a list."""

    lines: tuple[TextLine, ...]
    listed: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A note at the foot of a page, and its number."""

    number: int
    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: ``number`` counts from 1, ``folio`` is what is printed, if anything is.

    ``text`` are its lines without running heads, folio and ``notes``; ``solid`` says that
    they are running text and no title page or table.
    """

    number: int
    folio: str
    article: str
    opener: bool
    solid: bool
    text: tuple[TextLine, ...]
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    pictures: tuple[Box, ...]

    @property
    def recto(self) -> bool:
        return self.number % 2 == 1


def sheets(
    leaves: Sequence[Leaf], outline: Sequence[Line], type_area: Area
) -> tuple[Sheet, ...]:
    """Return the pages of a book whose type area is known."""
    opened = _opened(leaves, outline) if outline else _sunk(leaves, type_area)
    titles = _articles(outline, len(leaves))
    return tuple(
        _sheet(number, leaf, titles[number - 1], number - 1 in opened, type_area)
        for number, leaf in enumerate(leaves, start=1)
    )


def hyphened(line: TextLine) -> bool:
    """Whether a word is broken at the end of ``line``."""
    return line.text.endswith(_HYPHENS) and len(line.text) > 1 and line.text[-2].isalpha()


def closed(line: TextLine, column: Column, type_area: Area) -> bool:
    """Whether ``line`` ends a paragraph, as far as it shows: it does not fill its measure.

    A single long word cannot be stretched to fill it.
    """
    room = column.right - line.right
    stretched = bool(line.gaps) or room > LONG_WORD * column.measure
    return type_area.justified and room > 2 * EDGE and stretched and not hyphened(line)


def goes_on(before: Sheet, after: Sheet, type_area: Area) -> bool:
    """Whether a paragraph runs from page ``before`` to the page ``after`` it."""
    if after.opener or not (before.solid and after.solid):
        return False
    last, first = before.text[-1], after.text[0]
    if abs(last.size - first.size) > 0.3 or closed(
        last, type_area.column(before.number), type_area
    ):
        return False
    if hyphened(last):
        return True
    if not type_area.justified and _would_fit(first, last, type_area.column(before.number)):
        return False
    listed = before.paragraphs[-1].listed and not after.paragraphs[0].listed
    further = first.left - type_area.column(after.number).left
    if not listed and further > type_area.size / 2:
        return False
    if type_area.justified and type_area.indented:
        return True
    return bool(_UNFINISHED.search(last.text)) or first.text[:1].islower()


def _would_fit(line: TextLine, above: TextLine, column: Column) -> bool:
    """Whether the first word of ``line`` had room on the line ``above``, and went on it not."""
    end = line.gaps[0].left if line.gaps else line.right
    return column.right - above.right > end - line.left + above.size / 2


def _opened(leaves: Sequence[Leaf], outline: Sequence[Line]) -> frozenset[int]:
    return frozenset(
        line.page
        for line in outline
        if line.page is not None
        and line.page < len(leaves)
        and (line.top is None or leaves[line.page].above.get(line.top, 0) <= RUNNING)
    )


def _sunk(leaves: Sequence[Leaf], type_area: Area) -> frozenset[int]:
    """Return the pages whose text begins far down, as that of a chapter does."""
    foot = type_area.first - SUNK * type_area.leading
    head = type_area.first + type_area.leading * 0.7
    return frozenset(
        n
        for n, leaf in enumerate(leaves)
        if max((line.baseline for line in leaf.lines if line.baseline < head), default=0) < foot
    )


def _articles(outline: Sequence[Line], pages: int) -> list[str]:
    """Return for each page the title that it stands under."""
    titles = [""] * pages
    led = sorted((line.page, n) for n, line in enumerate(outline) if line.page is not None)
    for page, n in led:
        if page < pages:  # a later title of the same page, and those of later pages, prevail
            titles[page:] = [outline[n].title] * (pages - page)
    return titles


def _sheet(number: int, leaf: Leaf, article: str, opener: bool, type_area: Area) -> Sheet:
    room = type_area.leading * 0.7
    inside = [
        line
        for line in leaf.lines
        if type_area.last - room <= line.baseline <= type_area.first + room
    ]
    outside = [line.text for line in leaf.lines if line.baseline < type_area.last - room]
    text, notes = _parted(inside, type_area)
    solid = _solid(text, type_area)
    return Sheet(
        number=number,
        folio=next((words for words in outside if _FOLIO.fullmatch(words)), ""),
        article=article,
        opener=opener,
        solid=solid,
        text=tuple(text),
        paragraphs=_paragraphs(text, type_area.column(number), type_area) if solid else (),
        notes=notes,
        pictures=leaf.pictures,
    )


def _solid(text: Sequence[TextLine], type_area: Area) -> bool:
    """Whether ``text`` is running text: its size and leading, and no column of folios."""
    like = [line for line in text if abs(line.size - type_area.size) < 0.3]
    if not like or len(like) * 2 < len(text):
        return False
    listed = sum(
        bool(_LEADERS.search(line.text)) or bool(_NUMBERED.search(line.text)) for line in text
    )
    return listed * 5 < len(text) * 2


def _parted(
    lines: Sequence[TextLine], type_area: Area
) -> tuple[Sequence[TextLine], tuple[Note, ...]]:
    """Part the notes at the foot of a page from its text.

    A list in small type that ends a chapter has a heading, or no text above it.
    """
    start = len(lines)
    while start and lines[start - 1].size < SMALL * type_area.size:
        start -= 1
    while start < len(lines) and not _MARKED.match(lines[start].text):
        start += 1
    if start in {0, len(lines)} or "Mono" in lines[start].face:
        return lines, ()
    lowest, above = lines[-1].baseline, lines[start - 1]
    headed = (
        above.face != type_area.face and above.right - above.left < type_area.recto.measure / 2
    )
    if headed or lowest > type_area.last + type_area.leading:
        return lines, ()
    notes: list[Note] = []
    for line in lines[start:]:
        marked = _MARKED.match(line.text)
        follows = notes[-1].number + 1 if notes else None
        if marked and follows in {None, int(marked[1])}:
            notes.append(Note(int(marked[1]), (line,)))
        else:
            notes[-1] = Note(notes[-1].number, (*notes[-1].lines, line))
    return lines[:start], tuple(notes)


def _paragraphs(
    text: Sequence[TextLine], column: Column, type_area: Area
) -> tuple[Paragraph, ...]:
    groups = [[text[0]]]
    for above, line in pairwise(text):
        if _opens(above, line, groups[-1], column, type_area):
            groups.append([line])
        else:
            groups[-1].append(line)
    return tuple(
        Paragraph(tuple(group), bool(_LISTED.match(group[0].text))) for group in groups
    )


def _opens(
    above: TextLine,
    line: TextLine,
    group: Sequence[TextLine],
    column: Column,
    type_area: Area,
) -> bool:
    """Whether ``line`` opens a paragraph below the ``group`` of lines that ends ``above``."""
    if abs(above.size - line.size) > 0.5 or closed(above, column, type_area):
        return True
    if above.baseline - line.baseline > APART * type_area.leading:
        return True
    further = line.left - above.left
    if further > type_area.size / 2:
        return not (len(group) == 1 and _LISTED.match(above.text))
    if _LISTED.match(line.text):
        return line.left > column.left + type_area.size / 2 or further < -type_area.size / 2
    return (
        type_area.indented
        and not type_area.justified
        and line.left > column.left + type_area.size / 2
        and not _LISTED.match(group[0].text)
    )
