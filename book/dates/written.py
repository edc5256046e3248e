"""Dates as a book writes them, in the words and the digits of its language (CLDR, by Babel).

The calendar is the Gregorian one throughout, the only one that Babel writes.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

# The first of a month, where custom has an ordinal for it and CLDR has not.
_FIRST = {"fr": "1er", "pt": "1º"}
_PLAIN = {("pt", land) for land in "PT AO CV GW MO MZ ST TL".split()}  # “1 de março”

_DIGITS = {
    "arab": "٠١٢٣٤٥٦٧٨٩",
    "arabext": "۰۱۲۳۴۵۶۷۸۹",
    "beng": "০১২৩৪৫৬৭৮৯",
    "deva": "०१२३४५६७८९",
    "mymr": "၀၁၂၃၄၅၆၇၈၉",
    "tibt": "༠༡༢༣༤༥༦༧༨༩",
}


def day(when: date, language: str) -> str:
    """Return ``when`` in words: “3 mai 2015”, “May 3, 2015”; ISO 8601 where none are known.

    ``language`` is a BCP 47 tag.
    """
    from babel.dates import format_date  # noqa: PLC0415  (megabytes of data)

    locale = _locale(language)
    if locale is None:
        return when.isoformat()
    text = str(format_date(when, format="long", locale=locale))
    first = _FIRST.get(locale.language)
    if first and when.day == 1 and (locale.language, locale.territory) not in _PLAIN:
        text = f"{first}{text.removeprefix('1')}"
    return numerals(text, language)


def month(when: date, language: str) -> str:
    """Return the month of ``when``: “mai 2015”; ``2015-05`` where no name is known."""
    return _skeleton("yMMMM", when, language) or f"{when:%Y-%m}"


def year(when: date, language: str) -> str:
    """Return the year of ``when`` as it stands alone: “2015”, “2015年”."""
    text = _skeleton("y", when, language)
    plain = numerals(f"{when:%Y}", language)
    # A dot is that of an ordinal or of “year”, which a year that stands alone goes without.
    return plain if not text or text.endswith(".") else text


def written(text: str, language: str) -> str:
    """Return an ISO 8601 date as people write it: a day, a month or a year, as it is known.

    >>> written("2016-03-01", "fr"), written("2016-03", "fr"), written("2016", "fr")
    ('1er mars 2016', 'mars 2016', '2016')
    """
    precise: tuple[Callable[[date, str], str], ...] = (year, month, day)
    steps = text.split("-")
    try:
        when = date(*map(int, [*steps, "1", "1"][:3]))
        return precise[len(steps) - 1](when, language)
    except (ValueError, IndexError):
        return text


def numerals(text: str, language: str) -> str:
    """Return ``text`` with its digits as ``language`` writes them: ۲۰۱۵ in Persian."""
    locale = _locale(language)
    digits = _DIGITS.get(str(locale.default_numbering_system)) if locale else None
    return text.translate(str.maketrans("0123456789", digits)) if digits else text


def english_name(language: str) -> str:
    """Return what ``language`` is called in English; its tag where that is not known."""
    locale = _locale(language)
    return str(locale.english_name) if locale else language


def enumerated(names: Sequence[str], language: str) -> str:
    """Return ``names`` as ``language`` lists them.

    >>> enumerated(["Georg Duffner", "Octavio Pardo"], "es")
    'Georg Duffner y Octavio Pardo'
    """
    from babel.lists import format_list  # noqa: PLC0415

    locale = _locale(language)
    return ", ".join(names) if locale is None else str(format_list(names, locale=locale))


def _skeleton(pattern: str, when: date, language: str) -> str:
    from babel.dates import format_skeleton  # noqa: PLC0415

    locale = _locale(language)
    if locale is None:
        return ""
    return numerals(str(format_skeleton(pattern, when, locale=locale)), language)


@lru_cache(maxsize=64)
def _locale(language: str) -> "Locale | None":
    """Return what CLDR knows nearest to ``language``: of ``fr-XX`` what it knows of ``fr``."""
    from babel.core import Locale, UnknownLocaleError  # noqa: PLC0415

    steps = language.replace("_", "-").split("-")
    for count in range(len(steps), 0, -1):
        if steps[0]:
            try:
                return Locale.parse("-".join(steps[:count]), sep="-")
            except (UnknownLocaleError, ValueError):
                continue
    return None
