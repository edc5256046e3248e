"""See the prose files of this folder; every line of a fence is a case of its own."""

from collections.abc import Iterator

import pytest

from book import xhtml
from book.typography import typeset, typeset_text
from tests.cases import Case, cases

FILES = {
    "de": "german.md",
    "de-AT": "german_austrian.md",
    "de-CH": "german_swiss.md",
    "en": "english.md",
    "es": "spanish.md",
    "fr": "french.md",
    "fr-CA": "french_canadian.md",
    "fr-CH": "french_swiss.md",
    "it": "italian.md",
    "pt": "portuguese.md",
}


def shown(text: str) -> str:
    return text.replace("\u00a0", "·").replace("\u202f", "˙")


def typed(text: str) -> str:
    return text.replace("·", "\u00a0").replace("˙", "\u202f")


def lines() -> Iterator[tuple[str, str, str]]:
    for language, file in FILES.items():
        for case in cases(f"typography/{file}"):
            given, expected = case.given.split("\n"), case.expected.split("\n")
            for before, after in zip(given, expected, strict=True):
                yield language, typed(before), shown(after)


@pytest.mark.parametrize(("language", "given", "expected"), list(lines()))
def test_a_line(language: str, given: str, expected: str) -> None:
    assert shown(typeset_text(given, language)) == expected


@pytest.mark.parametrize(("language", "given", "expected"), list(lines()))
def test_a_line_set_already(language: str, given: str, expected: str) -> None:
    assert shown(typeset_text(typed(expected), language)) == expected


@pytest.mark.parametrize("case", cases("typography/trees.md"), ids=str)
def test_a_tree(case: Case) -> None:
    body = xhtml.fragment(typed(case.given))

    typeset(body, "fr")

    assert shown(xhtml.inner(body)) == shown(case.expected)
