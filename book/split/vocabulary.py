"""Where the words change: what a title announces, and what is not taken up again.

After Hearst (“TextTiling”, 1997) in spirit: rare words that stand on both sides of a gap
hold the sides together; rare words of a line that come after it and not before it make
it the head of what follows.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from book.split.candidates import Candidates
from book.split.evidence import Evidence
from book.split.site import Floats, Ints, Site

PARTS = 8  # of the lexicon, looked at one after the other
RARE = 0.02  # of the lines hold a rare word, at most
FEW = 6  # … or so many lines
NEAR = 14  # lines that belong together, if they are paragraphs
WORDS = 400  # words that belong together, where lines are shorter
FARTHEST = 4  # times as many lines as of paragraphs, at most
OFTEN = 4  # lines that take a subject up
MANY = 8  # times after which more says nothing new
BURST = 60  # lines within which a word that is not rare is a subject’s
LETTERS = 2  # a rare word has more
LINKED = 20  # lines over which a link of two equal words reaches


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the rare words of a site stand: ``word * rows + row``, rising.

    ``reach``: how many times as many lines belong together as where lines are paragraphs.
    """

    places: Ints
    rows: int
    reach: float

    def before(self, words: Ints, rows: Ints) -> Ints:
        """Count the places that come before so many rows of so many words."""
        return np.searchsorted(self.places, words * self.rows + rows)


def vocabulary(site: Site, found: Candidates) -> Evidence:
    """Return what the words around the candidates say."""
    evidence = Evidence(len(found))
    standing = _standing(site)
    _announced(evidence, site, found, standing)
    _held(evidence, site, found, standing)
    return evidence


def _standing(site: Site) -> Standing:
    reach, most = _reach(site), max(FEW, RARE * int(site.inside().sum()))
    meaning = np.array(
        [len(word) > LETTERS or not word.isascii() for word in site.lexicon], dtype=bool
    )
    row = np.repeat(np.arange(len(site)), np.diff(site.at))
    kept = site.inside()[row] & meaning[site.words] if len(site.words) else np.zeros(0, bool)
    # A part of the lexicon at a time, for the places of all words take much room.
    edges = np.linspace(0, len(site.lexicon), PARTS + 1).astype(np.int64)
    parts = [
        _rare(site, np.flatnonzero(kept & (site.words >= low) & (site.words < high)), row, most)
        for low, high in pairwise(edges.tolist())
    ]
    return Standing(np.concatenate(parts), len(site), reach)


def _rare(site: Site, chosen: Ints, row: Ints, most: float) -> Ints:
    """Return the places of the rare words among the ``chosen`` ones, rising."""
    rows = max(1, len(site))
    places = np.unique(site.words[chosen].astype(np.int64) * rows + row[chosen])
    if not len(places):
        return places
    word, at = np.divmod(places, rows)
    spread = np.bincount(word, minlength=len(site.lexicon))
    turns = (np.diff(word) != 0) | (np.diff(site.page[at]) != 0)
    runs = np.flatnonzero(np.concatenate(([True], turns)))
    ends = np.append(runs[1:], len(places)) - 1
    strewn = np.zeros(len(site.lexicon), bool)
    strewn[word[runs][at[ends] - at[runs] > BURST * _reach(site)]] = True
    kept: Ints = places[((spread <= most) | ~strewn)[word]]
    return kept


def _reach(site: Site) -> float:
    words = float(site.extent()[-1]) / max(1, int(site.inside().sum()))
    return min(FARTHEST, max(1.0, WORDS / NEAR / max(1.0, words)))


def _announced(evidence: Evidence, site: Site, found: Candidates, standing: Standing) -> None:
    which, words = _title_words(site, found)
    title, first = found.title[which], found.first[which]
    start, stop = site.start[site.page[title]], site.stop[site.page[title]]
    near, linked = int(NEAR * standing.reach), int(LINKED * standing.reach)
    middle = standing.before(words, title)
    known = standing.before(words, stop) > standing.before(words, start)
    below = standing.before(words, np.minimum(title + near + 1, stop))
    after = np.maximum(0, below - middle - 1)
    before = middle - standing.before(words, np.maximum(first - near, start))
    ratio = np.log((np.minimum(after, MANY) + 0.5) / (np.minimum(before, MANY) + 0.5))
    balance = np.bincount(which, np.where(known, ratio, 0.0), len(found))
    often = standing.before(words, np.minimum(title + linked + 1, stop)) - middle > OFTEN
    fresh = known & (standing.before(words, start) == middle) & often
    introduced = np.zeros(len(found), bool)
    introduced[which[fresh]] = True
    evidence.add("introduced", introduced)
    evidence.add("announced", np.where(balance > 0.5, np.minimum(balance, 4.2), 0.0))
    evidence.add("already", np.where(balance < -0.375, np.minimum(-balance, 2.5), 0.0))


def _title_words(site: Site, found: Candidates) -> tuple[Ints, Ints]:
    """Return each word of each title once: the candidates’ numbers and the words."""
    counts = site.at[found.title + 1] - site.at[found.title]
    which = np.repeat(np.arange(len(found)), counts)
    offset = np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)
    words = site.words[site.at[found.title][which] + offset].astype(np.int64)
    size = len(site.lexicon)
    which, words = np.divmod(np.unique(which * size + words), max(1, size))
    return which, words


def _held(evidence: Evidence, site: Site, found: Candidates, standing: Standing) -> None:
    links, usual = _links(site, standing)
    mean = usual[site.page[found.title]]
    ratio = np.log((mean + 1) / (links[found.first] + 1))
    ratio = np.where(mean < 1, 0.0, ratio)
    evidence.add("many-shared", np.where(ratio < -1 / 3, np.minimum(-ratio, 1.67), 0.0))
    around = _around(site, found, links, int(NEAR * standing.reach))
    depth = np.log((around + 1) / (links[found.first] + 1))
    evidence.add("valley", np.clip(np.where(mean < 1, 0.0, depth), 0.0, 2.0))
    evidence.add("ridge", np.clip(np.where(mean < 1, 0.0, -depth), 0.0, 2.0))


def _around(site: Site, found: Candidates, links: Ints, near: int) -> Floats:
    """Return the mean of the links around each candidate, on its page."""
    total = np.concatenate(([0], np.cumsum(links)))
    page = site.page[found.title]
    low = np.maximum(found.first - near, site.start[page] + 1)
    high = np.minimum(found.first + near + 1, site.stop[page])
    mean: Floats = (total[high] - total[low]) / np.maximum(1, high - low)
    return mean


def _links(site: Site, standing: Standing) -> tuple[Ints, Floats]:
    """Return how many rare words each row’s gap parts, and the mean of each page."""
    word, row = np.divmod(standing.places, max(1, standing.rows))
    steps = np.zeros(standing.rows + 1, np.int64)
    if len(row):
        here, there = row[:-1], row[1:]
        linked = (
            (word[:-1] == word[1:])
            & (site.page[here] == site.page[there])
            & (there - here <= LINKED * standing.reach)
        )
        np.add.at(steps, here[linked] + 1, 1)
        np.add.at(steps, there[linked] + 1, -1)
    links = np.cumsum(steps)[:-1]
    total = np.concatenate(([0], np.cumsum(links)))
    counts = np.maximum(1, site.stop - site.start)
    return links, (total[site.stop] - total[site.start]) / counts
