"""Join again the paragraphs that an image or its caption tore apart.

Where a caption is taken out, the repair that took it leaves ``data-torn`` on the
block below the wound. The pieces are joined only if both sides show it: the first
breaks off, the second goes on in the middle of a sentence.
"""

from book import xhtml
from book.clean import lines, sentences
from book.clean.lines import Desk


def join(body: xhtml.Element, desk: Desk) -> None:
    """Join each pair of lines that is one torn paragraph."""
    for block in lines.lines(body):
        above = lines.above(block)
        if above is None or not lines.is_line(above) or "data-torn" not in block.attrib:
            continue
        first, second = lines.bare(above), lines.bare(block)
        if sentences.hangs(first) and sentences.goes_on(second):
            weld(above, block, " ")


def weld(first: xhtml.Element, second: xhtml.Element, between: str) -> None:
    """Put the text of ``second`` behind that of ``first``; ``second`` goes."""
    first.text = lines.bare(first) + between + lines.bare(second)
    parent = second.getparent()
    if parent is not None:
        parent.remove(second)


def wound(block: xhtml.Element | None) -> None:
    """Remember that something was taken out directly above ``block``."""
    if block is not None:
        block.set("data-torn", "")
