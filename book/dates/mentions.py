"""Months that a text names with their year, and dates in addresses: bounds, not dates."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from book.dates import names
from book.dates.calendars import gregorian
from book.dates.found import Span
from book.dates.letters import folded, settled

_CJK = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]")
_YEAR = re.compile(r"(?<![\d_/-])(?:19|20)\d\d(?!\d)")
_DAY = re.compile(r"(\d{1,2})(?:er|\.)?$")
_OF = frozenset({"de", "del", "of", "di"})
_NEAR = 32  # characters before a year in which its month may stand
_ADDRESS = re.compile(
    r"(?<!\d)(?P<year>19[89]\d|20\d\d)(?P<sep>[-/_.])(?P<month>0[1-9]|1[0-2])"
    r"(?:(?P=sep)(?P<day>0[1-9]|[12]\d|3[01]))?(?!\d)"
)
_COMPACT = re.compile(
    r"(?<!\d)(?P<year>19[89]\d|20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)


def months(text: str, language: str | None) -> Iterator[Span]:
    """Yield the months (or the days, where they are named too) that ``text`` names."""
    known = names.months(language or "en")
    for match in _YEAR.finditer(text):
        if after := _CJK.match(text, match.start()):
            yield from span(int(after["year"]), int(after["month"]))
            continue
        words = text[max(0, match.start() - _NEAR) : match.start()].split()
        if words and words[-1] in _OF:
            words.pop()
        month = known.get(_folded(words[-1].rstrip(".,"))) if words else None
        if month is not None:
            day = _DAY.match(words[-2]) if len(words) > 1 else None
            yield from span(int(match[0]), month, int(day[1]) if day else None)


def in_address(address: str) -> Iterator[Span]:
    """Yield the days or months of an address: ``/2015/09/03/slug``, ``20150903.htm``."""
    for match in (*_ADDRESS.finditer(address), *_COMPACT.finditer(address)):
        day = int(match["day"]) if match["day"] else None
        yield from span(int(match["year"]), int(match["month"]), day)


def span(year: int, month: int, day: int | None = None) -> Iterator[Span]:
    """Yield the one span of days meant, if there is such a day or month."""
    first = gregorian(year, month, day or 1)
    if first is not None:
        yield Span(first, first if day else _last_of_month(first))


def _last_of_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    """Return a word as the names of months are written; of Hebrew, without its “in”."""
    return folded(settled(word)).removeprefix("ב")
