"""All that speaks for and against each candidate, added up."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from book.split import boundaries, signature
from book.split.air import air
from book.split.anchors import Index, proofs
from book.split.candidates import Candidates, candidates, shape
from book.split.contrast import contrast, expected, rarity
from book.split.evidence import Evidence, Signal, weights
from book.split.headers import Habit
from book.split.repeats import repeats
from book.split.site import Flags, Floats, Site
from book.split.vocabulary import vocabulary

ROUNDS = 4
BIAS = 1.0  # added to all odds where pages overlap: it is a site of many articles
ALONE = 0.5  # … and where they do not
GATE = 3.0  # what the cuts of a page must gain together, or it is one article
SURE = 2.5  # … unless one of them weighs so much
CROWD = 30  # articles that no page shows, unless something beside their shape marks them
MARKS = (
    *("header-date", "header-label", "dated", "dated-as-known", "dated-otherwise"),
    *("gap", "lone", "hard-space", "named"),
)
PROVED = 4  # boundaries that tell how long articles are
FEWEST, GREATEST = 0.75, 2.0  # times as many articles as expected
MOVES = (0.5, 1.0, 1.5, 2.0, 2.5, 3.0)
LIKELY = -1.5  # a line that weighs more than this may open an article, however short those are
LIKE = 0.5  # a line whose shape weighs more looks like a title
# Platt’s map (1999) from the odds to how often boundaries were right where it is known.
SLOPE, LIFT = 0.93, 0.3
PSEUDO = 4  # articles of usual length assumed before those of the site are known


@dataclass(frozen=True, slots=True)
class Verdict:
    """The candidates of a site. ``weights`` are logarithms of odds; ``taken`` open articles."""

    candidates: Candidates
    evidence: Evidence
    weights: Floats
    taken: Flags

    def signals(self, i: int) -> tuple[Signal, ...]:
        """Return what speaks for candidate ``i`` and against it."""
        return tuple(self.evidence.signals(i))


def judge(site: Site, habit: Habit) -> Verdict:
    """Return every candidate of the pages, in order, taken or not."""
    index = Index(site)
    proved = proofs(site, index)
    found = candidates(site, habit, proved)
    articles = expected(site, np.array(sorted(proved), np.int64))
    evidence = look(site, found, habit, index)
    evidence.update(rarity(site, found, signature.frame(site, found), articles))
    _prove(evidence, found, proved)
    evidence.update(_learn(site, found, habit, evidence, articles))
    # Rounded, for the order of the pages must not decide between equals.
    total = np.round(evidence.total(), 6)
    odds = total + (BIAS if proved else ALONE)
    known = articles if len(proved) >= PROVED else None
    taken = _decide(site, found, odds, known)
    if not proved:
        taken &= ~_sections(site, found, evidence, taken)
    return Verdict(found, evidence, total, taken)


def look(site: Site, found: Candidates, habit: Habit, index: Index) -> Evidence:
    """Return what is seen of the candidates before the site’s own habits are known."""
    evidence = Evidence(len(found))
    evidence.update(shape(site, found, habit))
    likely = evidence.total(first=True) - weights()["prior"].first > LIKE
    evidence.update(air(site, found, likely))
    evidence.update(vocabulary(site, found))
    evidence.update(repeats(site, found, index))
    return evidence


def _prove(evidence: Evidence, found: Candidates, proved: Mapping[int, str]) -> None:
    words: dict[int, str] = {}
    rows = np.array(sorted(proved), np.int64)
    inside = np.searchsorted(rows, found.title + 1) > np.searchsorted(rows, found.first)
    for i in np.flatnonzero(inside).tolist():
        header = range(int(found.first[i]), int(found.title[i]) + 1)
        words[i] = next(proved[row] for row in header if row in proved)
    evidence.add("proved", inside, lambda i: words[i])


def _learn(
    site: Site, found: Candidates, habit: Habit, own: Evidence, articles: float
) -> Evidence:
    """Return the site’s own word on each candidate, after a few rounds."""
    seen = signature.attributes(site, found, habit)
    total, known = own.total(first=True), own.total()
    most = max(articles, float((total > LIKELY).sum()))
    learned = Evidence(len(found))
    for _ in range(ROUNDS):
        learned = signature.learn(seen, _bounded(total, most))
        learned.update(contrast(site, found, total, articles))
        total = known + learned.total() - weights()["prior"].weight
    return learned


def _bounded(total: Floats, most: float) -> Floats:
    """Return beliefs that make no more articles than so many words can hold.

    Subheadings outnumber titles; were all of them believed a little, the habit that is
    learned would be theirs.
    """
    beliefs = belief(total)
    if beliefs.sum() <= most:
        return beliefs
    low, high = 0.0, 20.0
    for _ in range(20):
        shift = (low + high) / 2
        if belief(total - shift).sum() > most:
            low = shift
        else:
            high = shift
    return belief(total - high)


def _decide(site: Site, found: Candidates, total: Floats, articles: float | None) -> Flags:
    """Tell which of the candidates open articles.

    Where pages overlap it is known how many ``articles`` there are, more or less, and the
    odds of all candidates are moved until so many are found.
    """
    if articles is None:
        return _cut(site, found, total, boundaries.USUAL)
    usual = float(site.extent()[-1]) / max(1.0, articles)
    taken = _cut(site, found, total, usual)
    pages = int((site.start < site.stop).sum())
    for step in MOVES:
        count = int(taken.sum()) + pages
        if FEWEST * articles <= count <= GREATEST * articles:
            break
        more = count < FEWEST * articles
        taken = _cut(site, found, total + (step if more else -step), usual)
    return taken


def _sections(site: Site, found: Candidates, evidence: Evidence, taken: Flags) -> Flags:
    """Tell which boundaries are those of sections: no page of a site shows so many articles.

    A long text has many headings, and nothing but their shape makes titles of them.
    """
    marked = np.any([evidence.columns[name] > 0 for name in MARKS], axis=0)
    page = site.page[found.title]
    size = len(site.names)
    cuts = np.bincount(page[taken], minlength=size)
    bare = np.bincount(page[taken & ~marked], minlength=size)
    return ((cuts > CROWD) & (2 * bare > cuts))[page]


def _cut(site: Site, found: Candidates, total: Floats, usual: float) -> Flags:
    """Tell which candidates open articles, given what they weigh and how long articles are."""
    extent = site.extent()
    edges = np.searchsorted(found.title, site.first)
    taken = np.zeros(len(found), bool)
    for _ in range(2):
        taken = np.zeros(len(found), bool)
        for page in range(len(site.names)):
            here = slice(edges[page], edges[page + 1])
            base, end = extent[site.start[page]], extent[site.stop[page]]
            before = extent[found.first[here]] - base
            chosen, gain = boundaries.choose(total[here], before, end - base, usual)
            cuts = edges[page] + np.array(chosen, np.int64)
            if gain >= GATE or total[cuts].max(initial=0.0) >= SURE:
                taken[cuts] = True
        usual = _usual(site, found, taken, extent)
    return taken


def _usual(site: Site, found: Candidates, taken: Flags, extent: Floats) -> float:
    """Return the geometric mean of the articles’ lengths, held back by the usual one."""
    opened = np.sort(np.concatenate([site.start[site.start < site.stop], found.first[taken]]))
    if not len(opened):
        return boundaries.USUAL
    lengths = np.diff(np.append(extent[opened], extent[-1]))
    logs = np.log(np.maximum(boundaries.TINY, lengths))
    first = PSEUDO * math.log(boundaries.USUAL)
    return round(math.exp((first + math.fsum(logs)) / (PSEUDO + len(opened))), 6)


def confidence(weight: Floats) -> Floats:
    """Return the probability that a boundary is one, as measured where the truth is known."""
    return belief(SLOPE * weight + LIFT)


def belief(weight: Floats) -> Floats:
    """Return the probability that logarithms of odds stand for."""
    return 1 / (1 + np.exp(-np.clip(weight, -40.0, 40.0)))
