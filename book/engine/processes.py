"""Work spread over processes of this machine, which live as long as a build.

To start a process and to import a typesetter there costs over a second, so one pool serves
all maps. What a pass is handed beside its items may be large (a theme with its typefaces),
so it travels once to each process, not with every item.
"""

import os
import pickle
import signal
import tempfile
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from importlib import import_module
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Thread
from types import FrameType, TracebackType
from typing import Any, Self

from book.engine.seam import Item, Made, Options, Outcome, Pass, Serial, attempt

__all__ = ["Processes"]

FEW = 64  # so many items for each process go one by one: they may be heavy
CHUNKS = 32  # more go in so many parts for each process
SMALL = 64 * 1024  # bytes of options that travel with the items
REMEMBERED = 4  # options of so many maps stay in a process


class Processes:
    """Spread the items over ``jobs`` processes of this machine, until it is closed."""

    def __init__(self, jobs: int, ready: Sequence[str] = ()) -> None:
        """``ready`` are modules that each process imports, as soon as any work is begun."""
        self.jobs, self.ready = jobs, tuple(ready)
        self._pool: ProcessPoolExecutor | None = None
        self._folder: TemporaryDirectory[str] | None = None
        self._lock = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close. All that was asked for is made, or interrupted: nobody waits for the rest."""
        pool, self._pool = self._pool, None
        folder, self._folder = self._folder, None
        if pool is not None:
            _abandon(pool)
        if folder is not None:
            folder.cleanup()

    def map(
        self,
        run: Pass[Item, Options, Made],
        items: Sequence[Item],
        options: Options,
        *,
        beside: bool = False,
    ) -> Iterator[Outcome[Made]]:
        if self.jobs < 2 or not items:
            return Serial().map(run, items, options)
        if self.ready:
            self._workers()
        # A process would cost more than the work.
        if len(items) == 1 and not beside:
            return Serial().map(run, items, options)
        parcel = self._parcel(options)
        pool = self._workers()
        size = _chunk(len(items), self.jobs)
        with _undisturbed():
            waiting: list[Future[list[Outcome[Made]]]] = [
                pool.submit(_work, run, parcel, list(items[start : start + size]))
                for start in range(0, len(items), size)
            ]
        return _outcomes(waiting)

    def _workers(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(
                    self.jobs,
                    # Not fork: a parent with threads (a progress bar) may hold a lock.
                    mp_context=get_context("spawn"),
                    initializer=_follow_the_parent,
                    initargs=(self.ready, self._room()),
                )
                if self.ready:  # begun with the first task, whatever it is
                    with _undisturbed():
                        self._pool.submit(bool)
            return self._pool

    def _parcel(self, options: object) -> "_Parcel":
        """Return ``options`` packed: by themselves if small, else as a file all can read."""
        data = pickle.dumps(options, pickle.HIGHEST_PROTOCOL)
        digest = blake2b(data, digest_size=16).hexdigest()
        if len(data) > SMALL:
            try:
                return _Parcel(digest, None, str(self._put(digest, data)))
            except OSError:  # no room for temporary files
                pass
        return _Parcel(digest, data, "")

    def _room(self) -> str:
        """Return a folder for what is temporary, ``""`` where there is no room for one."""
        if self._folder is None:
            try:
                self._folder = TemporaryDirectory(
                    prefix="florilege-", ignore_cleanup_errors=True
                )
            except OSError:
                return ""
        return self._folder.name

    def _put(self, digest: str, data: bytes) -> Path:
        with self._lock:
            room = self._room()
            if not room:
                raise OSError(f"no room for {digest}")
            path = Path(room, digest)
            if not path.exists():
                part = path.with_suffix(".part")
                part.write_bytes(data)
                part.replace(path)
            return path


@dataclass(frozen=True, slots=True)
class _Parcel:
    """Pickled options: their digest, and the bytes or the file that holds them."""

    digest: str
    data: bytes | None
    file: str


# What this process, a worker, has unpacked: see REMEMBERED.
_unpacked: OrderedDict[str, Any] = OrderedDict()


def _work(
    run: Pass[Item, Options, Made], parcel: _Parcel, items: list[Item]
) -> list[Outcome[Made]]:
    options = _unpack(parcel)
    return [attempt(run, options, item) for item in items]


def _unpack(parcel: _Parcel) -> Any:
    if parcel.digest not in _unpacked:
        data = Path(parcel.file).read_bytes() if parcel.data is None else parcel.data
        _unpacked[parcel.digest] = pickle.loads(data)  # noqa: S301  our own parent's
        while len(_unpacked) > REMEMBERED:
            _unpacked.popitem(last=False)
    _unpacked.move_to_end(parcel.digest)
    return _unpacked[parcel.digest]


def _outcomes(waiting: list[Future[list[Outcome[Made]]]]) -> Iterator[Outcome[Made]]:
    waiting.reverse()
    while waiting:  # each is let go once it is handed over
        yield from waiting.pop().result()


def _chunk(items: int, jobs: int) -> int:
    return 1 if items <= FEW * jobs else items // (CHUNKS * jobs)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep Ctrl-C from processes while they start: it would be told at length by each."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _follow_the_parent(ready: Sequence[str], room: str) -> None:
    """Leave Ctrl-C to the parent, and end when it ends, even if it was killed.

    Temporary files go into ``room``, which the parent removes: a worker is ended, and does
    not tidy up.
    """
    signal.signal(signal.SIGINT, _leave_it)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    Thread(target=_end_with, args=[parent_process()], daemon=True).start()
    tempfile.tempdir = room or None
    for name in ready:
        with suppress(ImportError, OSError):  # a pass that needs it will say so
            import_module(name)


def _leave_it(_number: int, _frame: FrameType | None) -> None:
    """Do nothing. SIG_IGN would be inherited by programs that a pass runs; this is not."""


def _end_with(parent: BaseProcess | None) -> None:
    if parent is not None:
        parent.join()
        os._exit(1)


def _abandon(pool: ProcessPoolExecutor) -> None:
    """End ``pool`` at once, with whatever its workers are at."""
    # A thread may be writing to workers that will read no more: nobody waits for it
    # (https://github.com/python/cpython/issues/94777).
    pool._call_queue.cancel_join_thread()  # type: ignore[attr-defined]  # noqa: SLF001
    workers = list((pool._processes or {}).values())  # noqa: SLF001  forgotten by shutdown
    pool.shutdown(wait=False, cancel_futures=True)
    for worker in workers:
        worker.terminate()
