"""From a book to a publication: every document of an edition, whole.

One template per structural role makes the documents; both editions share them. The
print edition differs in its front matter, in notes at the foot of the page and in the
sheets it links to; it goes to ``book.bind.pdf``, which joins its documents. Links
between documents are written ``name.xhtml#id`` in both, and ids are unique in the book.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePosixPath
from typing import Literal

from book.catalogue import Words
from book.diagnostics import Report
from book.model import Book, ContentDocument, Edition, Publication, Resource, TocEntry
from book.render import around, documents, indexing, navigation, pagelist
from book.render.around import Around
from book.render.body import Setting
from book.render.chapters import Desk, chapter, document
from book.render.page import Page, page, sheet
from book.render.pagelist import PrintedPage
from book.render.parts import PartsOptions
from book.render.references.places import targets
from book.render.titles import phrases, shortened
from book.render.words import direction, part_label, tell, words
from book.theme import Theme

__all__ = [
    "Desk",
    "Options",
    "PartsOptions",
    "PrintOptions",
    "PrintedPage",
    "chapter",
    "frame",
    "joined",
    "page",
    "render",
    "tell",
]

SHEETS = {
    Edition.EPUB: ("styles/epub.css",),
    Edition.PRINT: ("styles/base.css", "styles/print.css", "styles/page.css"),
}
FONT_TYPES = {
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
PAGES_FOR_RECTO = 8  # chapters of so many pages each deserve a right-hand page


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """The section ``[print]`` of a project. ``opening`` is ``auto``, ``recto`` or ``any``."""

    trim: str = "a5"
    kind: Literal["reading"] = "reading"
    opening: Literal["auto", "recto", "any"] = "auto"
    printer: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """``cover`` is the picture of the EPUB's cover, if it is to have one.

    ``pages`` are those of the printed book, where it was made before.
    """

    theme: Theme
    edition: Edition
    print: PrintOptions = field(default_factory=PrintOptions)
    cover: Resource | None = None
    parts: PartsOptions = field(default_factory=PartsOptions)
    pages: tuple[PrintedPage, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """The structure of one edition; ``desk`` is what every document of it is made with.

    ``places`` are the chapters, to be made into documents by ``chapter``, each by itself.
    """

    book: Book
    options: Options
    page: Page
    sections: tuple[documents.Section, ...]
    words: Words
    desk: Desk
    around: Around

    @property
    def places(self) -> tuple[documents.Place, ...]:
        return tuple(place for section in self.sections for place in section.places)


def render(book: Book, options: Options, report: Report) -> Publication:
    """Return ``book`` as a publication of ``options.edition``.

    Raises ``BookError`` where a template or the trim size cannot be used.
    """
    laid = frame(book, options)
    return joined(laid, [chapter(place, laid.desk, report) for place in laid.places])


def joined(frame: Frame, chapters: Sequence[ContentDocument]) -> Publication:
    """Return the publication of ``frame``, whose places have become ``chapters``."""
    body = tuple(_body(frame, chapters))
    return Publication(
        metadata=documents.typeset_metadata(frame.book.metadata),
        edition=frame.options.edition,
        documents=_with_pages(
            frame, (*_front(frame, chapters), *body, *_back(frame, chapters))
        ),
        resources=tuple(_resources(frame)),
        toc=navigation.toc(frame.around),
        features=frozenset(_features(frame)),
    )


def frame(book: Book, options: Options) -> Frame:
    """Return what can be known of an edition before its chapters are made.

    Raises ``BookError`` for a book without a chapter.
    """
    metadata = documents.typeset_metadata(book.metadata)
    vocabulary = words(metadata.language, options.theme)
    sections = documents.sections(book)
    authors = tuple(person.name for person in metadata.authors)
    numbered = len(book.chapters) > 1
    where = targets(sections)
    sheet_size = page(options.print.trim)
    parts = options.parts
    terms = indexing.terms(book.articles, parts, metadata.language)
    surroundings = Around(book, sections, parts, vocabulary, terms, where)
    desk = Desk(
        options.edition,
        tuple(options.theme.templates.items()),
        {
            "metadata": metadata,
            "authors": authors,
            "language": metadata.language,
            "dir": direction(metadata.language),
            "words": vocabulary,
            "styles": SHEETS[options.edition],
            "edition": str(options.edition),
            "contents": (
                *surroundings.lines(surroundings.ahead),
                *documents.lines(sections, vocabulary, metadata.language),
                *surroundings.lines(surroundings.behind),
            ),
        },
        Setting(
            metadata.language,
            options.edition,
            authors,
            numbered,
            targets=where,
            terms=terms,
            tagged=parts.index != "none",
            links=parts.links,
            qr=parts.qr,
        ),
        shortened(metadata.title, round(sheet_size.letters * 0.6)),
        round(sheet_size.letters * 0.7),
    )
    return Frame(book, options, sheet_size, sections, vocabulary, desk, surroundings)


def _with_pages(frame: Frame, made: tuple[ContentDocument, ...]) -> tuple[ContentDocument, ...]:
    """Mark where the pages of the printed book begin, and list them in the navigation."""
    if not frame.options.pages:
        return made
    nav = next(document for document in made if document.role == "toc")
    text = [document for document in made if document is not nav]
    with_markers, lines = pagelist.marked(text, frame.options.pages)
    listed = iter(with_markers)
    (navigator,) = _contents(frame, lines)
    return tuple(navigator if one is nav else next(listed) for one in made)


def _front(frame: Frame, chapters: Sequence[ContentDocument]) -> Iterator[ContentDocument]:
    """Yield what stands before the text."""
    title = _title(frame)
    if frame.options.edition is Edition.PRINT:
        if frame.options.parts.half_title:
            yield document(frame.desk, "half-title", "halftitlepage", title)
    elif frame.options.cover is not None:
        cover = {"image": frame.options.cover.href, "alt": _cover_words(frame)}
        yield document(frame.desk, "cover", "cover", frame.words.cover, cover)
    broken = {"phrases": phrases(title, 24)}
    yield document(frame.desk, "title-page", "titlepage", frame.words.title_page, broken)
    lines = documents.imprint_lines(frame.book, frame.words)
    if lines and frame.options.parts.imprint:
        imprint = {"lines": lines}
        yield document(frame.desk, "imprint", "copyright-page", frame.words.imprint, imprint)
    yield from around.before(frame.around, frame.desk)
    if not frame.words.contents_last:
        yield from _contents(frame)
        for name in frame.around.ahead:
            yield around.listing(name, frame.around, frame.desk, chapters)
    elif frame.options.edition is Edition.PRINT and frame.words.summary and _has_parts(frame):
        yield document(frame.desk, "summary", "toc", frame.words.summary)


def _body(frame: Frame, chapters: Sequence[ContentDocument]) -> Iterator[ContentDocument]:
    """Yield the parts and their chapters."""
    made = iter(chapters)
    for section in frame.sections:
        if section.title is not None:
            yield _part(frame, section, section.title)
        yield from islice(made, len(section.places))


def _back(frame: Frame, chapters: Sequence[ContentDocument]) -> Iterator[ContentDocument]:
    """Yield what stands after the text: the list of figures where the contents are."""
    for name in frame.around.behind:
        yield around.listing(name, frame.around, frame.desk, chapters)
    if frame.words.contents_last:
        yield from _contents(frame)
    if not frame.options.parts.colophon:
        return
    lines = {"lines": documents.colophon_lines(frame.book, frame.words, frame.options.edition)}
    yield document(frame.desk, "colophon", "colophon", frame.words.colophon, lines)


def _contents(frame: Frame, pages: Sequence[TocEntry] = ()) -> Iterator[ContentDocument]:
    """Yield the table of contents: a page in print, the navigation document in an EPUB."""
    if frame.options.edition is Edition.EPUB:
        covered = frame.options.cover is not None
        yield navigation.navigator(frame.around, frame.desk, pages, covered=covered)
    elif frame.options.parts.contents and len(frame.book.chapters) > 1:
        yield navigation.contents(frame.around, frame.desk, frame.page)


def _part(frame: Frame, section: documents.Section, title: str) -> ContentDocument:
    values = {
        "id": section.id,
        "label": part_label(frame.words, section.number, frame.book.metadata.language),
        "title": title,
        "phrases": phrases(title, 18),
    }
    return document(frame.desk, section.id, "part", title, values)


def _resources(frame: Frame) -> Iterator[Resource]:
    theme, edition = frame.options.theme, frame.options.edition
    if edition is Edition.EPUB:
        yield _sheet("styles/epub.css", theme.styles["epub.css"])
        yield from filter(None, (frame.options.cover,))
        yield navigation.ncx(frame.around, frame.desk)
    else:
        for name, text in sorted(theme.styles.items()):
            yield _sheet(f"styles/{name}", text)
        yield _sheet("styles/page.css", sheet(frame.page))
        for name, data in sorted(theme.fonts.items()):
            kind = FONT_TYPES[PurePosixPath(name).suffix.lower()]
            yield Resource(f"styles/fonts/{name}", kind, data)
    yield from frame.book.images


def _features(frame: Frame) -> Iterator[str]:
    """Yield how chapters open, for the binder: ``opening-recto`` or ``opening-any``.

    ``opening-auto`` asks it to correct our guess, made from the number of letters, by the
    pages that it counts.
    """
    if frame.options.edition is Edition.EPUB:
        return
    opening = frame.options.print.opening
    yield f"opening-{opening}"
    if opening == "auto":
        letters = sum(len(article.body) for article in frame.book.articles)
        full = frame.page.letters * frame.page.lines * 0.85
        mean = letters / full / max(1, len(frame.book.chapters)) + 0.4
        yield "opening-recto" if mean >= PAGES_FOR_RECTO else "opening-any"


def _sheet(href: str, text: str) -> Resource:
    return Resource(href, "text/css", text.encode())


def _title(frame: Frame) -> str:
    return documents.typeset_metadata(frame.book.metadata).title


def _cover_words(frame: Frame) -> str:
    names = ", ".join(person.name for person in frame.book.metadata.authors)
    return " – ".join(filter(None, (_title(frame), names)))


def _has_parts(frame: Frame) -> bool:
    return any(section.title is not None for section in frame.sections)
