"""What a command costs: by the clock, of the processor, and in memory, with its children."""

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

RUNS = 3
EVERY = 0.05  # seconds between two looks at the memory
PAGE = os.sysconf("SC_PAGE_SIZE")
MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock and of all processors; peak memory in MB.

    ``largest`` is that of the largest process, ``together`` of all at one time: what
    processes share is counted once for each.
    """

    wall: float
    busy: float
    largest: float
    together: float


@dataclass(slots=True)
class _Peak:
    largest: int = 0
    together: int = 0

    def look(self, root: int) -> None:
        sizes = [_resident(pid) for pid in _tree(root)]
        self.largest = max(self.largest, *sizes, 0)
        self.together = max(self.together, sum(sizes))


def cost(
    command: Sequence[str | Path], *, before: Callable[[], None] | None = None, runs: int = RUNS
) -> Cost | None:
    """Return the medians of ``runs``; ``None`` where the command fails.

    ``before`` is done before each run, and not counted.
    """
    found = []
    for _ in range(runs):
        if before is not None:
            before()
        made = once(command)
        if made is None:
            return None
        found.append(made)
    return Cost(
        *(
            statistics.median(getattr(one, name) for one in found)
            for name in ("wall", "busy", "largest", "together")
        )
    )


def once(
    command: Sequence[str | Path], environment: Mapping[str, str] | None = None
) -> Cost | None:
    """Run ``command`` once."""
    started = time.perf_counter()
    process = subprocess.Popen(
        list(map(str, command)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1735689600", **(environment or {})},
    )
    peak, ended = _Peak(), threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, peak, ended))
    watch.start()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    ended.set()
    watch.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        return None
    busy = used.ru_utime + used.ru_stime
    return Cost(wall, busy, peak.largest / MEGABYTE, peak.together / MEGABYTE)


def _watch(root: int, peak: _Peak, ended: threading.Event) -> None:
    while not ended.wait(EVERY):
        peak.look(root)


def _tree(root: int) -> Iterator[int]:
    """Yield ``root`` and all that descends from it, as far as it still lives."""
    yield root
    try:
        listed = [path.read_text() for path in Path(f"/proc/{root}/task").glob("*/children")]
    except OSError:  # it has ended meanwhile
        return
    for child in " ".join(listed).split():
        yield from _tree(int(child))


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0
