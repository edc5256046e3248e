"""What is said is shown with its place, its line and what to do, and steers no terminal."""

from pathlib import Path

import pytest

from book.cli.console import Console, excerpt, plain
from book.diagnostics import Diagnostic, Severity
from book.model import Location


def test_an_error_shows_its_line_and_a_caret(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("book.toml").write_text("[book]\ntitle = Le livre\n")
    place = Location("book.toml", 2, 9)

    Console().report(Diagnostic("G102", Severity.ERROR, "not TOML", place, "quote it"))

    assert capsys.readouterr().err.splitlines() == [
        "book.toml:2: error[G102]: not TOML",
        "  2 | title = Le livre",
        "    |         ^",
        "  hint: quote it",
    ]


def test_a_long_line_is_cut_around_the_column(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("é" * 300 + "X" + "é" * 300)

    line, caret = excerpt(Location(str(path), 1, 301))

    assert len(line) < 120
    assert line[caret.index("^")] == "X"


def test_a_line_that_is_not_there_is_not_shown(tmp_path: Path) -> None:
    assert list(excerpt(Location(str(tmp_path / "none.txt"), 3))) == []
    assert list(excerpt(Location(str(tmp_path), 3))) == []


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "�[31mred�[0m"),
        ("a\nb\tc", "a b c"),
        ("a\u202eb", "a�b"),
        ("no\xadel, l’été, ‘x’, 日本", "no\xadel, l’été, ‘x’, 日本"),
    ],
)
def test_nothing_said_steers_the_terminal(given: str, shown: str) -> None:
    assert plain(given) == shown


def note(code: str) -> Diagnostic:
    return Diagnostic(code, Severity.NOTE, "so it is", Location("a.txt"))


def test_of_many_notes_the_first_are_shown_and_the_rest_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    console = Console()

    for _ in range(10):
        console.report(note("D101"))
    console.report(note("D103"))
    console.unfold()

    said = capsys.readouterr().err
    assert said.count("note[D101]: so it is") == 3
    assert said.count("note[D103]: so it is") == 1
    assert said.splitlines()[-1] == "note[D101]: and 7 more like it (-v shows all)"
    assert console.counts[Severity.NOTE] == 11


def test_verbose_shows_all_and_quiet_none(capsys: pytest.CaptureFixture[str]) -> None:
    for verbosity in (1, -1):
        console = Console(verbosity)
        for _ in range(10):
            console.report(note("D101"))
        console.unfold()

    assert capsys.readouterr().err.count("so it is") == 10
