"""All that speaks for and against each candidate, added up."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from book.split import anchors, boundaries, candidates, header, repeats, signature
from book.split.air import Air
from book.split.anchors import Place
from book.split.candidates import Candidate, Signal
from book.split.lines import Page
from book.split.vocabulary import Vocabulary

PRIOR = -6.65  # before anything is seen, one line in eight hundred opens an article
ROUNDS = 4
PROVED = 9.0
LIKELY = -1.5  # a line that weighs more than this may open an article, however short those are
LIKE = 0.5  # a line whose shape weighs more looks like a title
HEADING = 0.8  # a line that weighs more than this, before the site is known, is like one
EXPECTED = 900  # words an article has
LEAST, MOST = -0.5, 1.6  # what the number of headings may add
STEEP, EVEN = 3.0, -0.7  # how fast, and the logarithm of the odds at which it adds nothing
OVERSAID = 0.8  # how far the sum of all signals is too sure, measured on known sites
DENSE = 800  # words an article has, on the whole, while the habit is learned
PSEUDO = 4  # articles of usual length assumed before those of the site are known


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with its verdict. ``weight`` is a logarithm of odds."""

    candidate: Candidate
    signals: tuple[Signal, ...]
    weight: float
    taken: bool


def judge(
    pages: Sequence[Page], habit: header.Habit, ruled: Mapping[Place, float]
) -> list[Judged]:
    """Return every candidate of the pages, in order, taken or not.

    ``ruled`` holds the lines on which the author has the last word: the weight to add.
    """
    places = anchors.index(pages)
    proofs = anchors.proofs(pages, places)
    found = candidates.candidates(pages, habit, frozenset({*proofs, *ruled}))
    _look(pages, found, places, habit)
    for candidate in found:
        _prove(candidate, proofs)
        _rule(candidate, ruled)
    learned = _learn(pages, found, habit)
    tilt = _tilt(pages, found)
    weights = [
        candidate.weight + sum(signal.weight for signal in site)
        for candidate, site in zip(found, learned, strict=True)
    ]
    # Rounded, for the order of the pages must not decide between equals.
    weights = [round(PRIOR + tilt + weight, 6) for weight in weights]
    taken = _decide(pages, found, weights)
    return [
        Judged(candidate, (*candidate.signals, *site), weight, i in taken)
        for i, (candidate, site, weight) in enumerate(zip(found, learned, weights, strict=True))
    ]


def _look(
    pages: Sequence[Page],
    found: Sequence[Candidate],
    places: anchors.Index,
    habit: header.Habit,
) -> None:
    for candidate in found:
        candidate.signals += candidates.shape(pages[candidate.page], candidate, habit)
    likely = {(c.page, c.first) for c in found if c.weight > LIKE}
    air, vocabulary = Air(pages, likely), Vocabulary(pages)
    for candidate in found:
        candidate.signals += [
            *air.signals(pages, candidate),
            *vocabulary.signals(pages, candidate),
            *repeats.signals(pages, places, candidate),
        ]


def _prove(candidate: Candidate, proofs: Mapping[Place, str]) -> None:
    for i in range(candidate.first, candidate.title + 1):
        if (candidate.page, i) in proofs:
            candidate.signals.insert(0, Signal(PROVED, proofs[candidate.page, i]))
            return


def _tilt(pages: Sequence[Page], found: Sequence[Candidate]) -> float:
    """Return how much a site with few lines like headings speaks for each of them.

    Where there are as many as articles are expected, they are the titles; where there are
    many more, most are subheadings.
    """
    words = sum(len(page.lines[i].words) for page in pages for i in page.content)
    headings = sum(candidate.weight > HEADING for candidate in found) + 1
    share = min(0.9, (words / EXPECTED + 1) / headings)
    return max(LEAST, min(MOST, STEEP * (math.log(share / (1 - share)) - EVEN)))


def _rule(candidate: Candidate, ruled: Mapping[Place, float]) -> None:
    weight = ruled.get((candidate.page, candidate.title))
    if weight is not None:
        candidate.signals.insert(0, Signal(weight, "book.toml says so"))


def _learn(
    pages: Sequence[Page], found: Sequence[Candidate], habit: header.Habit
) -> list[list[Signal]]:
    """Return the site’s own word on each candidate, after a few rounds."""
    examples = signature.edges(pages, habit)
    seen = [signature.attributes(pages[c.page], c, habit.prose) for c in found]
    learned: list[list[Signal]] = [[] for _ in found]
    words = sum(len(page.lines[i].words) for page in pages for i in page.content)
    most = max(words / DENSE, sum(PRIOR + c.weight > LIKELY for c in found))
    for _ in range(ROUNDS):
        weights = [
            PRIOR + c.weight + sum(s.weight for s in site)
            for c, site in zip(found, learned, strict=True)
        ]
        beliefs = _bounded(weights, most)
        learned = signature.learn(seen, beliefs, examples)
    return learned


def _bounded(weights: Sequence[float], most: float) -> list[float]:
    """Return beliefs that make no more articles than so many words can hold.

    Subheadings outnumber titles; were all of them believed a little, the habit that is
    learned would be theirs.
    """
    low, high = 0.0, 20.0
    if math.fsum(map(belief, weights)) <= most:
        return list(map(belief, weights))
    for _ in range(20):
        shift = (low + high) / 2
        if math.fsum(belief(weight - shift) for weight in weights) > most:
            low = shift
        else:
            high = shift
    return [belief(weight - high) for weight in weights]


def _decide(
    pages: Sequence[Page], found: Sequence[Candidate], weights: Sequence[float]
) -> frozenset[int]:
    """Return the indexes of the candidates that open articles."""
    by_page: dict[int, list[int]] = {}
    for i, candidate in enumerate(found):
        by_page.setdefault(candidate.page, []).append(i)
    before = [_running(page) for page in pages]
    usual = boundaries.USUAL
    taken: list[int] = []
    for _ in range(2):
        taken = []
        for number, here in by_page.items():
            cuts = [boundaries.Cut(weights[i], before[number][found[i].first]) for i in here]
            chosen = boundaries.choose(cuts, before[number][-1], usual)
            taken += [here[k] for k in chosen]
        usual = _usual(pages, [found[i] for i in taken], before)
    return frozenset(taken)


def _running(page: Page) -> list[int]:
    """Return how many words of the content stand before each line, and in all, last."""
    total, running = 0, [0] * (len(page.lines) + 1)
    for i in range(len(page.lines)):
        running[i] = total
        total += len(page.lines[i].words) if i in page.content else 0
    running[-1] = total
    return running


def _usual(
    pages: Sequence[Page], taken: Sequence[Candidate], before: Sequence[Sequence[int]]
) -> float:
    """Return the geometric mean of the articles’ lengths, held back by the usual one."""
    starts = sorted(
        [(n, 0) for n in range(len(pages))] + [(c.page, before[c.page][c.first]) for c in taken]
    )
    ends = [*starts, (len(pages), 0)][1:]
    logs = [PSEUDO * math.log(boundaries.USUAL)]
    for (page, start), (after, stop) in zip(starts, ends, strict=True):
        length = (stop if after == page else before[page][-1]) - start
        logs.append(math.log(max(boundaries.TINY, length)))
    return round(math.exp(math.fsum(logs) / (PSEUDO + len(starts))), 6)


def confidence(weight: float) -> float:
    """Return the probability that a boundary is one, as measured where the truth is known."""
    return belief(weight - OVERSAID)


def belief(weight: float) -> float:
    """Return the probability that a logarithm of odds stands for."""
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, weight))))
