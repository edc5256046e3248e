"""What sites set around articles: ``[split] keep`` restores each kind, and no other."""

import pytest

from book import xhtml
from book.diagnostics import Diagnostic
from book.model import Format, Source
from book.split import Options, Split, furniture, split

PAGE = """Accueil
À propos
Archives

Le séchoir

Les filets pendent aux poutres jusqu’à ce que le sel soit sec.

Ils sont bruns, et l’on ne sait plus pourquoi.

On les bat au printemps, quand il fait beau.

Ce site utilise des cookies.

Lire la suite

Partager sur Mastodon

Page suivante
"""
COMMENTED = """Le séchoir

Les filets pendent aux poutres jusqu’à ce que le sel soit sec.

Ils sont bruns, et l’on ne sait plus pourquoi.

On les bat au printemps, quand il fait beau.

1 commentaire

Ève dit :

C’est l’écorce.
"""
LINES = {
    "navigation": {"Accueil", "À propos", "Archives", "Page suivante"},
    "sharing": {"Partager sur Mastodon"},
    "more": {"Lire la suite"},
    "comments": {"1 commentaire", "Ève dit :", "C’est l’écorce."},
    "notices": {"Ce site utilise des cookies."},
}


def splitted(*keep: str) -> tuple[Split, list[Diagnostic]]:
    said: list[Diagnostic] = []
    sources = [Source(n, Format.TEXT, t) for n, t in (("a.txt", PAGE), ("b.txt", COMMENTED))]
    return split(sources, Options(keep=keep), said.append), said


def aside(found: Split) -> set[tuple[str | None, str]]:
    beside = [*found.asides, *(a for article in found.articles for a in article.asides)]
    return {(a.kind, a.text) for a in beside}


def texts(found: Split) -> set[str]:
    """Return the lines that stand in the bodies of the articles."""
    return {text for article in found.articles for _, text in xhtml.lines(article)}


@pytest.mark.parametrize("kind", furniture.KINDS)
def test_a_kind_that_is_kept_stays_in_the_text_and_the_others_do_not(kind: str) -> None:
    found, _ = splitted(kind)

    rest = {(name, line) for name, lines in LINES.items() if name != kind for line in lines}
    assert aside(found) == rest
    assert LINES[kind] <= texts(found)


def test_without_a_word_all_kinds_are_set_aside_and_with_all_words_none() -> None:
    nothing, everything = splitted()[0], splitted(*furniture.KINDS)[0]

    assert aside(nothing) == {(name, line) for name, lines in LINES.items() for line in lines}
    assert aside(everything) == set()
    assert set.union(*LINES.values()) <= texts(everything)


def test_a_menu_that_is_kept_stands_above_the_title_of_the_first_article() -> None:
    (article, _) = splitted("navigation")[0].articles

    assert (article.origin.first_line, article.origin.title_line) == (1, 5)
    assert article.title == "Le séchoir"
    assert article.body.startswith('<p data-line="1">Accueil</p><p data-line="2">À propos</p>')


def test_a_kind_that_does_not_exist_is_pointed_out_as_b104() -> None:
    said = [d for d in splitted("coments", "sharing")[1] if d.code == "B104"]

    assert [(str(d.location), d.hint) for d in said] == [
        (
            "book.toml",
            "did you mean “comments”? the kinds are: "
            "navigation, sharing, more, comments, notices",
        )
    ]


@pytest.mark.parametrize("name", furniture.known())
def test_the_known_lines_are_written_as_lines_are_compared(name: str) -> None:
    those = furniture.known()[name]

    assert {line for line in those.lines if furniture.kind(line) is None} == set() or (
        name == "menu"
    )
    assert {line for line in those.faint if furniture.faint(line) != name} == set()
    assert not those.lines & those.faint
    assert {s for s in those.starts if furniture.kind(f"{s}x") != name} == set()
