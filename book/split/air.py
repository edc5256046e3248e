"""Blank lines and non-breaking spaces, weighed against those of the whole site."""

import numpy as np

from book.split.candidates import Candidates, around
from book.split.evidence import Evidence
from book.split.looks import Look
from book.split.site import Flags, Floats, Ints, Site

RARE = 0.25  # of the lines: what fewer have is rare
PURE, MOST = 1.8, 4.0  # what it says that titles have it and other lines have not
TIGHT = 0.03  # of the lines have a gap: then a title has one
LESS = 0.6  # what a hard space says before a lone mark, where French sets one anyway
COMMON = 0.1  # … or so many: then a title has one after it too


def air(site: Site, found: Candidates, likely: Flags) -> Evidence:
    """Return what the air above and below the candidates says.

    ``likely`` tells which candidates look like titles by themselves: where a large gap
    stands above such lines and no others, it is how the site sets titles.
    """
    evidence = Evidence(len(found))
    rows = np.flatnonzero(site.inside() & (np.arange(len(site)) > site.start[site.page]))
    like = np.zeros(len(site), bool)
    like[found.first[likely]] = True
    gaps = Column(site.gap[rows], like[rows])
    lone = Column(site.lone[rows], like[rows])
    hard_space = site.has(Look.HARD)
    hard = Column(hard_space[rows].astype(np.int64), like[rows])
    gap, near = _headroom(site, found), around(site, found)
    spaced = gaps.share(np.array([1]))[0]
    usual = gaps.median
    wide = np.minimum(4.5, gaps.weight(gap, 1.3))
    evidence.add("no-gap", (gap == 0) & (spaced > TIGHT))
    evidence.add(
        "gap",
        np.where(gap > usual, np.maximum(wide, 0), 0),
        lambda i: f"{_count(int(gap[i]))} before it, where the site has {usual}",
    )
    alone = site.lone[found.first]
    evidence.add("lone", np.where(alone > 0, np.minimum(1.5, lone.weight(alone, 0.5)), 0))
    hardness = np.minimum(5.0, hard.weight(np.ones(len(found), np.int64), 2.2))
    hardness = np.maximum(hardness, 0) * np.where(site.has(Look.MARKED)[found.title], LESS, 1)
    evidence.add("hard-space", np.where(hard_space[found.title], hardness, 0))
    tight = near.is_after & (site.gap[near.after] == 0) & (site.gap[found.title] > 0)
    evidence.add("no-gap-after", tight & (spaced > COMMON))
    return evidence


def _headroom(site: Site, found: Candidates) -> Ints:
    """Return the gap above each header; a picture between them takes none of it."""
    before = found.first - 1
    picture = site.has(Look.FILE)[before]
    return np.where(
        picture, np.maximum(site.gap[found.first], site.gap[before]), site.gap[found.first]
    )


class Column:
    """One measure of all lines of the site, and which of them look like titles."""

    def __init__(self, measured: Ints, like: Flags) -> None:
        self._all = np.sort(measured)
        self._like = np.sort(measured[like])
        self.median = int(self._all[len(measured) // 2]) if len(measured) else 0

    def share(self, least: Ints) -> Floats:
        """Return how many of the lines measure so much or more, from 0 to 1."""
        return _from(self._all, least) / max(1, len(self._all))

    def weight(self, least: Ints, slope: float) -> Floats:
        """Return what it says to measure so much: it is rare, and titles have it."""
        rare = np.maximum(0.0, slope * np.log(RARE / np.maximum(self.share(least), 1e-9)))
        like = _from(self._like, least)
        pure = PURE * np.log((like + 0.5) / (_from(self._all, least) - like + 0.5))
        return rare + np.clip(pure, 0.0, MOST)


def _from(sizes: Ints, least: Ints) -> Ints:
    return len(sizes) - np.searchsorted(sizes, least)


def _count(gap: int) -> str:
    return "1 blank line" if gap == 1 else f"{gap} blank lines"
