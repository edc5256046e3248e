"""Read a finished PDF back: the only module that knows PDFium."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


class UnreadableError(Exception):
    """The file is not a PDF that can be opened; the text says why."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the outline: ``page`` counts from 0, ``top`` in points from the foot."""

    title: str
    level: int
    page: int | None
    top: float | None


@dataclass(frozen=True, slots=True)
class Box:
    """Where one run of text stands, in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text: its place, and its font."""

    box: Box
    text: str
    font: str
    embedded: bool


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page: its trim (TrimBox, else MediaBox) and the runs of text on it."""

    trim: Box
    runs: tuple[Run, ...]


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Open the PDF ``data``. Raises ``UnreadableError``."""
    import pypdfium2  # noqa: PLC0415

    try:
        with pypdfium2.PdfDocument(data) as document:
            yield document
    except pypdfium2.PdfiumError as error:  # when it is opened, or at a page that is broken
        raise UnreadableError(str(error)) from None


def texts(document: Any) -> Iterator[str]:
    """Yield the text of each page, its lines ended by line feeds."""
    for page in _pages(document):
        textpage = page.get_textpage()
        yield textpage.get_text_range().replace("\r\n", "\n").replace("\r", "\n")
        textpage.close()


def outline(document: Any) -> tuple[Line, ...]:
    """Return the outline, as far as it can be read."""
    lines = []
    for bookmark in document.get_toc():
        target = bookmark.get_dest()
        page = target.get_index() if target else None
        view = list(target.get_view()[1]) if target else []
        top = float(view[1]) if len(view) > 1 else None
        lines.append(Line(bookmark.get_title(), bookmark.level, page, top))
    return tuple(lines)


def leaves(document: Any) -> Iterator[Leaf]:
    """Yield each page with the runs of text on it."""
    from pypdfium2.raw import FPDF_PAGEOBJ_TEXT  # noqa: PLC0415

    for page in _pages(document):
        textpage = page.get_textpage()
        found = page.get_objects(filter=[FPDF_PAGEOBJ_TEXT], textpage=textpage)
        yield Leaf(Box(*page.get_trimbox()), tuple(_run(text) for text in found))
        textpage.close()


def _run(text: Any) -> Run:
    font = text.get_font()
    name = font.get_base_name().rpartition("+")[2]  # a subset is called ABCDEF+Name
    return Run(Box(*text.get_bounds()), _said(text), name, font.is_embedded)


def _said(text: Any) -> str:
    """Return the text of a run; of one that holds half a letter beyond U+FFFF, U+FFFD."""
    try:
        return str(text.extract())
    except UnicodeDecodeError:
        return "\ufffd"


def _pages(document: Any) -> Iterator[Any]:
    for n in range(len(document)):
        page = document[n]
        yield page
        page.close()
