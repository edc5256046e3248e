"""What stands around the chapters: a dedication, an epigraph, and the lists behind the text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import Markup

from book import typography, xhtml
from book.catalogue import Words
from book.dates.written import day, month_day, year
from book.model import Article, Book, ContentDocument, Edition, TocEntry
from book.render import addresses, listed
from book.render.chapters import Desk, document
from book.render.codes import Square, square
from book.render.documents import Line, Section
from book.render.indexing import Term, gathered
from book.render.parts import PartsOptions

# In the order of the book; what each is in the words of EPUB and of DPUB-ARIA.
ROLES = {
    "chronology": "appendix",
    "sources": "bibliography",
    "figures": "loi",
    "index": "index",
}
ARIA = {
    "appendix": "doc-appendix",
    "bibliography": "doc-bibliography",
    "index": "doc-index",
}
NOTES = frozenset({"address", "call", "fn", "linkref", "see"})
LONGEST = 90  # letters of a caption in the list of figures


@dataclass(frozen=True, slots=True)
class Figure:
    caption: str
    href: str


@dataclass(frozen=True, slots=True)
class Moment:
    """An article in the chronology."""

    day: str
    date: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Year:
    name: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article was read; ``facts`` are its dates."""

    title: str
    href: str
    address: Markup
    facts: str
    code: Square | None


@dataclass(frozen=True, slots=True)
class Around:
    """The book as its surroundings see it; ``where`` is the place of each article."""

    book: Book
    sections: tuple[Section, ...]
    options: PartsOptions
    words: Words
    terms: tuple[Term, ...]
    where: Mapping[str, str]

    @property
    def lists(self) -> tuple[str, ...]:
        """The names of the lists that this book has, in their order."""
        articles, wanted = self.book.articles, self.options
        has = {
            "chronology": wanted.chronology and any(a.date for a in articles),
            "sources": wanted.sources and any(map(address, articles)),
            "figures": wanted.figures and any("<figcaption" in a.body for a in articles),
            "index": bool(self.terms)
            or (wanted.index != "none" and any(a.tags for a in articles)),
        }
        return tuple(name for name in ROLES if has[name])

    @property
    def ahead(self) -> tuple[str, ...]:
        """The lists before the text: that of the figures stands where the contents do."""
        early = set() if self.words.contents_last else {"figures"}
        return tuple(name for name in self.lists if name in early)

    @property
    def behind(self) -> tuple[str, ...]:
        """The lists behind the text."""
        return tuple(name for name in self.lists if name not in self.ahead)

    def lines(self, names: Sequence[str]) -> tuple[Line, ...]:
        """Return what the contents say of the lists ``names``."""
        return tuple(Line(getattr(self.words, one), f"{one}.xhtml#{one}") for one in names)

    def toc(self, names: Sequence[str]) -> tuple[TocEntry, ...]:
        """Return the lists ``names`` as navigation."""
        return tuple(TocEntry(line.title, line.href) for line in self.lines(names))


def before(around: Around, desk: Desk) -> Iterator[ContentDocument]:
    """Yield the dedication and the epigraph."""
    options, words, language = around.options, around.words, around.book.metadata.language

    def set_lines(text: str) -> tuple[str, ...]:
        return tuple(typography.typeset_text(one, language) for one in text.split("\n") if one)

    if options.dedication:
        values = {"lines": set_lines(options.dedication)}
        yield document(desk, "dedication", "dedication", words.dedication, values)
    if options.epigraph:
        source = typography.typeset_text(options.epigraph_source, language)
        values_ = {"lines": set_lines(options.epigraph), "source": source}
        yield document(desk, "epigraph", "epigraph", words.epigraph, values_)


def listing(
    name: str, around: Around, desk: Desk, chapters: Sequence[ContentDocument]
) -> ContentDocument:
    """Return the list ``name`` of ``around.lists``; ``chapters`` are the finished ones."""
    language = around.book.metadata.language
    values: dict[str, object] = {}
    if name == "chronology":
        values = {"years": tuple(_years(around))}
    elif name == "sources":
        values = {"origins": tuple(_origins(around, desk.edition))}
    elif name == "figures":
        values = {"figures": tuple(_figures(chapters))}
    elif name == "index":
        groups = gathered(chapters, around.terms, around.book.articles, around.where, language)
        values = {"groups": groups}
    heading, role = getattr(around.words, name), ROLES[name]
    shared = {"list": name, "heading": heading, "running": desk.running, "role": role}
    every = {**values, **shared, "aria": ARIA.get(role, "")}
    return document(desk, name, role, heading, every)


def address(article: Article) -> str:
    """Return where ``article`` stood on the web, as a whole address; else nothing."""
    return next((one for one in article.addresses if one.startswith("http")), "")


def _years(around: Around) -> Iterator[Year]:
    """Yield the articles by their dates; of one day, in the order of the book."""
    language = around.book.metadata.language
    dated = [(a.date, a) for a in around.book.articles if a.date is not None]
    dated.sort(key=lambda pair: pair[0])
    for _, pairs in groupby(dated, key=lambda pair: pair[0].year):
        found = tuple(_moment(when, article, around) for when, article in pairs)
        yield Year(year(date.fromisoformat(found[0].date), language), found)


def _moment(when: date, article: Article, around: Around) -> Moment:
    said = month_day(when, around.book.metadata.language)
    return Moment(said, when.isoformat(), _title(article, around), around.where[article.slug])


def _origins(around: Around, edition: Edition) -> Iterator[Origin]:
    language = around.book.metadata.language
    coded = around.options.qr == "sources" and edition is Edition.PRINT
    for article in around.book.articles:
        if not (whole := addresses.untracked(address(article))):
            continue
        facts = [day(article.date, language)] if article.date else []
        if article.retrieved:
            when = day(article.retrieved, language)
            facts.append(around.words.retrieved.format(date=when))
        yield Origin(
            _title(article, around),
            around.where[article.slug],
            listed.shown(whole, addresses.shown_address(whole)),
            ", ".join(facts),
            square(whole) if coded else None,
        )


def _figures(chapters: Sequence[ContentDocument]) -> Iterator[Figure]:
    for chapter in chapters:
        if "<figcaption" not in chapter.markup:
            continue
        for figure in xhtml.document(chapter.markup).iter("{*}figure"):
            caption = figure.find("{*}figcaption")
            if caption is not None and figure.get("id"):
                words = " ".join(_bare(caption).split())
                yield Figure(_cut(words), f"{chapter.href}#{figure.get('id')}")


def _bare(element: xhtml.Element) -> str:
    """Return the text of ``element`` without notes and the numbers that call them."""
    pieces = [element.text or ""]
    for child in element:
        if NOTES.isdisjoint(child.get("class", "").split()):
            pieces.append(_bare(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _cut(caption: str) -> str:
    """Return ``caption`` as a line of a list: its first words where it is long."""
    if len(caption) <= LONGEST:
        return caption.removesuffix(".")
    words = caption[:LONGEST]
    return words[: words.rfind(" ")].rstrip(" ,;:.") + "…"


def _title(article: Article, around: Around) -> str:
    language = typography.resolved(article.language, around.book.metadata.language)
    return typography.typeset_text(article.title, language)
