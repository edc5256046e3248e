"""What the engine inside is at, for those who watch."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

from book.engine.seam import Engine, Item, Made, Options, Outcome, Pass

__all__ = ["Advance", "Observed"]


@dataclass(frozen=True, slots=True)
class Advance:
    """One outcome more of a map: ``done`` of ``total`` items of the pass called ``name``.

    Before the first, ``done`` is 0. ``item`` is what the outcome was made of, ``seconds``
    what that took, ``kept`` whether it was made in an earlier build. ``elapsed`` is how long
    ago the map began.
    """

    name: str
    done: int
    total: int
    item: object = None
    seconds: float = 0.0
    kept: bool = False
    elapsed: float = 0.0


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
        start = perf_counter()
        self.watch(Advance(run.__name__, 0, len(items)))
        outcomes = self.engine.map(run, items, options, beside=beside)
        return self._told(run.__name__, items, outcomes, start)

    def _told(
        self,
        name: str,
        items: Sequence[Item],
        outcomes: Iterator[Outcome[Made]],
        start: float,
    ) -> Iterator[Outcome[Made]]:
        for done, (item, made) in enumerate(zip(items, outcomes, strict=True), start=1):
            elapsed = perf_counter() - start
            self.watch(Advance(name, done, len(items), item, made.seconds, made.kept, elapsed))
            yield made
