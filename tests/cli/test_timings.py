"""What the bar and the table of ``--timings`` show is counted from what engines tell."""

import pytest

from book.cli.console import in_words
from book.cli.timings import Timings, phase
from book.engine import Advance
from book.model import Chapter


def chapter(title: str) -> Chapter:
    return Chapter(title, title.lower(), ())


def told(*advances: Advance, **costs: float) -> Timings:
    timings = Timings(costs)
    for advance in advances:
        timings.watch(advance)
    return timings


READ = [
    Advance("read", 0, 2),
    Advance("read", 1, 2, chapter("One"), 3.0, elapsed=3.0),
    Advance("read", 2, 2, chapter("Two"), 9.0, kept=True, elapsed=4.0),
]


def test_a_phase_counts_its_items_and_those_that_were_kept() -> None:
    timings = told(*READ)

    assert list(timings.table()) == [
        "phase                     seconds   items    kept",
        "read                         4.00       2       1",
        "slowest chapters, seconds of all phases",
        "     3.00  One",
    ]
    assert timings.record(5.0)["phases"] == [
        {"phase": "read", "seconds": 4.0, "work": 3.0, "items": 2, "kept": 1}
    ]


def test_what_is_done_is_weighed_by_what_phases_cost_last_time() -> None:
    timings = told(*READ[:2], read=10.0, render=30.0)

    assert timings.done() == pytest.approx(5 / 40)
    assert timings.left(8.0) == pytest.approx(8.0 * 35 / 5)
    assert timings.left(0.5) is None


def test_what_was_kept_does_not_count_as_what_a_phase_costs() -> None:
    fresh = told(Advance("read", 0, 1), Advance("read", 1, 1, elapsed=2.0), read=9.0)

    assert told(*READ, read=9.0).learned() == {"read": 9.0}
    assert fresh.learned() == {"read": 2.0}


def test_a_pass_that_holds_others_is_no_phase_unless_it_was_kept() -> None:
    assert phase(Advance("_published", 0, 1)) == ""
    assert phase(Advance("_published", 1, 1, kept=True)) == "both books, as before"
    assert phase(Advance("lay_out", 0, 1)) == "lay out"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (0.4, "about 5 s left"), (41, "about 45 s left"), (95, "about 2 min left")],
)
def test_the_time_left_is_said_no_more_exactly_than_it_is_known(
    seconds: float | None, words: str
) -> None:
    assert in_words(seconds) == words
