"""See ``signs.md``: what is seen of a line, seen and not seen, a case for each weight."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest

from book.model import Format, Source
from book.split import chrome, furniture, headers, site
from book.split.evidence import weights
from book.split.judgement import Verdict, judge
from tests.cases import Case, cases

NEXT = "--- "
MARKS = {"✓ ": True, "✗ ": False}
EVERYWHERE = {"prior"}  # it is seen of every line

SIGNS = cases("split/signs.md")


@dataclass(frozen=True, slots=True)
class Marked:
    """A line of a case on which a thing is ``seen``, or must not be."""

    page: str
    number: int
    seen: bool


def told(given: str) -> tuple[list[Source], list[Marked]]:
    """Read a case: ``--- name`` begins a page, ``✓`` and ``✗`` mark lines."""
    pages: dict[str, list[str]] = {}
    marked: list[Marked] = []
    page = "page.txt"
    for line in given.split("\n"):
        if line.startswith(NEXT):
            page = line.removeprefix(NEXT)
            continue
        lines = pages.setdefault(page, [])
        lines.append(line[2:] if line[:2] in MARKS else line)
        if line[:2] in MARKS:
            marked.append(Marked(page, len(lines), MARKS[line[:2]]))
    return [Source(n, Format.TEXT, "\n".join(lines)) for n, lines in pages.items()], marked


def judged(sources: list[Source]) -> tuple[site.Site, Verdict]:
    """Judge pages as the pass does, and keep what it saw."""
    pages = furniture.menus(chrome.strip(site.read(sources)))
    return pages, judge(pages, headers.habit(pages))


def seen(case: Case) -> Iterator[tuple[Marked, frozenset[str], frozenset[str]]]:
    """Yield each marked line with the names and the words of what is seen of it."""
    sources, marked = told(case.given)
    pages, verdict = judged(sources)
    for mark in marked:
        on = pages.page == [source.name for source in sources].index(mark.page)
        (row,) = np.flatnonzero(on & (pages.number == mark.number))
        (found,) = np.flatnonzero(verdict.candidates.title == row)
        columns = verdict.evidence.columns.items()
        names = frozenset(name for name, column in columns if column[found])
        yield mark, names, frozenset(signal.words for signal in verdict.signals(int(found)))


@pytest.mark.parametrize("case", SIGNS, ids=str)
def test_a_sign_is_seen_where_it_stands_and_nowhere_else(case: Case) -> None:
    for mark, names, words in seen(case):
        assert (case.name in names) == mark.seen, (mark, sorted(names))
        assert (case.expected in words) == mark.seen, (mark, sorted(words))


def test_every_weight_has_a_line_on_which_it_is_seen_and_one_on_which_it_is_not() -> None:
    shown = {(case.name, mark.seen) for case in SIGNS for mark in told(case.given)[1]}

    assert {name for name, _ in shown} == weights().keys() - EVERYWHERE
    assert {name for name, is_seen in shown if not is_seen} == {
        name for name, is_seen in shown if is_seen
    }


def test_the_prior_is_no_sign() -> None:
    sources, _ = told(SIGNS[0].given)
    _, verdict = judged(sources)

    assert "prior" not in verdict.evidence.columns
    assert (verdict.weights != 0).any()
