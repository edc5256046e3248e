"""What was made before is not made again.

The key of an outcome is the fingerprint of all that it depends on: the pass, the item, the
options, and the program with its libraries. A pass knows no world beyond these, which is
why that is enough. What was said is kept beside what was made, so that a warm build says
what a cold one says. An item that could not be made is kept too; a bug never is.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from book.engine.fingerprint import fingerprint, named
from book.engine.program import program
from book.engine.seam import Engine, Item, Made, Options, Outcome, Pass

__all__ = ["Cached", "Store"]


class Store(Protocol):
    """Where outcomes are kept: ``book.cache.Cache``. It may forget any of them, any time."""

    def known(self, keys: Sequence[bytes]) -> Collection[bytes]: ...

    def get(self, key: bytes) -> Any | None: ...

    def put(self, key: bytes, value: object) -> None: ...


@dataclass(frozen=True, slots=True)
class Cached:
    """Look each item up in ``store``; ask the engine inside for those that are new.

    An outcome that says one of the codes ``fleeting`` is not kept: a program outside, which
    gave no answer today, may give one tomorrow.
    """

    engine: Engine
    store: Store
    version: bytes = field(default_factory=program)
    fleeting: frozenset[str] = frozenset()

    def map(
        self,
        run: Pass[Item, Options, Made],
        items: Sequence[Item],
        options: Options,
        *,
        beside: bool = False,
    ) -> Iterator[Outcome[Made]]:
        way = fingerprint((self.version, named(run), options))
        keys = [fingerprint((way, item)) for item in items]
        known = self.store.known(keys)
        new = [item for key, item in zip(keys, items, strict=True) if key not in known]
        # Begun now, so that it overlaps with what else is begun before it is asked for.
        made = self.engine.map(run, new, options, beside=beside)

        def again(item: Item) -> Outcome[Made]:
            return next(self.engine.map(run, [item], options))

        return self._outcomes(keys, items, known, made, again)

    def _outcomes(
        self,
        keys: Sequence[bytes],
        items: Sequence[Item],
        known: Collection[bytes],
        made: Iterator[Outcome[Made]],
        again: Callable[[Item], Outcome[Made]],
    ) -> Iterator[Outcome[Made]]:
        """Yield what is kept or made, in order; ``again`` where a row has just gone."""
        for key, item in zip(keys, items, strict=True):
            kept = self.store.get(key) if key in known else None
            if isinstance(kept, Outcome):
                yield replace(kept, kept=True)
                continue
            outcome = again(item) if key in known else next(made)
            if self.fleeting.isdisjoint(said.code for said in outcome.said):
                self.store.put(key, outcome)
            yield outcome
