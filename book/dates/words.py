"""Dates with the name of a month: “3 mars 2016”, “March 3rd, 2016”, “۱۳ اسفند ۱۳۹۴”."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache

from book.dates import calendars, names
from book.dates.found import Dated

Calendar = Callable[[int, int, int], date | None]

FOREIGN = 0.9
"""How sure a reading is in words of another language than the text’s."""

# Between day and month, month and year: spaces, a comma, an article or two.
_OF = r"(?:[\s,·]+(?:(?:de|del|di|d|of|nam|da|do|des|il|la)\b[’']?\s*)*|\s*[-–/]\s*)"


def in_words(plain: str, language: str | None) -> list[Dated]:
    """Return the dates in words that ``plain`` (folded) holds, in no order.

    Its own language is asked first, then all that are common: the words around an
    article are often those of the platform.
    """
    found = _read(plain, names.IRANIAN, calendars.solar_hijri)
    own = language or "en"
    found += _read(plain, names.months(own), calendars.gregorian)
    if own == "th":
        found += _read(plain, names.months(own), calendars.buddhist)
    if not found:
        found = _read(plain, names.common(), calendars.gregorian, FOREIGN)
    return found


def _read(
    plain: str, known: Mapping[str, int], calendar: Calendar, sure: float = 1.0
) -> list[Dated]:
    found: list[Dated] = []
    for pattern in _patterns(tuple(known)):
        for match in pattern.finditer(plain):
            month = known[" ".join(match["month"].split())]
            value = calendar(int(match["year"]), month, int(match["day"]))
            if value is not None:
                found.append(Dated(value, match.start(), match.end(), sure))
    return found


@lru_cache(maxsize=64)
def _patterns(known: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    if not known:
        return ()
    listed = either(known)
    # In the Levant a month is often named twice: 3 آذار/مارس 2016.
    month = rf"(?P<month>{listed})\u0654?\.?(?:\s?/\s?(?:{listed}))?(?![^\W\d_])"
    day = (
        r"(?<!\d)(?P<day>\d{1,2})"
        r"(?:er|ere|eme|e|st|nd|rd|th|ro|do|to|o|a|an|en|η|°|-a|-?го|-?е|\.)?(?![^\W\d_])"
    )
    year = r"(?P<year>\d{4})(?!\d)"
    return (
        re.compile(rf"{day}{_OF}ב?{month}(?:{_OF}|\s*)(?:עה?\s)?{year}"),
        re.compile(rf"(?<!\w){month}\s*{day},?\s+{year}"),
        re.compile(
            rf"(?<!\d){year}(?:[.,]|[-(]?\w{{1,5}}\)?\w{{,2}}\.?|\sm\.)?\s+{month}\s*{day}"
        ),
        re.compile(rf"(?<!\d){year}\.?\s+(?:gada|ж\.|жылғы)\s+{day}\s+{month}"),
    )


def either(known: tuple[str, ...]) -> str:
    """Return the regular expression of any of the names, the longest first."""
    longest = sorted(known, key=lambda name: (-len(name), name))
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest)
