"""The cache gives back what was put, or nothing; it never stops a build."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from book.cache import Cache, place
from book.diagnostics import BookError, Code, Diagnostic, Report, Severity
from book.engine import Cached, Serial, each
from book.engine.program import program
from book.model import Location

SAID = Code("X103", Severity.WARNING, "counted {n}")
FAILED = Code("X104", Severity.ERROR, "no {n}")
KEY, OTHER = b"k" * 16, b"o" * 16
TEXT = "Un cri aigu, au ras des toits. " * 100


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def count(n: int, log: Path, report: Report) -> int:
    with log.open("a", encoding="utf-8") as file:
        file.write(f"{n}\n")
    report(SAID.at(Location("numbers"), n=n))
    if n < 0:
        raise BookError(FAILED.at(Location("numbers"), n=n))
    return n + 1


def counted(
    store: Cache, numbers: list[int], log: Path, version: bytes = b""
) -> tuple[object, ...]:
    said: list[Diagnostic] = []
    made = each(Cached(Serial(), store, version), count, numbers, log, said.append)
    return made, tuple(map(str, said))


def test_what_was_put_is_found_by_a_later_build(folder: Path) -> None:
    with Cache(folder) as store:
        store.put(KEY, TEXT)
    with Cache(folder) as store:
        assert store.known([KEY, OTHER]) == {KEY}
        assert store.get(KEY) == TEXT
        assert store.get(OTHER) is None
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "cache.sqlite").stat().st_mode & 0o077 == 0


def test_a_warm_map_makes_and_says_what_a_cold_one_did_and_works_no_more(
    folder: Path, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    with Cache(folder) as store:
        cold = counted(store, [1, -2, 3], log)
        worked = log.read_text()
        warm = counted(store, [1, -2, 3], log)
        more = counted(store, [3, 4, 1], log)

    assert warm == cold
    assert cold[0] == (2, 4)
    assert worked == "1\n-2\n3\n"
    assert log.read_text() == worked + "4\n"
    assert more[0] == (4, 5, 2)


def test_another_program_finds_nothing_of_ours(folder: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with Cache(folder) as store:
        counted(store, [1], log, version=b"old")
        counted(store, [1], log, version=b"new")

    assert log.read_text() == "1\n1\n"
    assert len(program()) == 16


def test_an_outcome_that_may_be_another_tomorrow_is_not_kept(
    folder: Path, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    with Cache(folder) as store:
        engine = Cached(Serial(), store, fleeting=frozenset({"X103"}))
        for _ in range(2):
            each(engine, count, [1], log, lambda _: None)

    assert log.read_text() == "1\n1\n"


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "foreign": lambda data: b"This is a shopping list.\n" * 400,
    "empty": lambda data: b"",
    "cut": lambda data: data[: len(data) // 2],
    "torn": lambda data: data[:4096] + bytes(len(data) - 4096),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_broken_database_is_mended(damage: str, folder: Path) -> None:
    path = folder / "cache.sqlite"
    with Cache(folder) as store:
        for n in range(50):
            store.put(KEY[1:] + bytes([n]), os.urandom(2000))
    path.write_bytes(DAMAGE[damage](path.read_bytes()))

    with Cache(folder) as store:
        for _ in range(2):  # to find it broken, to begin anew
            store.known([KEY])
            store.get(KEY)
        store.put(KEY, TEXT)
        store.put(KEY, TEXT)
        assert store.get(KEY) == TEXT
        assert store.trouble is None


def test_a_row_that_cannot_be_read_counts_as_none(folder: Path) -> None:
    with Cache(folder) as store:
        store.put(KEY, TEXT)
        store.put(OTHER, TEXT)
    base = sqlite3.connect(folder / "cache.sqlite")
    base.execute("UPDATE made SET value = zeroblob(10) WHERE key = ?", [KEY])
    base.commit()
    base.close()

    with Cache(folder) as store:
        assert store.get(KEY) is None
        assert store.known([KEY, OTHER]) == {OTHER}
        assert store.get(OTHER) == TEXT


@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_cache_deleted_in_the_middle_is_begun_anew(what: str, folder: Path) -> None:
    with Cache(folder) as store:
        store.put(KEY, TEXT)
        if what == "folder":
            shutil.rmtree(folder)
        else:
            (folder / "cache.sqlite").unlink()
        assert store.get(KEY) is None
        store.put(OTHER, TEXT)
        assert store.get(OTHER) == TEXT
        assert store.trouble is None


def test_a_row_that_goes_between_two_looks_is_made_again(folder: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with Cache(folder) as store:
        cold = counted(store, [1, 2, 3], log)
        outcomes = Cached(Serial(), store).map(count, [1, 2, 3, 4], log)
        shutil.rmtree(folder)

        assert [outcome.value for outcome in outcomes] == [2, 3, 4, 5]
        assert counted(store, [1, 2, 3], log) == cold


def test_the_cap_lets_the_least_recently_used_go(folder: Path) -> None:
    keys = [bytes([n]) * 16 for n in range(10)]
    with Cache(folder) as store:
        for key in keys:
            store.put(key, os.urandom(100_000))
    base = sqlite3.connect(folder / "cache.sqlite")
    base.execute("UPDATE made SET used = 1")
    base.commit()
    base.close()
    with Cache(folder, cap=500_000) as store:
        store.get(keys[7])
    with Cache(folder) as store:
        left = store.known(keys)

    assert keys[7] in left
    assert len(left) == 3
    assert (folder / "cache.sqlite").stat().st_size < 500_000


def test_a_folder_that_others_may_write_is_not_believed(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)

    with Cache(folder) as store:
        store.put(KEY, TEXT)
        assert store.get(KEY) is None
        assert store.trouble == f"others may write into {folder}"
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("kind", ["a file in its place", "a link"])
def test_where_no_cache_can_be_the_build_goes_on(kind: str, folder: Path) -> None:
    if kind == "a link":
        folder.mkdir(mode=0o700)
        (folder / "cache.sqlite").symlink_to("/etc/passwd")
    else:
        folder.write_text("")

    with Cache(folder) as store:
        store.put(KEY, TEXT)
        assert store.get(KEY) is None
        assert store.trouble


WRITER = """
import sys
from pathlib import Path
from book.cache import Cache
with Cache(Path(sys.argv[1])) as store:
    for n in range(300):
        key = n.to_bytes(16, "big")
        if store.get(key) is None:
            store.put(key, "x" * n)
    assert all(store.get(n.to_bytes(16, "big")) in (None, "x" * n) for n in range(300))
"""


def test_two_builds_share_it(folder: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    errors = [writer.communicate(timeout=60)[1] for writer in writers]

    assert [writer.returncode for writer in writers] == [0, 0], errors
    with Cache(folder) as store:
        keys = [n.to_bytes(16, "big") for n in range(300)]
        assert store.known(keys) == set(keys)
        assert store.get(keys[299]) == "x" * 299


def test_the_cache_has_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FLORILEGE_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "/home/anne/mine")
    assert place() == Path("/home/anne/mine/florilege")
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    assert place() == Path.home() / ".cache" / "florilege"
    monkeypatch.setenv("FLORILEGE_CACHE", "/srv/florilege")
    assert place() == Path("/srv/florilege")
