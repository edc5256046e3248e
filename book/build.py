"""The compiler on one screen, and the only module that names the passes.

    gather    collect → read, split                                   Material
    refine    clean → illustrate → dedupe                             Material
    edit      order → metadata → account → references                 Manuscript
    publish   cover → render → bind → check, once for each edition    artifacts

What a pass needs of the world (files, the theme, a date) is handed to it here.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from book import (
    clean,
    cover,
    dedupe,
    ledger,
    metadata,
    order,
    read,
    render,
    sources,
    split,
    theme,
)
from book.bind import epub as bind_epub
from book.bind import pdf as bind_pdf
from book.check import epub as check_epub
from book.check import epubcheck, words
from book.check import pdf as check_pdf
from book.config import CONTENTS, Config
from book.diagnostics import BookError, Code, Diagnostic, Report, Severity
from book.engine import Engine, each
from book.model import (
    Article,
    Artifact,
    Aside,
    Book,
    Doubt,
    Edition,
    Fate,
    Format,
    Location,
    Publication,
    Resource,
    Source,
)
from book.render import references

NOT_MADE = Code(
    "V900",
    Severity.ERROR,
    "not written: the checks of this file found {errors} error(s), named above",
    hint="mend what they name; the file that stood there before is untouched",
    explanation="A book is written only when it is whole. One of the checks that run in every "
    "build (the word proof, the structure of the EPUB, the geometry of the PDF) found an error "
    "in the finished file, so it was not moved to its place. The errors said before this one "
    "name what is wrong.",
)


@dataclass(frozen=True, slots=True)
class Material:
    """All that was found; once refined, the articles are clean and duplicates are marked."""

    sources: tuple[Source, ...]
    articles: tuple[Article, ...]
    asides: tuple[Aside, ...]
    doubts: tuple[Doubt, ...]
    images: tuple[Resource, ...] = ()


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The book in its order, and the account of every character of the material."""

    material: Material
    book: Book
    rows: tuple[ledger.Row, ...]
    missing: tuple[ledger.Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Press:
    """What one edition is made of, and with what."""

    manuscript: Manuscript
    theme: theme.Theme
    config: Config
    modified: datetime


def gather(
    paths: Sequence[str | Path], config: Config, engine: Engine, report: Report
) -> Material:
    """Read the sources and find every article in them.

    Raises ``BookError`` where there is nothing to read.
    """
    contents = (config.root or Path()) / CONTENTS
    found = tuple(s for s in sources.collect(paths, report) if Path(s.name) != contents)
    pieces = split.split([s for s in found if s.format is Format.TEXT], config.split, report)
    pages = [s for s in found if s.format is not Format.TEXT]
    written = each(engine, read.read, pages, read.Options(), report)
    articles = [*pieces.articles, *(article for page in written for article in page)]
    return Material(found, _in_order_of(found, articles), pieces.asides, pieces.doubts)


def refine(material: Material, config: Config, engine: Engine, report: Report) -> Material:
    """Clean the articles, fetch their images, and mark those that repeat another."""
    options = replace(config.clean, survey=clean.survey(material.articles))
    cleaned = each(engine, clean.clean, material.articles, options, report)
    illustrated, images = sources.illustrate(cleaned, config.root or Path(), report)
    compared = dedupe.dedupe(illustrated, config.dedupe, report)
    return replace(material, articles=compared, images=images)


def edit(material: Material, config: Config, report: Report) -> Manuscript:
    """Put the articles that stay in their order, let them refer to each other, account."""
    said = metadata.derive(material.articles, material.asides, material.sources, config.book)
    chosen = replace(config.order, language=said.language)
    parts = order.order(material.articles, chosen, report)
    rows = ledger.account(material.sources, material.articles, material.asides, report)
    book = Book(said, parts, material.images)
    placed = _but_what_is_not_listed(rows, book)
    linked = references.connect(book, material.articles, material.sources)
    vain = ledger.absent(linked.missing, material.sources, report)
    return Manuscript(material, linked.book, (*placed, *vain), linked.missing)


def publish(
    press: Press, editions: Sequence[Edition], engine: Engine, report: Report
) -> tuple[Artifact, ...]:
    """Make the finished files of ``editions``; one that failed is said and left out."""
    return each(engine, make, editions, press, report)


def make(edition: Edition, press: Press, report: Report) -> Artifact:
    """Render, bind and check one edition. Raises ``BookError`` where a check fails."""
    said: list[Diagnostic] = []

    def listen(diagnostic: Diagnostic) -> None:
        said.append(diagnostic)
        report(diagnostic)

    book = press.manuscript.book
    drawn = cover.draw(book, press.theme, listen) if edition is Edition.EPUB else None
    options = render.Options(press.theme, edition, press.config.print, cover=drawn)
    publication = render.render(book, options, listen)
    artifact = BINDERS[edition](publication, press, listen)
    words.prove(book.articles, publication, artifact, listen)
    CHECKS[edition](artifact, publication, press, listen)
    errors = sum(d.severity is Severity.ERROR for d in said)
    if errors:
        where = Location(f"{book.metadata.title}.{artifact.kind}")
        raise BookError(NOT_MADE.at(where, errors=errors))
    return artifact


def _bind_epub(publication: Publication, press: Press, report: Report) -> Artifact:
    return bind_epub.bind(publication, bind_epub.Options(press.modified), report)


def _bind_pdf(publication: Publication, press: Press, report: Report) -> Artifact:
    page = render.page(press.config.print.trim)
    options = bind_pdf.Options(measure=bind_pdf.Measure(page.letters, page.lines))
    return bind_pdf.bind(publication, options, report)


def _check_epub(
    artifact: Artifact, publication: Publication, press: Press, report: Report
) -> None:
    check_epub.check(artifact, report)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "book.epub")
        path.write_bytes(artifact.data)
        epubcheck.run(path, report)


def _check_pdf(
    artifact: Artifact, publication: Publication, press: Press, report: Report
) -> None:
    page = render.page(press.config.print.trim)
    promise = check_pdf.Promise(
        trim=(page.width, page.height),
        families=bind_pdf.families(publication),
        chapters=tuple(chapter.title for chapter in press.manuscript.book.chapters),
    )
    check_pdf.check(artifact, report, promise)


BINDERS = {Edition.EPUB: _bind_epub, Edition.PRINT: _bind_pdf}
CHECKS = {Edition.EPUB: _check_epub, Edition.PRINT: _check_pdf}


def _but_what_is_not_listed(rows: Sequence[ledger.Row], book: Book) -> tuple[ledger.Row, ...]:
    """Return ``rows``, where an article that ``contents.md`` leaves out has no place."""
    placed = {article.slug for article in book.articles}
    return tuple(
        replace(row, fate=Fate.UNPLACED, reason=f"not listed in {CONTENTS}")
        if row.fate is Fate.ARTICLE and row.article not in placed
        else row
        for row in rows
    )


def _in_order_of(found: Sequence[Source], articles: Sequence[Article]) -> tuple[Article, ...]:
    """Return ``articles`` in the order of their sources, no two with the same slug."""
    place = {source.name: n for n, source in enumerate(found)}
    taken: set[str] = set()
    distinct: list[Article] = []
    for article in sorted(
        articles, key=lambda a: (place[a.origin.source], a.origin.first_line)
    ):
        slug, n = article.slug, 2
        while slug in taken:
            slug, n = f"{article.slug}-{n}", n + 1
        taken.add(slug)
        distinct.append(replace(article, slug=slug))
    return tuple(distinct)
