"""A build after the first makes and says the same, and works only where something changed."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.run import DUMP, PIECE, Done, florilege

TEXT = "L’eau monte, [un lien](nulle-part.md) et l’eau redescend : c’est {year}. " * 8


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "place"
    folder.mkdir()
    for year in (2021, 2022, 2023):
        write(folder, year, TEXT.format(year=year))
    (folder / "martinets.txt").write_text(DUMP, "utf-8")
    return folder


def write(folder: Path, year: int, text: str) -> None:
    piece = PIECE.format(title=f"Marée {year}", date=f"{year}-03-04", text=text)
    (folder / f"{year}.md").write_text(piece, "utf-8")


def built(folder: Path, *options: str) -> tuple[Done, dict[str, bytes]]:
    """Build from nothing in ``build``, with a cache beside the folder."""
    shutil.rmtree(folder / "build", ignore_errors=True)
    cache = {"FLORILEGE_CACHE": str(folder.parent / "cache")}
    done = florilege("build", ".", "-j", "2", *options, cwd=folder, environment=cache)
    files = {path.name: path.read_bytes() for path in sorted((folder / "build").iterdir())}
    return done, files


def phases(done: Done) -> dict[str, tuple[int, int]]:
    """Return how many items each phase had, and how many of them were kept."""
    record = json.loads(done.err.splitlines()[-1])["timings"]
    return {p["phase"]: (p["items"], p["kept"]) for p in record["phases"]}


def test_a_warm_build_makes_and_says_what_a_cold_one_did(folder: Path) -> None:
    without, plain = built(folder, "--no-cache")
    assert not (folder.parent / "cache").exists()
    cold, first = built(folder, "-v")
    warm, second = built(folder, "-v")
    again, third = built(folder)

    assert [Path(name).suffix for name in first] == [".epub", ".jsonl", ".pdf"]
    assert plain == first == second == third
    assert (warm.out, warm.err, warm.status) == (cold.out, cold.err, cold.status)
    assert (again.out, again.err, again.status) == (without.out, without.err, without.status)


def test_only_what_changed_is_made_again_and_as_if_for_the_first_time(folder: Path) -> None:
    json_timings = ("--timings", "--format", "json", "-t", "epub")
    cold = phases(built(folder, *json_timings)[0])
    warm = phases(built(folder, *json_timings)[0])
    write(folder, 2022, TEXT.format(year=2022) + "\n\nEt puis rien.")
    edited, files = built(folder, *json_timings)
    fresh, expected = built(folder, "-t", "epub", "--no-cache")

    assert cold["render"] == (4, 0)
    assert warm["both books, as before"] == (1, 1)
    assert all(items == kept for items, kept in warm.values())
    assert phases(edited)["read"] == (3, 2)
    assert phases(edited)["clean"] == (4, 3)
    assert phases(edited)["render"] == (4, 3)
    assert (files, edited.out) == (expected, fresh.out)


def test_the_timings_name_phases_and_slow_chapters(folder: Path) -> None:
    done, _ = built(folder, "-t", "epub", "--timings")

    lines = done.err.splitlines()
    assert "phase                     seconds   items    kept" in lines
    assert any(line.startswith("bind and check epub") for line in lines)
    slow = lines[lines.index("slowest chapters, seconds of all phases") + 1 :]
    assert {"Marée 2021", "Marée 2022", "Marée 2023"} <= {line[11:] for line in slow}


WARM = """
import sys
from book.cli import run
status = run(["build", ".", "-q"])
heavy = {"weasyprint", "numpy", "PIL", "trafilatura", "babel", "ebooklib", "fontTools"}
loaded = sorted(heavy & set(sys.modules))
sys.exit(f"imported: {loaded}" if loaded else status)
"""


def test_a_warm_build_imports_no_big_library(folder: Path) -> None:
    built(folder)

    done = subprocess.run(
        [sys.executable, "-c", WARM],
        cwd=folder,
        env={"FLORILEGE_CACHE": str(folder.parent / "cache"), "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
