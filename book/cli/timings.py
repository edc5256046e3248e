"""How long each phase takes: for the table of ``--timings``, and for the time that is left.

A phase is a pass over all its items. Phases may overlap (the EPUB is checked while the PDF
is typeset), so that their times can add up to more than the whole.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from book.engine import Advance

__all__ = ["Phase", "Timings", "phase"]

SLOWEST = 10

# What people call the passes that are named otherwise in the code.
PHASES = {
    "census": "survey",
    "consult": "clean",
    "_edited": "order",
    "enter": "account",
    "draw": "cover",
    "chapter": "render",
    "_finished": "bind and check",
    "_published": "",  # of the phases inside it
}
# What a phase takes beside others, until this project has been built once: measured on a
# book of 300 pages.
USUAL: Mapping[str, float] = {
    "read": 1.0,
    "survey": 0.5,
    "clean": 2.0,
    "dedupe": 0.3,
    "order": 0.6,
    "account": 0.4,
    "cover": 0.2,
    "render": 6.0,
    "bind and check epub": 4.0,
    "bind and check print": 15.0,
}


@dataclass(slots=True)
class Phase:
    """What was measured of one phase: ``wall`` seconds for ``items``, some of them ``kept``."""

    wall: float = 0.0
    items: int = 0
    kept: int = 0
    work: float = 0.0  # seconds of all processes together, for what was not kept


@dataclass(slots=True)
class Timings:
    """All phases so far. ``costs`` are seconds that each took when last it was worked on."""

    costs: Mapping[str, float] = field(default_factory=dict)
    phases: dict[str, Phase] = field(default_factory=dict)
    chapters: Counter[str] = field(default_factory=Counter)
    current: str = ""
    _running: dict[str, float] = field(default_factory=dict)

    def watch(self, at: Advance) -> None:
        """Take note of ``at``."""
        name = phase(at)
        if not name:
            return
        self.current = name
        part = at.done / at.total if at.total else 1.0
        self._running[name] = max(part, self._running.get(name, 0.0))  # a bar never goes back
        if at.done == 0:
            return
        seen = self.phases.setdefault(name, Phase())
        seen.items += 1
        seen.kept += at.kept
        if at.done == at.total:
            seen.wall += at.elapsed
        if at.kept:
            return
        seen.work += at.seconds
        title = _title(at.item)
        if title:
            self.chapters[title] += at.seconds  # type: ignore[assignment]

    def done(self) -> float:
        """Return how much of the build is done, from 0 to 1, by what the phases cost."""
        expected = {**(self.costs or USUAL)}
        for name in self._running:
            expected.setdefault(name, 0.0)
        whole = sum(expected.values())
        made = sum(self._running.get(name, 0.0) * cost for name, cost in expected.items())
        return made / whole if whole else 0.0

    def left(self, elapsed: float) -> float | None:
        """Return how many seconds are left after ``elapsed``; ``None`` too early to say."""
        done = self.done()
        if done < 0.05 or elapsed < 1.0:
            return None
        return elapsed * (1.0 - done) / done

    def learned(self) -> Mapping[str, float]:
        """Return the costs to begin with next time: what was kept today says nothing new."""
        today = {name: seen.wall for name, seen in self.phases.items() if not seen.kept}
        return {**self.costs, **today}

    def table(self) -> Iterator[str]:
        """Yield the lines of ``--timings``: phases in the order they ended, slow chapters."""
        yield f"{'phase':<24}{'seconds':>9}{'items':>8}{'kept':>8}"
        for name, seen in self.phases.items():
            yield f"{name:<24}{seen.wall:>9.2f}{seen.items:>8}{seen.kept:>8}"
        slowest = self.slowest()
        if slowest:
            yield "slowest chapters, seconds of all phases"
        for title, seconds in slowest:
            yield f"{seconds:>9.2f}  {title}"

    def slowest(self) -> list[tuple[str, float]]:
        """Return the chapters that cost most in this build, and how many seconds."""
        return [(title, float(spent)) for title, spent in self.chapters.most_common(SLOWEST)]

    def record(self, total: float) -> dict[str, Any]:
        """Return what ``table`` shows, for other programs."""
        return {
            "seconds": round(total, 3),
            "phases": [
                {
                    "phase": name,
                    "seconds": round(seen.wall, 3),
                    "work": round(seen.work, 3),
                    "items": seen.items,
                    "kept": seen.kept,
                }
                for name, seen in self.phases.items()
            ],
            "slowest": [
                {"title": title, "seconds": round(seconds, 3)}
                for title, seconds in self.slowest()
            ],
        }


def phase(at: Advance) -> str:
    """Return what people call the phase of ``at``; nothing for one that holds others.

    >>> phase(Advance("census", 0, 3))
    'survey'
    """
    if at.name == "_published" and at.kept:
        return "both books, as before"
    name = PHASES.get(at.name, at.name.strip("_").replace("_", " "))
    edition = getattr(getattr(at.item, "publication", None), "edition", None)
    return f"{name} {edition}" if edition is not None else name


def _title(item: object) -> str:
    """Return the title of the chapter or article that ``item`` is of, if it is of one."""
    for part in (item, getattr(item, "chapter", None), getattr(item, "article", None)):
        title = getattr(part, "title", None)
        if isinstance(title, str):
            return " ".join(title.split())
    return ""
