"""The terms of an index: the author's, those defined or tagged in articles, names."""

import re
from collections.abc import Iterable, Iterator, Sequence

from book import typography, xhtml
from book.model import Article
from book.render.indexing.marks import BLOCKS, Term, finder, hits
from book.render.indexing.names import names
from book.render.parts import PartsOptions

LONGEST = 60  # letters of a definition that can be a heading


def terms(
    articles: Sequence[Article], options: PartsOptions, language: str
) -> tuple[Term, ...]:
    """Return the terms that stand in the text of ``articles``; tags are no part of it."""
    if options.index == "none":
        return ()
    bodies = [xhtml.fragment(article.body) for article in articles]
    found: dict[str, Term] = {}
    for term in [*map(_given, options.terms), *_defined(bodies)]:
        if term.heading:
            found.setdefault(term.heading.casefold(), term)
    if options.index == "names":
        people = {person.name for article in articles for person in article.authors}
        taken = {form.casefold() for term in found.values() for form in term.forms}
        refused = {name.casefold() for name in options.not_terms}
        for term in names([list(_blocks(body)) for body in bodies], language, people):
            if taken.isdisjoint(map(str.casefold, term.forms)) and refused.isdisjoint(
                {term.heading.casefold(), *map(str.casefold, term.forms)}
            ):
                found.setdefault(term.heading.casefold(), term)
    return _standing(tuple(found.values()), bodies, language)


def _given(line: str) -> Term:
    """Return the term of a line of book.toml.

    >>> _given("Marsac, Odile | the baker")
    Term(heading='Marsac, Odile', forms=('Marsac, Odile', 'Odile Marsac', 'the baker'))
    """
    heading, *others = (" ".join(part.split()) for part in line.split("|"))
    turned = re.fullmatch(r"([^,]+), ([^,]+)", heading)
    own = [heading, *([f"{turned[2]} {turned[1]}"] if turned else [])]
    return Term(heading, tuple(dict.fromkeys(filter(None, [*own, *others]))))


def _defined(bodies: Iterable[xhtml.Element]) -> Iterator[Term]:
    for body in bodies:
        for element in body.iter("dfn"):
            words = " ".join(xhtml.text(element).split())
            if 1 < len(words) <= LONGEST:
                yield Term(words, (words,))


def _blocks(body: xhtml.Element) -> Iterator[str]:
    """Yield the text of each block that is read, code and headings left out."""
    for block in body.iter(*BLOCKS):
        if block.find(".//p") is None:
            yield xhtml.text(block)


def _standing(
    found: tuple[Term, ...], bodies: Sequence[xhtml.Element], language: str
) -> tuple[Term, ...]:
    """Return the terms that are met in the text, with the typography of the book."""
    table = finder(found)
    met = {
        hit.term
        for body in bodies
        for block in body.iter(*BLOCKS)
        for piece in block.itertext()
        for hit in hits(piece, table)
    }
    return tuple(
        Term(typography.typeset_text(term.heading, language), term.forms)
        for number, term in enumerate(found)
        if number in met
    )
