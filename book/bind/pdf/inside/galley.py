"""From markup to pages, in WeasyPrint's own steps.

``compose`` and ``paginate`` do what ``weasyprint.document.Document._render`` and
``weasyprint.layout.layout_document`` do, but once through: no page is laid out again for
a number on it, and margin boxes are left for later.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from weasyprint import DEFAULT_OPTIONS, HTML
from weasyprint.css import StyleFor, find_stylesheets
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document, Page
from weasyprint.formatting_structure.boxes import BlockBox, FlexContainerBox, GridContainerBox
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.html import get_html_metadata
from weasyprint.images import get_image_from_uri
from weasyprint.layout import LayoutContext, initialize_page_maker, layout_document
from weasyprint.layout.background import layout_backgrounds
from weasyprint.layout.page import remake_page
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.text.fonts import FontConfiguration

from book.bind.pdf.inside import quick
from book.bind.pdf.inside.targets import Box, Frozen
from book.bind.pdf.parts import InseparableError

quick.install()

TRACED = (FlexContainerBox, GridContainerBox)
NUMBER = "data-block"  # of the blocks that ``join`` numbers; the others are taken whole


@dataclass(frozen=True, slots=True)
class Styles:
    """Parsed style sheets and the typefaces that they bring; used for many sections."""

    sheets: list[tuple[Any, str, None]]
    fonts: Any
    counters: Any
    profiles: dict[str, Any]
    base: str


@dataclass(frozen=True, slots=True)
class Galley:
    """A document whose boxes are built and that waits for its pages.

    ``notes`` are those at the foot of pages, before any of them was put there.
    """

    html: Any
    context: Any
    root: Box
    collector: Frozen
    notes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """Pages of a galley. ``start`` is the place of the first among those of WeasyPrint.

    ``fresh`` says of each whether nothing of the page before it was carried over to it.
    """

    galley: Galley
    pages: list[Box]
    fresh: tuple[bool, ...]
    start: int

    @property
    def end(self) -> int:
        """The place of the page that would follow."""
        return self.start + len(self.pages)

    def until(self, count: int) -> "Laid":
        """Return the first ``count`` pages alone."""
        return replace(self, pages=self.pages[:count], fresh=self.fresh[:count])


def styles(head: str, fetcher: Any, base: str) -> Styles:
    """Parse the style sheets of ``head``, an HTML document without a body."""
    html = HTML(string=head, base_url=base, url_fetcher=fetcher)
    fonts, counters = FontConfiguration(), CounterStyle()
    profiles: dict[str, Any] = {}
    for style in html._ua_counter_style():  # noqa: SLF001
        counters.update(style)
    theirs = [(sheet, "user agent", None) for sheet in html._ua_stylesheets(forms=False)]  # noqa: SLF001
    rules: list[Any] = []
    found = find_stylesheets(
        html.wrapper_element,
        html.media_type,
        fetcher,
        html.base_url,
        fonts,
        counters,
        profiles,
        rules,
        [],
    )
    ours = [(sheet, "author", None) for sheet in found]
    for sheet, _, _ in ours[1:]:  # all sheets share one list of page rules: once is enough
        sheet.page_rules = []
    return Styles([*theirs, *ours], fonts, counters, profiles, base)


def compose(
    markup: str, styles: Styles, fetcher: Any, outside: frozenset[str], collector: Frozen
) -> Galley:
    """Build the boxes of ``markup``; ``outside`` are the anchors of other sections."""
    html = HTML(string=markup, base_url=styles.base, url_fetcher=fetcher)
    style_for = StyleFor(html, styles.sheets, False, styles.fonts, collector)
    images = partial(get_image_from_uri, cache={}, url_fetcher=fetcher, options=DEFAULT_OPTIONS)
    context = LayoutContext(style_for, images, styles.fonts, styles.counters, collector)
    for anchor in sorted(outside):
        collector.announce(anchor)
    root = build_formatting_structure(
        html.etree_element,
        style_for,
        context.get_image_from_uri,
        html.base_url,
        collector,
        styles.counters,
        context.footnotes,
    )
    return Galley(html, context, root, collector, tuple(context.footnotes))


def paginate(
    galley: Galley, *, first: bool, verso: bool, after: "Laid | None" = None
) -> "Laid":
    """Return the pages of ``galley``, without margin boxes.

    The first of them lies recto, or ``verso``. Unless the book begins here, it is set as
    after a forced break, and ``@page :first`` does not mean it. Pages ``after`` others go
    on where those end: those of the same text, before something behind them was mended.
    """
    context = galley.context
    before = after.galley.context.page_maker[: after.end + 1] if after is not None else []
    _begin(galley)
    resume, following, right, state, again = context.page_maker[0]
    if not first:
        side = right is not verso
        opening = resume, {**following, "break": "page"}, side, state, again
        lead: Any = resume, following, right, state, {"anchors": [], "content_lookups": []}
        context.page_maker = [lead, opening]
    if after is not None:
        context.page_maker = before
    pages: list[Box] = []
    fresh: list[bool] = []
    number = after.end if after is not None else 0 if first else 1
    start = number
    while True:
        fresh.append(not context.reported_footnotes and not context.broken_out_of_flow)
        made, resume = remake_page(number, context, galley.root, galley.html)
        context.style_for.get_cascaded_styles().clear()  # WeasyPrint goes through all of them
        pages.append(made)
        number += 1
        if resume is None and not context.reported_footnotes:
            return Laid(galley, pages, tuple(fresh), start)


def _begin(galley: Galley) -> None:
    """Forget the pages that ``galley`` was set in, if it was."""
    context = galley.context
    context.footnotes[:] = galley.notes
    context.reported_footnotes, context.page_footnotes = [], {}
    context.rendered_notes, context.broken_out_of_flow, context.tables = [], {}, {}
    context.string_set.clear()
    context.running_elements.clear()
    initialize_page_maker(context, galley.root)


def restyle(galley: Galley, number: str, declaration: str) -> bool:
    """Give the block ``number`` one of the declarations of ``repairs``, as a style sheet would.

    ``False``, and nothing is changed, where the boxes must be built anew for it: where the
    block has more than one, or a layout leaves traces in the boxes that it starts from.
    """
    boxes = list(galley.root.descendants())
    if any(isinstance(b, TRACED) or b.first_letter_style or b.first_line_style for b in boxes):
        return False
    own = [b for b in boxes if b.element is not None and b.element.get(NUMBER) == number]
    blocks = [b for b in own if isinstance(b, BlockBox) and "::" not in b.element_tag]
    if len(blocks) != 1 or blocks[0].is_table_wrapper:
        return False
    name, value = declaration.split(": ")
    if name == "break-before":
        _set_apart(blocks[0])["break_before"] = value
    else:  # inherited
        for box in blocks[0].descendants():
            _set_apart(box)[name] = int(value)
    return True


def _set_apart(box: Box) -> Any:
    """Give ``box`` a style of its own: WeasyPrint shares those of elements that look alike."""
    box.style = box.style.copy()
    return box.style


def finish(laid: Sequence[Laid]) -> None:
    """Give the pages their backgrounds, and keep one bookmark of each element."""
    seen: set[tuple[str, str]] = set()
    for one in laid:
        for page in one.pages:
            root, footnotes, notes = page.children
            page.children = tuple(
                area for area in (root, footnotes, notes) if area is root or area.children
            )
            for box in page.descendants():
                if box.bookmark_label:
                    _keep_once(box, seen)
            layout_backgrounds(page, one.galley.context.get_image_from_uri)
            if page.fixed_boxes:
                raise InseparableError("position: fixed")


def _keep_once(box: Box, seen: set[tuple[str, str]]) -> None:
    """Take the bookmark off a piece of an element that had it on another page."""
    kind = box.element_tag.partition("::")[2]
    name = box.element.get(NUMBER) or f"id {id(box.element)}"
    if (name, kind) in seen:
        box.bookmark_label = ""
    seen.add((name, kind))


def document(galley: Galley, styles: Styles) -> Document:
    """Lay the whole of ``galley`` out, margin boxes too, as WeasyPrint does by itself."""
    pages = [Page(page) for page in layout_document(galley.html, galley.root, galley.context)]
    facts = DocumentMetadata(**get_html_metadata(galley.html))
    fetcher = galley.html.url_fetcher
    made = Document(pages, facts, fetcher, styles.fonts, styles.profiles, None)
    made._html = galley.html  # noqa: SLF001
    return made
