"""What the compiler hands from stage to stage."""

from dataclasses import dataclass

from book import ledger
from book.model import Article, Aside, Book, Doubt, Resource, Source


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
