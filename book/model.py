"""The shapes a book takes on its way through the compiler.

Values only. From top to bottom they tell the journey: a ``Source`` is read and split into
``Article`` instances, those that stay are gathered into a ``Book``, which is rendered to a
``Publication`` for one edition, and bound to an ``Artifact``.
"""

import datetime
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


@dataclass(frozen=True, slots=True)
class Location:
    """A place in the author's material, ``file:line``; all 1-based, columns seldom known."""

    source: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return self.source if self.line is None else f"{self.source}:{self.line}"


class Format(StrEnum):
    """What a source is written in, which decides who reads it."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the author's, decoded.

    ``name`` is the path as the user gave it. ``text`` has line feeds for line ends and
    no byte order mark; nothing else is changed, so that it can be accounted for.
    """

    name: str
    format: Format
    text: str
    encoding: str = "utf-8"

    @property
    def lines(self) -> list[str]:
        """The lines without their ends; line ``n`` of an editor is ``lines[n - 1]``."""
        return self.text.split("\n")


class Fate(StrEnum):
    """What became of a stretch of source text (a row of the account)."""

    ARTICLE = "article"
    DUPLICATE = "duplicate"
    BOILERPLATE = "boilerplate"
    CAPTION = "caption"
    MARKUP = "markup"
    UNPLACED = "unplaced"


@dataclass(frozen=True, slots=True)
class Aside:
    """Source text that does not stand in the book, and why.

    ``text`` holds the source's own characters, so that the account can count them.
    ``kind`` names what sort of boilerplate it is (``nav``, ``comments``, ``share`` …),
    where that is known: what an option may ask to keep.
    """

    source: str
    line: int
    text: str
    fate: Fate
    reason: str
    kind: str = ""


class DuplicateKind(StrEnum):
    EXACT = "exact"
    NEAR = "near"
    CONTAINED = "contained"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Why an article is left out: ``of`` is the ``id`` of the one that is kept."""

    of: str
    kind: DuplicateKind
    similarity: float
    own: int = 0  # words, pictures and links that stand in this version alone


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who made the book; ``role`` is a MARC relator code."""

    name: str
    role: str = "aut"
    file_as: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article stands in its source. Lines are 1-based and inclusive.

    ``title_line`` is ``None`` where the format has no line for the title;
    ``first_line`` may lie above it, where a date or a byline opens the article.
    """

    source: str
    first_line: int
    last_line: int
    title_line: int | None = None

    @property
    def location(self) -> Location:
        return Location(self.source, self.title_line or self.first_line)


@dataclass(frozen=True, slots=True)
class Article:
    """One instance of a piece of writing.

    ``body`` is a well-formed XHTML fragment in no namespace, without the title,
    one block element after another. Block elements that come straight from a
    source line carry ``data-line="12"``; ``book.clean`` removes these marks.
    ``asides`` are the characters of ``origin``'s lines that stand neither in the
    title nor in the body. ``addresses`` are where it stood on its site: whole ones
    (``https://…``), or paths from the root of the site (``/2015/09/03/moulin/``).
    ``date_source`` says in words where the date was found or, where there is none, what
    bounds it; ``date_certainty`` how sure it is, from 0 to 1. ``tags`` are subjects that its
    author gave it; ``retrieved`` is the day on which it was copied from its site.
    """

    id: str
    title: str
    slug: str
    body: str
    origin: Origin
    confidence: float = 1.0
    signals: tuple[str, ...] = ()
    language: str | None = None
    date: datetime.date | None = None
    date_source: str | None = None
    authors: tuple[Person, ...] = ()
    asides: tuple[Aside, ...] = ()
    duplicate: Duplicate | None = None
    addresses: tuple[str, ...] = ()
    date_certainty: float | None = None
    runner_up: "RunnerUp | None" = None
    tags: tuple[str, ...] = ()
    retrieved: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """The group an article is next nearest to; ``score`` 0.5 is a tie with its own."""

    title: str
    score: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """A boundary that could be otherwise: a person may settle it in ``book.toml``.

    ``named`` is what ``[split]`` calls its line there: its text, or ``file:line``.
    """

    location: Location
    text: str
    confidence: float
    taken: bool
    signals: tuple[str, ...] = ()
    named: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """A file that belongs to a publication: ``href`` is relative to its root."""

    href: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a book says of itself, in pandoc's words."""

    title: str
    language: str
    identifier: str
    subtitle: str = ""
    authors: tuple[Person, ...] = ()
    publisher: str = ""
    date: str = ""
    rights: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """What opens on a fresh page and has a line in the contents.

    Where it ``gathers``, even a single article keeps its own title below the chapter's.
    """

    title: str
    slug: str
    articles: tuple[Article, ...]
    terms: tuple[str, ...] = ()
    gathers: bool = False

    @property
    def alone(self) -> bool:
        return len(self.articles) == 1 and not self.gathers


@dataclass(frozen=True, slots=True)
class Part:
    """Chapters under one heading, ``None`` for none; what is no ``body`` has no numbers."""

    title: str | None
    chapters: tuple[Chapter, ...]
    terms: tuple[str, ...] = ()
    matter: Literal["front", "body", "back"] = "body"


@dataclass(frozen=True, slots=True)
class Book:
    """The manuscript: what stands in the book and in which order."""

    metadata: Metadata
    parts: tuple[Part, ...]
    images: tuple[Resource, ...] = ()

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        return tuple(chapter for part in self.parts for chapter in part.chapters)

    @property
    def articles(self) -> tuple[Article, ...]:
        return tuple(article for chapter in self.chapters for article in chapter.articles)


class Edition(StrEnum):
    EPUB = "epub"
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class ContentDocument:
    """One XHTML file of a publication, whole, from ``<?xml`` to ``</html>``.

    ``role`` is an ``epub:type`` word (``titlepage``, ``toc``, ``part``, ``chapter``,
    ``index`` …); ``article`` is the ``id`` of the article it holds, if it holds one.
    """

    href: str
    role: str
    title: str
    markup: str
    article: str | None = None
    linear: bool = True


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A line of the contents; ``href`` is that of a content document."""

    title: str
    href: str
    children: tuple["TocEntry", ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """A rendered book: its documents in reading order and all that they refer to."""

    metadata: Metadata
    edition: Edition
    documents: tuple[ContentDocument, ...]
    resources: tuple[Resource, ...] = ()
    toc: tuple[TocEntry, ...] = ()
    features: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Artifact:
    """A finished file, whole, in memory; ``kind`` is ``epub`` or ``pdf``."""

    kind: str
    data: bytes
