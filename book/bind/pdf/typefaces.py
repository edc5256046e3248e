"""Which letters of a book our typefaces hold."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

from book import xhtml
from book.diagnostics import Code, Report, Severity
from book.model import ContentDocument, Location, Publication, Resource

BORROWED = Code(
    "P110",
    Severity.WARNING,
    "our typefaces lack letters of “{article}” ({script}: {letters}); "
    "those of this machine were taken",
    "Put a free typeface that has them into styles/fonts/ and name it in styles/faces.css.",
    explanation=(
        "The typefaces that come with Florilège hold Latin, Greek and Cyrillic letters and "
        "emoji. Other letters are taken from whatever typefaces this machine has, so the book "
        "may look different elsewhere. Each script is named once, with the first article that "
        "needs it."
    ),
)
ABSENT = Code(
    "P111",
    Severity.WARNING,
    "no typeface has letters of “{article}” ({script}: {letters}): boxes stand in their place",
    "Install one that has them ({package} in Debian), or put it into styles/fonts/ and name "
    "it in styles/faces.css.",
    explanation=(
        "Neither the typefaces of the theme nor any that this machine has hold these letters, "
        "so each is an empty box in the book. The words are there all the same, and can be "
        "searched and copied. Each script is named once, with the first article that needs it."
    ),
)

# Where Debian keeps a good typeface of a script; the others are in fonts-noto-core.
PACKAGES = {
    **dict.fromkeys(("CJK", "HIRAGANA", "KATAKANA", "HANGUL"), "fonts-noto-cjk"),
    "EGYPTIAN": "fonts-noto-extra",
}
COMMON = "fonts-noto-core"

LETTERS_SHOWN = 8
INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class Typeface:
    """What a font file holds: ``letters`` are the code points that it has letters for."""

    family: str
    letters: frozenset[int]


def fonts(publication: Publication) -> tuple[Resource, ...]:
    """Return the font files that ``publication`` carries."""
    return tuple(r for r in publication.resources if r.media_type.startswith("font/"))


def opened(font: Resource, options: None, report: Report) -> Typeface:
    """Return what is asked of a ``font`` file."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  slow to import

    file = TTFont(BytesIO(font.data), lazy=True)
    return Typeface(file["name"].getBestFamilyName(), frozenset(file.getBestCmap()))


def check(
    publication: Publication,
    typefaces: Iterable[Typeface],
    absent: frozenset[int],
    report: Report,
) -> None:
    """Report, once a script, letters that none of its ``typefaces`` holds.

    ``absent`` are the code points that no typeface of this machine has either.
    """
    held = frozenset[int]().union(*(one.letters for one in typefaces))
    named: set[tuple[Code, str]] = set()
    for part in publication.documents if held else ():
        lacking: dict[tuple[Code, str], list[str]] = {}
        for letter in _letters(part, held):
            code = ABSENT if ord(letter) in absent else BORROWED
            lacking.setdefault((code, _script(letter)), []).append(letter)
        for (code, script), letters in lacking.items():
            if (code, script) not in named:
                named.add((code, script))
                facts = {
                    "article": part.title,
                    "script": script,
                    "letters": " ".join(letters[:LETTERS_SHOWN]),
                }
                package = PACKAGES.get(script, COMMON)
                report(code.at(Location(part.href), package=package, **facts))


def _letters(part: ContentDocument, held: frozenset[int]) -> Iterator[str]:
    """Yield, sorted and once each, the visible characters of ``part`` outside ``held``."""
    for character in sorted(set(xhtml.text(xhtml.document(part.markup)))):
        if ord(character) in held or unicodedata.category(character) in INVISIBLE:
            continue
        if not 0xFE00 <= ord(character) <= 0xFE0F:
            yield character


def _script(character: str) -> str:
    """Return what its Unicode name begins with: ARABIC, CJK, HEBREW."""
    return unicodedata.name(character, "UNNAMED").split(" ")[0].split("-")[0]
