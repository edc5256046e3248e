"""The back of a printed book: what it is about, who wrote it, and the barcode."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from book import xhtml
from book.cover.barcode import Barcode, Isbn
from book.cover.column import SIZES, Column, set_in, shortened
from book.cover.drawing import WHITE, Box, Colour, Matrix, Shape, moved, rectangle
from book.cover.shaping import Face
from book.cover.wording import in_face, typeset
from book.diagnostics import BookError, Code, Report, Severity
from book.model import Book, Location
from book.printers.covers import Cover
from book.theme import Theme

__all__ = ["Back", "drawn"]

NO_BARCODE = Code(
    "T163",
    Severity.NOTE,
    "the book has no ISBN, so no barcode stands on its back{field}",
    hint='write identifier = "urn:isbn:978…" into book.toml, or give --isbn',
    explanation="Shops read the number of a book from the barcode on its back. It is drawn "
    "from the ISBN, which a publisher or an author gets from the agency of the country. Some "
    "printers give a number and put the barcode on themselves: their field is kept white. A "
    "book for friends needs none.",
)
TOO_LONG = Code(
    "T164",
    Severity.WARNING,
    "the text of the back is too long: it ends at “…{end}”",
    hint="shorten back in [cover], or description in [book]: 80 to 150 words are usual",
    explanation="The back of a cover holds so many words at a size that can be read. This "
    "text is longer even in the smallest size, so it was cut at a sentence. The book itself "
    "is not touched.",
)

NO_PRICE = Code(
    "T169",
    Severity.ERROR,
    "“{price}” cannot stand beside the barcode",
    hint="write five digits: the currency and the price, 51995 for 19.95 US dollars",
    explanation="The small barcode beside the ISBN, which shops in America read, holds just "
    "five digits: the first says the currency (5 is the US dollar), the others the price in "
    "cents; 90000 says that no price is given. Elsewhere the price is left out.",
)

WHERE = Location("cover.pdf")
FIGURES = ("IBMPlexMono-Regular.ttf",)
FIRST = 110  # words, where the book begins on its back
AIR = 7.0  # millimetres between the text and the barcode
MOST = 500  # words, on the largest back in the smallest size
NOTE = 0.9  # the size of the note, of the text


@dataclass(frozen=True, slots=True)
class Back:
    """The panel, in millimetres on the sheet, and what goes onto it.

    Ink stands from ``foot`` downwards, if it does. ``at_right`` is the side of the barcode,
    and ``leftward`` the way of reading.
    """

    panel: Box
    foot: float
    ink: Colour
    printer: Cover
    at_right: bool
    leftward: bool
    text: str
    note: str
    isbn: Isbn | None
    price: str
    faces: tuple[tuple[str, ...], tuple[str, ...]]


def drawn(book: Book, back: Back, theme: Theme, report: Report) -> Iterator[Shape]:
    """Yield the back of ``book``; what cannot stand there is reported.

    Raises ``BookError`` for a price that no barcode can say.
    """
    panel, printer = back.panel, back.printer
    if back.price and not re.fullmatch("[0-9]{5}", back.price):
        raise BookError(NO_PRICE.at(WHERE, price=back.price))
    inset = max(printer.edge, panel.width * 0.115)
    field = _field(back, theme, report)
    foot = min(field.top - AIR if field.height else panel.bottom - inset, back.foot - AIR)
    room = Box(panel.left + inset, panel.top + inset, panel.right - inset, foot)
    yield from _written(book, back, room, theme, report)
    if field.height:
        yield rectangle(field, WHITE)
    if back.isbn is not None:
        code = _barcode(back, theme, report)
        if code is not None:
            wide, high = code.size
            middle = (
                (field.left + field.right - wide) / 2,
                (field.top + field.bottom - high) / 2,
            )
            yield from moved(code.shapes(), Matrix(e=middle[0], f=middle[1]))


def _barcode(back: Back, theme: Theme, report: Report) -> Barcode | None:
    if back.isbn is None:
        return None
    face = in_face(f"ISBN {back.isbn.digits}", FIGURES, theme, report, WHERE)
    return Barcode(back.isbn, face.face, back.price) if face else None


def _field(back: Back, theme: Theme, report: Report) -> Box:
    """Return the white box of the barcode: the printer's, or as large as the barcode."""
    wide, high = back.printer.field
    if back.isbn is None:
        kept = " (its field stays white)" if high else ""
        report(NO_BARCODE.at(WHERE, field=kept))
    code = _barcode(back, theme, lambda _: None)
    if code is not None:
        wide, high = max(wide, code.size[0]), max(high, code.size[1])
    panel, edge = back.panel, back.printer.field_edge
    left = panel.right - edge - wide if back.at_right else panel.left + edge
    bottom = panel.bottom - edge
    return Box(left, bottom - high, left + wide, bottom)


def _written(
    book: Book, back: Back, room: Box, theme: Theme, report: Report
) -> Iterator[Shape]:
    """Yield the text, and below it the note on the author, in italics."""
    language = book.metadata.language
    paragraphs = [typeset(p, language) for p in _paragraphs(back.text or _own(book))]
    note = _face(typeset(back.note, language), back.faces[1], theme, report)
    text = _face("\n".join(paragraphs), back.faces[0], theme, report)
    below: Column | None = None
    if note:
        below = set_in(note[0], note[1], (room.width, room.height / 3))
    free = room.height - (below.height + AIR if below else 0)
    column = _fitting(text, (room.width, free), report) if text else None
    top, right = room.top, room.right if back.leftward else None
    if column:
        yield from column.shapes(room.left, top, back.ink, right)
        top += column.height + AIR * 0.6
    if below and note:
        size = min(below.size, column.size * NOTE) if column else below.size
        again = set_in(note[0], note[1], (room.width, room.height / 3), (size,)) or below
        yield from again.shapes(room.left, top, back.ink, right)


Faced = tuple[list[str], Face]


def _face(text: str, names: tuple[str, ...], theme: Theme, report: Report) -> Faced | None:
    found = in_face(text.replace("\n", " "), names, theme, report, WHERE)
    if found is None:
        return None
    return [found.face.readable(paragraph) for paragraph in text.split("\n")], found.face


def _fitting(text: Faced, room: tuple[float, float], report: Report) -> Column | None:
    """Return ``text`` in a column, cut at a sentence where there is no room for all of it."""
    paragraphs, face = text
    words = sum(paragraph.count(" ") + 1 for paragraph in paragraphs)
    column = set_in(paragraphs, face, room) if words <= MOST else None
    if column is not None:
        return column
    whole = " ".join(paragraphs)
    count = min(whole.count(" ") + 1, MOST)
    while count > 5:
        short = shortened(whole, count)
        column = set_in([short], face, (room[0], float("inf")), SIZES[-1:])
        if column is None or column.height <= room[1]:
            report(TOO_LONG.at(WHERE, end=short[-30:]))
            return column
        count = min(count - 1, int(count * room[1] / column.height))
    return None


def _paragraphs(text: str) -> list[str]:
    return [" ".join(p.split()) for p in re.split(r"\n\s*\n", text) if p.strip()]


def _own(book: Book) -> str:
    """Return what the book says of itself, else how it begins."""
    if book.metadata.description:
        return book.metadata.description
    for article in book.articles:
        body = xhtml.fragment(article.body)
        words = " ".join(xhtml.text(p) for p in body.iter("p"))
        if words.split():
            return shortened(" ".join(words.split()), FIRST)
    return ""
