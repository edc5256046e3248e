"""From the years of other calendars to days of ours."""

from datetime import date, timedelta

# The Solar Hijri calendar by the cycle of 33 years, which agrees with the astronomical
# one from 1178 to 1633 (Heydari-Malayeri, “A concise review of the Iranian calendar”).
_LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_CYCLE = 33
_NOWRUZ_1354 = date(1975, 3, 21).toordinal()  # year 1354 = 33 × 41 + 1 opens a cycle
_FIRST_OF_CYCLE = 1354
_CYCLE_DAYS = 365 * _CYCLE + len(_LEAP)

_EARLIEST, _LATEST = 1900, 2100
_BUDDHIST = 543
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911}


def gregorian(year: int, month: int, day: int) -> date | None:
    """Return the day, ``None`` where there is none, or none that a blog could name."""
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def solar_hijri(year: int, month: int, day: int) -> date | None:
    """Return the day of the Iranian and Afghan calendar: 1 Farvardin 1395 is 20 March 2016."""
    longest = 31 if month <= 6 else 30 if month < 12 or _is_leap(year) else 29
    if not (1300 <= year < 1500 and 1 <= month <= 12 and 1 <= day <= longest):
        return None
    cycles, into = divmod(year - _FIRST_OF_CYCLE, _CYCLE)
    days = cycles * _CYCLE_DAYS + 365 * into
    days += sum(leap <= into for leap in _LEAP)
    days += 31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day - 1
    return date.fromordinal(_NOWRUZ_1354) + timedelta(days)


def buddhist(year: int, month: int, day: int) -> date | None:
    return gregorian(year - _BUDDHIST, month, day)


def of_era(era: str, year: int, month: int, day: int) -> date | None:
    """Return the day of a Japanese era, or of the republic (民國105年 is 2016)."""
    return gregorian(_ERAS[era] + year, month, day)


ERAS = tuple(_ERAS)


def _is_leap(year: int) -> bool:
    return year % _CYCLE in _LEAP
