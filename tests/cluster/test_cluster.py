"""The engine that works on a cluster keeps the promises of ``book.engine``."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from book.diagnostics import BookError, Diagnostic
from book.engine import Serial, each
from tests.cli.run import DUMP, PIECE, florilege
from tests.cluster.local import LONG, ROOT, Cluster, cluster, free_port
from tests.cluster.work import deadly, halve, measured, slowly

pytest.importorskip("distributed")

from book.engine import cluster as cluster_engine
from book.engine.cluster import Dask

pytestmark = [
    pytest.mark.slow,
    # Its sockets are closed by a thread that may end after the test.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    # Two libraries beside ours may differ in a version that changes nothing.
    pytest.mark.filterwarnings("ignore:Mismatched versions"),
]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("cluster")) as found:
        yield found


def test_a_cluster_says_and_makes_what_one_process_does(running: Cluster) -> None:
    items = [8, 7, 0, 2, *range(1, 300)]
    large = [bytes(n) for n in (200_000, 3, 200_000)]
    here: list[Diagnostic] = []
    there: list[Diagnostic] = []

    expected = each(Serial(), halve, items, None, here.append)
    with Dask(running.address, LONG) as engine:
        made = each(engine, halve, items, None, there.append)
        sizes = each(engine, measured, large, bytes(100_000), there.append)
        with pytest.raises(TypeError):
            each(engine, halve, ["eight", "six"], None, there.append)  # type: ignore[arg-type]

    assert (made, there) == (expected, here)
    assert sizes == ((200_000, 100_000), (3, 100_000), (200_000, 100_000))


def test_a_worker_lost_in_the_middle_costs_only_its_tasks(
    running: Cluster, tmp_path: Path
) -> None:
    said: list[Diagnostic] = []
    workers = [process.pid for process in running.processes[1:3]]
    killer = Thread(target=kill_when_busy, args=[tmp_path, workers[0]])
    killer.start()

    with Dask(running.address, LONG) as engine:
        made = each(engine, slowly, range(12), tmp_path, said.append)
    killer.join()

    done = [path.name.split(".") for path in tmp_path.iterdir()]
    again = len(done) - 12
    assert made == tuple(n * n for n in range(12))
    assert [d.message for d in said] == [f"{n} is odd" for n in range(1, 12, 2)]
    assert {int(pid) for _, pid in done} == set(workers)
    assert 1 <= again <= 6, "what the lost worker had done or begun, and no more"


def kill_when_busy(folder: Path, worker: int) -> None:
    deadline = time.monotonic() + LONG
    while time.monotonic() < deadline:
        if any(folder.glob(f"*.{worker}")):
            break
        time.sleep(0.02)
    os.kill(worker, signal.SIGKILL)


def test_a_cluster_that_loses_its_last_worker_is_not_waited_for(tmp_path: Path) -> None:
    with cluster(tmp_path, workers=1) as lone:
        marks = tmp_path / "marks"
        marks.mkdir()
        killer = Thread(target=kill_when_busy, args=[marks, lone.processes[1].pid])
        killer.start()
        with Dask(lone.address, LONG) as engine:
            engine.patience = 2
            with pytest.raises(BookError) as lost:
                each(engine, slowly, range(50), marks, lambda _: None)
        killer.join()

    assert lost.value.diagnostic.code == "G132"


def test_no_cluster_and_no_worker_are_said(tmp_path: Path) -> None:
    with pytest.raises(BookError) as nobody, Dask(f"dask://127.0.0.1:{free_port()}", 2):
        pass
    with (
        cluster(tmp_path, workers=0) as idle,
        pytest.raises(BookError) as lazy,
        Dask(idle.address, 3),
    ):
        pass

    assert nobody.value.diagnostic.code == "G131"
    assert lazy.value.diagnostic.code == "G132"


def test_a_worker_without_our_version_is_said(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "__init__.py").write_text('__version__ = "0.0.1"\n')
    with cluster(tmp_path, workers=0) as foreign:
        foreign.add_worker({"PYTHONPATH": str(tmp_path)})
        with pytest.raises(BookError) as other, Dask(foreign.address, LONG):
            pass

    assert other.value.diagnostic.code == "G133"
    assert "No module named 'book.engine'" in other.value.diagnostic.message


def test_a_worker_that_came_later_is_asked_too(
    running: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Dask(running.address, LONG) as engine:
        monkeypatch.setattr(cluster_engine, "versions", lambda: {"florilege": "9.9"})
        with pytest.raises(BookError) as other:
            each(engine, halve, [2, 4], None, lambda _: None)

    assert other.value.diagnostic.code == "G133"
    assert "(florilege 9.9): florilege" in other.value.diagnostic.message


def test_a_worker_that_a_task_ends_again_and_again_is_given_up(tmp_path: Path) -> None:
    with cluster(tmp_path) as frail:
        for _ in range(4):  # the scheduler gives a task up that has ended four
            frail.add_worker()
        with Dask(frail.address, LONG) as engine, pytest.raises(BookError) as gone:
            each(engine, deadly, range(1, 3), None, lambda _: None)

    assert gone.value.diagnostic.code == "G134"


WITHOUT = """
import sys
sys.modules["distributed"] = None
from book.engine import cluster as cluster_engine
from book.engine.cluster import Dask
from book.diagnostics import BookError
try:
    Dask("dask://127.0.0.1:1").__enter__()
except BookError as error:
    sys.exit(str(error.diagnostic))
"""


def test_a_library_that_lacks_is_named() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=False
    )

    assert "error[G130]" in done.stderr
    assert "pip install 'florilege[cluster]'" in done.stderr


def test_a_book_made_on_a_cluster_is_the_same_to_the_byte(
    running: Cluster, tmp_path: Path
) -> None:
    for n in range(2):
        text = PIECE.format(title=f"Lettre {n}", date=f"2020-01-0{n + 1}", text="Un mot. " * 40)
        (tmp_path / f"{n}.md").write_text(text)
    common = ["build", "0.md", "1.md", "-t", "pdf", "-j", "1", "--no-cache", "-q"]

    here = florilege(*common, "-o", "here/", cwd=tmp_path)
    there = florilege(*common, "-o", "there/", "--engine", running.address, cwd=tmp_path)

    assert (here.status, there.status) == (0, 0), there.err
    made = sorted((tmp_path / "here").iterdir())
    assert [path.suffix for path in made] == [".jsonl", ".pdf"]
    for path in made:
        assert path.read_bytes() == (tmp_path / "there" / path.name).read_bytes()


def test_the_command_line_says_what_is_no_cluster(tmp_path: Path) -> None:
    (tmp_path / "dump.txt").write_text(DUMP)

    wrong = florilege("outline", "dump.txt", "--engine", "localhost", cwd=tmp_path)

    assert wrong.status == 2
    assert "dask://host:port" in wrong.err


INTERRUPTED = """
import sys
from pathlib import Path
from book.engine import each
from book.engine import cluster as cluster_engine
from book.engine.cluster import Dask
from tests.cluster.work import slowly
if __name__ == "__main__":
    with Dask(sys.argv[1]) as engine:
        each(engine, slowly, range(100), Path(sys.argv[2]), lambda _: None)
"""


def test_ctrl_c_ends_the_build_and_not_the_cluster(running: Cluster, tmp_path: Path) -> None:
    build = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, running.address, str(tmp_path)],
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    deadline = time.monotonic() + LONG
    while time.monotonic() < deadline and not any(tmp_path.iterdir()):
        time.sleep(0.05)
    build.send_signal(signal.SIGINT)
    _, said = build.communicate(timeout=LONG)

    with Dask(running.address, LONG) as engine:
        halves = each(engine, halve, [4, 2], None, lambda _: None)

    assert b"KeyboardInterrupt" in said
    assert len(list(tmp_path.iterdir())) < 50
    assert halves == (2, 1)
