"""Where the words change: what a title announces, and what is not taken up again.

After Hearst (“TextTiling”, 1997) in spirit: rare words that stand on both sides of a gap
hold the sides together; rare words of a line that come after it and not before it make
it the head of what follows.
"""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from book.split.candidates import Candidate, Signal
from book.split.lines import Page

RARE = 0.02  # of the lines hold a rare word, at most
FEW = 6  # … or so many lines
NEAR = 14  # lines that belong together
OFTEN = 4  # lines that take a subject up
MANY = 8  # times after which more says nothing new
BURST = 60  # lines within which a word that is not rare is a subject’s
LETTERS = 2  # a rare word has more
LINKED = 20  # lines over which a link of two equal words reaches


class Vocabulary:
    """The rare words of the site and where they stand on each page. Never changed."""

    def __init__(self, pages: Sequence[Page]) -> None:
        standing = [_standing(page) for page in pages]
        most = max(FEW, RARE * sum(len(page.content) for page in pages))
        spread = Counter[str]()
        strewn: set[str] = set()
        for where in standing:
            for word, at in where.items():
                spread[word] += len(at)
                if at[-1] - at[0] > BURST:
                    strewn.add(word)
        self._places = [
            {
                word: at
                for word, at in where.items()
                if spread[word] <= most or word not in strewn
            }
            for where in standing
        ]
        self._links = [
            _links(page, where) for page, where in zip(pages, self._places, strict=True)
        ]

    def signals(self, pages: Sequence[Page], candidate: Candidate) -> Iterator[Signal]:
        """Yield what the words around a candidate say."""
        yield from self._announced(pages[candidate.page], candidate)
        yield from self._held(pages[candidate.page], candidate)

    def _announced(self, page: Page, candidate: Candidate) -> Iterator[Signal]:
        where = self._places[candidate.page]
        balance = 0.0
        for word in dict.fromkeys(page.lines[candidate.title].words):
            at = where.get(word, ())
            if not at:
                continue
            middle = bisect_left(at, candidate.title)
            after = bisect_left(at, candidate.title + NEAR + 1) - middle - 1
            before = middle - bisect_left(at, candidate.first - NEAR)
            balance += math.log((min(after, MANY) + 0.5) / (min(before, MANY) + 0.5))
        weight = max(-2.0, min(2.5, (0.6 if balance > 0 else 0.8) * balance))
        if self._introduced(page, candidate, where):
            yield Signal(1.8, "its subject is named here first, and often below")
        if weight > 0.3:
            yield Signal(weight, "its words come again below it and not above")
        elif weight < -0.3:
            yield Signal(weight, "its words stand above it already")

    def _introduced(
        self, page: Page, candidate: Candidate, where: Mapping[str, Sequence[int]]
    ) -> bool:
        """Tell whether a word of the title appears first in it and then again and again."""
        return any(
            where[word][0] == candidate.title
            and bisect_left(where[word], candidate.title + LINKED + 1) > OFTEN
            for word in page.lines[candidate.title].words
            if word in where
        )

    def _held(self, page: Page, candidate: Candidate) -> Iterator[Signal]:
        links = self._links[candidate.page]
        i = candidate.first - page.start
        usual = sum(links) / max(1, len(links))
        if usual < 1:
            return
        weight = max(-1.5, min(1.2, 0.9 * math.log((usual + 1) / (links[i] + 1))))
        if weight > 0.3:
            yield Signal(weight, "few words are shared across it")
        elif weight < -0.3:
            yield Signal(weight, "many words are shared across it")


def _standing(page: Page) -> dict[str, list[int]]:
    """Return the lines of each word of a page that is long enough to mean something."""
    where: dict[str, list[int]] = defaultdict(list)
    for i in page.content:
        for word in dict.fromkeys(page.lines[i].words):
            if len(word) > LETTERS or not word.isascii():
                where[word].append(i)
    return where


def _links(page: Page, where: Mapping[str, Sequence[int]]) -> list[int]:
    """Return how many rare words stand on both sides of each gap, not far from it."""
    steps = [0] * (len(page.content) + 1)
    for at in where.values():
        for here, there in pairwise(at):
            if there - here <= LINKED:
                steps[here + 1 - page.start] += 1
                steps[there + 1 - page.start] -= 1
    total, links = 0, []
    for step in steps[:-1]:
        total += step
        links.append(total)
    return links
