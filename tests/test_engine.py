"""Every engine keeps the promises of ``book.engine``."""

import pytest

from book.diagnostics import BookError, Code, Diagnostic, Report, Severity
from book.engine import Engine, Observed, Processes, Serial, each
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


def unwatched(name: str, done: int, total: int) -> None:
    pass


@pytest.mark.parametrize(
    "engine",
    [Serial(), Processes(1), Processes(2), Observed(Serial(), unwatched)],
    ids=["serial", "one process", "two processes", "observed"],
)
def test_an_engine_keeps_order_says_all_and_drops_what_failed(engine: Engine) -> None:
    said: list[Diagnostic] = []

    halves = each(engine, halve, [8, 7, 0, 2], None, said.append)

    assert halves == (4, 3, 1)
    assert [str(d) for d in said] == [
        "numbers.txt:3: warning[X101]: 7 is odd\n  hint: give an even number",
        "numbers.txt:3: error[X102]: cannot halve nothing",
    ]


def test_progress_is_told_after_each_item() -> None:
    told: list[tuple[str, int, int]] = []
    engine = Observed(Serial(), lambda name, done, total: told.append((name, done, total)))

    each(engine, halve, [8, 6], None, lambda d: None)

    assert told == [("halve", 1, 2), ("halve", 2, 2)]


@pytest.mark.parametrize("engine", [Serial(), Processes(2)], ids=["serial", "two processes"])
def test_a_bug_is_not_a_diagnostic(engine: Engine) -> None:
    with pytest.raises(TypeError):
        each(engine, halve, ["eight", "six"], None, lambda d: None)  # type: ignore[arg-type]
