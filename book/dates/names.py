"""The names of the months (CLDR, by Babel), as they stand in folded text."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from book.dates.letters import folded, settled

# What themes and platforms speak, where it is not the language of the text.
_COMMON = "en fr es de it pt nl ru pl uk cs sv da nb fi tr el ro hu ca he ar fa hi id vi"

# What people write and CLDR does not hold.
_MORE = {
    "ar": {"شباط": 2, "آذار": 3, "نيسان": 4, "أيار": 5, "حزيران": 6, "تموز": 7, "أيلول": 9},
    "de": {"jaenner": 1, "maerz": 3},
    "en": {"sept": 9},
    "es": {"setiembre": 9},
    "fa": {"جنوری": 1, "اپریل": 4, "می": 5, "جون": 6, "جولای": 7, "آگوست": 8, "اگست": 8},
    "fr": {"fev": 2, "juil": 7, "sep": 9},
    "he": {"מרס": 3},
    "ru": {"сент": 9},
}
_OTHERS = {"no": "nb", "iw": "he", "in": "id", "tl": "fil"}

_IRANIAN = (
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
    "فروردین اردیبهشت خرداد تیر امرداد شهریور مهر ابان اذر دی بهمن اسفند",
    "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
    "farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dey bahman esfand",
)
IRANIAN = {folded(name): n for row in _IRANIAN for n, name in enumerate(row.split(), start=1)}


@lru_cache(maxsize=64)
def months(language: str) -> dict[str, int]:
    """Return the months by their names in ``language``: those of every land, long and short.

    A name that means two months in two lands is left out; none is a mere number.
    """
    found: dict[str, set[int]] = defaultdict(set)
    tongue = language.replace("-", "_").split("_")[0]
    tongue = _OTHERS.get(tongue, tongue)
    for written, value in _written(tongue):
        found[_key(written)].add(value)
    for written, value in _MORE.get(tongue, {}).items():
        found.setdefault(_key(written), {value})
    return {name: min(found[name]) for name in sorted(found) if _clear(name, found[name])}


@lru_cache(maxsize=1)
def common() -> dict[str, int]:
    """Return the names in the common languages, but for those on which two disagree."""
    found: dict[str, set[int]] = defaultdict(set)
    for tongue in _COMMON.split():
        for name, value in months(tongue).items():
            found[name].add(value)
    return {name: min(found[name]) for name in sorted(found) if len(found[name]) == 1}


def _written(tongue: str) -> Iterator[tuple[str, int]]:
    """Yield the names of the months as CLDR writes them in every land of a language."""
    from babel import Locale, localedata  # noqa: PLC0415  (megabytes of data)

    for name in localedata.locale_identifiers():
        if name == tongue or name.startswith(f"{tongue}_"):
            for widths in Locale.parse(name).months.values():
                for width in ("wide", "abbreviated"):
                    yield from ((written, value) for value, written in widths[width].items())


def _key(written: str) -> str:
    return folded(settled(written)).rstrip(".\u0654׳' ")


def _clear(name: str, values: set[int]) -> bool:
    """Keep what has letters and one meaning: not 3月, which figures read, nor CLDR's M03."""
    numbered = name[:1].isdigit() or name.lstrip("m").isdigit()
    return len(values) == 1 and len(name) > 1 and not numbered
