"""The date line or byline at the head of an article: what it says, and its mark.

Strict on purpose: day, month and year must all stand there, in the words of the
article's language, on a short line of its own before the first paragraph. A date in the
text is not the article's date. Where the order of figures is ambiguous (3/4/2015 in
English) the date stays unknown.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from book import xhtml
from book.clean import lines, sentences
from book.clean.lines import Desk
from book.model import Location, Person

_FIRST = 3
_LONGEST = 120
_MOST_WORDS = 9
_ISO = re.compile(r"\b(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})\b")
_CJK = re.compile(
    r"(?P<year>\d{4})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]"
)
_FIGURES = re.compile(r"\b(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<year>\d{4})\b")
_MONTH_FIRST = frozenset({"en"})
_EARLIEST, _LATEST = 1900, 2100
_TIME = re.compile(
    r"(?:\b(?:à|at|um|a las|alle)\s+)?\b\d{1,2}\s?[:h]\s?\d{2}(?::\d{2})?\s*(?:am|pm)?",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^\s*(?:[^\W\d_]+\s+)?(?:par|by|von|por|di|av|door|نوشته‌ی|نوشتهٔ|نوشته|بقلم|מאת)\s*:?\s+"
    r"(?P<name>[^\d|·•,:;!?]{2,50}?)\s*(?:[|·•,–—-]|\b(?:le|on|am|el|il|op|em|den|در|في|ב)\b)?\s*$",
    re.IGNORECASE,
)
_MONTHS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and the stretch of text that says it."""

    value: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dateline:
    """What the head of an article says of when and by whom it was written."""

    value: date
    location: Location
    authors: tuple[Person, ...]


def mark(body: xhtml.Element, desk: Desk) -> None:
    """Give the date line of ``body``, if it has one, the class ``dateline``."""
    for block in list(body)[:_FIRST]:
        if not lines.is_line(block):
            return
        text = lines.bare(block)
        if _is_dateline(text, find(text, desk.language)):
            block.set("class", "dateline")
            return
        if len(text) > _LONGEST or sentences.ends(text):
            return


def read(body: xhtml.Element, desk: Desk) -> Dateline | None:
    """Return what the marked date line of ``body`` says, ``None`` where none is marked."""
    for block in list(body)[:_FIRST]:
        if block.get("class") == "dateline":
            text = lines.bare(block)
            found = find(text, desk.language)
            if found is not None:
                return Dateline(found.value, desk.at(block), _authors(text, found))
    return None


def find(text: str, language: str | None) -> Dated | None:
    """Return the one full date that ``text`` names; ``None`` for none, and for two."""
    found = [*_in_figures(text, language), *_in_words(text, language or "en")]
    dates = {dated.value for dated in found}
    return found[0] if len(dates) == 1 else None


def _is_dateline(text: str, found: Dated | None) -> bool:
    """Say whether a line is nothing but a date and a few words around it."""
    if found is None or len(text) > _LONGEST:
        return False
    rest = _TIME.sub(" ", f"{text[: found.start]} | {text[found.end :]}")
    words = re.findall(r"[^\W\d_]+", rest)
    sentence = re.search(r"[.!?…]\s*[»”\")]?\s*$", text[found.end :])
    return len(words) <= _MOST_WORDS and not (sentence and words)


def _authors(text: str, found: Dated) -> tuple[Person, ...]:
    match = _BYLINE.match(text[: found.start])
    if match is None:
        return ()
    return (Person(" ".join(match["name"].split())),)


def _in_figures(text: str, language: str | None) -> list[Dated]:
    found = [
        _dated(match, int(match["year"]), int(match["month"]), int(match["day"]))
        for pattern in (_ISO, _CJK)
        for match in pattern.finditer(text)
    ]
    for match in _FIGURES.finditer(text):
        a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
        if a > 12 or (language is not None and language not in _MONTH_FIRST):
            found.append(_dated(match, year, b, a))
        elif b > 12:
            found.append(_dated(match, year, a, b))
    return [dated for dated in found if dated is not None]


def _in_words(text: str, language: str) -> list[Dated]:
    months = _names(language)
    if not months:
        return []
    names = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
    found = []
    for pattern in _patterns(names):
        for match in pattern.finditer(text):
            month = months[match["month"].casefold()]
            found.append(_dated(match, int(match["year"]), month, int(match["day"])))
    return [dated for dated in found if dated is not None]


def _patterns(names: str) -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<month>{names})\u0654?\.?"
    day = r"(?<!\d)(?P<day>\d{1,2})(?:er|st|nd|rd|th|\.|º|ª|e|-го|го)?"
    year = r"(?P<year>\d{4})(?!\d)"
    of = r"[\s,]+(?:(?:de|del|of|di|d[’'])\s*)?"
    return (
        re.compile(rf"{day}{of}ב?{month}{of}{year}", re.IGNORECASE),
        re.compile(rf"(?<!\w){month}\s+{day},?\s+{year}", re.IGNORECASE),
        re.compile(rf"{year}\.?\s+{month}\s+{day}", re.IGNORECASE),
    )


def _dated(match: re.Match[str], year: int, month: int, day: int) -> Dated | None:
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return Dated(date(year, month, day), match.start(), match.end())
    except ValueError:
        return None


@lru_cache(maxsize=32)
def _names(language: str) -> dict[str, int]:
    """Return the names of the months in ``language``, long and short, folded (CLDR)."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  (megabytes of data)

    try:
        months = Locale.parse(language).months
    except (UnknownLocaleError, ValueError):
        return {}
    found: dict[str, int] = {}
    for context, width in (
        ("format", "wide"),
        ("stand-alone", "wide"),
        ("format", "abbreviated"),
    ):
        for value in _MONTHS:
            name = months[context][width][value].casefold().rstrip(".\u0654")
            if not name[0].isdigit():
                found.setdefault(name, value)
    return found
