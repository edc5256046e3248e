"""What comparing beyond memory costs: ``python -m tests.bench.shards [SIZE...]``.

Prints for heaps of 100,000 and 1,000,000 short articles, one third of them copies, edited
or excerpts: seconds by the clock and of the processor, of all processes together; the
highest memory of the whole tree, without what its processes share (PSS, sampled); bytes on
disk; how many of the pairs that are the same were found, and how many of those found are.
The articles are made up from a fixed seed while they are written into shards, so that no
process holds them all; making them up is in the figures, and told apart. ``KIND=footers`` in
the environment takes another kind of heap, ``JOBS`` another number of processes.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from threading import Event, Thread

from book.dedupe import Options
from book.diagnostics import Diagnostic
from book.engine import Advance, Observed, Processes
from book.model import Article
from tests.bench.dedupe import KINDS, Writer, _article

SIZES = (100_000, 1_000_000)
# A heap is shuffled so many pieces at a time.
STRETCH = 50_000


class Heap:
    """Articles as they are asked for; remembers what each is a version of."""

    def __init__(self, kind: str, size: int) -> None:
        self.kind, self.size = kind, size
        self.works: list[int] = []
        self.seconds = 0.0

    def __iter__(self) -> Iterator[Article]:
        writer = Writer(self.size)
        pieces = KINDS[self.kind](writer, self.size)
        while True:
            started = time.process_time()
            some = list(islice(pieces, STRETCH))
            if not some:
                return
            writer.dice.shuffle(some)
            articles = [_article(len(self.works) + n, piece) for n, piece in enumerate(some)]
            self.works += [piece.work for piece in some]
            self.seconds += time.process_time() - started
            yield from articles


def measure(kind: str, size: int, jobs: int) -> dict[str, float]:
    from book.shards import Space, compare  # noqa: PLC0415  after the arguments are read

    heap = Heap(kind, size)
    home: dict[int, int] = {}
    codes: dict[str, int] = {}

    def count(diagnostic: Diagnostic) -> None:
        codes[diagnostic.code] = codes.get(diagnostic.code, 0) + 1

    with tempfile.TemporaryDirectory(dir=os.environ.get("SPACE")) as name:
        folder = Path(name)
        peak = [0]
        done = Event()
        sampler = Thread(target=_sample, args=[peak, done], daemon=True)
        sampler.start()
        started = time.perf_counter()
        with Processes(jobs) as workers:
            engine = Observed(workers, Clock(started))
            for decision in compare(heap, Options(), engine, Space(folder), count):
                home[decision.place] = int(decision.duplicate.of[1:])
        seconds = time.perf_counter() - started
        done.set()
        sampler.join()
        disk = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    hits, extra, missed = _score(home, heap.works)
    return {
        "seconds": seconds,
        "busy": _busy(),
        "making": heap.seconds,
        "peak": peak[0] / 1024,
        "disk": disk / 1e6,
        "left": len(home),
        "recall": hits / (hits + missed) if hits + missed else 1.0,
        "precision": hits / (hits + extra) if hits + extra else 1.0,
    }


class Clock:
    """Tells on stderr when a map ends."""

    def __init__(self, started: float) -> None:
        self.started = started

    def __call__(self, at: Advance) -> None:
        if at.done in (0, at.total):
            seconds = time.perf_counter() - self.started
            print(f"{seconds:7.1f} s  {at.name} {at.done}/{at.total}", file=sys.stderr)


def _busy() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(used.ru_utime + used.ru_stime for used in both)


def _sample(peak: list[int], done: Event) -> None:
    """Raise ``peak[0]`` to the memory of this process and its children, in kB."""
    while not done.wait(0.5):
        peak[0] = max(peak[0], sum(map(_memory, _tree(os.getpid()))))


def _tree(process: int) -> Iterator[int]:
    yield process
    try:
        tasks = Path(f"/proc/{process}/task").iterdir()
        children = [n for task in tasks for n in (task / "children").read_text().split()]
    except OSError:
        return
    for child in children:
        yield from _tree(int(child))


def _memory(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _score(home: dict[int, int], works: list[int]) -> tuple[int, int, int]:
    """Count the pairs that are the same and were found, that are not, that were missed."""
    groups: dict[int, list[int]] = {}
    truth: dict[int, int] = {}
    for place, work in enumerate(works):
        groups.setdefault(home.get(place, place), []).append(work)
        truth[work] = truth.get(work, 0) + 1
    said = sum(len(g) * (len(g) - 1) // 2 for g in groups.values())
    hits = sum(
        n * (n - 1) // 2
        for group in groups.values()
        for n in [group.count(work) for work in set(group)]
    )
    same = sum(n * (n - 1) // 2 for n in truth.values())
    return hits, said - hits, same - hits


def main(arguments: list[str]) -> None:
    kind, jobs = os.environ.get("KIND", "mixed"), int(os.environ.get("JOBS", "2"))
    if arguments[:1] == ["one"]:
        print(json.dumps(measure(kind, int(arguments[1]), jobs)))
        return
    heads = (
        "size | seconds | CPU s | making up | peak MB | disk MB | left out | recall | precision"
    )
    print(f"| {heads} |\n{'|---' * 9}|")
    for size in [int(size) for size in arguments] or SIZES:
        command = [sys.executable, "-m", "tests.bench.shards", "one", str(size)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        run = json.loads(done.stdout)
        cost = f"{run['seconds']:.0f} | {run['busy']:.0f} | {run['making']:.0f}"
        room = f"{run['peak']:.0f} | {run['disk']:.0f} | {run['left']:,}"
        right = f"{run['recall']:.4f} | {run['precision']:.4f}"
        print(f"| {size:,} | {cost} | {room} | {right} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
