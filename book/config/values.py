"""A value of ``book.toml`` read as the type that a pass declared for it.

A pass writes ``keep: Literal["longest", "newest"] = "longest"`` in its options, and
that is all: the table of ``KINDS`` knows how each type is written in TOML, what it
is called in talk, and what an example looks like.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from book.config.lines import nearest
from book.diagnostics import Code, Report, Severity
from book.model import Location, Person

WRONG_TYPE = Code(
    "G105",
    Severity.ERROR,
    "[{section}] {name} should be {wanted}, not {value}",
    hint="for example: {name} = {example}",
    explanation="A value in book.toml is of the wrong kind: a number where a text is meant, a "
    "text where a list is meant. Write it as the example shows.",
)
NOT_A_CHOICE = Code(
    "G106",
    Severity.ERROR,
    "[{section}] {name} cannot be “{value}”",
    hint="{advice}",
    explanation="Some keys of book.toml take one of a few words. The hint lists them.",
)
BAD_FORM = Code(
    "G107",
    Severity.ERROR,
    "[{section}] {name} cannot be “{value}”",
    hint="{advice}",
    explanation="A language is written as its code (fr, pt-BR) and a date as a year, a month "
    "or a day (2024, 2024-05, 2024-05-31), because EPUB readers reject anything else. Write "
    "the value as the hint shows.",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands, so that what is wrong with it can be said."""

    file: str
    section: str
    name: str
    line: int | None
    report: Report

    def say(self, code: Code, **facts: object) -> None:
        where = Location(self.file, self.line)
        self.report(code.at(where, section=self.section, name=self.name, **facts))


def read(value: Any, wanted: Any, place: Place) -> Any | None:
    """Return ``value`` as the type ``wanted``, or ``None`` once the trouble is said."""
    kind = KINDS.get(wanted)
    if kind is None and choices(wanted):
        return _choice(value, wanted, place)
    if kind is None:
        raise TypeError(f"[{place.section}] {place.name}: no reader for {wanted}")
    try:
        found = kind.read(value)
    except TypeError:
        place.say(WRONG_TYPE, wanted=kind.name, value=shown(value), example=kind.example)
        return None
    form = FORMS.get(place.name)
    if form and found and not form.fits(found):
        place.say(BAD_FORM, value=found, advice=form.advice)
        return None
    return found


def choices(wanted: Any) -> tuple[str, ...]:
    """Return the words a key of this type may take; none if it is not a choice."""
    if get_origin(wanted) is Literal:
        return get_args(wanted)
    if get_origin(wanted) in (Union, UnionType):
        return tuple(word for one in get_args(wanted) for word in choices(one))
    return tuple(wanted) if isinstance(wanted, type) and issubclass(wanted, StrEnum) else ()


def _choice(value: Any, wanted: Any, place: Place) -> Any | None:
    words = [str(word) for word in choices(wanted)]
    known = [word for word in words if word]
    if not isinstance(value, str):
        example = f'"{words[0]}"'
        place.say(WRONG_TYPE, wanted="a text", value=shown(value), example=example)
        return None
    if value not in words:
        place.say(NOT_A_CHOICE, value=value, advice=nearest(value, known, "one of"))
        return None
    return value if get_origin(wanted) is Literal else wanted(value)


Read = TypeVar("Read")


def _text(value: Any) -> str:
    if type(value) is date:  # date = 2024-05-31, without quotation marks
        return value.isoformat()
    return _of(value, str)


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_of(one, str) for one in _of(value, list))


def _groups(value: Any) -> tuple[tuple[str, ...], ...]:
    return tuple(_texts(one) for one in _of(value, list))


def _people(value: Any) -> tuple[Person, ...]:
    return tuple(_person(_of(one, dict)) for one in _of(value, list))


def _person(table: dict[str, Any]) -> Person:
    if not table.keys() <= {"name", "role", "file-as"} or not table.get("name"):
        raise TypeError
    return Person(**{key.replace("-", "_"): _of(value, str) for key, value in table.items()})


def _of(value: Any, kind: type[Read]) -> Read:
    if type(value) is not kind:  # a bool is no number here
        raise TypeError
    return value


@dataclass(frozen=True, slots=True)
class Kind:
    """A type that a key may have: its name in talk, an example in TOML, its reader."""

    name: str
    example: str
    read: Callable[[Any], Any]


TEXT = Kind("a text", '"…"', _text)
KINDS: Mapping[Any, Kind] = {
    str: TEXT,
    str | None: TEXT,
    bool: Kind("true or false", "true", lambda value: _of(value, bool)),
    int: Kind("a whole number", "3", lambda value: _of(value, int)),
    tuple[str, ...]: Kind("a list of texts", '["…", "…"]', _texts),
    tuple[tuple[str, ...], ...]: Kind("a list of lists of texts", '[["…", "…"]]', _groups),
    tuple[Person, ...]: Kind(
        "a list of people", '[{ name = "…", role = "aut", file-as = "…" }]', _people
    ),
}


@dataclass(frozen=True, slots=True)
class Form:
    """How a text must look."""

    pattern: str
    advice: str

    def fits(self, text: str) -> bool:
        return re.fullmatch(self.pattern, text) is not None


class Day(Form):
    """A date that a calendar has: neither the 31st of February nor a day of the year 0."""

    def fits(self, text: str) -> bool:
        year, month, day = (*text.split("-"), "01", "01")[:3]
        try:
            date.fromisoformat(f"{year}-{month}-{day}")
        except ValueError:
            return False
        return Form.fits(self, text)


FORMS: Mapping[str, Form] = {
    "bleed": Form(r"auto|\d+([.,]\d+)?\s*(mm|cm|in|pt)", '"auto", or a length as "3mm"'),
    # BCP 47, the part that books use: language, script, region.
    "language": Form(
        r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?", "a code: fr, en, pt-BR"
    ),
    # W3C-DTF, which EPUBCheck wants of dc:date.
    "date": Day(
        r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", "2024, 2024-05 or 2024-05-31"
    ),
}


def shown(value: Any) -> str:
    """Return ``value`` as TOML would show it, shortly."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a section"
    if isinstance(value, list):
        return f"[{', '.join(map(shown, value))}]" if len(value) < 4 else "a list"
    return f'"{value}"' if isinstance(value, str) else str(value)
