"""Which pages of a finished PDF each document of the publication stands on."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import PurePosixPath

from book.check import margins, pages
from book.check.folding import words
from book.model import Publication

CHAPTER, PART = "chapter", "part"
NAMED = frozenset({CHAPTER, PART})
LISTS = frozenset({"toc", "appendix", "bibliography", "loi", "index"})


Paged = Mapping[str, tuple[tuple[int, str], ...]]


def on_paper(publication: Publication, book: pages.Reading) -> Paged:
    """Return the pages of each document that the outline, or a name, leads to.

    That is, their folios and their texts, which have neither folio nor running heads.
    """
    starts = _starts(publication, book.outline) or _named(publication, book.names)
    texts = tuple(_bare_texts(publication, starts, [leaf.text for leaf in book.leaves]))
    after = dict(pairwise(sorted({*starts.values(), len(texts)})))
    return {
        href: tuple((n + 1, texts[n]) for n in range(first, after[first]))
        for href, first in starts.items()
    }


def _bare_texts(
    publication: Publication, starts: Mapping[str, int], texts: Sequence[str]
) -> Iterator[str]:
    """Yield the text of each page without the margins that its document has there."""
    documents = {starts[d.href]: d for d in publication.documents if d.href in starts}
    parts = (d.title for d in publication.documents if d.role == PART)
    shared = margins.said(publication.metadata.title, *parts)
    own = margins.heads(*publication.documents)  # before the first of them
    for n, text in enumerate(texts):
        opens = documents.get(n)
        own = margins.heads(opens) if opens is not None else own
        yield margins.bare(text, n + 1, *(() if opens is not None else (shared, own)))


def _starts(publication: Publication, outline: Sequence[pages.Line]) -> Mapping[str, int]:
    """Return the first page of each document that the outline names, in its order.

    A title page may be called like a chapter, but has no line there. Contents and index
    have one, but only where they are next: a chapter may be called like them, too.
    """
    starts: dict[str, int] = {}
    rest = [(words(line.title), line.page) for line in outline if line.page is not None]
    for document in publication.documents:
        lines = rest if document.role in NAMED else rest[:1] if document.role in LISTS else []
        wanted = words(document.title)
        place = next((n for n, line in enumerate(lines) if line[0] == wanted), None)
        if place is not None:
            starts[document.href] = rest[place][1]
            rest = rest[place + 1 :]
    return starts


def _named(publication: Publication, names: Mapping[str, int]) -> Mapping[str, int]:
    """Return the first page of each document that a PDF without an outline has a name for."""
    stems = ((one, PurePosixPath(one.href).stem) for one in publication.documents)
    listed = ((one, names.get(stem)) for one, stem in stems if one.role in NAMED | LISTS)
    return {one.href: page for one, page in listed if page is not None}
