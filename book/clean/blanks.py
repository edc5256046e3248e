"""White space: what is blank vanishes, what is too much collapses.

White space needs no account. Letters that cannot be seen do (a lone zero width space).
"""

import re
import unicodedata

from book import xhtml
from book.clean import lines
from book.clean.lines import Desk
from book.model import Fate

_SPACES = re.compile("[ \t\r\n]+|[ \t\u00a0]{2,}")
_VERBATIM = frozenset({"pre", "code", "kbd", "samp"})
_SOLID = frozenset({"img", "svg", "hr", "td", "th", "audio", "video", "math"})
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote")


def drop_empty(body: xhtml.Element, desk: Desk) -> None:
    """Remove the blocks in which nothing can be seen."""
    for block in [b for b in body.iter(*_BLOCKS) if b is not body]:
        if block.getparent() is None or not _is_blank(block):
            continue
        hidden = "".join(xhtml.text(block).split())
        if hidden:
            desk.aside(block, hidden, Fate.MARKUP, "characters that cannot be seen")
        _remove(block)


def collapse(body: xhtml.Element, desk: Desk) -> None:
    """Make one space of each run of spaces, none at a block's ends; not in code.

    A single non-breaking space stays.
    """
    for element in list(body.iter()):
        verbatim = _inside_verbatim(element)
        if element.text and not verbatim:
            element.text = _SPACES.sub(" ", element.text)
        if element.tail and not (
            (parent := element.getparent()) is not None and _inside_verbatim(parent)
        ):
            element.tail = _SPACES.sub(" ", element.tail)
    for block in body.iter(*_BLOCKS):
        _trim(block)


def _trim(block: xhtml.Element) -> None:
    if block.text:
        block.text = block.text.lstrip()
    last = block[-1] if len(block) else None
    if last is not None and last.tail:
        last.tail = last.tail.rstrip()
    elif last is None and block.text:
        block.text = block.text.rstrip()


def _is_blank(block: xhtml.Element) -> bool:
    if any(child.tag in _SOLID for child in block.iter()):
        return False
    return all(c.isspace() or unicodedata.category(c) == "Cf" for c in xhtml.text(block))


def _remove(block: xhtml.Element) -> None:
    tail = block.tail
    above, parent = block.getprevious(), block.getparent()
    lines.remove(block)
    if tail and tail.strip() and parent is not None:
        if above is not None:
            above.tail = (above.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail


def _inside_verbatim(element: xhtml.Element) -> bool:
    return element.tag in _VERBATIM or any(
        ancestor.tag in _VERBATIM for ancestor in element.iterancestors()
    )
