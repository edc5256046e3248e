"""A finished PDF, taken apart and read: the whole is what its gatherings say."""

from dataclasses import replace
from functools import cache

import pytest

from book.check import gatherings, pages
from book.check.gatherings import Gathering, bound, read, unbind
from book.check.pages import Leaf
from book.diagnostics import BookError, Diagnostic
from tests.check.test_pdf import printed

LONG = gatherings.LEAST_PAGES
NEAR = "<a href='https://example.org/'>plus loin</a>"
FURTHER = NEAR * 8  # so that all later links have numbers of three digits
WIDE = "<p style='break-after: page; white-space: nowrap'>" + "trop large " * 30 + "</p>"


@cache
def book(changed: str = "", links: int = 1) -> bytes:
    """Return a book of three chapters; ``changed`` stands in the second."""
    note = "<a href='#c'>voir</a> " * links
    chapters = []
    for n, word in enumerate(("marée", changed or "quai", "phare")):
        leaves = "".join(
            f"<p style='break-after: page'>{word} {m} {note if n == 1 else ''}"
            f"{NEAR if n else FURTHER}</p>"
            for m in range(LONG)
        )
        chapters.append(f"<h1 id='{'abc'[n]}'>Chapitre {n + 1}</h1>{leaves}")
    return printed("".join(chapters) + WIDE, tagged=True).data


def read_apart(data: bytes) -> pages.Reading:
    unbound = unbind(data)
    said: list[Diagnostic] = []
    leaves = [read(gathering, None, said.append) for gathering in unbound.gatherings]
    assert said == []
    return bound(unbound, leaves)


def plain(leaf: Leaf) -> Leaf:
    """Return ``leaf`` without its fonts: each gathering names them anew."""
    return replace(leaf, faces=())


def test_gatherings_begin_at_chapters() -> None:
    unbound = unbind(book())
    assert [line.page for line in unbound.outline] == [0, LONG, 2 * LONG]
    assert [sorted(g.places) for g in unbound.gatherings] == [[0], [0], [0]]


def test_read_apart_a_book_says_what_it_says_as_a_whole() -> None:
    whole, apart = pages.reading(book()), read_apart(book())
    assert apart.outline == whole.outline
    assert [plain(leaf) for leaf in apart.leaves] == [plain(leaf) for leaf in whole.leaves]
    assert whole.leaves[0].faces == apart.leaves[0].faces != ()
    assert whole.leaves[-1].astray is not None


def test_the_same_pages_are_the_same_gathering_whatever_changes_beside_them() -> None:
    before, after = unbind(book()), unbind(book("quiai", links=2))
    same = [a == b for a, b in zip(before.gatherings, after.gatherings, strict=True)]
    assert same == [True, False, True]


def test_one_long_chapter_is_taken_apart_all_the_same() -> None:
    leaves = "<p style='break-after: page'>un</p>" * (2 * gatherings.MOST_PAGES)
    unbound = unbind(printed(f"<h1>Seul</h1>{leaves}<p>fin</p>").data)
    assert len(unbound.gatherings) == 3


def test_a_gathering_that_cannot_be_read_is_an_error_with_a_name() -> None:
    with pytest.raises(BookError) as caught:
        read(Gathering(b"no pages", {}), None, list[Diagnostic]().append)
    assert caught.value.diagnostic.code == "V301"
    with pytest.raises(BookError) as caught:
        unbind(b"no book")
    assert caught.value.diagnostic.code == "V301"
