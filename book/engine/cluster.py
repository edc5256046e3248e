"""Work spread over a cluster of Dask: the only user of ``distributed``.

What a pass is handed beside its items, and every large item, becomes a task of its own that
is called by the hash of its content: the scheduler keeps it, each worker fetches it once,
and it is there again after a worker was lost. The tasks carry the hash. A task whose worker
was lost is done by another; a cluster that is lost is said, and never waited for in vain.
"""

import logging
import pickle
import platform
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from threading import Lock
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from book import __version__
from book.diagnostics import BookError, Code, Severity
from book.engine.seam import Item, Made, Options, Outcome, Pass, Serial, attempt
from book.model import Location

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["Dask", "versions"]

SCHEME = "dask://"
PATIENCE = 30.0  # seconds for what a cluster that is well does at once
FEW, CHUNKS = 64, 32  # see processes.py
SMALL = 64 * 1024  # bytes that travel with a task

NOT_INSTALLED = Code(
    "G130",
    Severity.ERROR,
    "--engine needs a library that is not installed: {library}",
    hint="install it: pip install 'florilege[cluster]'",
    explanation="Work on a cluster is done by Dask, which is large and which most do not need, "
    "so it is an extra of its own. The workers of the cluster need it, too.",
)

NO_CLUSTER = Code(
    "G131",
    Severity.ERROR,
    "this is no address of a cluster that answers within {seconds} s: {reason}",
    hint="give the address that dask scheduler prints, as dask://host:8786",
    explanation="--engine names the scheduler of a Dask cluster, by its host and port. Nothing "
    "answered there, or what answered speaks another version of Dask. Look whether the "
    "scheduler runs and whether this machine may reach it.",
)

NO_WORKER = Code(
    "G132",
    Severity.ERROR,
    "the cluster has had no worker for {seconds} s",
    hint="start some: dask worker tcp://host:8786, where florilege[cluster] is installed",
    explanation="A scheduler only hands work on; the work is done by workers, which are "
    "processes on the same machine or on others. This cluster has none, or has lost the last "
    "one while the book was made. What was on disk before is untouched.",
)

OTHER_VERSION = Code(
    "G133",
    Severity.ERROR,
    "a worker has not what this machine has ({ours}): {theirs}",
    hint="install the same versions on all machines: pip install 'florilege[cluster]=={own}'",
    explanation="The same material must give the same bytes wherever the work is done, so all "
    "workers need the same version of Florilège, of Python and of the libraries that shape a "
    "book. The first difference is named.",
)

GIVEN_UP = Code(
    "G134",
    Severity.ERROR,
    "the cluster gave up: {reason}",
    hint="look into the logs of the scheduler and of the workers, for memory above all",
    explanation="The scheduler was lost, or one task has ended several workers one after the "
    "other, as a task does that needs more memory than a worker has. The book is not made; "
    "what was on disk before is untouched.",
)

# What decides the bytes of a book.
LIBRARIES = (
    "ebooklib", "fonttools", "jinja2", "lxml", "markdown", "nh3", "numpy", "pillow",
    "rapidfuzz", "rensa", "weasyprint",
)  # fmt: skip


class Dask:
    """Spread the items over the cluster at ``address`` (``dask://host:port``).

    To be used with ``with``. Raises ``BookError`` where there is no cluster that can do it.
    """

    def __init__(self, address: str, patience: float = PATIENCE) -> None:
        self.address, self.patience = address, patience
        self._client: Client | None = None
        self._open: set[Future[bytes]] = set()

    def __enter__(self) -> Self:
        self._client = self._connected()
        try:
            self._welcome()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of the cluster, which goes on; what was begun for us is dropped."""
        client, self._client = self._client, None
        if client is not None:
            if self._open and client.status == "running":
                client.cancel(list(self._open), force=True)
            self._open.clear()
            client.close(timeout=5)

    def map(
        self,
        run: Pass[Item, Options, Made],
        items: Sequence[Item],
        options: Options,
        *,
        beside: bool = False,
    ) -> Iterator[Outcome[Made]]:
        client = self._client
        if client is None or not items or (len(items) == 1 and not beside):
            return Serial().map(run, items, options)
        shared = self._parcel(pickle.dumps((run, options), pickle.HIGHEST_PROTOCOL))
        size = self._chunk(len(items))
        waiting: list[Future[bytes]] = []
        for start in range(0, len(items), size):
            some = pickle.dumps(items[start : start + size], pickle.HIGHEST_PROTOCOL)
            future = client.submit(_work, shared, self._parcel(some), versions(), pure=False)
            self._open.add(future)
            waiting.append(future)
        return self._outcomes(waiting)

    def _outcomes(self, waiting: "list[Future[bytes]]") -> Iterator[Outcome[Any]]:
        waiting.reverse()
        while waiting:  # each is let go once it is handed over
            future = waiting.pop()
            made = self._result(future)
            self._open.discard(future)
            del future
            found = pickle.loads(made)  # noqa: S301  our own workers'
            if isinstance(found, dict):  # one that came later, and is not what we are
                self._refuse(found)
            yield from found

    def _result(self, future: "Future[bytes]") -> bytes:
        """Return what ``future`` gives. Raises as the pass, or ``BookError``."""
        from distributed import wait  # noqa: PLC0415  see Dask
        from distributed.client import FutureCancelledError  # noqa: PLC0415
        from distributed.scheduler import KilledWorker, NoValidWorkerError  # noqa: PLC0415

        alone_since: float | None = None
        try:
            while not future.done():
                try:
                    with future.client.as_current():
                        wait([future], timeout=1)
                except TimeoutError:
                    now = monotonic()
                    alone_since = None if self._workers() else (alone_since or now)
                    if alone_since is not None and now - alone_since > self.patience:
                        raise BookError(
                            NO_WORKER.at(self._here, seconds=f"{self.patience:g}")
                        ) from None
            result: bytes = future.result()
        except (FutureCancelledError, KilledWorker, NoValidWorkerError) as error:
            raise BookError(GIVEN_UP.at(self._here, reason=_reason(error))) from error
        return result

    def _parcel(self, data: bytes) -> "bytes | Future[bytes]":
        """Return ``data`` itself if it is small, else what stands for it on the cluster."""
        client = self._client
        if len(data) <= SMALL or client is None:
            return data
        key = f"florilege-{blake2b(data, digest_size=16).hexdigest()}"
        return client.submit(_same, data, key=key)

    def _chunk(self, items: int) -> int:
        workers = max(1, self._workers())
        return 1 if items <= FEW * workers else items // (CHUNKS * workers)

    def _workers(self) -> int:
        """Return how many workers the cluster has now, 0 where it does not answer."""
        client = self._client
        try:
            return 0 if client is None else len(client.scheduler_info(n_workers=-1)["workers"])
        except OSError:
            return 0

    def _connected(self) -> "Client":
        host = self.address.removeprefix(SCHEME)
        try:
            from distributed import Client  # noqa: PLC0415  large, and an extra
        except ImportError as error:
            library = error.name or "distributed"
            raise BookError(NOT_INSTALLED.at(self._here, library=library)) from error
        # It tells its own story of what is said here in one sentence.
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        try:
            return Client(f"tcp://{host}", timeout=self.patience, set_as_default=False)
        except (OSError, ValueError) as error:
            facts = {"seconds": f"{self.patience:g}", "reason": _reason(error)}
            raise BookError(NO_CLUSTER.at(self._here, **facts)) from error

    def _welcome(self) -> None:
        """Look whether there are workers, and whether they are what we are."""
        client = self._client
        if client is None:
            return
        try:
            client.wait_for_workers(1, timeout=self.patience)
        except TimeoutError as error:
            seconds = f"{self.patience:g}"
            raise BookError(NO_WORKER.at(self._here, seconds=seconds)) from error
        for said in client.run(versions, on_error="return").values():
            self._refuse(said)

    def _refuse(self, said: object) -> None:
        """Raise ``BookError`` where a worker ``said`` that it is not what we are."""
        for ours, theirs in _differences(said):
            facts = {"ours": ours, "theirs": theirs, "own": __version__}
            raise BookError(OTHER_VERSION.at(self._here, **facts))

    @property
    def _here(self) -> Location:
        return Location(self.address)


@cache
def versions() -> Mapping[str, str]:
    """Return the versions of what decides the bytes of a book."""
    found = {"florilege": __version__, "python": platform.python_version()}
    found["zlib"] = zlib.ZLIB_RUNTIME_VERSION  # another one packs the same streams otherwise
    for library in LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:
            found[library] = "none"
    return found


def _differences(said: object) -> Iterator[tuple[str, str]]:
    """Yield what is here and what is there instead, by what a worker said of ``versions``."""
    own = versions()
    if not isinstance(said, dict):
        yield f"florilege {own['florilege']}", str(said)
        return
    for name, ours in own.items():
        theirs = said.get(name)
        if theirs != ours:
            yield f"{name} {ours}", f"{name} {theirs}"


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _same(data: bytes) -> bytes:
    return data


# A worker may have several threads; passes are promised a process to themselves.
_alone = Lock()


def _work(shared: bytes, items: bytes, wanted: Mapping[str, str]) -> bytes:
    """Return the pickled outcomes, or our versions where they are not those ``wanted``."""
    own = versions()
    if any(own.get(name) != there for name, there in wanted.items()):
        return pickle.dumps(own)
    with _alone:
        run, options = pickle.loads(shared)  # noqa: S301  our own client's
        made = [attempt(run, options, item) for item in pickle.loads(items)]  # noqa: S301
        return pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
