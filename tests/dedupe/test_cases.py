"""The prose case file of comparing."""

import re
from collections.abc import Iterator

import pytest

from book.model import Article
from tests.cases import Case, cases
from tests.dedupe.heap import article, fates

_HEAD = re.compile(r"(\w+): (.*?)(?: \((\d{4}-\d\d-\d\d)\))?(?: \[(\w+)\])?")


def articles(text: str) -> Iterator[Article]:
    for block in text.split("\n\n"):
        head, _, body = block.partition("\n")
        found = _HEAD.fullmatch(head)
        assert found is not None, head
        name, title, day, language = found.groups()
        yield article(name, body, title, day, language)


@pytest.mark.parametrize("case", cases("dedupe/duplicates.md"), ids=str)
def test_duplicates(case: Case) -> None:
    heap = list(articles(case.given))
    left, said = fates(*heap)

    assert "\n".join(f"{name} {how}" for name, how in left.items()) == case.expected
    assert tuple(said) == case.said


@pytest.mark.parametrize("case", cases("dedupe/duplicates.md"), ids=str)
def test_what_is_left_out_does_not_depend_on_the_order(case: Case) -> None:
    heap = list(articles(case.given))
    ahead, _ = fates(*heap)
    behind, _ = fates(*reversed(heap))

    assert len(ahead) == len(behind)
    if not any(how.startswith("exact") for how in ahead.values()):
        assert ahead == behind
