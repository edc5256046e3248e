"""What earlier builds have made, on the disk: safe to delete at any time.

One SQLite database in a folder of the user's own, shared by all builds that run: several
processes and several threads read and write it at once. Whatever is wrong with it (another
program's file, a torn row, a full disk, a folder that belongs to somebody else) the build
goes on, and makes anew what it does not find.

A row holds the pickled value, compressed where that pays, and a checksum. Pickles can run
code when they are read, so only a folder and a file that are the user's own, and that
nobody else may write, are opened.
"""

import os
import pickle
import sqlite3
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from time import time
from types import TracebackType
from typing import Any, Self, TypeVar

__all__ = ["CAP", "Cache", "is_ours", "place"]

Got = TypeVar("Got")

NAME = "cache.sqlite"
CAP = 2 * 2**30  # bytes
ROOM = 0.8  # of the cap is left filled after some had to go
SMALL = 512  # bytes that are not worth compressing
PATIENCE = 10.0  # seconds to wait for another build that writes
SHAPE = 1  # of the table; another number begins anew
AT_ONCE = 500  # keys asked for in one question
STALE = 3600  # seconds after which a use is noted again

TABLE = """CREATE TABLE IF NOT EXISTS made (
    key BLOB PRIMARY KEY, sum BLOB NOT NULL, packed INTEGER NOT NULL,
    size INTEGER NOT NULL, used REAL NOT NULL, value BLOB NOT NULL)"""


def place() -> Path:
    """Return the folder of the cache: ``FLORILEGE_CACHE``, else where caches belong.

    See https://specifications.freedesktop.org/basedir-spec.
    """
    own = os.environ.get("FLORILEGE_CACHE")
    if own:
        return Path(own)
    home = os.environ.get("XDG_CACHE_HOME", "")
    folder = Path(home) if Path(home).is_absolute() else Path.home() / ".cache"
    return folder / "florilege"


def is_ours(folder: Path) -> bool:
    """Return whether ``folder`` is there, is the user's own, and nobody else's to write."""
    try:
        _refuse_others(folder)
    except (OSError, NotOurs):
        return False
    return folder.is_dir()


class Cache:
    """The rows of one folder. Nothing here raises for what stands on the disk."""

    def __init__(self, folder: Path, cap: int = CAP) -> None:
        self.folder = folder
        self.cap = cap
        self.trouble: str | None = None  # why there is no cache, where there is none
        self._lock = Lock()
        self._used: set[bytes] = set()
        self._base: sqlite3.Connection | None = None
        self._stamp: tuple[int, int] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Note what was of use, let the oldest go where there is too much, and close."""
        with self._lock:
            if self._base is not None and error is None:
                self._try(self._settle)
            self._close()

    def known(self, keys: Sequence[bytes]) -> frozenset[bytes]:
        """Return those of ``keys`` that have a row."""

        def ask(base: sqlite3.Connection) -> frozenset[bytes]:
            found: set[bytes] = set()
            for start in range(0, len(keys), AT_ONCE):
                some = keys[start : start + AT_ONCE]
                marks = ",".join("?" * len(some))
                rows = base.execute(f"SELECT key FROM made WHERE key IN ({marks})", some)  # noqa: S608
                found.update(key for (key,) in rows)
            return frozenset(found)

        return self._asked(ask) or frozenset()

    def get(self, key: bytes) -> Any | None:
        """Return the value of ``key``; ``None`` where there is none that can be read."""

        def ask(base: sqlite3.Connection) -> tuple[bytes, bytes, int] | None:
            query = "SELECT value, sum, packed FROM made WHERE key = ?"
            row: tuple[bytes, bytes, int] | None = base.execute(query, [key]).fetchone()
            return row

        row = self._asked(ask)
        if row is None:
            return None
        value, check, packed = row
        read = _read(value, bool(packed)) if check == _checksum(value) else None
        if read is None:
            self._asked(lambda base: base.execute("DELETE FROM made WHERE key = ?", [key]))
            return None
        self._used.add(key)
        return read

    def put(self, key: bytes, value: object) -> None:
        """Keep ``value`` under ``key``, if the disk takes it."""
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        packed = zlib.compress(data, 1) if len(data) > SMALL else data
        pays = len(packed) < len(data) * 0.9
        kept = packed if pays else data
        row = (key, _checksum(kept), int(pays), len(kept), time(), kept)
        if len(kept) > self.cap:
            return
        self._asked(
            lambda base: base.execute("INSERT OR REPLACE INTO made VALUES (?,?,?,?,?,?)", row)
        )

    def _asked(self, ask: Callable[[sqlite3.Connection], Got]) -> Got | None:
        with self._lock:
            return self._try(ask)

    def _try(self, ask: Callable[[sqlite3.Connection], Got]) -> Got | None:
        """Return what ``ask`` finds; mend what is broken, and do without what cannot be."""
        if self.trouble is not None:
            return None
        try:
            return ask(self._opened())
        except sqlite3.OperationalError as error:
            if "locked" in str(error):  # another build is at it: this row is not worth it
                return None
            if _stamp(self.folder / NAME) == self._stamp:
                self._give_up(error)
            else:  # deleted at this moment
                self._close()
        except sqlite3.DatabaseError:  # not a database, or a torn one
            self._begin_anew()
        except (OSError, NotOurs) as error:
            self._give_up(error)
        return None

    def _opened(self) -> sqlite3.Connection:
        """Return the database; another one if its file was deleted in the meantime."""
        path = self.folder / NAME
        if self._base is not None and _stamp(path) == self._stamp:
            return self._base
        self._close()
        _own_folder(self.folder)
        _own_file(path)
        base = sqlite3.connect(
            path, timeout=PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            base.execute("PRAGMA auto_vacuum = FULL")
            base.execute("PRAGMA journal_mode = WAL")
            base.execute("PRAGMA synchronous = OFF")  # a checksum guards each row
            shape: int = base.execute("PRAGMA user_version").fetchone()[0]
            if shape not in (0, SHAPE):
                base.execute("DROP TABLE IF EXISTS made")
            base.execute(TABLE)
            base.execute(f"PRAGMA user_version = {SHAPE}")
        except BaseException:
            base.close()
            raise
        self._base, self._stamp = base, _stamp(path)
        return base

    def _settle(self, base: sqlite3.Connection) -> None:
        now = time()
        base.execute("BEGIN IMMEDIATE")
        base.executemany(
            "UPDATE made SET used = ? WHERE key = ? AND used < ?",
            [(now, key, now - STALE) for key in sorted(self._used)],
        )
        filled: float = base.execute("SELECT coalesce(total(size), 0) FROM made").fetchone()[0]
        if filled > self.cap:
            self._let_go(base, filled - self.cap * ROOM)
        base.execute("COMMIT")
        if filled > self.cap:
            base.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _let_go(self, base: sqlite3.Connection, excess: float) -> None:
        """Delete the least recently used rows, ``excess`` bytes or a little more."""
        gone = []
        for key, size in base.execute("SELECT key, size FROM made ORDER BY used, key"):
            if excess <= 0:
                break
            gone.append((key,))
            excess -= size
        base.executemany("DELETE FROM made WHERE key = ?", gone)

    def _begin_anew(self) -> None:
        """Throw the database away: it was only a cache."""
        self._close()
        path = self.folder / NAME
        try:
            for file in (path, *_beside(path)):
                file.unlink(missing_ok=True)
        except OSError as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        self._close()
        reason = error.strerror if isinstance(error, OSError) else None
        self.trouble = reason or str(error)

    def _close(self) -> None:
        base, self._base, self._stamp = self._base, None, None
        if base is not None:
            with suppress(sqlite3.Error):
                base.close()


class NotOurs(Exception):  # noqa: N818  it is no error: the build goes on
    """A folder or file that somebody else could have written into."""


def _own_folder(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _refuse_others(folder)


def _own_file(path: Path) -> None:
    for file in (path, *_beside(path)):
        if file.is_symlink():
            raise NotOurs(f"{file} is a link")
        with suppress(FileNotFoundError):
            _refuse_others(file)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # what stands beside is like it


def _refuse_others(path: Path) -> None:
    """Raise ``NotOurs`` where ``path`` is another user's, or others may write into it."""
    if not hasattr(os, "getuid"):
        return
    stat = path.stat()
    if stat.st_uid != os.getuid():
        raise NotOurs(f"{path} belongs to another user")
    if stat.st_mode & 0o022:
        raise NotOurs(f"others may write into {path}")


def _beside(path: Path) -> tuple[Path, Path]:
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_dev, stat.st_ino


def _read(value: bytes, packed: bool) -> Any | None:
    try:
        return pickle.loads(zlib.decompress(value) if packed else value)  # noqa: S301  ours
    except Exception:  # noqa: BLE001  a pickle can fail in any way; it is made anew
        return None


def _checksum(data: bytes) -> bytes:
    return blake2b(data, digest_size=8).digest()
