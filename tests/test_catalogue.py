"""The words of a book and its dates, in every language that we have."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, fields
from datetime import date
from importlib.resources import files
from unicodedata import decimal, name

import pytest
from babel import Locale

from book import catalogue
from book.catalogue import Words, known, named, own, words
from book.dates.written import day, month, numerals, written, year
from book.render.words import part_label
from tests.cases import Case, cases

LANGUAGES = sorted(known().values())
FIRST = date(2016, 3, 1)

# What is spelled as in English and is no English all the same.
ALIKE = {
    ("ca", "notes"),
    ("ca", "part"),
    ("fr", "colophon"),
    ("da", "links"),
    ("de", "links"),
    ("fr", "index"),
    ("fr", "notes"),
    ("fr", "sources"),
    ("nl", "links"),
    ("pt", "links"),
    ("it", "colophon"),
}
NAMES = ("Florilège", "EB Garamond", "Georg Duffner", "Octavio Pardo")
SCRIPTS = {
    "ar": "ARABIC",
    "el": "GREEK",
    "fa": "ARABIC",
    "he": "HEBREW",
    "ja": "CJK|HIRAGANA|KATAKANA",
    "ko": "HANGUL",
    "ru": "CYRILLIC",
    "uk": "CYRILLIC",
    "zh": "CJK",
    "zh-Hant": "CJK",
}

WANTED = {one.name for one in fields(Words)} - {"printed", "summary", "contents_last"}

each_language = pytest.mark.parametrize("language", LANGUAGES)


def shown(language: str) -> str:
    """Return the words and the dates of a language as its case gives them."""
    have = words(language)
    end = "at the end" if have.contents_last else "at the front"
    first, last = (month(date(2015, n, 3), language) for n in (4, 12))
    lines = [
        f"{have.contents}, {end}" + (f", and {have.summary}" if have.summary else ""),
        f"{part_label(have, 1, language)}, {part_label(have, 11, language)}",
        f"{have.notes}, {have.imprint}, {have.colophon}",
        have.dated.format(first=first, last=last),
        f"{day(FIRST, language)} / {month(FIRST, language)} / {year(FIRST, language)}",
    ]
    return "\n".join(lines)


def texts(language: str) -> Iterator[str]:
    """Yield every word of ``language``, the labels of parts too."""
    for value in asdict(words(language)).values():
        yield from value if isinstance(value, tuple) else [str(value)] * isinstance(value, str)


@pytest.mark.parametrize("case", cases("render/words.md"), ids=str)
def test_words_and_dates(case: Case) -> None:
    assert shown(case.given) == case.expected.replace("\u00a0", " ")


def test_every_language_has_a_case() -> None:
    assert {case.given for case in cases("render/words.md")} >= set(LANGUAGES)


def test_the_languages_are_more_than_fifteen() -> None:
    assert len({language.partition("-")[0] for language in LANGUAGES}) >= 18


@each_language
def test_every_language_has_every_word_of_its_kind(language: str) -> None:
    text = files(catalogue).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    have = own(text, language)  # the same is asked of ours as of a project's

    assert have == words(language)
    assert all(asdict(have)[key] for key in WANTED)
    assert len(set(have.parts)) == 10
    if language.partition("-")[0] == language:
        assert set(tomllib.loads(text)) >= WANTED


@each_language
def test_every_language_has_a_locale_of_its_own(language: str) -> None:
    assert str(Locale.parse(language, sep="-")) == language.replace("-", "_")


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_no_word_is_left_in_english(language: str) -> None:
    english = asdict(words("en"))
    alike = {k for k, v in asdict(words(language)).items() if v and v == english[k]}

    assert {(language, key) for key in alike} - {(language, "varia")} <= ALIKE


def test_every_word_is_in_the_script_of_its_language() -> None:
    for language, script in SCRIPTS.items():
        for text in texts(language):
            bare = re.sub(r"\{\w+\}|\b(?:" + "|".join(NAMES) + r")(?![a-z])", "", text)
            foreign = [c for c in bare if c.isalpha() and not re.match(script, name(c))]
            assert foreign == [], f"{language}: {text}"


@pytest.mark.parametrize("language", ["ru", "uk", "pl", "cs", "sk", "hu"])
def test_a_full_table_at_the_end_needs_no_short_one_at_the_front(language: str) -> None:
    assert words(language).summary == ""


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("fr-CA", "fr"),
        ("FR_ca", "fr"),
        ("pt-BR", "pt"),
        ("pt-AO", "pt-PT"),
        ("zh-TW", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("zh-Hans-CN", "zh"),
        ("no", "nb"),
        ("no-NO", "nb"),
        ("tlh", None),
        ("und", None),
        ("", None),
    ],
)
def test_a_tag_with_a_region_has_the_nearest_words(tag: str, found: str | None) -> None:
    assert named(tag) == found
    assert words(tag) == words(found or "en")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("2016", "fr", "2016"),
        ("2016-03", "fr", "mars 2016"),
        ("2016-03-01", "fr", "1er mars 2016"),
        ("2016-03-01", "fr-CA", "1er mars 2016"),
        ("2016-03-11", "fr", "11 mars 2016"),
        ("2016-03-01", "pt-BR", "1º de março de 2016"),
        ("2016-03-01", "pt-MZ", "1 de março de 2016"),
        ("2016-03-01", "en-GB", "1 March 2016"),
        ("2016-03-01", "ar-EG", "١ مارس ٢٠١٦"),
        ("2016-03-01", "ar-LB", "١ آذار ٢٠١٦"),
        ("2016-03-01", "zh-TW", "2016年3月1日"),
        ("2016-03", "de-XX", "März 2016"),
        ("2016-03-01", "hu", "2016. március 1."),
        ("2016", "hu", "2016"),
        ("2016", "ja", "2016年"),
        ("2016", "fa", "۲۰۱۶"),
        ("2016-03-01", "zxx", "2016-03-01"),
        ("2016-03", "", "2016-03"),
        ("", "fr", ""),
        ("spring 2016", "en", "spring 2016"),
    ],
)
def test_a_date_is_written_as_far_as_it_is_known(
    text: str, language: str, expected: str
) -> None:
    assert written(text, language) == expected


def test_every_digit_of_every_numbering_that_a_language_writes_is_known() -> None:
    for language in LANGUAGES:
        ours = numerals("0123456789", language)
        assert ours.isdecimal()
        assert "".join(str(decimal(c)) for c in ours) == "0123456789"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('content = "x"', "“content” is none of the words: contents, landmarks"),
        ("contents = 3", "“contents” is to be a text"),
        ('parts = "x"', "“parts” is to be a list of texts"),
        ("parts = [1]", "“parts” is to be a list of texts"),
        ('contents_last = "yes"', "“contents_last” is to be true or false"),
        ('part = "Dalis"', "“part” is to hold {number}, and nothing else"),
        ('part = "{number:>99}"', "“part” is to hold {number}, and nothing else"),
        ('part = "{number!r}"', "“part” is to hold {number}, and nothing else"),
        ('dated = "{first} {0}"', "“dated” is to hold {first} and {last}"),
        ('dated = "{first"', "expected '}'"),
        ("contents =", "Invalid value"),
    ],
)
def test_words_that_cannot_be_used_are_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        own(text, "lt")
