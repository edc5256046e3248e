"""Which words a book has of itself, and which way its language is written."""

from book import catalogue
from book.catalogue import Words
from book.dates.written import english_name, numerals
from book.diagnostics import BookError, Code, Report, Severity
from book.language.tags import primary
from book.model import Location
from book.theme import Theme

OWN = "words.toml"

NO_WORDS = Code(
    "T106",
    Severity.NOTE,
    "{name} ({language}) has no words of ours: the book says “{contents}” and “{notes}”",
    hint='give your own in templates/words.toml: contents = "…", part = "… {{number}}"',
    explanation="The words that a book says of itself (the title of its contents, “Part "
    "one”, the lines of the colophon) are kept for some thirty languages, and this is none of "
    "them, so they are in English. Write your own into the file templates/words.toml of the "
    "project, as many as you like; dates are in the language of the book all the same, where "
    "the CLDR knows it. If the language is wrong, give it as language under [book].",
)
NOT_WORDS = Code(
    "T107",
    Severity.ERROR,
    "the words of this project cannot be used: {reason}",
    hint='write one a line, as in: contents = "Table des matières"',
    explanation="The file templates/words.toml gives the words that the book says of itself in "
    "place of ours. Each is named as in our own files (book/catalogue), is of the same kind, "
    "and sentences hold the same names in braces. Nothing is bound until it is mended.",
)

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi", "ps", "sd", "ug"})


def words(language: str, theme: Theme) -> Words:
    """Return the words of a book in ``language`` (a BCP 47 tag): those of ``theme`` first.

    Raises ``BookError`` where the project's words cannot be used.
    """
    given = theme.templates.get(OWN)
    if given is None:
        return catalogue.words(language)
    try:
        return catalogue.own(given, language)
    except ValueError as error:
        raise BookError(NOT_WORDS.at(Location(f"templates/{OWN}"), reason=error)) from None


def tell(language: str, theme: Theme, report: Report) -> None:
    """Say so if the book's words are in English for want of those of ``language``."""
    if language == "und" or OWN in theme.templates or catalogue.named(language) is not None:
        return
    english = catalogue.words(catalogue.OTHERWISE)
    facts = {"contents": english.contents, "notes": english.notes}
    name = english_name(language)
    report(NO_WORDS.at(Location("book.toml"), name=name, language=language, **facts))


def direction(language: str) -> str:
    """Return ``rtl`` or ``ltr``: which way ``language`` is written."""
    return "rtl" if primary(language) in RIGHT_TO_LEFT else "ltr"


def part_label(words: Words, number: int, language: str) -> str:
    """Return what stands above the title of part ``number``, counted from 1."""
    if number <= len(words.parts):
        return words.parts[number - 1]
    return words.part.format(number=numerals(str(number), language))
