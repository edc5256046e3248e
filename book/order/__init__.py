"""In what order the articles stand, and in which parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from book.diagnostics import Code, Report, Severity
from book.model import Article, Location, Part
from book.order.contents import listed
from book.order.dates import Dated, chronological
from book.order.groups import By, chapter, grouped, parts

__all__ = ["Options", "order"]

NO_CONTENTS = Code(
    "O103",
    Severity.WARNING,
    "the order is to be that of contents.md, and there is none: the articles stand by date",
    hint='write contents.md beside book.toml, or by = "date" under [order]',
    explanation='With by = "contents" the book follows the file contents.md of the project, '
    "a list of links such as - [Title](articles/slug.md). No such file was found.",
)

GROUPED = Code(
    "O106",
    Severity.WARNING,
    'by = "theme" says nothing beside group = "{group}": the articles stand by date',
    hint='for groups by theme, take group out of [order], or write group = "theme"',
    explanation='To order by theme is to group by theme, so `by = "theme"` alone does it. With '
    "another `group` under [order] in book.toml the groups are those, and inside them the "
    "articles stand by date.",
)


@dataclass(frozen=True, slots=True)
class Options:
    """``contents`` is the text of contents.md, if there is one; it comes before ``by``.

    To order by theme is to group by theme. ``groups_as`` makes each group a part of the
    book or a chapter of it. ``language`` is the book's, for the titles of groups.
    """

    by: Literal["date", "theme", "source", "contents"] = "date"
    direction: Literal["oldest-first", "newest-first"] = "oldest-first"
    group: By = "none"
    contents: str | None = None
    groups_as: Literal["parts", "chapters"] = "parts"
    language: str = ""


def order(articles: Sequence[Article], options: Options, report: Report) -> tuple[Part, ...]:
    """Return the parts of the book, a chapter for each article that stays or for each group.

    ``articles`` are all instances in source order, duplicates too, since they prove the
    order of the pages. A book without parts has one whose title is ``None``. Raises
    ``BookError`` where contents.md lists none of the articles.
    """
    if options.contents is not None:
        return listed(options.contents, articles, report)
    if options.by == "contents":
        report(NO_CONTENTS.at(Location("book.toml")))
    if options.by == "theme" and options.group not in {"none", "theme"}:
        report(GROUPED.at(Location("book.toml"), group=options.group))
    stay = _in_order(articles, options, report)
    by: By = "theme" if options.by == "theme" and options.group == "none" else options.group
    groups = grouped(stay, by, options.language, report)
    if groups is None:
        return (Part(None, tuple(chapter(dated.article) for dated in stay)),)
    return parts(groups, as_chapters=options.groups_as == "chapters")


def _in_order(
    articles: Sequence[Article], options: Options, report: Report
) -> tuple[Dated, ...]:
    if options.by == "source":
        return tuple(Dated(a, a.date) for a in articles if a.duplicate is None)
    stay = chronological(articles, report)
    return stay[::-1] if options.direction == "newest-first" else stay
