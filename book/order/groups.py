"""Groups of articles under one title: by year, by month, by what they speak of.

A group becomes a part of the book, or a chapter whose sections are its articles.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from book.catalogue import words
from book.dates.written import month, year
from book.diagnostics import Code, Report, Severity
from book.model import Article, Chapter, Location, Part
from book.order.dates import Dated

By = Literal["none", "year", "month", "theme"]

TOO_FEW = Code(
    "O104",
    Severity.NOTE,
    "{count} articles are too few to be grouped by theme: they stand by date",
    hint='add more articles, or write by = "date" under [order]',
    explanation="A theme needs several articles that speak of it, and a book needs several "
    "themes to be worth dividing. With fewer than {least} articles the book is ordered by "
    "date and has no parts.",
)

NO_DATES = Code(
    "O105",
    Severity.NOTE,
    "no article has a date, so they are not grouped by {by}",
    hint="give dates in the articles' front matter, or group them by theme",
    explanation="Groups by year or by month need the dates of articles, or of their "
    "neighbours on the same page, and none was found. The book has no parts.",
)

FEWEST = 6  # articles that can be two themes


@dataclass(frozen=True, slots=True)
class Group:
    """Articles under one title, in their order; ``terms`` say what they share."""

    title: str
    articles: tuple[Article, ...]
    terms: tuple[str, ...] = ()


def grouped(
    stay: Sequence[Dated], by: By, language: str, report: Report
) -> tuple[Group, ...] | None:
    """Return the groups of the articles that stay, which are in their order.

    ``None`` where they are not to be grouped, or cannot be.
    """
    if by in {"year", "month"}:
        dated = tuple(_by_date(stay, by, language))
        if stay and not dated:
            report(NO_DATES.at(Location("book.toml"), by=by))
        return dated or None
    if by == "theme":
        return _by_theme([dated.article for dated in stay], language, report)
    return None


def parts(groups: Sequence[Group], *, as_chapters: bool) -> tuple[Part, ...]:
    """Return the book of ``groups``: each a part, or each a chapter of a book without."""
    if not as_chapters:
        return tuple(
            Part(group.title, tuple(map(chapter, group.articles)), group.terms)
            for group in groups
        )
    taken = {article.slug for group in groups for article in group.articles}
    chapters = []
    for group in groups:
        name = _free(_slug(group.title), taken)
        taken.add(name)
        chapters.append(Chapter(group.title, name, group.articles, group.terms, gathers=True))
    return (Part(None, tuple(chapters)),)


def chapter(article: Article) -> Chapter:
    """Return the chapter that is one article."""
    return Chapter(article.title, article.slug, (article,))


def _by_date(stay: Sequence[Dated], by: By, language: str) -> Iterator[Group]:
    """Yield a group for each year or month; what no neighbour dates either is last."""
    known = [(dated.day, dated.article) for dated in stay if dated.day is not None]
    if not known:
        return

    runs: dict[str, list[Article]] = {}
    for day, article in known:
        title = year(day, language) if by == "year" else month(day, language)
        runs.setdefault(title, []).append(article)
    for title, articles in runs.items():
        yield Group(title, tuple(articles))
    undated = tuple(dated.article for dated in stay if dated.day is None)
    if undated:
        yield Group(words(language).undated, undated)


def _by_theme(
    articles: Sequence[Article], language: str, report: Report
) -> tuple[Group, ...] | None:
    if len(articles) < FEWEST:
        report(TOO_FEW.at(Location("book.toml"), count=len(articles), least=FEWEST))
        return None
    from book.order.themes import themes  # noqa: PLC0415  (numpy, and --help must not pay)

    varia = words(language).varia
    return tuple(
        Group(theme.title or varia, theme.articles, theme.terms) for theme in themes(articles)
    )


def _slug(title: str) -> str:
    from slugify import slugify  # noqa: PLC0415  (its tables take a while to load)

    return str(slugify(title, max_length=60, word_boundary=True)) or "group"


def _free(name: str, taken: Collection[str]) -> str:
    """Return ``name``, or the first of ``name-2``, ``name-3``, … that is not taken."""
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found
