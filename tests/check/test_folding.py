"""See ``folding.md``."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from book.check.folding import fold, tokens, words
from tests.cases import Case, cases


@pytest.mark.parametrize("case", cases("check/folding.md"), ids=str)
def test_words(case: Case) -> None:
    assert " ".join(words(case.given)) == case.expected


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.text())
def test_words_of_words_are_the_same_words(text: str) -> None:
    assert words("\n".join(words(text))) == words(text)


LINES = st.text(
    st.one_of(st.characters(), st.sampled_from("\n\r\x0b\x0c\x1c\x85\u2028 -\u20ade1"))
)


@settings(deadline=None)
@given(LINES)
def test_words_with_their_places_are_the_same_words(text: str) -> None:
    assert [token.word for token in tokens(text)] == words(text)
