"""See ``matching.md``."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from book.check.folding import words
from book.check.matching import compare
from tests.cases import Case, cases

WORDS = st.lists(st.text("abcdeé", min_size=1, max_size=9), min_size=1, max_size=40)


@pytest.mark.parametrize("case", cases("check/matching.md"), ids=str)
def test_missing(case: Case) -> None:
    expected, _, found = case.given.partition("\n---\n")
    lacking = compare(words(expected), found).missing
    assert " ".join(lacking.elements()) == case.expected


@settings(deadline=None)
@given(WORDS, st.data())
def test_nothing_is_missing_however_the_lines_break(
    text: list[str], data: st.DataObject
) -> None:
    lines = []
    for word in text:
        cut = data.draw(st.integers(0, len(word)))
        lines.append(f"{word[:cut]}‐\n{word[cut:]}" if 0 < cut < len(word) else word)
    assert not compare(words(" ".join(text)), " ".join(lines)).missing


@settings(deadline=None)
@given(WORDS, st.data())
def test_what_is_left_out_is_named(text: list[str], data: st.DataObject) -> None:
    lost = data.draw(st.integers(0, len(text) - 1))
    kept = text[:lost] + text[lost + 1 :]
    lacking = compare(words(" ".join(text)), "\n".join(kept)).missing
    assert lacking == Counter(words(text[lost]))


def test_a_broken_line_may_run_on_into_the_number_of_a_list() -> None:
    found = "puis un rou\ufffe3. \n4.\nLe balcon\n26\nleau de tuyau"  # so PDFium reads it
    assert not compare(words("puis un rouleau de tuyau"), found).missing
