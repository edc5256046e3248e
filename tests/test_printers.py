"""What printers ask for, as data that says where it comes from."""

from datetime import date
from itertools import pairwise
from typing import get_args

import pytest

from book import printers
from book.render import PrintOptions

every = pytest.mark.parametrize("key", printers.names())


@every
def test_each_number_has_a_source_and_the_file_a_date(key: str) -> None:
    printer = printers.named(key)

    assert printer.facts
    assert all("https://" in fact.source for fact in printer.facts.values())
    assert all("https://" in row.width.source for row in printer.gutters)
    assert isinstance(printer.checked, date)


@every
def test_the_gutter_grows_with_the_book_and_has_no_gap(key: str) -> None:
    rows = printers.named(key).gutters

    for before, after in pairwise(rows):
        assert before.last + 1 == after.first
        assert before.width.value < after.width.value


def test_what_may_be_written_in_book_toml_are_these_printers() -> None:
    written = PrintOptions.__annotations__["printer"]

    assert {*get_args(written)} == {*printers.names(), ""}


# At kdp.amazon.com, GVBQ3CMEQW3W2VL6: the last page of a row, and the first of the next.
@pytest.mark.parametrize(
    ("pages", "inches"),
    [
        (24, 0.375),
        (150, 0.375),
        (151, 0.5),
        (300, 0.5),
        (301, 0.625),
        (500, 0.625),
        (501, 0.75),
        (700, 0.75),
        (701, 0.875),
        (828, 0.875),
    ],
)
def test_kdp_wants_its_published_gutter(pages: int, inches: float) -> None:
    found = printers.named("kdp").gutter(pages)

    assert found is not None
    assert found.value == pytest.approx(inches * 25.4)


@pytest.mark.parametrize(
    ("text", "millimetres"),
    [("0.125in", 3.175), ("3 mm", 3), ("1,5cm", 15), ("0.25pt", 0.0882)],
)
def test_a_length_has_a_unit(text: str, millimetres: float) -> None:
    assert printers.length(text) == pytest.approx(millimetres, abs=1e-4)
