"""Ways into a book: its contents on paper, the navigation of an EPUB, its landmarks."""

from collections.abc import Iterator, Sequence

from book.model import ContentDocument, Resource, TocEntry
from book.render import documents
from book.render.around import ROLES, Around
from book.render.chapters import Desk, document, sandbox
from book.render.documents import Landmark
from book.render.environment import fill, parsed
from book.render.page import Page

SINK = 11  # lines of the first page of contents that its title takes
LANDMARKS = frozenset({"bibliography", "index", "loi"})


def toc(around: Around) -> tuple[TocEntry, ...]:
    """Return the contents as navigation: the text, with the lists before and behind it."""
    text = documents.toc(around.sections, around.book.metadata.language)
    return (*around.toc(around.ahead), *text, *around.toc(around.behind))


def contents(around: Around, desk: Desk, page: Page) -> ContentDocument:
    """Return the table of contents as it stands on paper."""
    depth = documents.depth(around.sections, page.letters * 0.8) + len(around.lists)
    long = {"long": depth > page.lines - SINK}
    return document(desk, "contents", "toc", around.words.contents, long)


def navigator(
    around: Around, desk: Desk, pages: Sequence[TocEntry], *, covered: bool
) -> ContentDocument:
    """Return the navigation document of an EPUB, with the ``pages`` of the printed book.

    ``covered``: it has a cover.
    """
    landmarks = tuple(_landmarks(around, covered=covered))
    values = {"toc": toc(around), "landmarks": landmarks, "pages": pages}
    return document(desk, "nav", "toc", around.words.contents, values)


def ncx(around: Around, desk: Desk) -> Resource:
    """Return the navigation of an EPUB 2, which old readers look for."""
    entries = toc(around)
    deep = 1 + max((_depth(entry) for entry in entries), default=0)
    values = {**desk.common, "toc": entries, "depth": deep}
    text = fill(sandbox(desk.templates), "epub/toc.ncx", values)
    parsed("epub/toc.ncx", text)
    return Resource("toc.ncx", "application/x-dtbncx+xml", text.encode())


def _landmarks(around: Around, *, covered: bool) -> Iterator[Landmark]:
    words = around.words
    first = next((one for one in around.sections if one.matter == "body"), None)
    if covered:
        yield Landmark("cover", "cover.xhtml", words.cover)
    yield Landmark("titlepage", "title-page.xhtml", words.title_page)
    yield Landmark("toc", "nav.xhtml", words.contents)
    if first is not None:
        start = first.places[0].href if first.title is None else first.href
        yield Landmark("bodymatter", start, words.body)
    for name, line in zip(around.lists, around.lines(around.lists), strict=True):
        if ROLES[name] in LANDMARKS:
            yield Landmark(ROLES[name], line.href, line.title)
    if around.options.colophon:
        yield Landmark("colophon", "colophon.xhtml", words.colophon)


def _depth(entry: TocEntry) -> int:
    return max((1 + _depth(child) for child in entry.children), default=0)
