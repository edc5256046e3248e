"""Take running heads and folios off the text of pages: they are not the author's words.

Left in, a running head would make good for a lost word on every page it stands on.
"""

import re
from html import unescape

from book.check.folding import words
from book.model import ContentDocument

HEADS = re.compile(r'\bdata-(?:short|book|part|title)="([^"]*)"')
AT_HEAD = 2  # lines in which a running head or a folio may stand, in order of painting
AT_FOOT = 3

Heads = frozenset[tuple[str, ...]]


def heads(*documents: ContentDocument) -> Heads:
    """Return the words of every running head that ``documents`` ask for."""
    found = {document.title for document in documents}
    for document in documents:
        found.update(map(unescape, HEADS.findall(document.markup)))
    return said(*found)


def said(*titles: str) -> Heads:
    """Return the words of ``titles``."""
    return frozenset(tuple(words(title)) for title in titles) - {()}


def bare(text: str, folio: int, *running: Heads) -> str:
    """Return the ``text`` of a page without its folio and its running heads.

    Of each set of ``running`` heads one is taken off, the last that was painted: what is
    like it but stands before it is the author's.
    """
    lines = text.split("\n")
    edge = {*range(AT_HEAD), *range(len(lines) - AT_FOOT, len(lines))}
    margins = [said(str(folio)), *running]
    for place in sorted(edge & {*range(len(lines))}, reverse=True):
        line = tuple(words(lines[place]))
        margin = next((margin for margin in margins if line in margin), None)
        if margin is not None:
            margins.remove(margin)
            lines[place] = ""
    return "\n".join(lines)
