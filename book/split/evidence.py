"""What is seen of the candidates, what each thing weighs, and how it is said.

A weight is the logarithm of how much likelier a thing is at the head of an article than
elsewhere, so that weights add up. They stand in ``weights.toml``, which people may read.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from book.split.site import Floats

Words: TypeAlias = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Signal:
    """What speaks for a boundary, or against it, and the same in words."""

    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Weight:
    """``weight`` is that of one unit of a thing, ``first`` before the site is known."""

    weight: float
    words: str
    first: float = 0.0


@cache
def weights() -> dict[str, Weight]:
    """Return the weights of ``weights.toml`` by name."""
    text = files(__package__).joinpath("weights.toml").read_text(encoding="utf-8")
    return {name: Weight(**row) for name, row in tomllib.loads(text).items()}


class Evidence:
    """A table: a row a candidate, a column a thing that is seen of some of them."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.columns: dict[str, Floats] = {}
        self.said: dict[str, Words] = {}

    def add(self, name: str, seen: ArrayLike, words: Words | None = None) -> None:
        """Add a column; ``words`` say what is seen of a row, if it differs from row to row."""
        self.columns[name] = np.asarray(seen, dtype=np.float32)
        if words is not None:
            self.said[name] = words

    def update(self, other: "Evidence") -> None:
        """Take over the columns of another table of the same candidates."""
        self.columns.update(other.columns)
        self.said.update(other.said)

    def total(self, *, first: bool = False) -> Floats:
        """Return what all columns weigh together, for each row."""
        known = weights()
        total = np.full(self.count, known["prior"].first if first else known["prior"].weight)
        for name, seen in self.columns.items():
            weight = known[name].first if first else known[name].weight
            total += weight * seen.astype(np.float64)
        return total

    def signals(self, row: int) -> Iterator[Signal]:
        """Yield what is seen of one candidate."""
        for name, column in self.columns.items():
            seen = float(column[row])
            if seen:
                known = weights()[name]
                words = self.said[name](row) if name in self.said else known.words
                yield Signal(known.weight * seen, words)
