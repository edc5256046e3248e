"""The compiler on one screen, and the only module that names the passes.

    gather    collect → read, split                                   Material
    refine    clean → illustrate → dedupe                             Material
    edit      order → metadata → account → references                 Manuscript
    publish   cover → render → bind → check, once for each edition    artifacts

What a pass needs of the world (files, the theme, a date) is handed to it here.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
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
from book.engine import Engine, Outcome, Serial, attempt, each, every, gathered, one
from book.engine.fingerprint import UNSEEN
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


@dataclass(frozen=True, slots=True)
class Workshop:
    """What the books are made with: ``validator`` names the programs that check the EPUB.

    Where the work runs has no say in what is made.
    """

    press: Press
    validator: tuple[str, ...] = ()
    engine: Engine = field(default_factory=Serial, metadata=UNSEEN)


@dataclass(frozen=True, slots=True)
class Proof:
    """A rendered edition, and how many errors were said of it so far."""

    publication: Publication
    errors: int


def gather(
    paths: Sequence[str | Path], config: Config, engine: Engine, report: Report
) -> Material:
    """Read the sources and find every article in them.

    Raises ``BookError`` where there is nothing to read.
    """
    contents = (config.root or Path()) / CONTENTS
    found = tuple(s for s in sources.collect(paths, report) if Path(s.name) != contents)
    dumps = tuple(source for source in found if source.format is Format.TEXT)
    pieces = one(engine, split.split, dumps, config.split, report)
    pages = [s for s in found if s.format is not Format.TEXT]
    written = each(engine, read.read, pages, read.Options(), report)
    articles = [*pieces.articles, *(article for page in written for article in page)]
    return Material(found, sources.in_order(found, articles), pieces.asides, pieces.doubts)


def refine(material: Material, config: Config, engine: Engine, report: Report) -> Material:
    """Clean the articles, fetch their images, and mark those that repeat another."""
    told = engine.map(clean.census, material.articles, None)
    survey = clean.merged(made.value for made in told if made.value is not None)
    cleaned = _cleaned(material.articles, replace(config.clean, survey=survey), engine, report)
    illustrated, images = sources.illustrate(cleaned, config.root or Path(), report)
    compared = one(engine, dedupe.dedupe, illustrated, config.dedupe, report)
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
    book = press.manuscript.book
    needed = replace(press, manuscript=Manuscript(Material((), (), (), ()), book, ()))
    return one(
        engine, _published, tuple(editions), Workshop(needed, epubcheck.tools(), engine), report
    )


def _published(
    editions: Sequence[Edition], workshop: Workshop, report: Report
) -> tuple[Artifact, ...]:
    """Make each edition, the EPUB beside the PDF; all is said as if one followed the other."""
    rendered = [attempt(_rendered, workshop, edition) for edition in editions]
    begun = [_begun(made, workshop, beside=len(editions) > 1) for made in rendered]
    # The EPUB, which is first, is made by another process; the PDF here, meanwhile.
    finished = [next(outcomes) for outcomes in reversed(begun)]
    for before, after in zip(rendered, reversed(finished), strict=True):
        for diagnostic in (*before.said, *after.said):
            report(diagnostic)
    return tuple(made.value for made in reversed(finished) if made.value is not None)


def _begun(
    made: Outcome[Publication], workshop: Workshop, *, beside: bool
) -> Iterator[Outcome[Artifact]]:
    """Begin to bind and to check what was rendered, if it was."""
    if made.value is None:
        return iter([Outcome(None, ())])
    proof = Proof(made.value, _errors(made.said))
    if made.value.edition is Edition.EPUB:
        alone = replace(workshop, engine=Serial())
        return workshop.engine.map(_finished, [proof], alone, beside=beside)
    return workshop.engine.map(_finished, [proof], workshop)


def _rendered(edition: Edition, workshop: Workshop, report: Report) -> Publication:
    """Render one edition, each chapter by itself. Raises ``BookError`` as templates do."""
    press, engine = workshop.press, workshop.engine
    book, drawn = press.manuscript.book, None
    if edition is Edition.EPUB:
        drawn = one(engine, cover.draw, book, press.theme, report)
    options = render.Options(press.theme, edition, press.config.print, cover=drawn)
    frame = render.frame(book, options)
    chapters = every(engine, render.chapter, frame.places, frame.desk, report)
    return render.joined(frame, chapters)


def _finished(proof: Proof, workshop: Workshop, report: Report) -> Artifact:
    """Bind and check one edition. Raises ``BookError`` where anything was wrong with it."""
    said: list[Diagnostic] = []

    def listen(diagnostic: Diagnostic) -> None:
        said.append(diagnostic)
        report(diagnostic)

    publication, press = proof.publication, workshop.press
    book, edition = press.manuscript.book, publication.edition
    artifact = BINDERS[edition](publication, press, workshop.engine, listen)
    words.prove(book.articles, publication, artifact, listen)
    CHECKS[edition](artifact, publication, press, listen)
    errors = proof.errors + _errors(said)
    if errors:
        where = Location(f"{book.metadata.title}.{artifact.kind}")
        raise BookError(NOT_MADE.at(where, errors=errors))
    return artifact


def _errors(said: Sequence[Diagnostic]) -> int:
    return sum(diagnostic.severity is Severity.ERROR for diagnostic in said)


def _bind_epub(
    publication: Publication, press: Press, _engine: Engine, report: Report
) -> Artifact:
    return bind_epub.bind(publication, bind_epub.Options(press.modified), report)


def _bind_pdf(
    publication: Publication, press: Press, engine: Engine, report: Report
) -> Artifact:
    return bind_pdf.bind(publication, bind_pdf.Options(), report)


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


def _cleaned(
    articles: Sequence[Article], options: clean.Options, engine: Engine, report: Report
) -> tuple[Article, ...]:
    """Clean ``articles``, again only where the survey answers otherwise than it did.

    What is known of an article's questions grows from round to round; what was made in
    this build has asked this survey, so that there is an end.
    """
    cases = dict(enumerate(map(clean.Case, articles)))
    settled: dict[int, Outcome[clean.Cleaned]] = {}
    while cases:
        outcomes = engine.map(clean.consult, tuple(cases.values()), clean.consulting(options))
        again: dict[int, clean.Case] = {}
        for (place, case), outcome in zip(cases.items(), outcomes, strict=True):
            heard = outcome.value.heard if outcome.value is not None else ()
            now = clean.answers(options.survey, heard)
            if now == heard:
                settled[place] = outcome
            else:
                again[place] = replace(case, known=now)
        cases = again
    in_order = (settled[place] for place in range(len(articles)))
    return tuple(made.article for made in gathered(in_order, report))


def _but_what_is_not_listed(rows: Sequence[ledger.Row], book: Book) -> tuple[ledger.Row, ...]:
    """Return ``rows``, where an article that ``contents.md`` leaves out has no place."""
    placed = {article.slug for article in book.articles}
    return tuple(
        replace(row, fate=Fate.UNPLACED, reason=f"not listed in {CONTENTS}")
        if row.fate is Fate.ARTICLE and row.article not in placed
        else row
        for row in rows
    )
