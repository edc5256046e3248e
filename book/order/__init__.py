"""In what order the articles stand, and in which parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from book.diagnostics import Code, Report, Severity
from book.model import Article, Chapter, Location, Part
from book.order.contents import listed
from book.order.dates import Dated, chronological

__all__ = ["Options", "order"]

NO_THEMES = Code(
    "O102",
    Severity.WARNING,
    "themes come later: the articles stand by date",
    hint='in book.toml under [order], write by = "date" and group = "none", "year" or "month"',
    explanation="Grouping articles by what they speak of is not in this version. The book is "
    "ordered by date instead.",
)

NO_CONTENTS = Code(
    "O103",
    Severity.WARNING,
    "the order is to be that of contents.md, and there is none: the articles stand by date",
    hint='write contents.md beside book.toml, or by = "date" under [order]',
    explanation='With by = "contents" the book follows the file contents.md of the project, '
    "a list of links such as - [Title](articles/slug.md). No such file was found.",
)


@dataclass(frozen=True, slots=True)
class Options:
    """``contents`` is the text of contents.md, if there is one; it comes before ``by``."""

    by: Literal["date", "theme", "source", "contents"] = "date"
    direction: Literal["oldest-first", "newest-first"] = "oldest-first"
    group: Literal["none", "year", "month", "theme"] = "none"
    contents: str | None = None


def order(articles: Sequence[Article], options: Options, report: Report) -> tuple[Part, ...]:
    """Return the parts of the book, a chapter for each article that stays.

    ``articles`` are all instances in source order, duplicates too, since they prove the
    order of the pages. A book without parts has one whose title is ``None``. Raises
    ``BookError`` where contents.md lists none of the articles.
    """
    if options.contents is not None:
        return listed(options.contents, articles, report)
    if options.by == "contents":
        report(NO_CONTENTS.at(Location("book.toml")))
    if options.by == "theme" or options.group == "theme":
        report(NO_THEMES.at(Location("book.toml")))
    if options.by == "source":
        stay = [
            Dated(article, article.date) for article in articles if article.duplicate is None
        ]
    else:
        stay = list(chronological(articles, report))
        if options.direction == "newest-first":
            stay.reverse()
    return _parts(stay, options)


def _parts(stay: Sequence[Dated], options: Options) -> tuple[Part, ...]:
    """Return one part for each run of articles of one year or month."""
    if options.group not in {"year", "month"}:
        return (Part(None, tuple(_chapter(dated.article) for dated in stay)),)
    return tuple(
        Part(title, tuple(_chapter(dated.article) for dated in run))
        for title, run in groupby(stay, key=lambda dated: _title(dated.day, options))
    )


def _title(day: date | None, options: Options) -> str | None:
    if day is None:
        return None
    # Months as numbers: their names belong to the book's language, which comes later.
    return f"{day:%Y}" if options.group == "year" else f"{day:%Y-%m}"


def _chapter(article: Article) -> Chapter:
    return Chapter(article.title, article.slug, (article,))
