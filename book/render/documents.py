"""What the templates are handed: the structure of a book as plain values.

Everything that has typography has had it here; templates arrange and do not compute.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from markupsafe import Markup

from book import typography
from book.catalogue import Words
from book.dates.written import day, numerals
from book.diagnostics import BookError, Code, Report, Severity
from book.language.tags import primary
from book.model import Article, Book, Chapter, Edition, Location, Metadata, Part, TocEntry
from book.render import listed
from book.render.body import Setting, prepare
from book.render.notes import Note
from book.render.titles import phrases, sentences
from book.render.words import direction, part_label

NO_CHAPTER = Code(
    "T105",
    Severity.ERROR,
    "no article is left to make a book of",
    hint="see what is said of the sources above, and ask florilege outline what is left out",
    explanation="The sources were found, but none gave an article that stays: they were "
    "refused, hold no text, or were left out. A book without a chapter is not made.",
)

RESERVED = frozenset(
    "chronology colophon contents cover dedication epigraph figures half-title imprint index "
    "nav sources summary title-page toc".split()
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One article as a template sees it. ``lang`` is empty where it is the chapter's."""

    id: str
    title: str
    lang: str
    lang_dir: str
    byline: str
    dateline: Markup | None
    date: str
    day: str
    body: Markup
    notes: tuple[Note, ...]
    listed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents: a part with its label, a chapter with its number, a section."""

    title: str
    href: str
    number: int = 0
    label: str = ""
    chapters: tuple["Line", ...] = ()
    articles: tuple["Line", ...] = ()


@dataclass(frozen=True, slots=True)
class Landmark:
    """A point of the EPUB that reading systems offer to jump to (EPUB 3.3, 7.4.2.2)."""

    type: str
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Place:
    """A chapter, its number (0 for what is no ``body``), where it stands, and in which part."""

    chapter: Chapter
    number: int
    id: str
    title: str
    first: bool
    part: str = ""
    matter: str = "body"

    @property
    def href(self) -> str:
        return f"{self.id}.xhtml"


@dataclass(frozen=True, slots=True)
class Section:
    """A part, numbered from 1; ``title`` is ``None`` for the chapters of a book without."""

    number: int
    title: str | None
    places: tuple[Place, ...]
    matter: str = "body"

    @property
    def id(self) -> str:
        return f"part-{self.number}"

    @property
    def href(self) -> str:
        return f"{self.id}.xhtml"


def typeset_metadata(metadata: Metadata) -> Metadata:
    """Return ``metadata`` with the typography of its language."""

    def set_text(text: str) -> str:
        return typography.typeset_text(text, metadata.language)

    return replace(
        metadata,
        title=set_text(metadata.title),
        subtitle=set_text(metadata.subtitle),
        publisher=set_text(metadata.publisher),
        rights=set_text(metadata.rights),
        description=set_text(metadata.description),
    )


def sections(book: Book) -> tuple[Section, ...]:
    """Return the parts of ``book`` with every chapter numbered, named and typeset.

    Raises ``BookError`` for a book without a chapter.
    """
    if not book.chapters:
        raise BookError(NO_CHAPTER.at(Location(book.metadata.title)))
    language = book.metadata.language
    taken = {*RESERVED, *(f"part-{n}" for n in range(1, len(book.parts) + 1))}
    found: list[Section] = []
    number = index = 0
    for part in book.parts:
        places = []
        title_of_part = _part_title(part, language)
        body = part.matter == "body"
        index += body
        for chapter in part.chapters:
            number += body
            title = typography.typeset_text(chapter.title, _language(chapter, language))
            name = _free(chapter.slug, taken)
            taken.add(name)
            counted, first = number if body else 0, body and number == 1
            places.append(
                Place(chapter, counted, name, title, first, title_of_part or "", part.matter)
            )
        found.append(Section(index, title_of_part, tuple(places), part.matter))
    return tuple(found)


def lines(book: Sequence[Section], vocabulary: Words, language: str) -> tuple[Line, ...]:
    """Return the contents: parts that hold chapters, or chapters alone, with their sections."""
    found: list[Line] = []
    for section in book:
        chapters = tuple(_line(place, language) for place in section.places)
        if section.title is None:
            found.extend(chapters)
        else:
            label = part_label(vocabulary, section.number, language)
            href = f"{section.href}#{section.id}"
            found.append(Line(section.title, href, 0, label, chapters))
    return tuple(found)


def depth(book: Sequence[Section], letters: float) -> int:
    """Return how many lines of ``letters`` letters the contents take, air around parts too."""
    places = [place for section in book for place in section.places]
    within = [a for place in places if not place.chapter.alone for a in place.chapter.articles]
    titles = [*(place.title for place in places), *(article.title for article in within)]
    parts = sum(section.title is not None for section in book)
    return 4 * parts + sum(ceil(len(title) / letters) for title in titles)


def toc(book: Sequence[Section], language: str) -> tuple[TocEntry, ...]:
    """Return the contents as navigation: parts, chapters, the articles of a chapter."""
    entries: list[TocEntry] = []
    for section in book:
        chapters = tuple(
            TocEntry(place.title, place.href, tuple(_inside(place, language)))
            for place in section.places
        )
        if section.title is None:
            entries.extend(chapters)
        else:
            entries.append(TocEntry(section.title, section.href, chapters))
    return tuple(entries)


def chapter_values(place: Place, setting: Setting, report: Report) -> Mapping[str, object]:
    """Return what the template of a chapter is handed."""
    articles = place.chapter.articles
    own = _language(place.chapter, setting.language)
    lines_of = phrases if setting.edition is Edition.PRINT else sentences
    number = numerals(str(place.number), setting.language)
    top = 2 if place.chapter.alone else 3
    within = replace(setting, language=own, top=top, chapter=place.id)
    pieces: list[Piece] = []
    for article in articles:
        pieces.append(_piece(article, within, report))
        within = replace(within, listed=pieces[-1].listed)
    return {
        "id": place.id,
        "number": place.number if setting.numbered else 0,
        "label": setting.label.format(number=number),
        "title": place.title,
        "phrases": lines_of(place.title, setting.line),
        "first": place.first,
        "alone": place.chapter.alone,
        "lang": own if _differs(own, setting.language) else "",
        "lang_dir": direction(own),
        "matter": place.matter,
        "links": tuple(listed.lines(within.listed, place.id, coded=setting.qr == "links")),
        "articles": tuple(pieces),
    }


def _piece(article: Article, setting: Setting, report: Report) -> Piece:
    language = typography.resolved(article.language, setting.language)
    body = prepare(article, replace(setting, language=language), report)
    names = tuple(person.name for person in article.authors)
    return Piece(
        id=article.slug,
        title=typography.typeset_text(article.title, language),
        lang=language if _differs(language, setting.language) else "",
        lang_dir=direction(language),
        byline="" if names == setting.authors else ", ".join(names),
        dateline=body.dateline,
        date=article.date.isoformat() if article.date else "",
        day=day(article.date, language) if article.date else "",
        body=body.text,
        notes=body.notes,
        listed=body.listed,
    )


def _line(place: Place, language: str) -> Line:
    within = tuple(Line(entry.title, entry.href) for entry in _inside(place, language))
    return Line(place.title, f"{place.href}#{place.id}", place.number, articles=within)


def _inside(place: Place, language: str) -> Iterator[TocEntry]:
    if not place.chapter.alone:
        for article in place.chapter.articles:
            title = typography.typeset_text(
                article.title, typography.resolved(article.language, language)
            )
            yield TocEntry(title, f"{place.href}#{article.slug}")


def _language(chapter: Chapter, language: str) -> str:
    """Return the language that all articles of ``chapter`` share, else the book's."""
    spoken = {typography.resolved(article.language, language) for article in chapter.articles}
    return spoken.pop() if len(spoken) == 1 else language


def _differs(language: str, other: str) -> bool:
    return primary(language) != primary(other)


def _part_title(part: Part, language: str) -> str | None:
    return None if part.title is None else typography.typeset_text(part.title, language)


def _free(name: str, taken: set[str]) -> str:
    """Return ``name``, or the first of ``name-2``, ``name-3``, … that is not taken."""
    count, free = 1, name
    while free in taken:
        count += 1
        free = f"{name}-{count}"
    return free
