"""Dates in figures alone: 2016-03-03, 3.3.2016, 2016年3月3日, 平成28年3月3日, ۱۳۹۴/۱۲/۱۳."""

import re
from collections.abc import Iterator
from datetime import date

from book.dates import calendars
from book.dates.custom import FIGURES, Custom
from book.dates.found import Dated
from book.language.tags import primary

_YEAR_FIRST = re.compile(
    r"(?<![\d/.:-])(?P<year>\d{4})(?P<sep>[-/.])\s?(?P<month>\d{1,2})(?P=sep)\s?(?P<day>\d{1,2})"
    r"(?!\d|[/.-]\d)"
)
_NUMBER = "[0-9〇零一二三四五六七八九十]"
_CJK = re.compile(
    rf"(?P<era>{'|'.join(calendars.ERAS)})?\s*(?P<year>元|{_NUMBER}{{1,4}})\s*[年년]"
    rf"\s*(?P<month>{_NUMBER}{{1,3}})\s*[月월]\s*(?P<day>{_NUMBER}{{1,3}})\s*[日号號일]"
)
_FIGURE = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0}
_IRANIAN = frozenset({"fa", "ps", "prs", "tg", "mzn", "lrc"})
_MONTH_FIRST = frozenset({"en", "fil", "tl"})

# How sure a reading is that rests on the language, or on two figures for the year.
BY_LANGUAGE = 0.9
SHORT_YEAR = 0.7


def in_figures(plain: str, language: str | None, habit: Custom) -> list[Dated]:
    """Return the dates in figures that ``plain`` (folded) holds, in no order."""
    found = [*_year_first(plain, language), *_cjk(plain), *_year_last(plain, language, habit)]
    if primary(language) in _IRANIAN:
        found += _iranian(plain)
    return found


def _year_first(plain: str, language: str | None) -> Iterator[Dated]:
    for match in _YEAR_FIRST.finditer(plain):
        numbers = int(match["year"]), int(match["month"]), int(match["day"])
        calendar = calendars.gregorian
        if numbers[0] < 1500 and primary(language) in _IRANIAN:
            calendar = calendars.solar_hijri
        elif primary(language) == "th" and numbers[0] > 2400:
            calendar = calendars.buddhist
        value = calendar(*numbers)
        if value is not None:
            yield Dated(value, match.start(), match.end())


def _cjk(plain: str) -> Iterator[Dated]:
    for match in _CJK.finditer(plain):
        year = 1 if match["year"] == "元" else _number(match["year"])
        month, day = _number(match["month"]), _number(match["day"])
        if match["era"]:
            value = calendars.of_era(match["era"], year, month, day)
        else:
            value = calendars.gregorian(year, month, day)
        if value is not None:
            yield Dated(value, match.start(), match.end())


def _year_last(plain: str, language: str | None, habit: Custom) -> Iterator[Dated]:
    for match in FIGURES.finditer(plain):
        a, b = int(match["a"]), int(match["b"])
        year = int(match["year"])
        short = len(match["year"]) == 2
        if short:
            year += 1900 if year >= 90 else 2000
        day_first, sure = _day_first(a, b, match["sep"], language, habit)
        if day_first is None:
            continue
        value = calendars.gregorian(year, *((b, a) if day_first else (a, b)))
        if primary(language) == "th" and year > 2400:
            value = calendars.buddhist(year, b, a)
        if value is not None:
            yield Dated(value, match.start(), match.end(), sure * (SHORT_YEAR if short else 1))


def _day_first(
    a: int, b: int, separator: str, language: str | None, habit: Custom
) -> tuple[bool | None, float]:
    """Say whether ``a`` is the day: by the figures, by the site, by the language."""
    if a > 12 or b > 12 or a == b:
        return a >= b, 1.0
    if separator in habit.day_first:
        return habit.day_first[separator], BY_LANGUAGE
    tongue, _, land = (language or "").replace("_", "-").partition("-")
    if not tongue or (tongue in _MONTH_FIRST and not land):
        return None, 0.0
    return not (tongue in _MONTH_FIRST and land == "US"), BY_LANGUAGE


def _iranian(plain: str) -> Iterator[Dated]:
    """Yield the dates of the Iranian calendar whose year comes last: 13/12/1394."""
    for match in FIGURES.finditer(plain):
        value: date | None = calendars.solar_hijri(
            int(match["year"]), int(match["b"]), int(match["a"])
        )
        if value is not None:
            yield Dated(value, match.start(), match.end())


def _number(written: str) -> int:
    """Return the number that figures of any make write: 16, 十六, 二〇一六."""
    if written.isdigit() and written.isascii():
        return int(written)
    tens, ten, ones = written.partition("十")
    if ten:
        return 10 * _row(tens or "一") + _row(ones or "〇")
    return _row(written)


def _row(written: str) -> int:
    digits = [_FIGURE.get(c, 0) if not c.isascii() else int(c) for c in written]
    return int("".join(map(str, digits)))
