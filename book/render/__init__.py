"""From a book to a publication: every document of an edition, whole.

One template per structural role makes the documents; both editions share them. The
print edition differs in its front matter, in notes at the foot of the page and in the
sheets it links to; it goes to ``book.bind.pdf``, which joins its documents. Links
between documents are written ``name.xhtml#id`` in both, and ids are unique in the book.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from book.catalogue import Words
from book.diagnostics import Report
from book.model import Book, ContentDocument, Edition, Publication, Resource, TocEntry
from book.render import around, documents, ends, indexing, navigation, pagelist, sheets
from book.render.around import Around
from book.render.body import Setting
from book.render.chapters import Desk, chapter, document
from book.render.page import Page
from book.render.pagelist import PrintedPage
from book.render.parts import PartsOptions
from book.render.references.places import targets
from book.render.sizes import PrintOptions, letters, sized
from book.render.titles import phrases, shortened
from book.render.words import direction, part_label, tell, words
from book.theme import Theme

__all__ = [
    "Desk",
    "Options",
    "Page",
    "PartsOptions",
    "PrintOptions",
    "PrintedPage",
    "chapter",
    "frame",
    "joined",
    "render",
    "sized",
    "tell",
]

PAGES_FOR_RECTO = 8  # chapters of so many pages each deserve a right-hand page


@dataclass(frozen=True, slots=True)
class Options:
    """``cover`` is the picture of the EPUB's cover, if it is to have one.

    ``extent`` is how many pages the print edition has, once that is known; ``pages`` are
    those of the printed book, where it was made before.
    """

    theme: Theme
    edition: Edition
    print: PrintOptions = field(default_factory=PrintOptions)
    cover: Resource | None = None
    extent: int = 0
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
    look = options.theme.look
    sheet_size = sized(book, options.print, look, options.extent)
    label = vocabulary.chapter if look.labelled else ""
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
            "styles": sheets.linked(options.theme, options.edition),
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
            line=sheet_size.fitting(look.opener),
            label=label,
            gathered=options.print.columns == "two" or parts.notes == "chapter",
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
    broken = {"phrases": phrases(title, frame.page.fitting(frame.options.theme.look.title))}
    yield document(frame.desk, "title-page", "titlepage", frame.words.title_page, broken)
    lines = ends.imprint(frame.book, frame.words)
    if lines and frame.options.parts.imprint:
        said = {"lines": lines}
        yield document(frame.desk, "imprint", "copyright-page", frame.words.imprint, said)
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
    typeface = frame.options.theme.look if frame.options.edition is Edition.PRINT else None
    lines = {"lines": ends.colophon(frame.book, frame.words, typeface)}
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
        "phrases": phrases(title, frame.page.fitting(frame.options.theme.look.part)),
    }
    return document(frame.desk, section.id, "part", title, values)


def _resources(frame: Frame) -> Iterator[Resource]:
    theme = frame.options.theme
    if frame.options.edition is Edition.EPUB:
        yield sheets.for_screen(theme)
        yield from filter(None, (frame.options.cover,))
        yield navigation.ncx(frame.around, frame.desk)
    else:
        yield from sheets.for_paper(theme, frame.page)
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
        full = frame.page.letters * frame.page.lines * 0.85
        mean = letters(frame.book) / full / max(1, len(frame.book.chapters)) + 0.4
        yield "opening-recto" if mean >= PAGES_FOR_RECTO else "opening-any"


def _title(frame: Frame) -> str:
    return documents.typeset_metadata(frame.book.metadata).title


def _cover_words(frame: Frame) -> str:
    names = ", ".join(person.name for person in frame.book.metadata.authors)
    return " – ".join(filter(None, (_title(frame), names)))


def _has_parts(frame: Frame) -> bool:
    return any(section.title is not None for section in frame.sections)
