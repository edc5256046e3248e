"""A cluster of separate processes on this machine, for as long as a test needs it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LONG = 60  # seconds, on a machine that is busy


@dataclass
class Cluster:
    """A scheduler and its workers; ``address`` is what ``--engine`` is given."""

    address: str
    folder: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *arguments: str, environment: Mapping[str, str] | None = None) -> int:
        """Start one process of the cluster; return its number."""
        process = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
        )
        self.processes.append(process)
        return process.pid

    def add_worker(self, environment: Mapping[str, str] | None = None) -> int:
        scheduler = self.address.replace("dask://", "tcp://")
        return self.start(
            "dask_worker", scheduler, "--nthreads", "1", "--no-nanny", "--no-dashboard",
            "--host", "127.0.0.1", "--local-directory", str(self.folder),
            environment=environment,
        )  # fmt: skip


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """Run a cluster with so many workers; end all its processes at the end."""
    port = free_port()
    running = Cluster(f"dask://127.0.0.1:{port}", folder)
    try:
        running.start(
            "dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard",
            "--no-show",
        )  # fmt: skip
        for _ in range(workers):
            running.add_worker()
        wait_for(port)
        yield running
    finally:
        for process in running.processes:
            process.kill()
        for process in running.processes:
            process.wait()


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    deadline = time.monotonic() + LONG
    while time.monotonic() < deadline:
        with closing(socket.socket()) as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"no scheduler on port {port}")
