"""Themes: what articles speak of, in groups that have a title and say why.

    read      words and stems of each article
    likeness  weights, cosines, walks between neighbours
    linkage   trees of groups within groups
    grouping  the groups of a book, and what fits nowhere
    phrases   what each group says and the others do not
    naming    a title from the phrases

The result depends on what the articles say, not on the order or names of their files.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from book.language.tags import primary
from book.model import Article, RunnerUp
from book.order.themes.grouping import group
from book.order.themes.naming import named
from book.order.themes.reading import read

__all__ = ["Theme", "themes"]


@dataclass(frozen=True, slots=True)
class Theme:
    """Articles that belong together; ``title`` is ``None`` for those that fit nowhere."""

    title: str | None
    terms: tuple[str, ...]
    articles: tuple[Article, ...]


def themes(articles: Sequence[Article]) -> tuple[Theme, ...]:
    """Group ``articles``; inside a group they keep their order, what fits nowhere is last.

    The group of the earliest article comes first. Each article knows its runner-up.
    """
    canonical = sorted(range(len(articles)), key=lambda n: _content(articles[n]))
    readings = [read(articles[n]) for n in canonical]
    found = group(readings)
    tongues = [_tongue([articles[canonical[row]] for row in rows]) for rows in found.groups]
    names = named([[readings[row] for row in rows] for rows in found.groups], tongues)
    decorated = {
        canonical[row]: replace(
            articles[canonical[row]],
            runner_up=RunnerUp(names[second[0]].title, round(second[1], 2)) if second else None,
        )
        for row, second in enumerate(found.second)
    }
    groups = [sorted(canonical[row] for row in rows) for rows in found.groups]
    made = [
        (rows, Theme(name.title, name.terms, tuple(decorated[n] for n in rows)))
        for rows, name in zip(groups, names, strict=True)
    ]
    made.sort(key=lambda pair: pair[0])
    rest = sorted(canonical[row] for row in found.rest)
    varia = (Theme(None, (), tuple(decorated[n] for n in rest)),) if rest else ()
    return (*(theme for _, theme in made), *varia)


def _content(article: Article) -> tuple[str, str, str]:
    return article.title, article.body, article.id


def _tongue(articles: Sequence[Article]) -> str:
    """Return the language of most of ``articles``, without its region; of equals the first."""
    spoken = Counter(primary(a.language) for a in articles)
    return min(spoken, key=lambda tongue: (-spoken[tongue], tongue))
