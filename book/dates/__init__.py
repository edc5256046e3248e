"""Dates as people write them, in any language that CLDR knows: read, never guessed.

``every`` finds the full dates of a text, ``the_one`` its only date, ``months`` the months
that it names with their year, ``in_address`` the day or month in an address. What cannot
be told (is 3/4/2015 in March or in April?) is not found.
"""

import re

from book.dates.custom import Custom, custom
from book.dates.figures import in_figures
from book.dates.found import Dated, Span, apart
from book.dates.letters import folded, settled
from book.dates.mentions import in_address, months
from book.dates.words import in_words

__all__ = [
    "Custom",
    "Dated",
    "Span",
    "custom",
    "every",
    "in_address",
    "months",
    "settled",
    "the_one",
]

# Without a figure there is no date, nor without one that begins a year in Chinese.
_FIGURE = re.compile(r"\d|[〇零一二三四五六七八九元]\s*年")
_YEAR = re.compile(r"(?<!\d)(?:1[34]|19|20|2[4-6])\d\d(?!\d)")


def every(text: str, language: str | None, habit: Custom | None = None) -> list[Dated]:
    """Return the full dates that ``text`` (settled) names, from left to right."""
    if not _FIGURE.search(text):
        return []
    plain = folded(text)
    found = in_figures(plain, language, habit or Custom())
    if _YEAR.search(plain):
        found += in_words(plain, language)
    return apart(found)


def the_one(text: str, language: str | None, habit: Custom | None = None) -> Dated | None:
    """Return the one full date that ``text`` names; ``None`` for none, and for two."""
    found = every(text, language, habit)
    return found[0] if len({dated.value for dated in found}) == 1 else None
