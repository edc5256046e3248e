"""What the pages of a dump prove about time.

A blog shows its newest articles first, and the last articles of a page often stand
again at the head of the next page. So where the end of one page is the beginning of
another, the first page is newer, and both make one long page.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from book.model import Article, DuplicateKind

# No site repeats more of a page on the next one.
LONGEST_OVERLAP = 8


@dataclass(frozen=True, slots=True)
class Chain:
    """Works in the order in which their pages show them; a work is the ``id`` that is kept.

    ``linked`` is how many overlaps hold the chain together; ``pages`` its sources.
    """

    works: tuple[str, ...]
    pages: tuple[str, ...]
    linked: int


def chains(articles: Sequence[Article]) -> tuple[Chain, ...]:
    """Return the chains of pages that overlap, in the order in which they were given."""
    pages: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        pages[article.origin.source].append(article)
    names = list(pages)
    works = {name: _works(pages[name]) for name in names}
    after = _links(names, works)
    heads = [name for name in names if name not in after.values()]
    return tuple(_chain(head, after, works) for head in heads)


def newest_first(chain: Chain, dates: dict[str, date | None]) -> int:
    """Count the neighbours whose dates fall, less those whose dates rise."""
    known = [day for work in chain.works if (day := dates.get(work)) is not None]
    return sum((a > b) - (a < b) for a, b in pairwise(known))


def _works(page: Sequence[Article]) -> tuple[str, ...]:
    """Return the works of a page; an excerpt stands for itself, since it proves nothing."""
    in_page = sorted(page, key=lambda article: article.origin.first_line)
    return tuple(
        article.id
        if article.duplicate is None or article.duplicate.kind is DuplicateKind.CONTAINED
        else article.duplicate.of
        for article in in_page
    )


def _links(names: Sequence[str], works: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Return which page follows which: the longest overlaps first, never in a circle."""
    heads: dict[str, list[str]] = defaultdict(list)
    for name in names:
        heads[works[name][0]].append(name)
    found = [
        (_overlap(works[name], works[other]), name, other)
        for name in names
        for work in works[name][-LONGEST_OVERLAP:]
        for other in heads.get(work, ())
        if other != name and works[other] != works[name]
    ]
    place = {name: number for number, name in enumerate(names)}
    found.sort(key=lambda link: (-link[0], place[link[1]], place[link[2]]))
    after: dict[str, str] = {}
    taken: set[str] = set()
    for length, name, other in found:
        if (
            length
            and name not in after
            and other not in taken
            and not _leads(other, name, after)
        ):
            after[name] = other
            taken.add(other)
    return after


def _overlap(one: Sequence[str], two: Sequence[str]) -> int:
    """Return how many works end ``one`` and begin ``two``."""
    most = min(len(one), len(two), LONGEST_OVERLAP)
    return next((n for n in range(most, 0, -1) if one[-n:] == two[:n]), 0)


def _leads(start: str, goal: str, after: dict[str, str]) -> bool:
    while start in after:
        start = after[start]
        if start == goal:
            return True
    return start == goal


def _chain(head: str, after: dict[str, str], works: dict[str, tuple[str, ...]]) -> Chain:
    pages = [head]
    while pages[-1] in after:
        pages.append(after[pages[-1]])
    joined: list[str] = []
    for page in pages:
        joined += works[page][_overlap(joined, works[page]) :] if joined else works[page]
    return Chain(tuple(joined), tuple(pages), len(pages) - 1)
