"""From a manuscript to the finished files: each edition rendered, bound and checked.

The PDF comes first, its sections made wherever the engine has hands, since the EPUB says
where its pages begin.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from book import cover, render, theme
from book.bind import epub as bind_epub
from book.bind import pdf as bind_pdf
from book.build import printing
from book.build.values import Manuscript, Material
from book.check import epub as check_epub
from book.check import epubcheck, gatherings, placing, quality, words
from book.check import pages as check_pages
from book.check import pdf as check_pdf
from book.config import Config
from book.diagnostics import BookError, Code, Diagnostic, Report, Severity
from book.engine import Engine, Outcome, Serial, attempt, each, every, one
from book.engine.fingerprint import UNSEEN
from book.model import Article, Artifact, Edition, Location, Publication, Resource

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
class Press:
    """What one edition is made of, and with what. ``one_document`` is for the PDF.

    ``profile`` is the ICC profile of its press; ``attached`` are files for its archive.
    ``extent`` is how many pages it has, once that is known.
    """

    manuscript: Manuscript
    theme: theme.Theme
    config: Config
    modified: datetime
    one_document: bool = False
    profile: bytes = b""
    attached: tuple[Resource, ...] = ()
    extent: int = 0

    @property
    def page(self) -> render.Page:
        """The page that the edition is set on."""
        options = self.config.print
        return render.sized(self.manuscript.book, options, self.theme.look, self.extent)


@dataclass(frozen=True, slots=True)
class Workshop:
    """What the books are made with: ``validator`` names the programs that check the EPUB.

    Where the work runs has no say in what is made. ``pages`` are those of the printed book,
    where it was made before.
    """

    press: Press
    validator: tuple[str, ...] = ()
    engine: Engine = field(default_factory=Serial, metadata=UNSEEN)
    pages: tuple[render.PrintedPage, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendered edition, and how many errors were said of it so far."""

    publication: Publication
    errors: int


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished file; ``pages`` are its pages, where it is on paper."""

    artifact: Artifact
    pages: tuple[render.PrintedPage, ...] = ()


def publish(
    press: Press, editions: Sequence[Edition], engine: Engine, report: Report
) -> tuple[Artifact, ...]:
    """Make the finished files of ``editions``; one that failed is said and left out."""
    book = press.manuscript.book
    kept = press.manuscript.material.sources
    needed = replace(
        press,
        manuscript=Manuscript(Material((), (), (), ()), book, ()),
        attached=printing.attached(kept, press.config.print),
    )
    return one(
        engine, _published, tuple(editions), Workshop(needed, epubcheck.tools(), engine), report
    )


def _published(
    editions: Sequence[Edition], workshop: Workshop, report: Report
) -> tuple[Artifact, ...]:
    """Make each edition; all is said in their order.

    The EPUB lists the pages of the printed book, so that one is made before it.
    """
    press = workshop.press
    render.tell(press.manuscript.book.metadata.language, press.theme, report)
    pages: tuple[render.PrintedPage, ...] = ()
    said: dict[Edition, tuple[Diagnostic, ...]] = {}
    made: dict[Edition, Artifact] = {}
    for edition in sorted(editions, key=list(BINDERS).index):
        rendered = attempt(_rendered, replace(workshop, pages=pages), edition)
        said[edition] = rendered.said
        if rendered.value is None:
            continue
        draft = Rendered(rendered.value, _errors(rendered.said))
        outcome = next(workshop.engine.map(_finished, [draft], replace(workshop, pages=())))
        said[edition] += outcome.said
        if outcome.value is not None:
            made[edition], pages = outcome.value.artifact, outcome.value.pages
    for edition in editions:
        for diagnostic in said[edition]:
            report(diagnostic)
    return tuple(made[edition] for edition in editions if edition in made)


def _rendered(edition: Edition, workshop: Workshop, report: Report) -> Publication:
    """Render one edition, each chapter by itself. Raises ``BookError`` as templates do."""
    press, engine = workshop.press, workshop.engine
    book, drawn = press.manuscript.book, None
    if edition is Edition.EPUB:
        setting = cover.Setting(press.theme, press.config.cover, press.config.book.theme)
        drawn = one(engine, cover.draw, book, setting, report)
    options = render.Options(
        press.theme,
        edition,
        press.config.print,
        cover=drawn,
        extent=press.extent,
        pages=workshop.pages,
        parts=press.config.parts,
    )
    frame = render.frame(book, options)
    chapters = every(engine, render.chapter, frame.places, frame.desk, report)
    return render.joined(frame, chapters)


def _finished(draft: Rendered, workshop: Workshop, report: Report) -> Finished:
    """Bind and check one edition. Raises ``BookError`` where anything was wrong with it."""
    said: list[Diagnostic] = []

    def listen(diagnostic: Diagnostic) -> None:
        said.append(diagnostic)
        report(diagnostic)

    edition, book = draft.publication.edition, workshop.press.manuscript.book
    heard: list[Diagnostic] = []
    artifact = BINDERS[edition](
        draft.publication, workshop.press, workshop.engine, heard.append
    )
    fitted = fitting(artifact, workshop) if edition is Edition.PRINT else workshop
    if fitted is not workshop:
        heard.clear()
        workshop = fitted
        draft = Rendered(_rendered(edition, workshop, lambda _: None), draft.errors)
        artifact = BINDERS[edition](
            draft.publication, workshop.press, workshop.engine, heard.append
        )
    for diagnostic in heard:
        listen(diagnostic)
    pages = CHECKS[edition](artifact, draft, workshop, listen)
    if errors := draft.errors + _errors(said):
        where = Location(f"{book.metadata.title}.{artifact.kind}")
        raise BookError(NOT_MADE.at(where, errors=errors))
    return Finished(artifact, pages)


def fitting(artifact: Artifact, workshop: Workshop) -> Workshop:
    """Return a workshop that knows the number of pages, if they ask for another margin.

    Where more pages want a wider gutter, which makes more pages, the wider one is right.
    """
    press = workshop.press
    if not press.config.print.printer:
        return workshop
    known = replace(press, extent=check_pages.count(artifact.data))
    return workshop if known.page == press.page else replace(workshop, press=known)


def _errors(said: Sequence[Diagnostic]) -> int:
    return sum(diagnostic.severity is Severity.ERROR for diagnostic in said)


def _bind_epub(
    publication: Publication, press: Press, _engine: Engine, report: Report
) -> Artifact:
    return bind_epub.bind(publication, bind_epub.Options(press.modified), report)


def _bind_pdf(
    publication: Publication, press: Press, engine: Engine, report: Report
) -> Artifact:
    page = press.page
    measure = bind_pdf.Measure(page.letters, page.lines)
    printed = press.config.print
    finish = printing.finish(printed, press.profile, press.attached, press.modified)
    options = bind_pdf.Options(press.one_document, finish, measure)

    def spread(run: Any, items: Sequence[Any], setting: Any) -> Sequence[Any]:
        # Even a single one: this process need not know how to typeset.
        return every(engine, run, items, setting, report, beside=True)

    return bind_pdf.bind(publication, options, report, spread)


def _check_epub(
    artifact: Artifact, draft: Rendered, workshop: Workshop, report: Report
) -> tuple[render.PrintedPage, ...]:
    articles = workshop.press.manuscript.book.articles
    words.prove(articles, draft.publication, artifact, report)
    check_epub.check(artifact, report)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "book.epub")
        path.write_bytes(artifact.data)
        epubcheck.run(path, report)
    return ()


def _check_pdf(
    artifact: Artifact, draft: Rendered, workshop: Workshop, report: Report
) -> tuple[render.PrintedPage, ...]:
    """Read the finished file back, a gathering at a time, and prove each article.

    Returns its pages as they were read.
    """
    publication, press, engine = draft.publication, workshop.press, workshop.engine
    book, page = press.manuscript.book, press.page
    taken = gatherings.unbind(artifact.data)
    leaves = every(engine, gatherings.read, taken.gatherings, None, report)
    found = gatherings.bound(taken, leaves)
    paged = placing.on_paper(publication, found)
    proofs = words.in_pdf(book.articles, publication, paged)
    each(engine, words.weigh, proofs, artifact.kind, report)
    typefaces = every(engine, bind_pdf.opened, bind_pdf.fonts(publication), None, report)
    promise = check_pdf.Promise(
        trim=(page.width, page.height),
        families=frozenset(one.family for one in typefaces),
        chapters=tuple(chapter.title for chapter in book.chapters),
        outlined=press.config.print.kind != "press",
    )
    check_pdf.examine(found, promise, report)
    quality.remark(quality.measured(found), report)
    if purpose := printing.profile(press.config.print):
        from book.check import facts  # noqa: PLC0415  only for who prints or keeps
        from book.check.anatomy.survey import survey  # noqa: PLC0415

        facts.suit(survey(artifact.data), found, purpose, report)
    return tuple(
        render.PrintedPage(href, str(folio), text)
        for href, pages in paged.items()
        for folio, text in pages
    )


BINDERS = {Edition.PRINT: _bind_pdf, Edition.EPUB: _bind_epub}
CHECKS = {Edition.EPUB: _check_epub, Edition.PRINT: _check_pdf}


