"""Finished files stand whole in their places, or the old ones do."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from book.diagnostics import BookError
from book.output import reserve, write

as_root = pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")


def test_files_are_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    with reserve(tmp_path):
        write({tmp_path / "a.epub": b"one", tmp_path / "a.pdf": b"two"})

    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {
        "a.epub": b"one",
        "a.pdf": b"two",
    }


def test_a_written_file_has_the_rights_that_a_file_has(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    write({tmp_path / "a.epub": b"one"})

    assert (tmp_path / "a.epub").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_folder_is_made_and_taken_away_again_if_nothing_came_of_it(tmp_path: Path) -> None:
    with reserve(tmp_path / "deep" / "build"):
        assert (tmp_path / "deep" / "build").is_dir()

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_was_there_stays(tmp_path: Path) -> None:
    with reserve(tmp_path):
        pass

    assert tmp_path.is_dir()


def test_a_file_in_place_of_the_folder_is_said_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("a file")

    with pytest.raises(BookError) as caught, reserve(tmp_path / "build"):
        pytest.fail("the work began")

    assert caught.value.diagnostic.code == "W101"
    assert caught.value.diagnostic.location.source == str(tmp_path / "build")


@as_root
def test_a_folder_that_may_not_be_written_is_said_before_any_work(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(BookError, match="W101"), reserve(tmp_path):
            pytest.fail("the work began")
    finally:
        tmp_path.chmod(0o700)


def test_the_second_of_two_builds_names_the_first(tmp_path: Path) -> None:
    with (
        reserve(tmp_path),
        pytest.raises(BookError, match=rf"W102.*process {os.getpid()}"),
        reserve(tmp_path),
    ):
        pytest.fail("two builds in one folder")

    with reserve(tmp_path):
        pass  # the first is done: the way is free


def test_of_two_files_none_is_written_if_one_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "a.epub").write_bytes(b"old")
    elsewhere = tmp_path / "no such folder" / "a.pdf"

    with pytest.raises(BookError, match="W103"):
        write({tmp_path / "a.epub": b"new", elsewhere: b"new"})

    assert [p.name for p in tmp_path.iterdir()] == ["a.epub"]
    assert (tmp_path / "a.epub").read_bytes() == b"old"


FULL_DISK = """
import resource, sys
from pathlib import Path
from book.diagnostics import BookError
from book.output import write
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write({Path(sys.argv[1]): b"new" * 1000})
except BookError as error:
    sys.exit(str(error))
"""


def test_where_the_disk_is_full_the_old_book_stays_whole(tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk: both fail in mid-write."""
    book = tmp_path / "a.epub"
    book.write_bytes(b"old")

    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(book)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "error[W103]" in done.stderr
    assert "hint: the file is larger than is allowed here" in done.stderr
    assert "Traceback" not in done.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["a.epub"]
    assert book.read_bytes() == b"old"


WRITER = """
import itertools, sys
from pathlib import Path
from book.output import reserve, write
folder = Path(sys.argv[1])
with reserve(folder):
    for letter in itertools.cycle([b"x", b"y"]):
        write({folder / "a.epub": letter * 30_000_000})
"""


@pytest.mark.parametrize("patience", [0.05, 0.12, 0.2])
def test_a_build_killed_at_any_moment_leaves_a_whole_book(
    tmp_path: Path, patience: float
) -> None:
    book = tmp_path / "a.epub"
    with subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)]) as writer:
        _wait_for(book)
        time.sleep(patience)
        writer.send_signal(signal.SIGKILL)
    written = book.read_bytes()

    assert len(written) == 30_000_000
    assert len(set(written)) == 1

    with reserve(tmp_path):  # the next build sweeps what the killed one left
        assert not list(tmp_path.glob("*.part"))
    assert [p.name for p in tmp_path.iterdir()] == ["a.epub"]


def _wait_for(path: Path) -> None:
    deadline = time.monotonic() + 20
    while not path.exists():
        assert time.monotonic() < deadline, f"{path} never came"
        time.sleep(0.01)
