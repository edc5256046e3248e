"""The compiler on one screen, and the only package that names the passes.

    gather    collect → read, split                                   Material
    refine    clean → illustrate → dedupe                             Material
    edit      order → metadata → account → references                 Manuscript
    publish   cover → render → bind → check, once for each edition    artifacts (editions)

What a pass needs of the world (files, the theme, a date) is handed to it here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from book import clean, dedupe, ledger, metadata, order, read, sources, split
from book.build.editions import Press, publish
from book.build.values import Manuscript, Material
from book.config import CONTENTS, Config
from book.diagnostics import Report
from book.engine import Engine, Serial, each, every, one, settled
from book.engine.fingerprint import UNSEEN
from book.model import Article, Book, Format
from book.render import references
from book.render.page import dimensions, page

__all__ = [
    "TYPESETTING",
    "Manuscript",
    "Material",
    "Press",
    "dimensions",
    "edit",
    "gather",
    "page",
    "publish",
    "refine",
]

# What takes a process a second to import before it can set a page.
TYPESETTING = ("book.bind.pdf.embedded", "book.bind.pdf.margins")

HERE = Serial()


@dataclass(frozen=True, slots=True)
class Office:
    """What a manuscript is edited with. Where the work runs has no say in it."""

    config: Config
    engine: Engine = field(default_factory=Serial, metadata=UNSEEN)


def gather(
    paths: Sequence[str | Path], config: Config, engine: Engine, report: Report
) -> Material:
    """Read the sources and find every article in them.

    Raises ``BookError`` where there is nothing to read.
    """
    contents = (config.root or Path()) / CONTENTS
    found = tuple(s for s in sources.collect(paths, report) if Path(s.name) != contents)
    dumps = tuple(source for source in found if source.format is Format.TEXT)
    nothing = split.Split((), (), ())
    pieces = one(engine, split.split, dumps, config.split, report) if dumps else nothing
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


def edit(
    material: Material, config: Config, report: Report, engine: Engine = HERE
) -> Manuscript:
    """Put the articles that stay in their order, let them refer to each other, account."""
    return one(engine, _edited, material, Office(config, engine), report)


def _edited(material: Material, office: Office, report: Report) -> Manuscript:
    config = office.config
    said = metadata.derive(material.articles, material.asides, material.sources, config.book)
    chosen = replace(config.order, language=said.language)
    parts = order.order(material.articles, chosen, report)
    entries = ledger.entries(material.sources, material.articles, material.asides)
    entered = every(office.engine, ledger.enter, entries, None, report)
    rows = tuple(row for rows in entered for row in rows)
    book = Book(said, parts, material.images)
    placed = ledger.unlisted(rows, book, CONTENTS)
    linked = references.connect(book, material.articles, material.sources)
    vain = ledger.absent(linked.missing, material.sources, report)
    return Manuscript(material, linked.book, (*placed, *vain), linked.missing)


def _cleaned(
    articles: Sequence[Article], options: clean.Options, engine: Engine, report: Report
) -> tuple[Article, ...]:
    """Clean ``articles``: again only those to whom the survey answers otherwise now."""

    def again(case: clean.Case, cleaned: clean.Cleaned) -> clean.Case | None:
        now = clean.answers(options.survey, cleaned.heard)
        return None if now == cleaned.heard else replace(case, known=now)

    cases = tuple(map(clean.Case, articles))
    made = settled(engine, clean.consult, cases, clean.consulting(options), again, report)
    return tuple(cleaned.article for cleaned in made)
