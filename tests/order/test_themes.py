"""Themes: which articles stand together, under which title, and why."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from book import xhtml
from book.diagnostics import Diagnostic
from book.model import Article, Origin, Part
from book.order import Options, order
from book.order.themes import themes
from book.order.themes.grouping import SMALLEST, typical
from book.order.themes.likeness import likeness, vectors
from book.order.themes.linkage import average, cut, tree, ward
from book.order.themes.naming import named
from book.order.themes.reading import read, stems
from tests.cases import Case, cases

SUBJECTS = {
    "bread": "flour dough oven loaf crust yeast baker wheat crumb salt kneading rye",
    "sea": "wave sail harbour tide anchor mast deck rope gull storm keel wind",
    "night": "star moon comet telescope orbit planet eclipse galaxy meteor dusk lens sky",
    "chess": "pawn knight bishop rook castle gambit check mate opening board clock rank",
}


def article(name: str, text: str, language: str = "en", title: str = "") -> Article:
    body = xhtml.make("body")
    body.append(xhtml.make("p", text))
    place = Origin(f"{name}.txt", 1, 2, 1)
    return Article(name, title or name, name, xhtml.inner(body), place, language=language)


def about(subject: str, number: int) -> Article:
    """Return an article of a few sentences on ``subject``, another one for each ``number``."""
    words = SUBJECTS[subject].split()
    some = [words[(number * 5 + step * (1 + number % 3)) % len(words)] for step in range(9)]
    text = ". ".join(
        f"We saw the {one} and then the {two}" for one, two in itertools.pairwise(some)
    )
    return article(f"{subject}{number}", text)


def pile(each: int) -> list[Article]:
    return [about(subject, number) for number in range(each) for subject in SUBJECTS]


def members(found: Sequence[Part]) -> set[frozenset[str]]:
    return {frozenset(c.articles[0].id for c in part.chapters) for part in found}


@pytest.mark.parametrize("case", cases("order/themes.md"), ids=str)
def test_titles(case: Case) -> None:
    tongue, _, rest = case.given.partition("\n")
    groups = [
        [read(article("a", line, tongue, ".")) for line in group.split("\n")]
        for group in rest.split("\n\n")
    ]

    assert [
        name.title for name in named(groups, [tongue] * len(groups))
    ] == case.expected.split("\n")


def test_articles_that_speak_of_the_same_thing_stand_together() -> None:
    parts = order(pile(5), Options(by="theme"), lambda _: None)

    assert members(parts) == {
        frozenset(f"{subject}{number}" for number in range(5)) for subject in SUBJECTS
    }
    assert all(part.title and part.terms for part in parts)
    assert len({part.title for part in parts}) == len(parts)


def test_each_article_knows_the_group_it_nearly_was_in() -> None:
    parts = order(pile(5), Options(group="theme"), lambda _: None)
    titles = {part.title for part in parts}

    for part in parts:
        for chapter in part.chapters:
            second = chapter.articles[0].runner_up
            assert second is not None
            assert second.title in titles - {part.title}
            assert 0 <= second.score < 0.5


def test_what_fits_nowhere_comes_last() -> None:
    odd = [article("odd1", "Zyx qwv trp."), article("odd2", "Plk mnb vcx.")]

    parts = order([*odd, *pile(5)], Options(by="theme"), lambda _: None)

    assert parts[-1].title == "Varia"
    assert [c.title for c in parts[-1].chapters] == ["odd1", "odd2"] or [
        c.title for c in parts[-1].chapters
    ] == ["odd2", "odd1"]


def test_too_few_articles_make_no_themes_and_it_is_said() -> None:
    said: list[Diagnostic] = []

    parts = order(pile(1), Options(by="theme"), said.append)

    assert [part.title for part in parts] == [None]
    assert "O104" in [str(d.code) for d in said]


def test_themes_may_be_chapters() -> None:
    (part,) = order(pile(4), Options(by="theme", groups_as="chapters"), lambda _: None)

    assert part.title is None
    assert [len(chapter.articles) for chapter in part.chapters] == [4, 4, 4, 4]
    assert all(chapter.gathers and chapter.terms for chapter in part.chapters)
    slugs = [c.slug for c in part.chapters] + [
        a.slug for c in part.chapters for a in c.articles
    ]
    assert len(set(slugs)) == len(slugs)


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(16)), st.integers(0, 3))
def test_the_order_and_the_names_of_the_files_change_nothing(
    places: list[int], odd: int
) -> None:
    given_ = [*pile(4), *(article(f"z{n}", f"Qx{'abc'[n]}y vw.") for n in range(odd))]
    shuffled = [replace(given_[at], id=f"new{at}", title=given_[at].id) for at in places]
    shuffled += [replace(one, title=one.id) for one in given_[16:]]

    def found(articles: Sequence[Article]) -> dict[str | None, frozenset[str]]:
        return {t.title: frozenset(a.title for a in t.articles) for t in themes(articles)}

    assert found(shuffled) == found(given_)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("abcdé 日本語שלום.", max_size=60), min_size=1, max_size=24))
def test_every_article_is_in_exactly_one_group(texts: list[str]) -> None:
    given_ = [article(f"a{n}", text, "fr") for n, text in enumerate(texts)]

    found = [a.id for theme in themes(given_) for a in theme.articles]

    assert sorted(found) == sorted(a.id for a in given_)


@given(st.integers(1, 100_000))
def test_a_group_has_a_size_that_suits_a_book(total: int) -> None:
    assert 4 <= typical(total) <= 15
    assert SMALLEST >= 3


def test_likeness_is_exact_whatever_adds_it_up() -> None:
    rows = vectors([stems(read(one), 5) for one in pile(3)])

    assert (rows == np.rint(rows)).all()
    assert (likeness(rows) == likeness(rows[:, ::-1].copy())).all()
    assert np.allclose(np.diag(likeness(rows)), 1, atol=0.02)


@pytest.mark.parametrize("update", [ward, average])
def test_a_tree_is_cut_where_groups_are_far_apart(update: object) -> None:
    points = np.array([0.0, 1.0, 0.5, 10.0, 10.5, 30.0])
    nodes = tree((points[:, None] - points[None, :]) ** 2, update)  # type: ignore[arg-type]

    assert [len(set(cut(nodes, k).tolist())) for k in range(1, 7)] == [1, 2, 3, 4, 5, 6]
    labels = cut(nodes, 3).tolist()
    assert labels[0] == labels[1] == labels[2]
    assert labels[3] == labels[4]
    assert len(set(labels)) == 3
