"""The index arranged: marked places gathered under their headings, in the order of letters."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from book import typography, xhtml
from book.model import Article, ContentDocument
from book.render.indexing.marks import Term

# Letters that stand behind z where they are at home, in this order; elsewhere they are
# variants of another letter.
_BEHIND = {"sv": "åäö", "fi": "åäö", "da": "æøå", "nb": "æøå", "nn": "æøå"}
_FOLDED = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})


@dataclass(frozen=True, slots=True)
class Locator:
    """A place of a term: ``through`` is where an article that it is about ends."""

    href: str
    title: str
    through: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """``chapters`` is a locator for each chapter that has ``places``."""

    heading: str
    places: tuple[Locator, ...]
    chapters: tuple[Locator, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one letter."""

    letter: str
    entries: tuple[Entry, ...]


def gathered(
    chapters: Iterable[ContentDocument],
    terms: Sequence[Term],
    articles: Iterable[Article],
    where: Mapping[str, str],
    language: str,
) -> tuple[Group, ...]:
    """Return the index of ``chapters``, in which ``terms`` are marked.

    ``where`` says for the slug of each article where it stands.
    """
    made = list(chapters)
    titles = {document.href: document.title for document in made}
    found: dict[str, list[Locator]] = {}
    for tagged in _tagged(articles, where, titles, language):
        found.setdefault(tagged[0], []).append(tagged[1])
    for document in made:
        for span in xhtml.document(document.markup).iter("{*}span"):
            number = span.get("data-term")
            if number is not None:
                place = Locator(f"{document.href}#{span.get('id')}", document.title)
                found.setdefault(terms[int(number)].heading, []).append(place)
    return tuple(_grouped(found, language))


def end_of(slug: str) -> str:
    """Return the anchor at the end of an article that has tags."""
    return f"{slug}-end"


def _tagged(
    articles: Iterable[Article],
    where: Mapping[str, str],
    titles: Mapping[str, str],
    language: str,
) -> Iterator[tuple[str, Locator]]:
    for article in articles:
        href = where[article.slug]
        title = titles.get(href.partition("#")[0], article.title)
        for tag in article.tags:
            heading = typography.typeset_text(tag, language)
            yield heading, Locator(href, title, end_of(article.slug))


def _grouped(found: Mapping[str, Sequence[Locator]], language: str) -> Iterator[Group]:
    rows: dict[str, dict[str, list[Locator]]] = {}
    merged: dict[str, str] = {}
    for heading in sorted(found, key=lambda one: (_key(one, language), one)):
        first = merged.setdefault(heading.casefold(), heading)  # “Mill” and “mill” are one
        letter = _letter(first, language)
        rows.setdefault(letter, {}).setdefault(first, []).extend(found[heading])
    for letter, entries in rows.items():
        yield Group(letter, tuple(_entry(*row) for row in entries.items()))


def _entry(heading: str, places: Sequence[Locator]) -> Entry:
    chapters: dict[str, Locator] = {}
    for place in places:
        chapters.setdefault(place.href.partition("#")[0], place)
    return Entry(heading, tuple(places), tuple(chapters.values()))


def _key(heading: str, language: str) -> tuple[tuple[int, str], ...]:
    """Return what headings are sorted by: letters and figures alone, marks and case aside."""
    behind = _BEHIND.get(language.partition("-")[0].lower(), "")
    key: list[tuple[int, str]] = []
    for character in unicodedata.normalize("NFC", heading).lower():
        if character in behind:
            key.append((2 + behind.index(character), ""))
        elif character.isspace():
            key.append((0, ""))
        else:
            key += [(1, one) for one in _folded(character) if one.isalnum()]
    return tuple(key)


def _letter(heading: str, language: str) -> str:
    """Return the letter that ``heading`` is filed under; figures have none."""
    behind = _BEHIND.get(language.partition("-")[0].lower(), "")
    first = next((c for c in heading.lower() if c.isalnum()), "")
    if first in behind:
        return first.upper()
    return "" if first.isdigit() else _folded(first)[:1].upper()


def _folded(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character.translate(_FOLDED))
    return "".join(one for one in plain if not unicodedata.combining(one))
