"""Join again the paragraphs that an image, its caption or a blank line tore apart.

Where a caption is taken out, the repair that took it leaves ``data-torn`` on the
block below the wound. The pieces are joined only if both sides show it: the first
breaks off, the second goes on in the middle of a sentence. Where nothing was taken out
the first must end with a comma, and both must stand between whole sentences: the items
of a list may end with commas too, and the lines of a poem.
"""

from book import xhtml
from book.clean import lines, sentences
from book.clean.lines import Desk


def join(body: xhtml.Element, desk: Desk) -> None:
    """Join each pair of lines that is one torn paragraph."""
    prose = lines.prose(body)
    for block in lines.lines(body):
        above = lines.above(block)
        if above is None or not lines.is_line(above):
            continue
        first, second = lines.bare(above), lines.bare(block)
        if not (sentences.hangs(first) and sentences.goes_on(second)):
            continue
        parted = prose and lines.gap(block) > 0 and _one_sentence(above, block)
        if "data-torn" in block.attrib or parted:
            weld(above, block, " ")


def _one_sentence(first: xhtml.Element, second: xhtml.Element) -> bool:
    """Say whether a comma alone parts the two, between whole sentences."""
    before = lines.above(first)
    whole = before is None or not lines.is_line(before) or sentences.ends(lines.bare(before))
    comma = lines.bare(first).endswith((",", "،", "，"))
    return whole and comma and sentences.ends(lines.bare(second))


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
