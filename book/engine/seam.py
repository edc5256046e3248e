"""The shape of an engine, and the plain one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Generic, Protocol, TypeVar

from book.diagnostics import BookError, Diagnostic, Report

Item = TypeVar("Item")
Made = TypeVar("Made")
Options = TypeVar("Options")

Pass = Callable[[Item, Options, Report], Made]


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Made]):
    """What one pass made of one item: a value, or ``None`` and the error that says why.

    ``seconds`` is how long that took, where it was measured; ``kept`` says that it was made
    in an earlier build. Neither is part of what an engine promises.
    """

    value: Made | None
    said: tuple[Diagnostic, ...]
    seconds: float = field(default=0.0, compare=False)
    kept: bool = field(default=False, compare=False)


class Engine(Protocol):
    """See the promises of ``book.engine``."""

    def map(
        self,
        run: Pass[Item, Options, Made],
        items: Sequence[Item],
        options: Options,
        *,
        beside: bool = False,
    ) -> Iterator[Outcome[Made]]: ...


@dataclass(frozen=True, slots=True)
class Serial:
    """The plain engine, and the definition of what the others must do."""

    def map(
        self,
        run: Pass[Item, Options, Made],
        items: Sequence[Item],
        options: Options,
        *,
        beside: bool = False,  # noqa: ARG002  there is nothing beside
    ) -> Iterator[Outcome[Made]]:
        return (attempt(run, options, item) for item in items)


def each(
    engine: Engine,
    run: Pass[Item, Options, Made],
    items: Sequence[Item],
    options: Options,
    report: Report,
) -> tuple[Made, ...]:
    """Apply ``run`` to ``items``; report what it says; drop what it could not do."""
    return gathered(engine.map(run, items, options), report)


def gathered(outcomes: Iterable[Outcome[Made]], report: Report) -> tuple[Made, ...]:
    """Report what ``outcomes`` say, in their order; return the values that there are."""
    values: list[Made] = []
    for outcome in outcomes:
        for diagnostic in outcome.said:
            report(diagnostic)
        if outcome.value is not None:
            values.append(outcome.value)
    return tuple(values)


def every(  # noqa: PLR0913  what every map is handed
    engine: Engine,
    run: Pass[Item, Options, Made],
    items: Sequence[Item],
    options: Options,
    report: Report,
    *,
    beside: bool = False,
) -> tuple[Made, ...]:
    """Apply ``run`` to ``items`` that are of no use without each other.

    Raises the ``BookError`` of the first that could not be done.
    """
    made = engine.map(run, items, options, beside=beside)
    return tuple(got(outcome, report) for outcome in made)


def one(
    engine: Engine,
    run: Pass[Item, Options, Made],
    item: Item,
    options: Options,
    report: Report,
) -> Made:
    """Apply ``run`` to a whole. Raises ``BookError`` as ``run`` does."""
    return every(engine, run, [item], options, report)[0]


def settled(  # noqa: PLR0913, PLR0917  what every map is handed, and when to do it again
    engine: Engine,
    run: Pass[Item, Options, Made],
    items: Sequence[Item],
    options: Options,
    again: Callable[[Item, Made], Item | None],
    report: Report,
) -> tuple[Made, ...]:
    """Apply ``run`` to ``items``, round by round, until no value asks for it to be done again.

    ``again`` returns the item that should be made instead, ``None`` where all is well. Only
    what the last round said of an item is reported.
    """
    waiting = dict(enumerate(items))
    outcomes: dict[int, Outcome[Made]] = {}
    while waiting:
        made = engine.map(run, tuple(waiting.values()), options)
        outcomes.update(zip(waiting, made, strict=True))
        asked: dict[int, Item] = {}
        for place, item in waiting.items():
            value = outcomes[place].value
            other = None if value is None else again(item, value)
            if other is not None:
                asked[place] = other
        waiting = asked
    return gathered((outcomes[place] for place in range(len(items))), report)


def got(outcome: Outcome[Made], report: Report) -> Made:
    """Report what was said and return what was made, or raise the ``BookError``."""
    if outcome.value is not None:
        for diagnostic in outcome.said:
            report(diagnostic)
        return outcome.value
    *before, last = outcome.said
    for diagnostic in before:
        report(diagnostic)
    raise BookError(last)


def attempt(run: Pass[Item, Options, Made], options: Options, item: Item) -> Outcome[Made]:
    """Run one pass on one item, here and now: what every engine ends up calling."""
    said: list[Diagnostic] = []
    start = perf_counter()
    try:
        value = run(item, options, said.append)
    except BookError as error:
        return Outcome(None, (*said, error.diagnostic), perf_counter() - start)
    return Outcome(value, tuple(said), perf_counter() - start)
