"""The page of a book: its trim, and what its printer asks of a book of so many pages."""

from dataclasses import dataclass
from typing import Literal

from book import printers
from book.model import Book
from book.render.page import AUTO, Page, Wish, page
from book.theme import Look

FRONT = 8  # pages before and after the chapters, about
FILLED = 0.85  # of a page, on the average


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """The section ``[print]`` of a project.

    ``opening`` is ``auto``, ``recto`` or ``any``. ``printer`` is one of ``book.printers``.
    Bleed, marks and the colours of the press are those of the printer where they are
    ``auto``; ``bleed`` may be a length. ``icc`` is the file of a CMYK profile. ``attach``
    puts the sources into the archive.
    """

    trim: str = AUTO
    kind: Literal["reading", "archive", "press"] = "reading"
    opening: Literal["auto", "recto", "any"] = "auto"
    printer: Literal["bod", "ingramspark", "kdp", "lulu", "press", ""] = ""
    large: bool = False
    columns: Literal["one", "two"] = "one"
    bleed: str = "auto"
    marks: Literal["auto", "yes", "no"] = "auto"
    colour: Literal["grey", "cmyk"] = "grey"
    icc: str = ""
    attach: bool = False


def sized(book: Book, options: PrintOptions, look: Look, extent: int = 0) -> Page:
    """Return the page of ``book``; where its ``extent`` is not known yet, it is guessed."""
    columns = 2 if options.columns == "two" else 1
    bare = Wish(columns=columns, large=options.large)
    if not options.printer:
        return page(options.trim, look, bare)
    printer = printers.named(options.printer)
    gutter = printer.gutter(extent or _guess(book, page(options.trim, look, bare)))
    wish = Wish(
        gutter=gutter.value if gutter else 0.0,
        edge=printer.value("margins.edge", 0.0),
        columns=columns,
        large=options.large,
    )
    return page(options.trim, look, wish)


def letters(book: Book) -> int:
    """Return how many characters the articles of ``book`` have, about."""
    return sum(len(article.body) for article in book.articles)


def _guess(book: Book, bare: Page) -> int:
    full = bare.letters * bare.lines * FILLED
    return round(letters(book) / full + 0.4 * len(book.chapters)) + FRONT
