"""The cover that is wrapped around a printed book: back, spine and front on one sheet.

All lengths are in millimetres from the upper left corner of the sheet, bleed included.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from book.cover import Setting, back, front, lengths
from book.cover.back import Back
from book.cover.barcode import Isbn
from book.cover.designs import WIDTH, Panel
from book.cover.drawing import Box, Matrix, Shape, moved, rectangle
from book.cover.lettering import Words
from book.cover.sheet import Sheet, Space, pdf
from book.cover.wording import authors, in_face, typeset
from book.diagnostics import Code, Report, Severity
from book.model import Artifact, Book, Location
from book.printers.covers import Cover

__all__ = ["Wrap", "reads_upwards", "wrap"]

THIN = Code(
    "T162",
    Severity.NOTE,
    "the spine stays empty: {reason}",
    explanation="Covers move by a millimetre or two as they are folded. On a narrow spine "
    "letters would run over the fold, or would have to be too small to be read, and printers "
    "refuse them. A book with more pages, or on thicker paper, has room for its title.",
)

WHERE = Location("cover.pdf")
POINT = 25.4 / 72
SMALLEST, LARGEST = 6 * POINT, 20 * POINT  # of the letters on a spine
BODY = 0.98  # from the accent of a capital to the foot of a p, of the size
SHARE = 0.62  # of the spine that the body may take

# Where the title on a spine is read from the foot upwards, as in France; elsewhere, as in
# English and Dutch books, it is read downwards: https://en.wikipedia.org/wiki/Book_spine
UPWARDS = frozenset(
    {"br", "ca", "cs", "de", "el", "es", "eu", "fr", "gl", "it", "oc", "pt", "ro"}
)


@dataclass(frozen=True, slots=True)
class Wrap:
    """What is wrapped around what: the trim of a page, and the width of the ``spine``."""

    trim: tuple[float, float]
    pages: int
    spine: float
    printer: Cover
    space: Space = "cmyk"
    isbn: Isbn | None = None
    upwards: bool = True
    leftward: bool = False

    @property
    def width(self) -> float:
        return 2 * (self.printer.bleed + self.trim[0]) + self.spine

    @property
    def height(self) -> float:
        return self.trim[1] + 2 * self.printer.bleed

    def panel(self, *, left: bool) -> Box:
        """Return the half at the left or at the right, without bleed."""
        bleed = self.printer.bleed
        start = bleed if left else bleed + self.trim[0] + self.spine
        return Box(start, bleed, start + self.trim[0], self.height - bleed)

    @property
    def back(self) -> Box:
        """The back, which is at the left where one reads rightwards."""
        return self.panel(left=not self.leftward)

    @property
    def front(self) -> Box:
        return self.panel(left=self.leftward)


def reads_upwards(language: str) -> bool:
    """Return whether a title on the spine of a book in ``language`` begins at its foot."""
    return language.split("-", maxsplit=1)[0].lower() in UPWARDS


def wrap(book: Book, given: Wrap, setting: Setting, report: Report) -> Artifact:
    """Return the cover of ``book`` as a PDF of one page."""
    sheet = Sheet(
        given.width / POINT, given.height / POINT, given.printer.bleed / POINT, given.space
    )
    scale = Matrix(1 / POINT, 0, 0, 1 / POINT, 0, 0)
    shapes = moved(_drawn(book, given, setting, report), scale)
    return Artifact("pdf", pdf(shapes, sheet))


def _drawn(book: Book, given: Wrap, setting: Setting, report: Report) -> Iterator[Shape]:
    """Yield the ground of the whole sheet, and the three panels on it."""
    design, place = setting.design, given.front
    unit = given.trim[0] / WIDTH
    panel = Panel(given.trim[1] / unit, given.printer.bleed / unit, given.leftward)
    yield rectangle(Box(0, 0, given.width, given.height), design.ground)
    onto = Matrix(unit, 0, 0, unit, place.left, place.top)
    yield from moved(front(book, setting, panel, report), onto)
    foot = place.bottom - design.band(lengths(book.chapters), panel) * unit
    if foot < place.bottom:
        rest = Box(0, foot, place.left, given.height)
        if given.leftward:
            rest = Box(place.right, foot, given.width, given.height)
        yield rectangle(rest, design.ink)
    yield from _spine(book, given, setting, foot, report)
    options = setting.options
    there = Back(
        given.back,
        foot if foot < place.bottom else given.height,
        design.ink,
        given.printer,
        given.printer.by_spine is not given.leftward,
        given.leftward,
        options.back,
        options.note,
        given.isbn,
        options.price,
        design.text,
    )
    yield from back.drawn(book, there, setting.theme, report)


def _spine(
    book: Book, given: Wrap, setting: Setting, foot: float, report: Report
) -> Iterator[Shape]:
    """Yield author and title along the spine, as large as it allows, or say why not."""
    printer, design = given.printer, setting.design
    free = given.spine - 2 * printer.clear
    size = min(free / BODY, given.spine * SHARE, LARGEST)
    if given.pages < printer.text_from:
        reason = f"{printer.name} wants {printer.text_from} pages for words, not {given.pages}"
        report(THIN.at(WHERE, reason=reason))
        return
    if size < SMALLEST:
        report(THIN.at(WHERE, reason=f"it is {given.spine:.1f} mm wide"))
        return
    language = book.metadata.language
    names = (design.faces.title, design.faces.author)
    texts = (typeset(book.metadata.title, language), authors(book.metadata))
    title, author = (
        in_face(text, faces, setting.theme, lambda _: None, WHERE)
        for text, faces in zip(texts, names, strict=True)
    )
    if title is None:
        return
    head, end = given.back.top + printer.edge, min(given.back.bottom, foot) - printer.edge
    fitted = _along(title, author, end - head, size)
    if fitted is None:
        report(THIN.at(WHERE, reason="its title is too long for it"))
        return
    middle = given.back.right if not given.leftward else given.front.right
    middle += given.spine / 2
    turn = (
        Matrix(0, -1, 1, 0, middle, end) if given.upwards else Matrix(0, 1, -1, 0, middle, head)
    )
    for words, start, at in fitted:
        place = (start, words.face.capital * at / 2)
        run = words.face.letters_at(words.text, at, place, design.ink)
        yield from moved([run], turn)


Run = tuple[Words, float, float]


def _along(
    title: Words, author: Words | None, room: float, largest: float
) -> tuple[Run, ...] | None:
    """Return author and title, where each begins and how large it is, in that order.

    The author stands at the beginning, the title at the end; where there is too little room
    for both, all becomes smaller, and then the title stands alone.
    """
    wide = title.face.width(title.text)
    if author is not None:
        other = author.face.width(author.text) * NAME
        size = min(largest, room / (wide + other + GAP))
        if size >= max(SMALLEST, largest * LEAST):
            return (author, 0.0, size * NAME), (title, room - wide * size, size)
    size = min(largest, room / wide)
    return ((title, (room - wide * size) / 2, size),) if size >= SMALLEST else None


NAME = 0.86  # the size of the author, of that of the title
GAP = 1.5  # between them, of the same
LEAST = 0.6  # of the largest size, before the author goes
