"""Every engine keeps the promises of ``book.engine``."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from book.cache import Cache
from book.diagnostics import BookError, Code, Diagnostic, Report, Severity
from book.engine import (
    Advance,
    Cached,
    Engine,
    Observed,
    Processes,
    Serial,
    each,
    every,
    one,
    settled,
)
from book.model import Location

ODD = Code("X101", Severity.WARNING, "{n} is odd", "give an even number")
ZERO = Code("X102", Severity.ERROR, "cannot halve nothing")
HERE = Location("numbers.txt", 3)


def halve(n: int, options: None, report: Report) -> int:
    if n == 0:
        raise BookError(ZERO.at(HERE))
    if n % 2:
        report(ODD.at(HERE, n=n))
    return n // 2


def worker(_n: int, options: bytes, report: Report) -> tuple[int, int]:
    """Return which process works on this, and how much it was handed."""
    return os.getpid(), len(options)


def is_imported(name: str, options: None, report: Report) -> bool:
    """Return whether this process knows the module ``name``."""
    return name in sys.modules


def leave_a_mark(name: str, folder: Path, report: Report) -> str:
    (folder / name).touch()
    return name


def unwatched(progress: Advance) -> None:
    pass


ENGINES = ("serial", "one process", "two processes", "observed", "cold", "warm", "all")


@pytest.fixture
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    with Processes(2) as two, Cache(tmp_path / "cache") as store:
        engines: dict[str, Engine] = {
            "serial": Serial(),
            "one process": Processes(1),
            "two processes": two,
            "observed": Observed(Serial(), unwatched),
            "cold": Cached(Serial(), store),
            "warm": Cached(Serial(), store),
            "all": Observed(Cached(two, store), unwatched),
        }
        chosen = engines[request.param]
        if request.param == "warm":
            each(chosen, halve, [8, 7, 0, 2], None, lambda _: None)
        yield chosen


@pytest.mark.parametrize("engine", ENGINES, indirect=True)
def test_an_engine_keeps_order_says_all_and_drops_what_failed(engine: Engine) -> None:
    said: list[Diagnostic] = []

    halves = each(engine, halve, [8, 7, 0, 2], None, said.append)

    assert halves == (4, 3, 1)
    assert [str(d) for d in said] == [
        "numbers.txt:3: warning[X101]: 7 is odd\n  hint: give an even number",
        "numbers.txt:3: error[X102]: cannot halve nothing",
    ]


@pytest.mark.parametrize("engine", ["serial", "two processes", "warm"], indirect=True)
def test_a_bug_is_not_a_diagnostic(engine: Engine) -> None:
    with pytest.raises(TypeError):
        each(engine, halve, ["eight", "six"], None, lambda d: None)  # type: ignore[arg-type]


def test_of_what_needs_each_other_the_first_failure_is_raised() -> None:
    said: list[Diagnostic] = []

    with pytest.raises(BookError, match="cannot halve nothing"):
        every(Serial(), halve, [7, 0, 5], None, said.append)

    assert [d.code for d in said] == ["X101"]
    assert one(Serial(), halve, 8, None, said.append) == 4


def test_rounds_go_on_until_nothing_asks_for_another() -> None:
    said: list[Diagnostic] = []

    def again(n: int, half: int) -> int | None:
        return half if half % 2 == 0 else None

    made = settled(Serial(), halve, [12, 7, 0, 10], None, again, said.append)

    assert made == (3, 3, 5)
    assert [d.code for d in said] == ["X101", "X102"]


def test_progress_is_told_before_the_first_item_and_after_each() -> None:
    told: list[tuple[str, int, int, object]] = []

    def watch(at: Advance) -> None:
        told.append((at.name, at.done, at.total, at.item))

    each(Observed(Serial(), watch), halve, [8, 6], None, lambda d: None)

    assert told == [("halve", 0, 2, None), ("halve", 1, 2, 8), ("halve", 2, 2, 6)]


def test_the_processes_of_one_map_serve_the_next_and_a_single_item_stays_here() -> None:
    large = bytes(200_000)
    with Processes(2) as engine:
        first = each(engine, worker, range(4), large, lambda _: None)
        second = each(engine, worker, range(4), b"", lambda _: None)
        here = one(engine, worker, 1, large, lambda _: None)
        beside = next(engine.map(worker, [1], large, beside=True)).value

    workers = {pid for pid, _ in (*first, *second)}
    assert len(workers) <= 2
    assert {size for _, size in first} == {len(large)}
    assert here == (os.getpid(), len(large))
    assert beside is not None
    assert beside[0] in workers


def test_processes_are_ready_for_work_that_begins_with_a_single_item_here() -> None:
    with Processes(2, ready=("no_such_module", "nturl2path")) as engine:
        one(engine, halve, 2, None, lambda _: None)  # begins them
        there = next(engine.map(is_imported, ["nturl2path"], None, beside=True)).value
        here = one(engine, is_imported, "nturl2path", None, lambda _: None)

    assert there
    assert not here


def test_work_begins_when_it_is_handed_over(tmp_path: Path) -> None:
    with Processes(2) as engine:
        begun = engine.map(leave_a_mark, ["early"], tmp_path, beside=True)
        each(engine, leave_a_mark, ["a", "b", "c"], tmp_path, lambda _: None)

        assert [outcome.value for outcome in begun] == ["early"]
    assert {path.name for path in tmp_path.iterdir()} == {"early", "a", "b", "c"}


PROCESSES = """
from book.engine import Processes
from tests.test_engine import slow
if __name__ == "__main__":
    with Processes(2) as engine:
        engine.map(slow, range(8), 30.0)
        raise SystemExit(3)
"""


def slow(n: int, seconds: float, report: Report) -> int:
    from time import sleep  # noqa: PLC0415

    sleep(seconds)
    return n


def test_who_leaves_early_does_not_wait_for_the_work() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROCESSES], check=False, timeout=20, capture_output=True
    )

    assert done.returncode == 3, done.stderr
