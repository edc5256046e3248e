"""How many pages a text will take, before it is set: good enough for the width of a number."""

import re
from dataclasses import dataclass
from math import ceil

OPENER = 12  # lines that the head of a chapter takes
FIGURE = 12
WORD = 3  # letters that the mean line ends before its measure
_BLOCK = re.compile(r"</(p|li|h[1-6]|pre|td|figure|hr)>|<(hr)/?>")
_TAG = re.compile(r"<[^>]*>")
_SPACED = frozenset({"h2", "h3", "h4", "h5", "h6", "pre", "hr"})


@dataclass(frozen=True, slots=True)
class Measure:
    """What fits: ``letters`` on a full line, ``lines`` on a full page."""

    letters: float = 62
    lines: int = 31


def pages(markup: str, measure: Measure) -> int:
    """Return how many pages ``markup`` will probably take."""
    lines, start = 0.0, 0
    for found in _BLOCK.finditer(markup):
        name = found[1] or found[2]
        text = _TAG.sub("", markup[start : found.start()])
        lines += FIGURE if name == "figure" else ceil(len(text) / (measure.letters - WORD))
        lines += name in _SPACED
        start = found.end()
    lines += OPENER if "opener" in markup else 0
    return max(1, ceil(lines / measure.lines))
