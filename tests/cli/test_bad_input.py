"""Whatever is given, the answer is a diagnostic and a status, and nothing is half-written."""

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.run import COMMAND, DUMP, Done, files, florilege


@dataclass(frozen=True, slots=True)
class Bad:
    """What is given, and what is said of it."""

    name: str
    given: dict[str, bytes]
    arguments: tuple[str, ...]
    status: int
    code: str
    place: str
    hint: str

    def __str__(self) -> str:
        return self.name


def toml(text: str) -> dict[str, bytes]:
    return {"book.toml": text.encode(), "a.txt": DUMP.encode()}


BAD = [
    Bad("no source and no project", {}, (), 2, "S101", "florilege:", "name files, folders"),
    Bad("a project without sources", toml(""), (), 1, "S101", "book.toml:", "name files"),
    Bad("a missing file", {}, ("none.txt",), 1, "S104", "none.txt:", "check the spelling"),
    Bad(
        "one missing among others",
        {"a.txt": DUMP.encode()},
        ("a.txt", "b.txt"),
        1,
        "S104",
        "b.txt:",
        "did you mean “a.txt”?",
    ),
    Bad("a pattern that fits nothing", {}, ("*.txt",), 1, "S105", "*.txt:", "stays inside"),
    Bad("an empty file", {"a.txt": b""}, ("a.txt",), 1, "S103", "a.txt:", "copy its text"),
    Bad(
        "a binary file",
        {"a.txt": b"\x89PNG\r\n\x1a\n\0\0\0"},
        ("a.txt",),
        1,
        "S113",
        "a.txt:",
        "export the text",
    ),
    Bad(
        "a folder without sources",
        {"dumps/note.doc": b"x"},
        ("dumps",),
        1,
        "S106",
        "dumps:",
        "files that end in .txt",
    ),
    Bad(
        "a syntax error in book.toml",
        toml("[book]\ntitle = Le numérique\n"),
        (),
        1,
        "G102",
        "book.toml:2:",
        "quotation marks",
    ),
    Bad(
        "an unknown key in book.toml",
        toml('[book]\nsources = ["a.txt"]\n\n[print]\ntrimm = "a5"\n'),
        (),
        1,
        "G104",
        "book.toml:5:",
        "did you mean trim?",
    ),
    Bad(
        "a wrong type in book.toml",
        toml('[book]\nsources = ["a.txt"]\ntitle = 5\n'),
        (),
        1,
        "G105",
        "book.toml:3:",
        'title = "…"',
    ),
    Bad(
        "a file in place of the output folder",
        {"a.txt": DUMP.encode(), "build": b"a file"},
        ("a.txt",),
        1,
        "W101",
        "build:",
        "with -o",
    ),
    Bad(
        "an output folder that cannot be made",
        {"a.txt": DUMP.encode(), "out": b"a file"},
        ("a.txt", "-o", "out/deep/"),
        1,
        "W101",
        "out/deep:",
        "with -o",
    ),
    Bad(
        "a date that is no date",
        {"a.txt": DUMP.encode(), "SOURCE_DATE_EPOCH": b"yesterday"},
        ("a.txt",),
        1,
        "G109",
        "SOURCE_DATE_EPOCH:",
        "unset it",
    ),
]


@pytest.mark.parametrize("bad", BAD, ids=str)
def test_what_is_wrong_is_said_and_nothing_is_written(bad: Bad, tmp_path: Path) -> None:
    for name, data in bad.given.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    before = files(tmp_path)
    environment = {name: data.decode() for name, data in bad.given.items() if name.isupper()}

    done = florilege("build", *bad.arguments, cwd=tmp_path, environment=environment)

    assert done.status == bad.status
    assert bad.code in done.codes
    said = next(line for line in done.err.splitlines() if f"[{bad.code}]" in line)
    assert said.startswith(bad.place)
    assert "hint: " in done.err
    assert bad.hint in done.err
    assert "Traceback" not in done.err
    assert done.out == ""
    assert files(tmp_path) == before


def test_a_file_that_cannot_be_read_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DUMP, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")

    done = florilege("build", "a.txt", "b.txt", "-t", "epub", cwd=tmp_path)

    assert done.status == 1
    assert "S113" in done.codes
    assert "made without what 1 error above named" in done.err
    assert any(line.endswith(".epub") for line in done.out.splitlines())


USAGE = {
    "-o book.epub -t pdf": "contradict",
    "-o a.pdf -o b.pdf": "two .pdf files",
    "-o one/ -o two/": "two folders",
    "-t mobi": "epub",
    "--trim huge": "not a trim size",
    "-j 0": "-j",
    "--bogus": "No such option",
    "-C nowhere": "does not exist",
}


@pytest.mark.parametrize("options", USAGE)
def test_wrong_use_is_said_with_status_2(options: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DUMP)

    done = florilege("build", "a.txt", *options.split(), cwd=tmp_path)

    assert done.status == 2
    assert USAGE[options] in done.err
    assert "Traceback" not in done.err
    assert files(tmp_path) == ["a.txt"]


def test_a_dump_without_any_boundary_is_one_article_and_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DUMP)

    done = florilege("dump", "split", "a.txt", cwd=tmp_path)

    assert done.status == 0
    assert len(done.out.splitlines()) == 1
    assert any(code.startswith("B") for code in done.codes)


def interrupted(folder: Path, seconds: float) -> Done:
    """Start a build, press Ctrl-C after ``seconds``, and return how it ended."""
    with subprocess.Popen(
        [*COMMAND, "build", "a.txt", "-j", "2"],
        cwd=folder,
        env={**os.environ, "FLORILEGE_CACHE": str(folder.with_name(f"{folder.name}-cache"))},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # a terminal sends Ctrl-C to the whole group
    ) as process:
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=60)
        assert _is_gone(process.pid), "a process of the build lives on"
    return Done(process.returncode, out, err)


def _is_gone(group: int) -> bool:
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("seconds", [0.5, 1.2, 2.5])
def test_ctrl_c_in_the_middle_leaves_the_old_book(seconds: float, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n".join(DUMP for _ in range(200)))
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "old.epub").write_bytes(b"old")

    done = interrupted(tmp_path, seconds)

    assert done.status == 130
    assert "interrupted" in done.err
    assert "Traceback" not in done.err
    assert files(tmp_path) == ["a.txt", "build/", "build/old.epub"]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="there is no /proc here")
def test_a_killed_build_leaves_the_old_book_and_no_process(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n".join(DUMP for _ in range(200)))
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "old.epub").write_bytes(b"old")

    with subprocess.Popen(
        [*COMMAND, "build", "a.txt", "-j", "2"], cwd=tmp_path, start_new_session=True
    ) as process:
        _wait_for_workers(process.pid)
        process.kill()
    assert _is_gone(process.pid), "a process of the build lives on"
    done = florilege("build", "a.txt", "-t", "epub", "-o", "build/a.epub", cwd=tmp_path)

    assert done.status == 0, done.err
    assert files(tmp_path / "build") == ["a.epub", "a.ledger.jsonl", "old.epub"]


def _wait_for_workers(group: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if sum(_group_of(process) == group for process in Path("/proc").iterdir()) >= 3:
            return  # the build, and two processes that it made
        time.sleep(0.05)
    pytest.fail("the build made no processes")


def _group_of(process: Path) -> int | None:
    try:
        # proc(5): the state, the parent and the group follow the name in brackets.
        return int((process / "stat").read_text().rpartition(")")[2].split()[2])
    except (OSError, IndexError):
        return None


def test_a_full_disk_under_the_result_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Salt\n\nThe sea is salt.\n", encoding="utf-8")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "outline", "a.txt"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            cwd=tmp_path,
        )

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("Error: The result cannot be written")


def test_a_code_that_names_no_language_is_wrong_use(tmp_path: Path) -> None:
    done = florilege("outline", "--language", 'x"y', "a.txt", cwd=tmp_path)

    assert done.status == 2
    assert "names no language" in done.err


def test_a_name_of_no_letter_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Salt\n\nThe sea is salt.\n", encoding="utf-8")
    done = florilege("outline", "", cwd=tmp_path)

    assert done.status == 1
    assert done.codes == ["S104", "S102"]
