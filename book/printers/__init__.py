"""What printers ask for: dated data, a source to each number.

A file a printer. ``[pages]`` says how many pages it binds, ``[margins]`` how far text keeps
from the edges and from the spine, ``[trim]`` how large a page may be, ``[interior]`` what
may stand in the file. A value is ``{ is = …, source = … }``; ``source`` names a line of
``[sources]``, and ``quoted`` lists those that we know by others. Lengths are texts with a
unit, and are handed on in millimetres. What a printer does not say is not in its file.
Other tables (of covers) have their own readers.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["UNITS", "Fact", "Gutter", "Printer", "length", "named", "names", "table"]

CITED = " (as others cite it)"
UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}  # millimetres


@dataclass(frozen=True, slots=True)
class Fact:
    """A number and where it comes from; ``value`` is in millimetres where it is a length."""

    value: Any
    source: str = ""


@dataclass(frozen=True, slots=True)
class Gutter:
    """The least margin at the spine of a book of ``first`` to ``last`` pages."""

    first: int
    last: int
    width: Fact


@dataclass(frozen=True, slots=True)
class Printer:
    """The requirements of one printer, as of the day they were ``checked``.

    ``facts`` are by their place in the file: ``pages.least``, ``interior.bleed``.
    """

    key: str
    name: str
    checked: date
    gutters: tuple[Gutter, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def value(self, place: str, otherwise: Any = None) -> Any:
        """Return what stands at ``place``, or ``otherwise``."""
        found = self.facts.get(place)
        return otherwise if found is None else found.value

    def gutter(self, pages: int) -> Fact | None:
        """Return the least margin at the spine of a book of so many pages."""
        fitting = [one for one in self.gutters if one.first <= pages]
        return fitting[-1].width if fitting else None


def names() -> tuple[str, ...]:
    """Return what the printers are called in ``book.toml``."""
    found = (one.name for one in files(__package__).iterdir())
    return tuple(sorted(n.removesuffix(".toml") for n in found if n.endswith(".toml")))


@cache
def table(key: str) -> Mapping[str, Any]:
    """Return the file of the printer ``key`` as it is written."""
    text = files(__package__).joinpath(f"{key}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def named(key: str) -> Printer:
    """Return the printer ``key``, one of ``names()``."""
    written = table(key)
    quoted = written.get("quoted", ())
    sources = {
        name: f"{source['title']}, {source['url']}{CITED if name in quoted else ''}"
        for name, source in written["sources"].items()
    }
    facts = {
        f"{section}.{name}": _fact(one, sources)
        for section in ("pages", "margins", "trim", "interior")
        for name, one in written.get(section, {}).items()
        if isinstance(one, dict)
    }
    gutters = _gutters(written.get("margins", {}).get("gutter", ()), sources)
    return Printer(key, written["name"], written["checked"], gutters, facts)


def length(text: str) -> float:
    """Return a length as ``0.125in`` or ``3 mm`` in millimetres."""
    number, unit = text[:-2].strip().replace(",", "."), text[-2:].lower()
    return round(float(number) * UNITS[unit], 4)


def _gutters(
    rows: Sequence[Mapping[str, Any]], sources: Mapping[str, str]
) -> tuple[Gutter, ...]:
    return tuple(Gutter(row["from"], row["to"], _fact(row, sources)) for row in rows)


def _fact(one: Mapping[str, Any], sources: Mapping[str, str]) -> Fact:
    return Fact(_measured(one["is"]), sources[one["source"]])


def _measured(value: Any) -> Any:
    """Return a length in millimetres, and anything else as it is."""
    if not isinstance(value, str):
        return tuple(value) if isinstance(value, list) else value
    return length(value)
