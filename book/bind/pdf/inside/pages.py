"""What the rest of the book must know of a section that is set."""

from collections.abc import Mapping, Sequence
from typing import Any

from weasyprint.formatting_structure.boxes import PageBox
from weasyprint.layout.block import _add_break_values
from weasyprint.layout.page import page_height, page_width, set_page_type_computed_styles
from weasyprint.layout.percent import resolve_percentages

from book.bind.pdf.inside.galley import NUMBER, Galley, Laid
from book.bind.pdf.inside.targets import Box
from book.bind.pdf.parts import Edge, InseparableError, Leaf

SIDES = frozenset({"left", "right", "recto", "verso"})


def leaf(page: Box) -> Leaf:
    """Return what margin boxes will ask of ``page``."""
    kind = page.page_type
    strings = [
        (name, text)
        for box in page.descendants()
        if box.string_set and box.string_set != "none"
        for name, text in box.string_set
    ]
    return Leaf(
        kind.side, kind.blank, kind.name or "", kind.groups, tuple(strings), _opening(page)
    )


def _opening(page: Box) -> frozenset[str]:
    """Return the strings that the first element of ``page`` assigns (GCPM 3, ``start``)."""
    names: set[str] = set()
    box = page
    while box is not None:
        if box.style["string_set"] != "none":
            names |= {name for name, _ in box.style["string_set"]}
        box = box.children[0] if box.children else None
    return frozenset(names)


def places(pages: list[Box]) -> Mapping[str, int]:
    """Return on which of ``pages`` each anchor stands first, as references count them."""
    found: dict[str, int] = {}
    for number, page in enumerate(pages):
        for box in page.descendants(placeholders=True):
            if box.style["anchor"]:
                found.setdefault(box.style["anchor"], number)
    return found


def edges(galley: Galley) -> tuple[Edge, Edge]:
    """Return how the first and the last box of ``galley`` meet their neighbours."""
    body = next((box for box in galley.root.children if box.element_tag == "body"), galley.root)
    boxes = [box for box in body.children if box.is_in_normal_flow()]
    if not boxes:
        raise InseparableError("a document without a box")
    first, last = boxes[0], boxes[-1]
    before = tuple(_add_break_values(first, "before"))
    after = tuple(_add_break_values(last, "after"))
    return Edge(before, first.page_values()[0]), Edge(after, last.page_values()[1])


def blocks(page: Box) -> frozenset[str]:
    """Return the numbers of the blocks on ``page``, its notes left out."""
    found = (
        box.element.get(NUMBER)
        for box in page.children[0].descendants(placeholders=True)
        if box.element is not None
    )
    return frozenset(number for number in found if number)


def shift(laid: Sequence[Laid], edges: tuple[str, ...]) -> tuple[float, ...] | None:
    """Return how far the text of each page moves to the right if it changes sides.

    ``None`` where the text inside, its ``edges`` apart, asks for a side, or where the
    sides differ in more than their margins.
    """
    breaks = [
        box.style[f"break_{side}"]
        for box in laid[-1].galley.root.descendants()
        for side in ("before", "after")
        if box.element is not None
    ]
    sided = sum(value in SIDES for value in breaks)
    if sided > sum(value in SIDES for value in edges):
        return None
    moves = [_side_shift(one.galley, page) for one in laid for page in one.pages]
    found = tuple(move for move in moves if move is not None)
    return found if len(found) == len(moves) else None


def _side_shift(galley: Galley, page: Box) -> float | None:
    """Return how far the text moves to the right if ``page`` changes sides.

    ``None`` where the sides differ in more than their margins.
    """
    kind = page.page_type
    other = kind._replace(side="left" if kind.side == "right" else "right")
    style_for = galley.context.style_for
    set_page_type_computed_styles(other, galley.html, style_for)
    facing = PageBox(other, style_for(other))
    measure(galley.context, facing)
    same = (facing.width, facing.height, facing.margin_top) == (
        page.width,
        page.height,
        page.margin_top,
    )
    for pseudo in (None, "@footnote", "@note-area"):
        same = same and _looks(style_for, other, pseudo) == _looks(style_for, kind, pseudo)
    style_for.get_cascaded_styles().clear()
    return float(facing.margin_left - page.margin_left) if same else None


def _looks(style_for: Any, kind: Any, pseudo: str | None) -> dict[str, str] | None:
    """Return what is said of a page, its margins to the left and right aside."""
    style = style_for(kind, pseudo)
    if style is None:
        return None
    return {
        name: str(value)
        for name, (value, _) in style.cascaded.items()
        if name not in {"margin_left", "margin_right"}
    }


def measure(context: Any, page: Box) -> None:
    """Give ``page`` its width, height and margins (as in ``make_page``)."""
    size = page.style["size"]
    resolve_percentages(page, size)
    page.position_x = page.position_y = 0
    page_width(page, context, size[0])
    page_height(page, context, size[1])
