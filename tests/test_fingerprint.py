"""Equal values have equal fingerprints in every process, and others have others."""

import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum, StrEnum
from functools import partial
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as some

from book.engine.fingerprint import UNSEEN, fingerprint
from book.model import Edition, Format, Location, Person


class Colour(Enum):
    RED = 1


class Shade(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Job:
    work: str
    place: object = field(default=None, metadata=UNSEEN)


DIFFERENT = [
    None,
    True,
    False,
    0,
    1,
    -1,
    0.0,
    1.0,
    "",
    "1",
    "red",
    "a\ud800",
    b"",
    b"1",
    (),
    ("1",),
    (("1",),),
    ("1", ""),
    ("", "1"),
    ["1"],
    {},
    {"1": ""},
    {"": "1"},
    frozenset(),
    frozenset({"1"}),
    frozenset({"1", ""}),
    Colour.RED,
    Shade.RED,
    Edition.EPUB,
    Format.TEXT,
    date(2024, 1, 2),
    datetime(2024, 1, 2, tzinfo=timezone(timedelta(hours=1))),
    datetime(2024, 1, 2, tzinfo=UTC),
    PurePosixPath("red"),
    Person("red"),
    Location("red"),
    Job("red"),
    fingerprint,
    Person,
    partial(fingerprint, 1),
    partial(fingerprint, 2),
]


def test_values_that_differ_have_other_fingerprints() -> None:
    assert len({fingerprint(value) for value in DIFFERENT}) == len(DIFFERENT)


VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text() | some.binary(),
    lambda inner: some.tuples(inner) | some.tuples(inner, inner) | some.lists(inner),
)


@given(VALUES, VALUES)
def test_fingerprints_are_equal_exactly_when_written_values_are(a: object, b: object) -> None:
    assert (fingerprint(a) == fingerprint(b)) == (repr(a) == repr(b))


def test_the_order_of_a_set_does_not_count_and_that_of_a_mapping_does() -> None:
    letters = "abcdefgh"

    assert fingerprint(frozenset(letters)) == fingerprint(frozenset(reversed(letters)))
    assert fingerprint({"a": 1, "b": 2}) != fingerprint({"b": 2, "a": 1})


def test_a_field_without_influence_is_not_seen() -> None:
    assert fingerprint(Job("red", 1)) == fingerprint(Job("red", object()))


@pytest.mark.parametrize(
    "value", [lambda: 1, object(), iter(())], ids=["function", "object", "iterator"]
)
def test_what_cannot_be_told_apart_has_no_fingerprint(value: object) -> None:
    with pytest.raises(TypeError):
        fingerprint(value)


ELSEWHERE = """
from book.engine.fingerprint import fingerprint
from book.model import Edition, Person
print(fingerprint((frozenset("abcdefgh"), {"a": 1.5}, Edition.EPUB, Person("Anne"))).hex())
"""


def test_another_process_with_other_hashes_agrees() -> None:
    seen = {
        subprocess.run(
            [sys.executable, "-c", ELSEWHERE],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(seen) == 1
