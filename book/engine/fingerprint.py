"""What a value is, in 16 bytes: equal values have equal fingerprints, in every process.

The values of ``book.model`` and of the passes' options are made of few kinds of things, and
each is written down with its kind and its length, so that no two different values are
written alike. Never ``pickle`` (it shows which strings are the same object) and never
``hash`` (it differs from process to process).
"""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache, partial
from hashlib import blake2b
from pathlib import PurePath
from types import FunctionType
from typing import Any

__all__ = ["UNSEEN", "fingerprint", "named"]

SIZE = 16

# The metadata of a dataclass's field that has no influence on what is made.
UNSEEN: Mapping[str, bool] = {"unseen": True}

Write = Callable[[bytes], object]


def fingerprint(value: object) -> bytes:
    """Return the fingerprint of ``value``.

    The order of mappings counts, that of sets does not. Raises ``TypeError`` for a value
    of a kind that cannot be told apart from others: a lambda, an open file.
    """
    digest = blake2b(digest_size=SIZE)
    _put(value, digest.update)
    return digest.digest()


def named(thing: Any) -> str:
    """Return the qualified name of a function or class. Raises ``TypeError`` without one."""
    name = f"{thing.__module__}.{thing.__qualname__}"
    if "<" in name:
        raise TypeError(f"{name} has no name of its own")
    return name


def _put(value: object, write: Write) -> None:
    kind = type(value)
    known = _EXACT.get(kind)
    if known is not None:
        known(value, write)
    elif isinstance(value, Enum):
        _text(f"{named(kind)}.{value.name}", write, b"E")
    elif is_dataclass(value) and not isinstance(value, type):
        _record(value, write)
    elif isinstance(value, FunctionType | type):
        _text(named(value), write, b"F")
    elif isinstance(value, partial):
        _several((value.func, value.args, value.keywords), write, b"P")
    else:
        _derived(value, kind, write)


def _derived(value: object, kind: type, write: Write) -> None:
    """Write a value whose type extends a known one: its type, then as that one."""
    for family, known in _FAMILIES:
        if isinstance(value, family):
            _text(named(kind), write, b"K")
            known(value, write)
            return
    raise TypeError(f"a {named(kind)} has no fingerprint")


def _record(value: Any, write: Write) -> None:
    kind, names = _shape(type(value))  # type: ignore[arg-type]
    write(kind)
    for name in names:
        _put(getattr(value, name), write)


@cache
def _shape(kind: type) -> tuple[bytes, tuple[str, ...]]:
    declared = fields(kind)
    names = tuple(f.name for f in declared if not f.metadata.get("unseen"))
    head = f"{named(kind)}({','.join(names)})".encode()
    return b"R%d:%b" % (len(head), head), names


def _text(value: Any, write: Write, mark: bytes = b"S") -> None:
    data = value.encode("utf-8", "surrogatepass")
    write(b"%b%d:" % (mark, len(data)))
    write(data)


def _bytes(value: Any, write: Write) -> None:
    write(b"B%d:" % len(value))
    write(value)


def _number(value: Any, write: Write) -> None:
    _text(
        float.__repr__(value) if isinstance(value, float) else int.__repr__(value), write, b"N"
    )


def _truth(value: Any, write: Write) -> None:
    write(b"-" if value is None else b"+" if value else b"~")


def _date(value: Any, write: Write) -> None:
    _text(value.isoformat(), write, b"D")


def _path(value: Any, write: Write) -> None:
    _text(str(value), write)


def _several(value: Any, write: Write, mark: bytes = b"T") -> None:
    write(b"%b%d:" % (mark, len(value)))
    for part in value:
        _put(part, write)


def _mapping(value: Any, write: Write) -> None:
    write(b"M%d:" % len(value))
    for key, part in value.items():
        _put(key, write)
        _put(part, write)


def _set(value: Any, write: Write) -> None:
    write(b"U%d:" % len(value))
    for part in sorted(map(fingerprint, value)):
        write(part)


_EXACT: Mapping[type, Callable[[Any, Write], None]] = {
    str: _text,
    tuple: _several,
    list: partial(_several, mark=b"L"),
    type(None): _truth,
    bool: _truth,
    int: _number,
    float: _number,
    bytes: _bytes,
    dict: _mapping,
    frozenset: _set,
    datetime: _date,
    date: _date,
}
_FAMILIES: tuple[tuple[type, Callable[[Any, Write], None]], ...] = (
    (str, _text),
    (bytes, _bytes),
    (tuple, _several),
    (PurePath, _path),
    (Mapping, _mapping),
    (AbstractSet, _set),
)
