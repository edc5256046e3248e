"""Boundaries that are proved by overlap.

A site that gains an article pushes its last ones over to the next page, so that pages
taken at different times repeat each other. Where the head of one page is found inside
another, an article begins there; and where such a run ends with the page, one begins
after it. An index of lines makes the search linear in the number of lines.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from book.split.site import Ints, Site

FREQUENT = 4  # a line seen more often says little
LIGHT = 0.1
HEAVY_HEAD = 40  # letters of shared lines that make a run a proof
HEAVY_FOOT = 60
MANY, FIRM = 5, 200  # lines and letters of a run that may have an odd line
LONGEST = 80  # columns of one line that count
PLACES = 8  # a line in more places is not followed
NEAR = 8  # lines from a page's edge within which a rare line is looked for


class Index:
    """Where each line stands, by its key. Only the content of pages counts."""

    def __init__(self, site: Site) -> None:
        rows = np.flatnonzero(site.inside() & (site.key > 0))
        self._rows = rows[np.argsort(site.key[rows], kind="stable")]
        self._edges = np.searchsorted(
            site.key[self._rows], np.arange(int(site.key.max(initial=0)) + 2)
        )
        self.count: Ints = np.diff(self._edges)

    def rows(self, key: int) -> Ints:
        """Return the rows that have ``key``, none for lines without a letter."""
        return self._rows[self._edges[key] : self._edges[key + 1]]


@dataclass(frozen=True, slots=True)
class Run:
    """Two columns that go together: ``lines`` equal ones within ``length``."""

    length: int
    lines: int
    weight: float

    def proves(self, least: float) -> bool:
        """Tell whether this is no chance: notices of one template agree but for a line."""
        if self.lines < 2 or self.weight < least:
            return False
        return self.lines == self.length or (self.lines >= MANY and self.weight >= FIRM)


def proofs(site: Site, index: Index) -> dict[int, str]:
    """Return the rows that are proved to open an article, and the proof in words."""
    found: dict[int, str] = {}
    for page in range(len(site.names)):
        if site.start[page] >= site.stop[page]:
            continue
        for row, words in (*_heads(site, page, index), *_feet(site, page, index)):
            if row < len(site) and site.start[site.page[row]] < row < site.stop[site.page[row]]:
                found.setdefault(row, words)
    return found


def _heads(site: Site, page: int, index: Index) -> Iterator[tuple[int, str]]:
    start, name = int(site.start[page]), site.names[page]
    for at in _elsewhere(site, page, start, 1, index):
        run = _run(site, start, at, 1, index)
        if not run.proves(HEAVY_HEAD):
            continue
        yield at, f"this line opens {name}, where the same article goes on"
        other = int(site.page[at])
        if at + run.length == site.stop[other] and start + run.length < site.stop[page]:
            yield start + run.length, f"the article before it ends {site.names[other]}"


def _feet(site: Site, page: int, index: Index) -> Iterator[tuple[int, str]]:
    last, name = int(site.stop[page]) - 1, site.names[page]
    for at in _elsewhere(site, page, last, -1, index):
        run = _run(site, last, at, -1, index)
        if run.proves(HEAVY_FOOT) and at + 1 < site.stop[site.page[at]]:
            yield at + 1, f"the article before it ends {name}"


def _elsewhere(site: Site, page: int, edge: int, step: int, index: Index) -> list[int]:
    """Return where else a page's edge stands, found by the first rare line from there."""
    for row in range(edge, edge + step * NEAR, step):
        if not site.start[page] <= row < site.stop[page]:
            return []
        found = index.rows(int(site.key[row]))
        if 0 < len(found) <= PLACES:
            places = [(int(there), int(there) - row + edge) for there in found]
            return [
                at
                for there, at in places
                if site.page[there] != page and _within(site, at, int(site.page[there]))
            ]
    return []


def _within(site: Site, row: int, page: int) -> bool:
    return bool(site.start[page] <= row < site.stop[page])


def _run(site: Site, here: int, there: int, step: int, index: Index) -> Run:
    """Follow two columns from two equal lines; one odd line on both sides is forgiven."""
    mine, other = site.page[here], site.page[there]
    most = min(_left(site, here, mine, step), _left(site, there, other, step))
    a = site.key[here : here + most] if step > 0 else site.key[here - most + 1 : here + 1][::-1]
    b = (
        site.key[there : there + most]
        if step > 0
        else site.key[there - most + 1 : there + 1][::-1]
    )
    equal = a == b
    # The run ends before the first two odd lines that follow each other.
    odd = ~equal
    double = np.flatnonzero(odd[:-1] & odd[1:]) if most > 1 else np.zeros(0, np.int64)
    if most and odd[0]:
        stop = 0 if most > 1 and odd[1] else (int(double[0]) if len(double) else most)
    else:
        stop = int(double[0]) if len(double) else most
    matched = np.flatnonzero(equal[:stop])
    if not len(matched):
        return Run(0, 0, 0.0)
    length = int(matched[-1]) + 1
    keys = a[matched]
    rows = (here + matched) if step > 0 else (here - matched)
    sizes = np.minimum(site.size[rows], LONGEST)
    often = index.count[keys] > FREQUENT
    return Run(length, len(matched), float((sizes * np.where(often, LIGHT, 1.0)).sum()))


def _left(site: Site, row: int, page: int, step: int) -> int:
    """Return how many rows of the content there are from ``row`` on, itself too."""
    return int(site.stop[page] - row if step > 0 else row - site.start[page] + 1)
