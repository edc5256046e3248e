"""What a book says of itself at its two ends: the imprint and the colophon."""

from unicodedata import name

from book.catalogue import Words
from book.dates.written import enumerated, month, numerals, written
from book.model import Book
from book.render.words import direction
from book.theme import Look


def imprint(book: Book, vocabulary: Words) -> tuple[str, ...]:
    """Return what the book can truly say of its publication, one line each."""
    metadata = book.metadata
    dates = [article.date for article in book.articles if article.date is not None]
    found = []
    if len(dates) == len(book.articles) > 1:
        first, last = (month(when, metadata.language) for when in (min(dates), max(dates)))
        if first != last:
            found.append(vocabulary.dated.format(first=first, last=last))
    found.append(metadata.rights)
    published = metadata.publisher, written(metadata.date, metadata.language)
    if direction(metadata.language) == "rtl":  # a figure would join the Latin name before it
        found.extend(published)
    else:
        found.append(", ".join(filter(None, published)))
    if metadata.identifier.lower().startswith("urn:isbn:"):
        found.append(f"ISBN {metadata.identifier[len('urn:isbn:') :]}")
    return tuple(line for line in found if line)


def colophon(book: Book, vocabulary: Words, look: Look | None) -> tuple[str, ...]:
    """Return the sentences of the colophon; only paper, which has a ``look``, names types."""
    language = book.metadata.language
    count = len(book.articles)
    shown = numerals(str(count), language)
    gathers = (vocabulary.gathers.format(count=shown),) if count > 1 else ()
    printed = _printed(vocabulary.printed, look, language) if look is not None else ""
    return (*gathers, printed or vocabulary.composed)


def _printed(sentence: str, look: Look, language: str) -> str:
    """Return ``sentence`` with the typeface of ``look``, if that writes the language."""
    foreign = any(not name(c, "LATIN").startswith("LATIN") for c in sentence if c.isalpha())
    if not look.typeface or (look.latin and foreign):
        return ""
    makers = enumerated(look.makers, language)
    return sentence.format(typeface=look.typeface, makers=makers)
