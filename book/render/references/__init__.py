"""What articles say of each other: links to one another, and to what is not there.

Before the book is rendered, ``connect`` turns each link to the old address of an
article, and each title of one in quotation marks, into a link ``article:its-slug``.
``pages`` then leads it to a document of the edition, and paper says the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from book.ledger import Missing
from book.model import Article, Book, Format, Source
from book.render.references import bodies, permalinks
from book.render.references.addresses import Address
from book.render.references.index import index, with_hosts
from book.render.references.pages import SCHEME

__all__ = ["SCHEME", "Connected", "connect"]


@dataclass(frozen=True, slots=True)
class Connected:
    """A book whose articles lead to each other, and what they lead to in vain."""

    book: Book
    missing: tuple[Missing, ...]


def connect(book: Book, articles: Sequence[Article], sources: Sequence[Source]) -> Connected:
    """Return ``book`` with the references between its articles made links.

    ``articles`` are all instances, duplicates too: an address of a duplicate leads to the
    article that is kept. No word is changed, added or lost.
    """
    placed = frozenset(article.slug for article in book.articles)
    table = index(articles, _known(articles, sources), placed)
    linked = tuple(bodies.linked(book.articles))
    table = with_hosts(table, linked)
    places = bodies.places(book.articles, linked, table)
    vain: dict[str, list[Article]] = {}
    made: dict[str, Article] = {}
    for article in book.articles:
        written = bodies.connect(article, table, places)
        made[article.id] = replace(article, body=written.body)
        for address in dict.fromkeys(written.missing):
            vain.setdefault(address, []).append(article)
    missing = tuple(Missing(address, tuple(named)) for address, named in vain.items())
    return Connected(_with(book, made), missing)


def _known(
    articles: Sequence[Article], sources: Sequence[Source]
) -> Mapping[str, tuple[Address, ...]]:
    """Return the addresses of each article, by its ``id``.

    What stands in a dump between two articles is at the foot of the first.
    """
    files = {source.name: (source, source.lines) for source in sources}
    found: dict[str, tuple[Address, ...]] = {}
    by_place = sorted(articles, key=lambda a: (a.origin.source, a.origin.first_line))
    for article, following in zip_longest(by_place, by_place[1:]):
        source, lines = files[article.origin.source]
        last = len(lines)
        if following is not None and following.origin.source == source.name:
            last = following.origin.first_line - 1
        own = lines[article.origin.first_line - 1 : last] if _is_dump(source) else ()
        found[article.id] = tuple(dict.fromkeys(permalinks.known(article, own)))
    return found


def _is_dump(source: Source) -> bool:
    return source.format is Format.TEXT


def _with(book: Book, made: Mapping[str, Article]) -> Book:
    parts = tuple(
        replace(
            part,
            chapters=tuple(
                replace(chapter, articles=tuple(made[a.id] for a in chapter.articles))
                for chapter in part.chapters
            ),
        )
        for part in book.parts
    )
    return replace(book, parts=parts)
