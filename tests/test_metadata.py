"""What a book says of itself when the author says nothing."""

import pytest

from book import metadata
from book.metadata import Options
from book.model import Article, Aside, Fate, Format, Origin, Person, Source


def source(name: str) -> Source:
    return Source(name, Format.TEXT, "…")


def article(language: str | None, length: int, *authors: str) -> Article:
    people = tuple(Person(name) for name in authors)
    body = "x" * length
    return Article("a#1", "A", "a", body, Origin("a", 1, 2), language=language, authors=people)


def test_the_author_has_the_first_word() -> None:
    told = Options(title="Mon titre", language="it", identifier="urn:isbn:9780000000002")

    said = metadata.derive([article("fr", 9)], [], [source("dumps/a.txt")], told)

    assert (said.title, said.language, said.identifier) == (
        "Mon titre",
        "it",
        "urn:isbn:9780000000002",
    )


def test_what_is_said_is_a_line_that_xml_can_hold_or_is_not_said() -> None:
    told = Options(
        title=" \u0007\n",
        publisher=" ",
        rights="a\u0001\n b",
        subjects=("", "tides"),
        authors=(Person(" "), Person("Jane\u0000 Roe")),
    )

    said = metadata.derive([article("fr", 9)], [], [source("a\udcff.txt")], told)

    assert (said.title, said.publisher, said.rights) == ("Florilège", "", "a b")
    assert said.subjects == ("tides",)
    assert [person.name for person in said.authors] == ["Jane Roe"]


def test_the_line_at_the_head_of_the_pages_names_the_book() -> None:
    head = Aside("a.txt", 1, "Le Potager de Lise", Fate.BOILERPLATE, "stands on every page")

    assert (
        metadata.derive([], [head], [source("x/a.txt")], Options()).title
        == "Le Potager de Lise"
    )


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (["Skip to content", "The Salt Marsh", "Home"], "The Salt Marsh"),
        (["Aller au contenu", "Le Potager de Lise"], "Le Potager de Lise"),
        (["跳至内容", "潮汐札记"], "潮汐札记"),
        (["דילוג לתוכן", "יומן הגן"], "יומן הגן"),
        (["Zum Inhalt springen", "Startseite", "Archiv"], "Garten"),
        (["Accueil", "Archives"], "Garten"),
    ],
)
def test_a_link_past_the_menu_does_not_name_the_book(head: list[str], title: str) -> None:
    asides = [
        Aside("garten/a.txt", n, text, Fate.BOILERPLATE, "stands on every page")
        for n, text in enumerate(head, start=1)
    ]

    said = metadata.derive([], asides, [source("garten/a.txt")], Options())

    assert said.title == title


def test_of_two_heads_the_one_in_the_notice_of_rights_names_the_book() -> None:
    pages = {"a": "Page 2", "b": "Page 2", "c": "The Salt Marsh"}
    heads = [
        Aside(file, 1, text, Fate.BOILERPLATE, "head of the page")
        for file, text in pages.items()
    ]
    foot = Aside(
        "c", 9, "© 2019 The Salt Marsh. All rights reserved.", Fate.BOILERPLATE, "foot"
    )

    assert metadata.site_name([*heads, foot]) == "The Salt Marsh"


def test_else_the_folder_does_unless_it_says_nothing() -> None:
    assert metadata.folder_name([source("mon-blog/dumps/1.txt")]) == "Mon blog"
    assert metadata.folder_name([source("blog/a/1.txt"), source("blog/b/1.txt")]) == "Blog"
    assert metadata.folder_name([source("../dumps/1.txt")]) is None
    assert metadata.folder_name([source("1.txt")]) is None


def test_the_language_is_that_of_most_of_the_text() -> None:
    assert (
        metadata.main_language([article("en", 5), article("fr", 9), article(None, 99)]) == "fr"
    )


def test_the_regions_of_a_language_count_together() -> None:
    spoken = [article("de", 5), article("fr", 2), article("fr-CA", 4)]

    assert metadata.main_language(spoken) == "fr-CA"


def test_the_authors_are_those_the_articles_name() -> None:
    people = metadata.common_authors([article("fr", 1, "B"), article("fr", 1, "A", "B")])

    assert [person.name for person in people] == ["B", "A"]


def test_the_identifier_does_not_depend_on_where_the_sources_lie() -> None:
    here, there = (
        [source("a/1.txt"), source("a/2.txt")],
        [source("/b/2.txt"), source("/b/1.txt")],
    )

    assert metadata.identifier("T", here) == metadata.identifier("T", there)
    assert metadata.identifier("T", here) != metadata.identifier("U", here)
    assert metadata.identifier("T", here).startswith("urn:uuid:")
