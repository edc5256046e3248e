"""The work grows with the number of articles, not with its square: counted, not timed."""

import pytest

from book.dedupe.candidates import candidates
from book.dedupe.shingles import shingles_of
from book.dedupe.words import pile_of
from tests.bench.dedupe import KINDS, heap


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [500, 2000])
def test_an_article_is_compared_with_a_few_others(kind: str, size: int) -> None:
    pile = pile_of(heap(kind, size)[0])

    assert sum(1 for _ in candidates(pile, shingles_of(pile))) <= 8 * size
