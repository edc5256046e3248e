"""Pages that have nothing but their margin boxes."""

from collections.abc import Callable, Mapping
from typing import Any

from weasyprint.formatting_structure.boxes import PageBox
from weasyprint.layout.background import layout_backgrounds, layout_box_backgrounds
from weasyprint.layout.page import (
    PageType,
    make_margin_boxes,
    set_page_type_computed_styles,
)

from book.bind.pdf.inside.galley import Galley
from book.bind.pdf.inside.pages import measure
from book.bind.pdf.inside.targets import Box
from book.bind.pdf.parts import Leaf

Strings = Mapping[str, Callable[[str], tuple[str, ...]]]


def frame(galley: Galley, leaf: Leaf, number: int, pages: int, said: Strings) -> Box:
    """Return the page of ``leaf``, with nothing but its margin boxes.

    ``said`` gives for each keyword of ``string()`` (GCPM 3, 1.1) the strings that it means.
    """
    context = galley.context
    # Only whether it is the first one can matter (see separable), so styles are shared.
    kind = PageType(leaf.side, leaf.blank, leaf.name, min(number, 2) - 1, leaf.groups)
    if context.style_for(kind) is None:
        set_page_type_computed_styles(kind, galley.html, context.style_for)
        context.style_for.get_cascaded_styles().clear()
    page = PageBox(kind, context.style_for(kind))
    measure(context, page)
    context.current_page = number
    context.page_bottom = page.content_box_y() + page.height
    context.get_string_set_for = lambda _, name, keyword="first": said[keyword](name)
    counters = {"page": [number], "pages": [pages]}
    state: Any = ([0], counters, [{"page", "pages"}], [])
    boxes = tuple(make_margin_boxes(context, page, state))
    if leaf.blank:  # nobody else draws its background
        empty = galley.root.copy_with_children([])
        _measure_empty(empty)
        page.children = (empty,)
        layout_backgrounds(page, context.get_image_from_uri)
    else:
        page.background = page.canvas_background = None
    page.children = boxes
    for box in boxes:
        layout_box_backgrounds(page, box, context.get_image_from_uri)
    return page


def _measure_empty(box: Box) -> None:
    """Give ``box`` the size of nothing, so that its background can be asked for."""
    box.position_x = box.position_y = box.width = box.height = 0
    for side in ("top", "right", "bottom", "left"):
        box._reset_spacing(side)  # noqa: SLF001
