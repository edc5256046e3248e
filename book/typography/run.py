"""A run: the text of one block as a reader reads it, whatever elements it is cut into.

A rule of typography looks at neighbours, and the neighbour of a sign may stand in another
element: ``<em>Bonjour</em> !``. So the rules see one string, and each of its characters
knows the slot (the text node) it came from. Characters that no rule may touch are shown
to the rules as ``HIDDEN``; a line break is shown as ``BREAK``.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

HIDDEN = "\ufffc"
BREAK = "\u2028"
NOWHERE = -1


class Edit(NamedTuple):
    """Put ``text`` in the place of the characters from ``start`` up to ``end``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """``shown`` is what the rules see; ``kept`` what stands there, cell by cell.

    ``slots[i]`` is the slot of the i-th cell, or ``NOWHERE`` for a cell that stands for an
    element; ``depths`` tells how deep each slot lies, so that a new space goes outside
    ``<em>`` rather than in.
    """

    shown: str
    kept: tuple[str, ...]
    slots: tuple[int, ...]
    depths: tuple[int, ...]

    def edited(self, edits: Iterable[Edit]) -> "Run":
        """Return the run with ``edits`` made: in order, not overlapping."""
        shown: list[str] = []
        kept: list[str] = []
        slots: list[int] = []
        done = 0
        for edit in edits:
            start, end, text = _trimmed(self.shown, edit)
            if start == end and not text:
                continue
            shown += (self.shown[done:start], text)
            kept += (*self.kept[done:start], *text)
            slots += (*self.slots[done:start], *self._places(start, end, len(text)))
            done = end
        if not shown:
            return self
        shown.append(self.shown[done:])
        kept += self.kept[done:]
        slots += self.slots[done:]
        return Run("".join(shown), tuple(kept), tuple(slots), self.depths)

    def hidden(self, pattern: re.Pattern[str]) -> "Run":
        """Return the run with what ``pattern`` finds out of reach of every rule."""
        shown = pattern.sub(lambda match: HIDDEN * len(match[0]), self.shown)
        return Run(shown, self.kept, self.slots, self.depths)

    def revealed(self) -> "Run":
        """Return the run with nothing hidden but what stands for an element."""
        if HIDDEN not in self.shown:
            return self
        shown = "".join(kept or sign for kept, sign in zip(self.kept, self.shown, strict=True))
        return Run(shown, self.kept, self.slots, self.depths)

    def texts(self) -> list[str]:
        """Return the text of each slot."""
        parts: list[list[str]] = [[] for _ in self.depths]
        for character, slot in zip(self.kept, self.slots, strict=True):
            if slot != NOWHERE:
                parts[slot].append(character)
        return ["".join(part) for part in parts]

    def _places(self, start: int, end: int, length: int) -> list[int]:
        """Return the slots of ``length`` new cells that replace ``start`` up to ``end``."""
        if end > start:
            return [self.slots[min(start + i, end - 1)] for i in range(length)]
        around = [self.slots[i] for i in (end, start - 1) if 0 <= i < len(self.slots)]
        real = [slot for slot in around if slot != NOWHERE]
        return [min(real, key=lambda slot: self.depths[slot], default=NOWHERE)] * length


Step = Callable[[Run], Run]


def run_of(text: str) -> Run:
    """Return ``text`` as a run of one slot."""
    return Run(text, tuple(text), (0,) * len(text), (0,))


def swap(pattern: str, replacement: str | Callable[[re.Match[str]], str]) -> Step:
    """Return the step that puts ``replacement`` wherever ``pattern`` matches.

    A match may be long, but what it changes lies close together: of each match only the
    part between the common beginning and the common end of old and new is written.
    """
    find = re.compile(pattern)
    make = replacement if callable(replacement) else _expander(replacement)

    def step(run: Run) -> Run:
        return run.edited(Edit(*m.span(), make(m)) for m in find.finditer(run.shown))

    return step


def chain(*steps: Step) -> Step:
    """Return the step that takes ``steps`` one after the other."""

    def step(run: Run) -> Run:
        for each in steps:
            run = each(run)
        return run

    return step


def where(sign: str, *steps: Step) -> Step:
    """Return the step that takes ``steps`` on the runs in which ``sign`` is found.

    It changes nothing but the time it takes: most blocks have no number and no quotation.
    """
    find = re.compile(sign)
    taken = chain(*steps)

    def step(run: Run) -> Run:
        return taken(run) if find.search(run.shown) else run

    return step


def _expander(template: str) -> Callable[[re.Match[str]], str]:
    if "\\" not in template:
        return lambda _match: template
    return lambda match: match.expand(template)


def _trimmed(old: str, edit: Edit) -> Edit:
    """Return ``edit`` without the characters it leaves as they are at either end."""
    start, end, text = edit
    first = 0
    while start < end and first < len(text) and old[start] == text[first]:
        start, first = start + 1, first + 1
    last = len(text)
    while start < end and first < last and old[end - 1] == text[last - 1]:
        end, last = end - 1, last - 1
    return Edit(start, end, text[first:last])
