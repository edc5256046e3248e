"""What WeasyPrint works out again for each line, kept for each style.

A line of text is laid out a few times, and each time WeasyPrint 70 asks its style for the
same: the description of its font, the height of an empty line, how wide its margins are.
The functions here answer as WeasyPrint's own do, and take their places (``install``): they
keep what depends on the style alone, and leave to the original whatever is not usual. That
nothing else changes is seen in ``tests/bind/test_quick.py``, against WeasyPrint untouched.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint.css import computed_values, tokens, units
from weasyprint.formatting_structure.boxes import Box as AnyBox
from weasyprint.layout import absolute, block, column, grid, inline, page, percent, table
from weasyprint.layout import float as floats
from weasyprint.text import line_break

from book.bind.pdf.inside import fontwork, glyphs, lines, unset

Box = Any  # a box of weasyprint.formatting_structure
Style = Any  # a style of weasyprint.css: a dictionary that works out what is asked for

# What ``resolve_percentages`` sets; ``SIZES`` are what a layout may still change in a style.
EDGES = tuple(
    f"{kind}_{side}"
    for kind in ("margin", "padding")
    for side in ("left", "right", "top", "bottom")
)
BORDERS = tuple(f"border_{side}_width" for side in ("left", "right", "top", "bottom"))
LEAST = frozenset({"min_width", "min_height"})
SIZES = ("width", "min_width", "max_width", "height", "min_height", "max_height")

_strut = line_break.strut
_resolve = percent.resolve_percentages
_solve = tokens.Pending.solve
_in_flow = AnyBox.is_in_normal_flow


def install() -> None:
    """Put the functions of this module in the places of WeasyPrint's own."""
    for module in (line_break, inline, units, computed_values):
        module.strut = strut
    for module in (percent, absolute, block, column, floats, grid, inline, page, table):
        module.resolve_percentages = resolve_percentages
    tokens.Pending.solve = solve
    AnyBox.is_in_normal_flow = is_in_normal_flow
    AnyBox.descendants = descendants
    for more in (fontwork, glyphs, lines, unset):
        more.install()


def strut(style: Style) -> tuple[float, float]:
    """Return the height and the baseline of an empty line, as ``line_break.strut``."""
    kept = style.__dict__
    if "strut" not in kept:
        kept["strut"] = _strut(style)
    found: tuple[float, float] = kept["strut"]
    return found


def resolve_percentages(box: Box, containing_block: Any) -> None:
    """Set the used lengths of ``box``, as ``percent.resolve_percentages``.

    Where no length of its style is a percentage, they are the same in every place.
    """
    style = box.style
    kept = style.__dict__
    sizes = tuple(style[name] for name in SIZES)
    if kept.get("sizes") != sizes:
        kept["sizes"], kept["lengths"] = sizes, _lengths(style)
    if kept["lengths"] is None or not isinstance(box, AnyBox):
        _resolve(box, containing_block)
    else:
        box.__dict__.update(kept["lengths"])


def _lengths(style: Style) -> dict[str, Any] | None:
    """Return the used lengths of ``style``, ``None`` if they depend on what is around it."""
    if style["border_collapse"] == "collapse" or style["box_sizing"] != "content-box":
        return None
    found = {name: style[name] for name in BORDERS}
    for name in (*EDGES, *SIZES):
        value = style[name]
        if value == "auto":
            found[name] = 0 if name in LEAST else value
        elif getattr(value, "unit", None) == "px":
            found[name] = value.value
        else:
            return None
    return found


def solve(self: Any, given: Any, wanted: str, base_url: str) -> Any:
    """Return the value that ``given`` tokens mean, as ``tokens.Pending.solve``."""
    key = (wanted, base_url, *(token.serialize() for token in given))
    kept = self.__dict__.setdefault("solved", {})
    if key not in kept:
        kept[key] = _solve(self, given, wanted, base_url)
    return kept[key]


def is_in_normal_flow(self: Box) -> bool:
    """Return whether ``self`` stands where it comes, as ``Box.is_in_normal_flow``."""
    style = self.style
    if style["float"] == "none" and style["position"] in ("static", "relative"):
        return True
    return bool(_in_flow(self))


def descendants(self: Box, placeholders: bool = False) -> Iterator[Box]:
    """Yield ``self`` and all boxes in it, in order, as ``Box.descendants``."""
    waiting = [self]
    while waiting:
        box = waiting.pop()
        yield box
        if box is self or placeholders or isinstance(box, AnyBox):
            waiting.extend(reversed(box.children))
