"""Lines of text that were broken before, and need not be broken again.

WeasyPrint 70 lays the notes of a page out once for each of them, and a paragraph again
that moves to the next page or whose page is mended. Where a line ends depends on its text,
on how wide it may be and on a few properties; so it is remembered for these.
"""

from typing import Any

from weasyprint.layout import inline, preferred
from weasyprint.text import line_break
from weasyprint.text.line_break import Layout

from book.bind.pdf.inside import even
from book.bind.pdf.inside.fontwork import FONT, looks, typesetting

Style = Any  # a style of weasyprint.css: a dictionary that works out what is asked for
Line = tuple[Any, int, int | None, float, float, float]

# What breaks a line, beside its font.
BREAKING = (
    "white_space",
    "letter_spacing",
    "word_spacing",
    "overflow_wrap",
    "word_break",
    "hyphens",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "hyphenate_character",
    "text_align_all",
    "tab_size",
    "text_decoration_line",
)
MOST = 5000  # lines: some hundred pages of text

_create = line_break.create_layout


def install() -> None:
    """Put the functions of this module in the places of WeasyPrint's own."""
    for module in (line_break, inline, preferred):
        module.split_first_line = split_first_line
    inline.create_layout = create_layout


def split_first_line(  # noqa: PLR0913, PLR0917  WeasyPrint's own parameters
    text: str,
    style: Style,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> Line:
    """Return the first line of ``text``, as ``line_break.split_first_line``."""
    known = style.font_config.__dict__.setdefault("lines", {})
    key = (
        text,
        _breaking(style),
        max_width,
        justification_spacing,
        is_line_start,
        minimum,
    )
    line: Line | None = known.get(key)
    if line is None:
        line = even.split_first_line(
            text, style, context, max_width, justification_spacing, is_line_start, minimum
        )
        if len(known) >= MOST:
            known.clear()
        known[key] = line
    layout, *rest = line
    return _twin(layout), *rest


def _breaking(style: Style) -> int:
    """Return a number for all that breaks lines in ``style``."""
    kept = style.__dict__
    if "breaking" not in kept:
        numbers = style.font_config.__dict__.setdefault("breaking", {})
        key = looks(style, (*FONT, *BREAKING))
        kept["breaking"] = numbers.setdefault(key, len(numbers))
    found: int = kept["breaking"]
    return found


def create_layout(
    text: str, style: Style, context: Any, max_width: float | None, justification_spacing: float
) -> Any:
    """Return a layout that is not yet known to Pango, as ``inline.add_word_spacing`` needs it.

    It asks for one only to put it aside until it is drawn.
    """
    if max_width is not None or text == " " or "\n" in text:
        return _create(text, style, context, max_width, justification_spacing)
    ready = typesetting(style)
    layout = Layout.__new__(Layout)
    layout.text, layout.style, layout.max_width = text, style, max_width
    layout.justification_spacing, layout.first_line_direction = justification_spacing, 0
    layout.layout, layout.language, layout.ascent = None, ready.language, ready.ascent
    layout.underline_position = layout.strikethrough_position = None
    layout.__dict__.update(ready.lines)
    return layout


def _twin(layout: Any) -> Any:
    twin = Layout.__new__(Layout)
    twin.__dict__.update(layout.__dict__)
    return twin
