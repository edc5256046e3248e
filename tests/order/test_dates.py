"""Chronology as prose (dates.md), and what holds for every pile of pages."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.diagnostics import Diagnostic
from book.model import Article, Duplicate, DuplicateKind, Origin
from book.order.agreement import Claim, heaviest
from book.order.dates import chronological
from tests.cases import Case, cases

WORD = re.compile(r"(?P<name>\w+)(?P<kind>[~']?)(?:@(?P<day>[\d-]+))?(?:=(?P<text>\S+))?")
KINDS = {"": DuplicateKind.EXACT, "~": DuplicateKind.CONTAINED, "'": DuplicateKind.NEAR}


def articles_of(given: str) -> list[Article]:
    """Return the instances that a case writes down; the first in full is the one kept."""
    pages = [line.split(": ", 1) for line in given.split("\n")]
    addresses = {page: words for page, words in pages if words.startswith("/")}
    shown = [
        (page, line, match)
        for page, words in pages
        if not words.startswith("/")
        for line, match in enumerate(WORD.finditer(words), start=1)
    ]
    kept: dict[str, tuple[str, str]] = {}
    for page, line, match in sorted(shown, key=lambda one: one[2]["kind"] == "~"):
        kept.setdefault(match["name"], (f"{page}#{line}", match["kind"]))
    found: list[Article] = []
    for page, line, match in shown:
        name, kind = match["name"], match["kind"]
        identifier, (of, kept_kind) = f"{page}#{line}", kept[name]
        article = Article(
            identifier,
            name,
            name,
            f"<p>{(match['text'] or '').replace('-', ' ')}</p>"
            if "/" not in (match["text"] or "")
            else f"<p>{match['text']}</p>",
            Origin(page, line, line, line),
            language="fr",
            date=date.fromisoformat(match["day"]) if match["day"] else None,
            addresses=(addresses[name],) if name in addresses else (),
        )
        if identifier != of:
            like = 1.0 if kind == kept_kind else 0.9
            article = replace(article, duplicate=Duplicate(of, KINDS[kind], like))
        found.append(article)
    return found


def known(article: Article) -> str:
    return f"{article.title}: {article.date or 'no date'}, {article.date_source}"


@pytest.mark.parametrize("case", cases("order/dates.md"), ids=str)
def test_dates_and_pages(case: Case) -> None:
    said: list[Diagnostic] = []
    found = [dated.article for dated in chronological(articles_of(case.given), said.append)]
    order, *dates = case.expected.split("\n")

    assert " ".join(article.title for article in found) == order
    facts = {known(article) for article in found}
    assert [fact for fact in dates if fact not in facts] == [], facts
    assert tuple(f"{d.code} {d.location}" for d in said) == case.said


def pile(sizes: list[int], chance: random.Random, *, dated: float) -> list[list[str]]:
    """Return pages that overlap, newest first, as words of a case; some works are dated."""
    works = [f"n{number:03}" for number in range(sum(sizes) + 1)]
    first = date(2014, 1, 1)
    words = [
        f"{work}@{first + timedelta(days=3 * n)}" if chance.random() < dated else work
        for n, work in enumerate(works)
    ][::-1]
    pages, start = [], 0
    for size in sizes:
        pages.append(words[start : start + size + 1])
        start += size
    return pages


def order_of(pages: list[list[str]], names: Iterator[str]) -> list[str]:
    given = "\n".join(
        f"{name}: {' '.join(page)}" for name, page in zip(names, pages, strict=False)
    )
    return [dated.article.title for dated in chronological(articles_of(given), lambda _: None)]


sizes = st.lists(st.integers(1, 6), min_size=1, max_size=6)
chances = st.randoms(use_true_random=False)


@given(sizes, chances, st.sampled_from([0.0, 0.5, 1.0]))
def test_the_order_of_pages_that_overlap_depends_on_no_name_of_a_file(
    sizes: list[int], chance: random.Random, dated: float
) -> None:
    pages = pile(sizes, chance, dated=dated)
    truth = [re.match(r"\w+", word)[0] for page in pages for word in page]  # type: ignore[index]
    truth = list(dict.fromkeys(truth))[::-1]
    names = [f"p{chance.randrange(10**6)}-{n}" for n in range(len(pages))]
    chance.shuffle(pages)

    assert order_of(pages, iter(names)) == truth


@given(st.lists(st.integers(3, 6), min_size=2, max_size=6), chances)
def test_one_wrong_date_inside_changes_nothing(sizes: list[int], chance: random.Random) -> None:
    pages = pile(sizes, chance, dated=1.0)
    right = order_of(pages, map(str, range(9)))
    page = chance.randrange(len(pages))
    at = chance.randrange(1, len(pages[page]) - 1)
    wrong = date(2014, 1, 1) + timedelta(days=chance.randrange(-5000, 5000))
    pages[page][at] = f"{pages[page][at].split('@')[0]}@{wrong}"

    assert order_of(pages, map(str, range(9))) == right


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=12))
def test_the_heaviest_run_is_the_best_of_all(pairs: list[tuple[int, int]]) -> None:
    claims = [Claim(place, value) for place, value in pairs]
    kept = heaviest(claims)
    best: dict[tuple[int, int], int] = {}
    for claim in sorted(set(claims), key=lambda c: (c.place, c.value)):
        runs = [n for (p, v), n in best.items() if p < claim.place and v <= claim.value]
        best[claim.place, claim.value] = 1 + max(runs, default=0)

    assert len(kept) == max(best.values(), default=0)
    assert all(a.place < b.place and a.value <= b.value for a, b in pairwise(kept))
