"""Writing finished files, whole or not at all.

Bytes go to a temporary file beside their place, are flushed to the disk, and are
moved in at once; where anything fails, what stood there before still stands. A
folder is reserved before the work starts, so that trouble is found early and two
builds do not meet; what a killed build left behind is swept away then.

The order of the steps (write, fsync, rename, fsync the folder) is the one that
POSIX file systems need for a rename to be durable.
"""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no flock: the last of two builds wins, whole
    fcntl = None  # type: ignore[assignment]

from book.diagnostics import BookError, Code, Severity
from book.model import Location

__all__ = ["reserve", "write"]

PREFIX = ".florilege-"
LOCK = f"{PREFIX}lock"

UNWRITABLE = Code(
    "W101",
    Severity.ERROR,
    "nothing can be written here: {reason}",
    hint="choose another folder with -o, or make this one writable",
    explanation="The folder that should receive the book cannot be made or cannot be written "
    "to: a file may stand in its place, or you may lack the right. This is found before the "
    "work starts. Name another folder with “-o FOLDER”.",
)
BUSY = Code(
    "W102",
    Severity.ERROR,
    "another build is writing here (process {pid})",
    hint="wait until it is done, or choose another folder with -o",
    explanation="Two builds that write to the same folder at once would mix their books, so "
    "the second one stops before it starts. Wait for the first one, or give one of them a "
    "folder of its own with “-o FOLDER”.",
)
FAILED = Code(
    "W103",
    Severity.ERROR,
    "could not be written: {reason}",
    hint="{advice}",
    explanation="The finished book could not be put on the disk, most often because the disk "
    "is full. Nothing was half-written: the files that stood there before are untouched. Make "
    "room and build again.",
)

ADVICE = {
    errno.ENOSPC: "the disk is full: make room and build again; the old book is untouched",
    errno.EDQUOT: "your share of the disk is used up; the old book is untouched",
    errno.EFBIG: "the file is larger than is allowed here; the old book is untouched",
}


@contextmanager
def reserve(folder: Path) -> Iterator[None]:
    """Keep ``folder`` for this build: make it, prove it writable, sweep it.

    Raises ``BookError`` where that fails or another build holds it. Folders that were
    made and that nothing was put into are taken away again.
    """
    made = _missing(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = _lock(folder)
    except OSError as error:
        _unmake(made)
        raise BookError(UNWRITABLE.at(_at(folder), reason=_reason(error))) from error
    try:
        for stale in folder.glob(f"{PREFIX}*.part"):
            stale.unlink(missing_ok=True)
        yield
    finally:
        (folder / LOCK).unlink(missing_ok=True)
        os.close(lock)
        _unmake(made)


def write(files: Mapping[Path, bytes]) -> None:
    """Put all of ``files`` in their places, or none.

    Raises ``BookError`` where the disk refuses.
    """
    staged: dict[Path, Path] = {}
    path = Path()
    try:
        for number, (path, data) in enumerate(files.items()):
            part = path.with_name(f"{PREFIX}{os.getpid()}-{number}.part")
            staged[path] = part
            _stage(part, data)
        for path, part in staged.items():
            part.replace(path)
        for folder in {path.parent: None for path in files}:
            _flush(folder)
    except OSError as error:
        advice = ADVICE.get(error.errno or 0, "choose another place with -o")
        diagnostic = FAILED.at(_at(path), reason=_reason(error), advice=advice)
        raise BookError(diagnostic) from error
    finally:
        for part in staged.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _stage(part: Path, data: bytes) -> None:
    """Write ``data`` to the new file ``part``, down to the disk."""
    with part.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _lock(folder: Path) -> int:
    """Return the open lock of ``folder``. Raises ``BookError`` where another has it."""
    path = folder / LOCK
    while True:
        lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        if fcntl is not None:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                pid = os.read(lock, 20).decode("ascii", "replace").strip() or "unknown"
                os.close(lock)
                raise BookError(BUSY.at(_at(folder), pid=pid)) from error
            except OSError:  # a network file system without locks
                return lock
        if _is(path, lock):
            os.ftruncate(lock, 0)
            os.write(lock, str(os.getpid()).encode())
            return lock
        os.close(lock)  # the holder took it away between our two calls: try again


def _is(path: Path, descriptor: int) -> bool:
    """Return whether ``path`` still names the file that ``descriptor`` has open."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _flush(folder: Path) -> None:
    with suppress(OSError):  # some systems do not open folders
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _missing(folder: Path) -> list[Path]:
    """Return what has to be made for ``folder`` to exist, the innermost first."""
    return [path for path in (folder, *folder.parents) if not path.exists()]


def _unmake(made: list[Path]) -> None:
    for path in made:
        with suppress(OSError):  # not empty: the book is in it
            path.rmdir()


def _at(path: Path) -> Location:
    return Location(str(path))


def _reason(error: OSError) -> str:
    reason = error.strerror or type(error).__name__
    return reason[:1].lower() + reason[1:]
