"""Groups by date: their titles in the language of the book, and what has no date."""

import pytest

from book.diagnostics import Diagnostic
from book.order import Options, order
from tests.order.test_order import articles_of

PAGES = {"p1": "d@2014-03-02 c@2014-03-01 b a@2013-08-01", "p2": "x"}


def shown(pages: dict[str, str], options: Options) -> tuple[str, list[str]]:
    said: list[Diagnostic] = []
    parts = order(articles_of(pages), options, said.append)
    groups = [f"{p.title}: {' '.join(c.title for c in p.chapters)}" for p in parts]
    return " | ".join(groups), [str(d.code) for d in said]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("fr", "mars 2014"),
        ("en", "March 2014"),
        ("de-AT", "März 2014"),
        ("ja", "2014年3月"),
        ("xx", "2014-03"),
        ("", "2014-03"),
    ],
)
def test_months_are_named_in_the_language_of_the_book(language: str, title: str) -> None:
    options = Options(group="month", language=language)

    assert title in shown({"p1": "b@2014-03-02 a@2014-03-01"}, options)[0]


def test_an_undated_article_follows_its_neighbours_or_comes_last() -> None:
    options = Options(group="year", language="fr")

    assert shown(PAGES, options) == ("2013: a b | 2014: c d | Sans date: x", [])


def test_without_any_date_there_are_no_groups_and_it_is_said() -> None:
    groups, said = shown({"p1": "b a"}, Options(group="year"))

    assert groups == "None: a b"
    assert "O105" in said


def test_years_may_be_chapters_with_their_articles_as_sections() -> None:
    options = Options(group="year", groups_as="chapters")
    (part,) = order(articles_of({"p1": "b@2014-01-02 a@2013-01-01"}), options, lambda _: None)

    assert [(c.title, c.slug, [a.title for a in c.articles]) for c in part.chapters] == [
        ("2013", "2013", ["a"]),
        ("2014", "2014", ["b"]),
    ]
    assert not any(chapter.alone for chapter in part.chapters)


def test_newest_first_turns_the_groups_round_too() -> None:
    options = Options(group="year", direction="newest-first")

    assert shown({"p1": "b@2014-01-02 a@2013-01-01"}, options)[0] == "2014: b | 2013: a"


def test_by_theme_beside_other_groups_says_nothing_and_that_is_said() -> None:
    pages = {"p1": "b@2014-01-02 a@2013-01-01"}
    groups, said = shown(pages, Options(by="theme", group="year"))

    assert groups == "2013: a | 2014: b"
    assert said == ["O106"]
