"""How a candidate stands out: from the whole site, and from the lines around it.

A site of so many words holds about so many articles, and one title stands at the head of
each. So a line is the likelier to be one the fewer lines are set like it, the fewer look
more like a title than it does, and the farther off they are.
"""

from itertools import pairwise

import numpy as np

from book.split.candidates import Candidates
from book.split.evidence import Evidence
from book.split.site import Floats, Ints, Site

EXPECTED = 600.0  # words an article has, before the site is known
KNOWN = 1  # articles of that length assumed
MOST = 3.0  # what one column may hold, either way
SHORTEST = 20.0  # words of an article, on the whole
LOWEST = -10.0  # what a candidate that is none weighs
FAR = 120.0  # words within which there is hardly a second title


def rarity(site: Site, found: Candidates, frame: Ints, articles: float) -> Evidence:
    """Return how few lines are set like each candidate, compared with so many ``articles``."""
    evidence = Evidence(len(found))
    likes = np.bincount(frame)[frame] if len(found) else np.zeros(0)
    said = np.log((articles + 1) / (likes + 1))
    evidence.add("common", np.clip(-said, 0.0, MOST))
    return evidence


def contrast(site: Site, found: Candidates, total: Floats, articles: float) -> Evidence:
    """Return how each candidate stands out, given what all of them weigh so far."""
    evidence = Evidence(len(found))
    above = len(found) - np.searchsorted(np.sort(total), total, side="right")
    said = np.log((articles + 1) / (above + 1))
    evidence.add("first-ranks", np.clip(said, 0.0, MOST))
    evidence.add("last-ranks", np.clip(-said, 0.0, MOST))
    rival = _rival(site, found, total)
    evidence.add("stands-out", np.clip(total - rival, 0.0, 2 * MOST))
    evidence.add("outdone", np.clip(rival - total, 0.0, 2 * MOST))
    return evidence


def expected(site: Site, proved: Ints) -> float:
    """Return how many articles the site has, more or less.

    From the head of a page to the first row ``proved`` on it there is an article, or there
    are a few: the shortest such stretches tell how long articles are here.
    """
    extent = site.extent()
    lengths: list[float] = []
    for start, stop in zip(site.start.tolist(), site.stop.tolist(), strict=True):
        inside = proved[(proved > start) & (proved < stop)]
        edges = [start, *inside.tolist()]
        lengths += [float(extent[b] - extent[a]) for a, b in pairwise(edges)]
    some = sorted(lengths)[: (len(lengths) + 1) // 2]
    mean = (KNOWN * EXPECTED + sum(some)) / (KNOWN + len(some))
    return float(extent[-1]) / max(SHORTEST, mean)


def _rival(site: Site, found: Candidates, total: Floats) -> Floats:
    """Return what the weightiest other candidate near each one weighs."""
    extent = site.extent()[found.first]
    low = np.searchsorted(extent, extent - FAR)
    high = np.searchsorted(extent, extent + FAR, side="right")
    before = _most(total, low, np.arange(len(found)))
    after = _most(total, np.arange(len(found)) + 1, high)
    return np.maximum(before, after)


def _most(values: Floats, low: Ints, high: Ints) -> Floats:
    """Return the greatest of ``values[low:high]`` for each pair, by doubling (Bender 2000)."""
    least = np.full(len(values), LOWEST)
    if not len(values):
        return least
    levels = [values]
    while 2 ** len(levels) <= len(values):
        step = 2 ** (len(levels) - 1)
        levels.append(np.maximum(levels[-1][:-step], levels[-1][step:]))
    size = high - low
    for power, level in enumerate(levels):
        here = (size >= 2**power) & (size < 2 ** (power + 1))
        if here.any():
            least[here] = np.maximum(level[low[here]], level[high[here] - 2**power])
    most: Floats = np.maximum(least, LOWEST)
    return most
