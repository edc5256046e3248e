"""What the engine inside is at, for those who watch."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from book.engine.seam import Engine, Item, Made, Options, Outcome, Pass

__all__ = ["Advance", "Observed"]


@dataclass(frozen=True, slots=True)
class Advance:
    """One outcome more of a map: ``done`` of ``total`` items of the pass called ``name``.

    Before the first, ``done`` is 0. ``item`` is what the outcome was made of, ``seconds``
    what that took, ``kept`` whether it was made in an earlier build.
    """

    name: str
    done: int
    total: int
    item: object = None
    seconds: float = 0.0
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Observed:
    """Tell ``watch`` of each outcome of the engine inside."""

    engine: Engine
    watch: Callable[[Advance], None]

    def map(
        self,
        run: Pass[Item, Options, Made],
        items: Sequence[Item],
        options: Options,
        *,
        beside: bool = False,
    ) -> Iterator[Outcome[Made]]:
        self.watch(Advance(run.__name__, 0, len(items)))
        return self._told(
            run.__name__, items, self.engine.map(run, items, options, beside=beside)
        )

    def _told(
        self, name: str, items: Sequence[Item], outcomes: Iterator[Outcome[Made]]
    ) -> Iterator[Outcome[Made]]:
        for done, outcome in enumerate(outcomes, start=1):
            item = items[done - 1]
            self.watch(Advance(name, done, len(items), item, outcome.seconds, outcome.kept))
            yield outcome
