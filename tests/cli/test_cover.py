"""A wrap cover, as somebody asks for it."""

from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from book.cli.cover import command
from tests.cli.run import DUMP
from tests.impose.numbered import numbered

PROJECT = """\
[book]
title = "Les martinets"
language = "fr"
identifier = "urn:isbn:9782070409228"
sources = ["dump.txt"]

[print]
trim = "6x9"
printer = "kdp"

[cover]
paper = "cream"
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("book.toml").write_text(PROJECT, encoding="utf-8")
    Path("dump.txt").write_text(DUMP, encoding="utf-8")
    return tmp_path


def cover(*arguments: str) -> Result:
    return CliRunner().invoke(command, ["-j", "1", *arguments], standalone_mode=False)


def size(path: Path) -> tuple[float, float]:
    """Return the size of the sheet in millimetres."""
    with pypdfium2.PdfDocument(path) as document:
        width, height = document[0].get_size()
    return width * 25.4 / 72, height * 25.4 / 72


def test_it_follows_the_project_and_says_what_it_measures(project: Path) -> None:
    done = cover("--pages", "120")

    assert done.return_value == 0, done.stderr
    assert done.stdout == "build/les-martinets-cover.pdf\n"
    assert done.stderr.splitlines()[-1] == (
        "spine 7.62 mm for 120 pages; sheet 318.8 × 234.9 mm, of which 3.2 mm are cut on "
        "each side"
    )
    wide, high = size(project / "build" / "les-martinets-cover.pdf")
    assert wide == pytest.approx(2 * (152.4 + 3.175) + 120 * 0.0025 * 25.4, abs=0.02)
    assert high == pytest.approx(228.6 + 6.35, abs=0.02)


def test_pages_and_trim_are_those_of_the_finished_book(project: Path) -> None:
    Path("build").mkdir()
    Path("build/les-martinets.pdf").write_bytes(numbered(40))

    done = cover("--printer", "local", "--caliper", "0.1mm", "-o", "out/")

    assert done.stdout == "out/les-martinets-cover.pdf\n"
    assert size(project / "out" / "les-martinets-cover.pdf") == pytest.approx(
        (2 * (148 + 3) + 2, 210 + 6), abs=0.02
    )
    assert "note[T162]" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), "G121"),
        (("--interior", "dump.txt"), "G121"),
        (("--pages", "100", "--isbn", "9782070409229"), "T160"),
        (("--pages", "100", "--paper", "velvet"), "T167"),
    ],
)
def test_what_is_not_known_is_asked_for_and_nothing_is_written(
    project: Path, arguments: tuple[str, ...], code: str
) -> None:
    done = cover(*arguments)

    assert (done.return_value, done.stdout) == (1, "")
    assert f"error[{code}]" in done.stderr
    assert not Path("build").exists()


def test_a_length_needs_its_unit(project: Path) -> None:
    assert "write 12.5mm" in str(cover("--spine", "12").exception)
