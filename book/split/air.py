"""Blank lines and non-breaking spaces, weighed against those of the whole site."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from book.split.candidates import Candidate, Signal, following, last_space
from book.split.lines import Page

TIGHT = 0.03  # of the lines have a gap: then a title has one


class Air:
    """How many lines of the site have so many blank lines above them, or more."""

    def __init__(self, pages: Sequence[Page]) -> None:
        lines = [page.lines[i] for page in pages for i in page.content if i > page.start]
        self._lines = max(1, len(lines))
        self._gaps = _at_least(Counter(line.gap for line in lines))
        self._lone = _at_least(Counter(line.lone for line in lines))
        hard = sum(last_space(line.text) == "hard" for line in lines)
        self._hard = (hard + 0.5) / (self._lines + 1)
        self._usual = sorted(line.gap for line in lines)[len(lines) // 2] if lines else 0

    def signals(self, pages: Sequence[Page], candidate: Candidate) -> Iterator[Signal]:
        """Yield what the air above and below a candidate says."""
        page = pages[candidate.page]
        head, title = page.lines[candidate.first], page.lines[candidate.title]
        after = following(page, candidate)
        if not head.gap:
            if self._share(self._gaps, 1) > TIGHT:
                yield Signal(-3.0, "no blank line stands before it")
        elif (share := self._share(self._gaps, head.gap)) < 0.25:
            words = f"{_count(head.gap)} before it, where the site has {self._usual}"
            yield Signal(min(4.5, 1.3 * math.log(0.25 / share)), words)
        if head.lone and (share := self._share(self._lone, head.lone)) < 0.25:
            weight = min(1.5, 0.5 * math.log(0.25 / share))
            yield Signal(weight, "non-breaking spaces alone on the lines before it")
        if last_space(title.text) == "hard" and self._hard < 0.25:
            words = "its last space is non-breaking, as WordPress sets titles"
            yield Signal(min(5.0, 2.2 * math.log(0.25 / self._hard)), words)
        if after and not after.gap and title.gap and self._share(self._gaps, 1) > 0.1:
            yield Signal(-1.5, "no blank line stands after it")

    def _share(self, least: dict[int, int], gap: int) -> float:
        return least.get(gap, 0) / self._lines


def _at_least(counts: Counter[int]) -> dict[int, int]:
    total, found = 0, {}
    for gap in sorted(counts, reverse=True):
        total += counts[gap]
        found[gap] = total
    return {g: found[min(k for k in found if k >= g)] for g in range(max(found, default=0) + 1)}


def _count(gap: int) -> str:
    return "1 blank line" if gap == 1 else f"{gap} blank lines"
