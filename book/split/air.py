"""Blank lines and non-breaking spaces, weighed against those of the whole site."""

import math
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence

from book.split.anchors import Place
from book.split.candidates import Candidate, Signal, following, last_space
from book.split.lines import Line, Page

RARE = 0.25  # of the lines: what fewer have is rare
PURE, MOST = 1.8, 4.0  # what it says that titles have it and other lines have not
TIGHT = 0.03  # of the lines have a gap: then a title has one


class Air:
    """How many lines of the site have so much air above them, and what lines these are.

    ``likely`` are the places that look like titles by themselves: where a large gap stands
    above such lines and no others, it is how the site sets titles.
    """

    def __init__(self, pages: Sequence[Page], likely: Container[Place]) -> None:
        below: list[tuple[Line, bool]] = [
            (page.lines[i], (number, i) in likely)
            for number, page in enumerate(pages)
            for i in page.content
            if i > page.start
        ]
        self._gaps = Column([(line.gap, like) for line, like in below])
        self._lone = Column([(line.lone, like) for line, like in below])
        self._hard = Column([(last_space(line.text) == "hard", like) for line, like in below])
        self._usual = self._gaps.median

    def signals(self, pages: Sequence[Page], candidate: Candidate) -> Iterator[Signal]:
        """Yield what the air above and below a candidate says."""
        page = pages[candidate.page]
        head, title = page.lines[candidate.first], page.lines[candidate.title]
        after = following(page, candidate)
        if not head.gap and self._gaps.share(1) > TIGHT:
            yield Signal(-3.0, "no blank line stands before it")
        elif head.gap > self._usual and (weight := self._gaps.weight(head.gap, 1.3)) > 0:
            words = f"{_count(head.gap)} before it, where the site has {self._usual}"
            yield Signal(min(4.5, weight), words)
        if head.lone and (weight := self._lone.weight(head.lone, 0.5)) > 0:
            words = "non-breaking spaces alone on the lines before it"
            yield Signal(min(1.5, weight), words)
        if last_space(title.text) == "hard" and (weight := self._hard.weight(1, 2.2)) > 0:
            words = "its last space is non-breaking, as WordPress sets titles"
            yield Signal(min(5.0, weight), words)
        if after and not after.gap and title.gap and self._gaps.share(1) > 0.1:
            yield Signal(-1.5, "no blank line stands after it")


class Column:
    """One measure of all lines of the site, and which of them look like titles."""

    def __init__(self, measured: Iterable[tuple[int, bool]]) -> None:
        rows = sorted(measured)
        self._all = [size for size, _ in rows]
        self._like = [size for size, like in rows if like]
        self.median = self._all[len(rows) // 2] if rows else 0

    def share(self, least: int) -> float:
        """Return how many of the lines measure so much or more, from 0 to 1."""
        return _from(self._all, least) / max(1, len(self._all))

    def weight(self, least: int, slope: float) -> float:
        """Return what it says to measure so much: it is rare, and titles have it."""
        rare = max(0.0, slope * math.log(RARE / max(self.share(least), 1e-9)))
        like = _from(self._like, least)
        pure = PURE * math.log((like + 0.5) / (_from(self._all, least) - like + 0.5))
        return rare + max(0.0, min(MOST, pure))


def _from(sizes: Sequence[int], least: int) -> int:
    return len(sizes) - bisect_left(sizes, least)


def _count(gap: int) -> str:
    return "1 blank line" if gap == 1 else f"{gap} blank lines"
