"""What is found: a day, or a stretch of days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and the stretch of text that says it; ``sure`` is how sure the reading is."""

    value: date
    start: int
    end: int
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a phrase may mean: one, or those of a month. Both ends belong to it."""

    first: date
    last: date


def apart(found: Iterable[Dated]) -> list[Dated]:
    """Return ``found`` from left to right; of two readings of the same text, the longer."""
    kept: list[Dated] = []
    for dated in sorted(found, key=lambda d: (d.start, -d.end)):
        if not kept or dated.start >= kept[-1].end:
            kept.append(dated)
        elif dated.end - dated.start > kept[-1].end - kept[-1].start:
            kept[-1] = dated
    return kept
