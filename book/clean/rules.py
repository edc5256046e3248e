"""Decorations between paragraphs (``* * *``) become rules."""

import re

from book import xhtml
from book.clean import lines
from book.clean.lines import Desk
from book.model import Fate

_RULE = re.compile(r"(?:([*\-_=~•·—–#+])\s*)(?:\1\s*){2,}|[⁂❦❧☙]+|(?:[*⁂❦✻✽]\s*)")


def mark(body: xhtml.Element, desk: Desk) -> None:
    """Replace each line that is a row of signs by ``hr``; at an end it goes altogether.

    What stands inside two rows of signs without a blank line (a heading underlined, a
    table drawn with dashes) is left as it is.
    """
    for block in lines.lines(body):
        text = lines.bare(block)
        if not _RULE.fullmatch(text) or not _stands_alone(block):
            continue
        desk.aside(block, text, Fate.MARKUP, "a rule between paragraphs")
        above, below = lines.above(block), lines.below(block)
        if above is None or below is None or above.tag == "hr":
            lines.remove(block)
        else:
            lines.replace([block], xhtml.make("hr"))


def _stands_alone(block: xhtml.Element) -> bool:
    below = lines.below(block)
    above = lines.above(block)
    return (above is None or lines.gap(block) > 0) and (below is None or lines.gap(below) > 0)
