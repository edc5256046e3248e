"""A line whose few words would stand too far apart breaks the next word after all.

``hyphenate-limit-zone`` keeps hyphens out of lines that are nearly full. WeasyPrint 70 takes
it for a part of the measure, whatever has to fill that part: ten spaces hide it, three do
not. So a justified line that the zone left with wide spaces is broken again without it.
"""

from typing import Any

from weasyprint.css.properties import Dimension
from weasyprint.text import line_break

Style = Any  # a style of weasyprint.css: a dictionary that works out what is asked for
Line = tuple[Any, int, int | None, float, float, float]

ZONE = "hyphenate_limit_zone"
NONE = Dimension(0, "px")
WIDENED = 0.34  # em by which a space may be wider than it is
FEWEST = 4  # spaces reckoned with in a line that began in another element

_split = line_break.split_first_line


def split_first_line(  # noqa: PLR0913, PLR0917  WeasyPrint's own parameters
    text: str,
    style: Style,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool,
    minimum: bool,
) -> Line:
    """Return the first line of ``text``, as ``line_break``, or a fuller one that is even."""
    given = (context, max_width, justification_spacing, is_line_start, minimum)
    line: Line = _split(text, style, *given)
    _, length, resume, width, *_ = line
    if minimum or resume is None or max_width is None or not _is_kept_from(style):
        return line
    spaces = len(text.encode()[:length].rstrip().split()) - 1
    reckoned = max(spaces, 1 if is_line_start else FEWEST)
    if max_width - width <= WIDENED * style["font_size"] * reckoned:
        return line
    zone = style[ZONE]
    style[ZONE] = NONE
    try:
        again: Line = _split(text, style, *given)
    finally:
        style[ZONE] = zone
    return again if again[1] > length and again[3] <= max_width else line


def _is_kept_from(style: Style) -> bool:
    """Whether a zone keeps the lines of a justified text from being hyphenated."""
    hyphenated = style["hyphens"] == "auto" and style["text_align_all"] == "justify"
    return hyphenated and bool(style[ZONE].value > 0)
