"""Where the work runs: the one seam between the passes and the machine.

An engine applies one pass to many items. Whatever it is built on, it promises:

1. outcomes come in the order of the items;
2. an outcome holds what the pass said beside what it made;
3. both are the same as those of ``Serial``.

Engines nest, so that passes know neither of processes nor of progress:
``Observed(Processes(2), bar)`` spreads the work over two processes and tells
``bar`` how far it is.
"""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.process import BaseProcess
from threading import Thread
from types import FrameType
from typing import Generic, Protocol, TypeVar

from book.diagnostics import BookError, Diagnostic, Report

Item = TypeVar("Item")
Made = TypeVar("Made")
Options = TypeVar("Options")

Pass = Callable[[Item, Options, Report], Made]


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Made]):
    """What one pass made of one item: a value, or ``None`` and the error that says why."""

    value: Made | None
    said: tuple[Diagnostic, ...]


class Engine(Protocol):
    """See the promises above."""

    def map(
        self, run: Pass[Item, Options, Made], items: Sequence[Item], options: Options
    ) -> Iterator[Outcome[Made]]: ...


@dataclass(frozen=True, slots=True)
class Serial:
    """The plain engine, and the definition of what the others must do."""

    def map(
        self, run: Pass[Item, Options, Made], items: Sequence[Item], options: Options
    ) -> Iterator[Outcome[Made]]:
        return (attempt(run, options, item) for item in items)


@dataclass(frozen=True, slots=True)
class Processes:
    """Spread the items over ``jobs`` processes of this machine."""

    jobs: int

    def map(
        self, run: Pass[Item, Options, Made], items: Sequence[Item], options: Options
    ) -> Iterator[Outcome[Made]]:
        if len(items) < 2 or self.jobs < 2:  # a process would cost more than the work
            yield from Serial().map(run, items, options)
            return
        with ProcessPoolExecutor(
            min(self.jobs, len(items)),
            # Not fork: a parent with threads (a progress bar) may hold a lock.
            mp_context=get_context("spawn"),
            initializer=_follow_the_parent,
        ) as pool:
            chunk = max(1, len(items) // (self.jobs * 4))
            try:
                yield from pool.map(partial(attempt, run, options), items, chunksize=chunk)
            except BaseException:  # interrupted, or a bug: nobody waits for the rest
                _abandon(pool)
                raise


@dataclass(frozen=True, slots=True)
class Observed:
    """Tell ``watch(pass, done, total)`` after each outcome of the engine inside."""

    engine: Engine
    watch: Callable[[str, int, int], None]

    def map(
        self, run: Pass[Item, Options, Made], items: Sequence[Item], options: Options
    ) -> Iterator[Outcome[Made]]:
        for done, outcome in enumerate(self.engine.map(run, items, options), start=1):
            self.watch(run.__name__, done, len(items))
            yield outcome


def each(
    engine: Engine,
    run: Pass[Item, Options, Made],
    items: Sequence[Item],
    options: Options,
    report: Report,
) -> tuple[Made, ...]:
    """Apply ``run`` to ``items``; report what it says; drop what it could not do."""
    values: list[Made] = []
    for outcome in engine.map(run, items, options):
        for diagnostic in outcome.said:
            report(diagnostic)
        if outcome.value is not None:
            values.append(outcome.value)
    return tuple(values)


def attempt(run: Pass[Item, Options, Made], options: Options, item: Item) -> Outcome[Made]:
    """Run one pass on one item, here and now: what every engine ends up calling."""
    said: list[Diagnostic] = []
    try:
        value = run(item, options, said.append)
    except BookError as error:
        return Outcome(None, (*said, error.diagnostic))
    return Outcome(value, tuple(said))


def _follow_the_parent() -> None:
    """Leave Ctrl-C to the parent, and end when it ends, even if it was killed."""
    signal.signal(signal.SIGINT, _leave_it)
    Thread(target=_end_with, args=[parent_process()], daemon=True).start()


def _leave_it(_number: int, _frame: FrameType | None) -> None:
    """Do nothing. SIG_IGN would be inherited by programs that a pass runs; this is not."""


def _end_with(parent: BaseProcess | None) -> None:
    if parent is not None:
        parent.join()
        os._exit(1)


def _abandon(pool: ProcessPoolExecutor) -> None:
    """End ``pool`` at once, with whatever its workers are at."""
    queue = pool._call_queue  # type: ignore[attr-defined]  # noqa: SLF001  see below
    pool.shutdown(wait=False, cancel_futures=True)
    for worker in active_children():
        worker.terminate()
    # Before 3.11.5 a thread that was feeding the workers waits for ever for one to read
    # (https://github.com/python/cpython/issues/94777).
    queue._reader.close()  # noqa: SLF001
