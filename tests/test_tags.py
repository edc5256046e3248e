"""Whose rules a language tag takes."""

import pytest

from book.language.tags import found, primary, resolved

TABLE = {"fr": "France", "fr-ch": "Suisse", "de": "Deutschland"}


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("fr", "France"),
        ("FR", "France"),
        ("fr-FR", "France"),
        ("fr-BE", "France"),
        ("fr-CH", "Suisse"),
        ("fr_CH", "Suisse"),
        ("fr_CH.UTF-8", "Suisse"),
        ("fr-Latn-CH", "Suisse"),
        ("fr-CH-1990", "Suisse"),
        ("fr-x-ch", "France"),
        ("fr-u-ca-ch", "France"),
        ("de-CH", "Deutschland"),
        ("frr", None),
        ("", None),
    ],
)
def test_a_region_has_its_own_rules_or_those_of_the_language(
    tag: str, expected: str | None
) -> None:
    assert found(tag, TABLE) == expected


@pytest.mark.parametrize(
    ("declared", "around", "expected"),
    [
        (None, "fr-CH", "fr-CH"),
        ("", "fr-CH", "fr-CH"),
        ("fr", "fr-CH", "fr-CH"),
        ("FR", "fr-CH", "fr-CH"),
        ("fr-CA", "fr-CH", "fr-CA"),
        ("fr-CA", "fr", "fr-CA"),
        ("de", "fr-CH", "de"),
    ],
)
def test_a_language_without_a_region_is_that_of_the_text_around(
    declared: str | None, around: str, expected: str
) -> None:
    assert resolved(declared, around) == expected


@pytest.mark.parametrize(
    ("tag", "language"),
    [("pt-BR", "pt"), ("zh-Hant", "zh"), ("FR_ca.UTF-8", "fr"), ("", ""), (None, "")],
)
def test_the_language_proper_of_a_tag(tag: str | None, language: str) -> None:
    assert primary(tag) == language
