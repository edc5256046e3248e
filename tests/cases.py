"""Tests written as prose: a Markdown file of fenced examples.

A fence of three backticks holds what is given, a line with one dot, what is
expected, and the diagnostics expected, one a line after ``! ``. What is not
listed must not be said. The heading above a fence names the case. In a case,
``·`` stands for U+00A0 and ``↵`` at the end of a line joins it to the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

FENCE = "```"


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    given: str
    expected: str
    said: tuple[str, ...]

    def __str__(self) -> str:
        return self.name


def cases(file: str) -> tuple[Case, ...]:
    """Return the cases of ``tests/<file>``, in order; none is an error."""
    lines = iter((Path(__file__).parent / file).read_text(encoding="utf-8").splitlines())
    found: list[Case] = []
    heading = file
    for line in lines:
        if line.startswith("#"):
            heading = line.lstrip("# ")
        elif line == FENCE:
            found.append(_case(heading, list(takewhile(lambda text: text != FENCE, lines))))
    if not found:
        raise ValueError(f"{file} holds no case")
    return tuple(found)


def _case(name: str, fence: Sequence[str]) -> Case:
    dot = fence.index(".")
    expected = [line for line in fence[dot + 1 :] if not line.startswith("! ")]
    said = tuple(line[2:] for line in fence[dot + 1 :] if line.startswith("! "))
    return Case(name, _plain(fence[:dot]), _plain(expected), said)


def _plain(lines: Sequence[str]) -> str:
    return "\n".join(lines).replace("↵\n", "").replace("·", "\u00a0")
