"""A site's custom with figures: whether 3/4/2015 begins with the day, by its other dates."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from book.dates.letters import folded

# Day and month in either order, then the year; not inside a longer row of figures.
FIGURES = re.compile(
    r"(?<![\d/.:-])(?P<a>\d{1,2})\s?(?P<sep>[-/.])\s?(?P<b>\d{1,2})\s?(?P=sep)\s?"
    r"(?P<year>\d{4}|\d\d)(?!\d|[/.:-]\d)"
)
_AGREE = 0.9


@dataclass(frozen=True, slots=True)
class Custom:
    """``day_first`` tells by separator whether the day stands before the month."""

    day_first: Mapping[str, bool] = field(default_factory=dict)


def custom(lines: Iterable[str]) -> Custom:
    """Return what the unambiguous dates of ``lines`` show; where they disagree, nothing."""
    votes: Counter[tuple[str, bool]] = Counter()
    for line in lines:
        for match in FIGURES.finditer(folded(line)):
            a, b = int(match["a"]), int(match["b"])
            if max(a, b) <= 31 and min(a, b) <= 12 < max(a, b):
                votes[match["sep"], a > b] += 1
    found: dict[str, bool] = {}
    for separator in sorted({separator for separator, _ in votes}):
        yes, no = votes[separator, True], votes[separator, False]
        if max(yes, no) >= _AGREE * (yes + no):
            found[separator] = yes > no
    return Custom(found)
