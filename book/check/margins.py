"""Take running heads and folios off the text of pages: they are not the author's words.

Left in, a running head would make good for a lost word on every page it stands on.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from book.check.folding import words
from book.model import Publication

HEADS = re.compile(r'\bdata-(?:short|book|title)="([^"]*)"')
AT_HEAD = 2  # lines in which a running head or a folio may stand, in order of painting
AT_FOOT = 3


def heads(publication: Publication) -> frozenset[tuple[str, ...]]:
    """Return the words of every running head that ``publication`` asks for."""
    found = {publication.metadata.title, *(d.title for d in publication.documents)}
    for document in publication.documents:
        found.update(map(unescape, HEADS.findall(document.markup)))
    return frozenset(tuple(words(head)) for head in found) - {()}


def bare(
    texts: Sequence[str], openers: frozenset[int], running: frozenset[tuple[str, ...]]
) -> Iterator[str]:
    """Yield ``texts`` without their folio and, openers apart, their running head."""
    for n, text in enumerate(texts):
        lines = text.split("\n")
        edge = {*range(AT_HEAD), *range(len(lines) - AT_FOOT, len(lines))}
        heads_here = frozenset() if n in openers else running
        yield "\n".join(
            line
            for place, line in enumerate(lines)
            if place not in edge or not _is_margin(line, n + 1, heads_here)
        )


def _is_margin(line: str, folio: int, running: frozenset[tuple[str, ...]]) -> bool:
    return line.strip() == str(folio) or tuple(words(line)) in running
