"""In what order articles stand.

A page is written as its articles from top to bottom, and an article as its name, with a
date after ``@`` where it is known: ``{"p1": "e@2014-03-05 d c"}``. An article that stands
on two pages is one work.
"""

import json
import re
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.diagnostics import Diagnostic
from book.model import Article, Duplicate, DuplicateKind, Origin
from book.order import Options, order
from book.order.saying import CONTRADICTED
from tests.shared import SHARED, needs_shared


def articles_of(pages: dict[str, str]) -> list[Article]:
    """Return the instances that ``pages`` write down; the first of a name is kept."""
    found: list[Article] = []
    first: dict[str, str] = {}
    for page, words in pages.items():
        for line, word in enumerate(words.split(), start=1):
            name, _, day = word.partition("@")
            identifier = f"{page}#{line}"
            copy = Duplicate(first[name], DuplicateKind.EXACT, 1.0) if name in first else None
            first.setdefault(name, identifier)
            found.append(
                Article(
                    identifier,
                    name,
                    name,
                    "<p/>",
                    Origin(page, line, line, line),
                    date=date.fromisoformat(day) if day else None,
                    duplicate=copy,
                )
            )
    return found


def ordered(pages: dict[str, str], options: Options | None = None) -> tuple[str, list[str]]:
    said: list[Diagnostic] = []
    parts = order(articles_of(pages), options or Options(), said.append)
    shown = [
        f"{part.title}: " * (part.title is not None)
        + " ".join(chapter.title for chapter in part.chapters)
        for part in parts
    ]
    return " | ".join(shown), [f"{d.code} {d.location}" for d in said]


def test_a_page_is_newest_first_so_the_book_begins_at_its_foot() -> None:
    assert ordered({"p1": "c b a"}) == ("a b c", [])


def test_pages_that_overlap_are_one_long_page_however_they_are_given() -> None:
    assert ordered({"p1": "c b a", "p2": "e d c"}) == ("a b c d e", [])
    assert ordered({"p2": "e d c", "p1": "c b a"}) == ("a b c d e", [])
    assert ordered({"p2": "e d c", "p3": "g f e d", "p1": "c b a"}) == ("a b c d e f g", [])


def test_pages_that_nothing_links_stand_as_given_and_it_is_said_once() -> None:
    assert ordered({"p1": "b a", "p2": "d c", "p3": "f e"}) == ("a b c d e f", ["O101 p1"])


def test_dates_come_before_everything() -> None:
    pages = {"p1": "b@2014-05-02 a@2014-05-01", "p2": "d@2013-02-02 c@2013-02-01"}

    assert ordered(pages) == ("c d a b", [])


def test_an_undated_article_stays_between_its_neighbours() -> None:
    pages = {"p1": "e@2014-05-05 d c@2014-05-01 b", "p2": "x@2014-05-03"}

    assert ordered(pages) == ("b c d x e", [])


def test_dates_may_show_that_pages_run_oldest_first() -> None:
    pages = {"p1": "a@2014-01-01 b c@2014-01-03", "p2": "c d e"}

    assert ordered(pages) == ("a b c d e", [])


def test_a_copy_may_know_the_date() -> None:
    assert ordered({"p1": "b", "p2": "c@2014-02-01", "p3": "b@2014-03-01"}) == ("c b", [])


def test_direction_source_and_groups() -> None:
    pages = {"p1": "d@2014-02-02 c@2014-01-20 b a@2013-01-01"}

    assert ordered(pages, Options(direction="newest-first"))[0] == "d c b a"
    assert ordered(pages, Options(by="source"))[0] == "d c b a"
    assert ordered(pages, Options(group="year"))[0] == "2013: a b | 2014: c d"
    assert ordered(pages, Options(group="month"))[0] == "2013-01: a b | 2014-01: c | 2014-02: d"


def test_contents_that_are_not_there_are_said() -> None:
    assert ordered({"p1": "b a"}, Options(by="contents")) == ("a b", ["O103 book.toml"])


@given(st.lists(st.integers(1, 6), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_overlapping_pages_give_their_time_back_whatever_the_order(
    sizes: list[int], random: object
) -> None:
    newest_first = [f"n{number:03}" for number in range(sum(sizes) + 1, 0, -1)]
    pages: dict[str, str] = {}
    start = 0
    for number, size in enumerate(sizes):
        pages[f"p{number}"] = " ".join(newest_first[start : start + size + 1])
        start += size
    shuffled = list(pages.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis' own Random

    assert ordered(dict(shuffled)) == (" ".join(reversed(newest_first)), [])


@given(
    st.lists(
        st.lists(st.tuples(st.integers(1, 9), st.booleans()), min_size=1, max_size=5),
        max_size=4,
    )
)
def test_nothing_is_lost_and_dates_never_fall(days: list[list[tuple[int, bool]]]) -> None:
    pages = {
        f"p{n}": " ".join(
            f"a{n}-{m}" + f"@2014-01-0{day}" * known for m, (day, known) in enumerate(page)
        )
        for n, page in enumerate(days)
    }
    articles = articles_of(pages)
    parts = order(articles, Options(), lambda _: None)
    found = [article for part in parts for c in part.chapters for article in c.articles]

    assert sorted(a.id for a in found) == sorted(a.id for a in articles)
    known = [a.date for a in found if a.date is not None and a.date_certainty != CONTRADICTED]
    assert known == sorted(known)


def kendall(names: list[str], truth: list[str]) -> float:
    place = {name: number for number, name in enumerate(truth)}
    pairs = list(combinations([place[name] for name in names], 2))
    return sum(1 if a < b else -1 for a, b in pairs) / len(pairs)


@needs_shared
@pytest.mark.parametrize(
    "name",
    [
        "seeds",
        "en_rust_dated",
        "en_rust_excerpt",
        "fa_mehdix_byline",
        "fr_jamstatic_byline",
        "fr_putain_near",
    ],
)
@pytest.mark.parametrize("dated", [False, True])
@pytest.mark.parametrize("shuffled", [False, True])
def test_real_pages_give_their_time_back(name: str, *, dated: bool, shuffled: bool) -> None:
    gold = json.loads((SHARED / "corpus" / "sets" / name / "gold.json").read_text("utf-8"))
    articles: list[Article] = []
    full: dict[str, str] = {}
    if shuffled:
        gold["pages"].sort(key=lambda page: str(page["file"])[::-1])
    names = {page["file"]: f"{n}.txt" for n, page in enumerate(gold["pages"])}
    for page in gold["pages"]:
        for truth in page["articles"]:
            if truth["kind"] != "excerpt":
                full.setdefault(truth["doc"], truth["inst"])
    for page in gold["pages"]:
        for truth in page["articles"]:
            kept = full[truth["doc"]]
            kind = (
                DuplicateKind.CONTAINED if truth["kind"] == "excerpt" else DuplicateKind.EXACT
            )
            day = date.fromisoformat(truth["date"]) if dated and truth.get("date") else None
            file = names[page["file"]] if shuffled else page["file"]
            place = Origin(file, truth["start_line"], truth["last_line"])
            copy = None if truth["inst"] == kept else Duplicate(kept, kind, 1.0)
            doc = truth["doc"]
            articles.append(
                Article(truth["inst"], doc, doc, "<p/>", place, date=day, duplicate=copy)
            )

    parts = order(articles, Options(), lambda _: None)

    truth = [re.sub(r"^(\d+):", r"seeds:\1-", name) for name in gold["chronological"]]
    assert kendall([c.title for part in parts for c in part.chapters], truth) == 1.0
