"""From set pages to the objects of a PDF, but for fonts: those are embedded once, at the end.

The order of the steps is that of ``weasyprint.pdf.generate_pdf``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pydyf
from tinycss2.color5 import D50, D65
from weasyprint.anchors import gather_anchors
from weasyprint.draw import draw_page, draw_stacking_context
from weasyprint.logger import LOGGER
from weasyprint.matrix import Matrix
from weasyprint.pdf import _use_references
from weasyprint.pdf.anchors import add_links
from weasyprint.pdf.tags import add_tags
from weasyprint.stacking import StackingContext

from book.bind.pdf.inside.fonts import Paper
from book.bind.pdf.inside.galley import Styles
from book.bind.pdf.inside.objects import sheaf
from book.bind.pdf.inside.targets import Box
from book.bind.pdf.parts import PIXEL, Anchor, Bookmark, Face, InseparableError
from book.bind.pdf.sheaf import Sheaf

Paint = Callable[[Box, Any], None]


@dataclass(slots=True)
class Sheet:
    """A page on its way: its boxes, what is anchored on it, and the stream it is drawn on."""

    _page_box: Box
    width: float
    height: float
    anchors: dict[str, tuple[float, float, float, float]]
    links: list[tuple[str, str, tuple[float, float, float, float], Box]]
    bookmarks: list[tuple[int, str, tuple[float, float], str]]
    stream: Any = None


@dataclass(frozen=True, slots=True)
class Document:
    """What ``add_tags`` asks of a document."""

    pages: list[Sheet]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Pages that are drawn and not yet written."""

    pdf: Any
    sheets: list[Sheet]
    resources: Any
    images: dict[str, Any]
    fonts: dict[Any, Any]
    styles: Styles
    tagged: bool

    @property
    def streams(self) -> list[Any]:
        """The streams of the pages, in order."""
        return [one.stream for one in self.sheets]


def _sheet(page: Box, known: frozenset[str]) -> Sheet:
    """Gather what is anchored on ``page``; drop links to places that are not ``known``."""
    anchors: dict[str, tuple[float, float, float, float]] = {}
    links: list[Any] = []
    bookmarks: list[Any] = []
    forms: dict[Any, list[Any]] = {None: []}
    gather_anchors(page, anchors, links, bookmarks, forms)
    if forms != {None: []} or any(kind == "attachment" for kind, *_ in links):
        raise InseparableError("forms or attachments")
    kept = [link for link in links if link[0] != "internal" or link[1] in known]
    for _, target, *_ in (link for link in links if link not in kept):
        LOGGER.error("No anchor #%s for internal URI reference", target)
    return Sheet(page, page.margin_width(), page.margin_height(), anchors, kept, bookmarks)


def draw(
    pages: Iterable[Box], styles: Styles, paint: Paint, known: frozenset[str] | None = None
) -> Drawing:
    """Draw each of ``pages`` with ``paint`` on a stream of its own.

    ``known`` are the anchors that links may lead to; without any, the pages hold no text,
    and what is on them has no tags.
    """
    if styles.profiles:
        raise InseparableError("@color-profile")
    pdf = pydyf.PDF()
    names = "ExtGState XObject Pattern Shading".split()
    resources = pydyf.Dictionary({name: pydyf.Dictionary() for name in names})
    resources["ColorSpace"] = pydyf.Dictionary({"lab-d50": _lab(D50), "lab-d65": _lab(D65)})
    pdf.add_object(resources)
    drawing = Drawing(pdf, [], resources, {}, {}, styles, known is not None)
    for page in pages:
        one = _sheet(page, known or frozenset())
        drawing.sheets.append(one)
        _page(drawing, one, paint)
    return drawing


def text(page: Box, stream: Any) -> None:
    """Draw all of ``page`` that is there: its background, its text, its notes."""
    draw_page(page, stream)


def margins(page: Box, stream: Any) -> None:
    """Draw the margin boxes of ``page``, and of a blank page its background."""
    if page.page_type.blank:
        text(page, stream)
    else:
        draw_stacking_context(stream, StackingContext.from_page(page))


def write(drawing: Drawing, name: str = "") -> Sheaf:
    """Return ``drawing`` as plain values, with nothing in the dictionary of its fonts.

    ``name`` is that of the section, and goes into the identifiers of its tags.
    """
    pdf, resources = drawing.pdf, drawing.resources
    fonts = pydyf.Dictionary()
    pdf.add_object(fonts)
    resources["Font"] = fonts.reference
    _use_references(pdf, resources, drawing.images, drawing.styles.profiles)
    untagged = len(pdf.objects)
    if drawing.tagged:
        pdf.catalog["Lang"] = pydyf.String("")  # that of the book is set at the end
        add_tags(pdf, Document(drawing.sheets), "1.7", drawing.streams)
        _distinguish(pdf, name)
    return sheaf(pdf, resources, fonts.number, untagged)


def _distinguish(pdf: Any, name: str) -> None:
    """Make the identifiers of table headers unlike those of other sections."""
    for one in pdf.objects:
        if isinstance(one, pydyf.Dictionary) and "ID" in one:
            one["ID"].string = f"{name}-{one['ID'].string}"  # the cells' own: they share it


def describe(pdf: Any, packet: bytes) -> None:
    """Give a PDF on its way its metadata (ISO 32000-1, 14.3.2)."""
    stream = pydyf.Stream([packet], {"Type": "/Metadata", "Subtype": "/XML"})
    pdf.add_object(stream)
    pdf.catalog["Metadata"] = stream.reference


def anchors(drawing: Drawing) -> tuple[Anchor, ...]:
    """Return the destinations, each name once."""
    found: dict[str, Anchor] = {}
    for leaf, one in enumerate(drawing.sheets):
        for name, (x, y, _, _) in one.anchors.items():
            found.setdefault(name, Anchor(name, leaf, x, y))
    return tuple(found.values())


def bookmarks(drawing: Drawing) -> tuple[Bookmark, ...]:
    """Return the lines of the outline, in order."""
    return tuple(
        Bookmark(label, level, state == "closed", leaf, x, y)
        for leaf, one in enumerate(drawing.sheets)
        for level, label, (x, y), state in one.bookmarks
    )


def faces(drawing: Drawing) -> tuple[Face, ...]:
    """Return the typefaces that were drawn with, in the order of their first use."""
    return tuple(font.face() for font in drawing.fonts.values())


def _lab(white: tuple[float, float, float]) -> Any:
    settings = {"WhitePoint": pydyf.Array(white), "Range": pydyf.Array((-125, 125) * 2)}
    return pydyf.Array(("/Lab", pydyf.Dictionary(settings)))


def _page(drawing: Drawing, one: Sheet, paint: Paint) -> None:
    """Add a page to ``drawing`` and draw it."""
    pdf, box = drawing.pdf, one._page_box  # noqa: SLF001
    bleed = {
        side: box.style[f"bleed_{side}"].value for side in ("top", "right", "bottom", "left")
    }
    if any(bleed.values()):
        raise InseparableError("bleed")
    matrix = Matrix(PIXEL, 0, 0, -PIXEL, 0, one.height * PIXEL)
    area = (0, 0, one.width, one.height)
    stream = one.stream = Paper(
        drawing.fonts,
        area,
        drawing.resources,
        drawing.images,
        {} if drawing.tagged else None,
        drawing.styles.profiles,
        None,
        compress=True,
    )
    pdf.add_object(stream)
    points = pydyf.Array([0, 0, one.width * PIXEL, one.height * PIXEL])
    page = pydyf.Dictionary(
        {
            "Type": "/Page",
            "Parent": pdf.pages.reference,
            "MediaBox": points,
            "Contents": stream.reference,
            "Resources": drawing.resources.reference,
            "TrimBox": points,
            "BleedBox": points,
        }
    )
    if drawing.tagged:
        page["Tabs"] = "/S"
        page["StructParents"] = len(drawing.sheets) - 1
    pdf.add_page(page)
    places: list[Any] = []
    add_links((one.links, []), matrix, pdf, page, places, {} if drawing.tagged else None)
    with stream.stacked():
        stream.transform(d=-1, f=one.height * PIXEL)
        with stream.stacked():
            stream.transform(a=PIXEL, d=PIXEL)
            paint(box, stream)
