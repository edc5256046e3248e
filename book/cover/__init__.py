"""The cover that is drawn when the author gives none: title, author, one idea.

The same drawing is the picture of an EPUB and the front of a printed book; ``wrap`` puts
the spine, the back and the barcode beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from book import xhtml
from book.cover.designs import DESIGNS, OF_THEME, WIDTH, Design, Panel
from book.cover.drawing import Shape, rectangle
from book.cover.sheet import Sheet, picture
from book.cover.wording import wording
from book.diagnostics import Report
from book.model import Book, Chapter, Resource
from book.theme import Theme

__all__ = ["Options", "Setting", "draw"]

HEIGHT = 2560


@dataclass(frozen=True, slots=True)
class Options:
    """The section ``[cover]`` of a project.

    ``auto`` takes the design that goes with the theme. ``back`` is the text of the back,
    else the description of the book or its first words stand there; ``note`` says who the
    author is; ``price`` is the five digits beside the barcode. ``paper`` is one of the
    printer's.
    """

    design: Literal["auto", "page", "mosaic", "stairs"] = "auto"
    back: str = ""
    note: str = ""
    price: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a cover is drawn with: the typefaces of ``theme``, whose name is ``named``."""

    theme: Theme
    options: Options = Options()
    named: str = "classique"

    @property
    def design(self) -> Design:
        chosen = self.options.design
        return DESIGNS[OF_THEME.get(self.named, "page") if chosen == "auto" else chosen]


def draw(book: Book, setting: Setting, report: Report) -> Resource:
    """Return the cover of ``book`` as ``cover.png``: 1600 × 2560 pixels, four bits each."""
    design = setting.design
    sheet = Sheet(WIDTH, HEIGHT)
    ends = (design.ground, design.ink)
    if design.ground.grey > design.ink.grey:
        ends = (design.ink, design.ground)
    shapes = front(book, setting, Panel(HEIGHT), report)
    return Resource("cover.png", "image/png", picture(shapes, sheet, ends))


def front(book: Book, setting: Setting, panel: Panel, report: Report) -> Iterator[Shape]:
    """Yield the front of ``book``, in units, from its upper left corner."""
    design, metadata = setting.design, book.metadata
    words = wording(metadata, design.faces, setting.theme, report)
    yield rectangle(panel.all, design.ground)
    yield from design.front(words, lengths(book.chapters), metadata.title, panel)


def lengths(chapters: Sequence[Chapter]) -> list[int]:
    """Return how many words each of ``chapters`` has."""
    return [
        sum(
            len(xhtml.text(xhtml.fragment(article.body)).split())
            for article in chapter.articles
        )
        for chapter in chapters
    ]
