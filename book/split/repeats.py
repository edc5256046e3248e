"""What a line’s other occurrences on the site say of it.

An article that stands on the site twice, edited or shortened, begins twice with the same
lines after different ones. A subheading comes again before other text; a title is named
in the menus of the site and in its lists of recent articles.
"""

import numpy as np

from book.split.anchors import Index
from book.split.candidates import Candidates
from book.split.evidence import Evidence
from book.split.site import Ints, Site

RARE = 5  # a line in more places tells nothing of articles
AROUND = 6  # lines compared on each side
AGREE = np.array([0.0, 1.0, 2.0, 3.5])  # weight of so many lines that agree


def repeats(site: Site, found: Candidates, index: Index) -> Evidence:
    """Return what the other occurrences of the candidates’ lines say."""
    evidence = Evidence(len(found))
    key = site.key[found.title]
    often = np.where(key > 0, index.count[key], 0)
    twice = np.zeros(len(found))
    rare = np.flatnonzero((often > 1) & (often <= RARE))
    pairs = [
        (i, int(there))
        for i in rare.tolist()
        for there in index.rows(int(key[i]))
        if there != found.title[i]
    ]
    if pairs:
        which, there = np.array(pairs, np.int64).T
        np.maximum.at(twice, which, AGREE[_alike(site, found, which, there, index)])
    evidence.add("begins-twice", twice)
    evidence.add("comes-again", (often > 1) & (twice == 0))
    outside = site.key[~site.inside()]
    evidence.add("named", (key > 0) & np.isin(key, outside))
    return evidence


def _alike(site: Site, found: Candidates, which: Ints, there: Ints, index: Index) -> Ints:
    """Return how many lines below two places agree, at most 3; none if some above do."""
    title, first = found.title[which], found.first[which]
    above = _common(site, first, there - (title - first), -1, index)
    below = _common(site, title, there, 1, index)
    return np.where(above > 0, 0, np.minimum(3, below))


def _common(site: Site, here: Ints, there: Ints, step: int, index: Index) -> Ints:
    """Count the beginnings of rare lines that stand near both of two places."""
    mine, theirs = _near(site, here, step, index), _near(site, there, step, index)
    same = (mine[:, :, None] == theirs[:, None, :]) & (mine[:, :, None] > 0)
    # A beginning that comes twice on one side counts once.
    first = np.ones_like(mine, bool)
    for i in range(1, AROUND):
        first[:, i] = (mine[:, :i] != mine[:, i : i + 1]).all(1)
    shared: Ints = (same.any(2) & first).sum(1)
    return shared


def _near(site: Site, places: Ints, step: int, index: Index) -> Ints:
    """Return the beginnings of the lines near ``places``, 0 where there is no rare one."""
    rows = places[:, None] + step * np.arange(1, AROUND + 1)[None, :]
    page = site.page[np.clip(places, 0, len(site) - 1)][:, None]
    there = (rows >= site.start[page]) & (rows < site.stop[page])
    rows = np.where(there, rows, 0)
    rare = (site.key[rows] > 0) & (index.count[site.key[rows]] <= RARE)
    return np.where(there & rare, site.begin[rows], 0)
