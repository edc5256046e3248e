"""The compiler on one screen, and the only package that names the passes.

    gather    collect → read, split                                   Material
    refine    clean → illustrate → dedupe                             Material
    edit      order → metadata → account → references                 Manuscript
    publish   cover → render → bind → check, once for each edition    artifacts (editions)

What a pass needs of the world (files, the theme, a date) is handed to it here.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from book import clean, dedupe, ledger, metadata, order, read, sources, split
from book.build.editions import Press, publish
from book.build.values import Manuscript, Material
from book.config import CONTENTS, Config
from book.diagnostics import Report
from book.engine import Engine, Outcome, each, gathered, one
from book.model import Article, Book, Fate, Format
from book.render import references

__all__ = ["Manuscript", "Material", "Press", "edit", "gather", "publish", "refine"]


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
