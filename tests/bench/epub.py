"""What the EPUB of a long book costs: ``python -m tests.bench.epub [--runs N] [PAGES...]``.

Prints a table for books of 276 and 1,000 pages' worth, made up by ``prose``: seconds of the
processor for each step after rendering (medians of the runs; EPUBCheck, which is Java,
apart), and for pandoc's EPUB of the same Markdown, and calibre's where it is installed,
which are whole processes.
"""

import contextlib
import gc
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from book import build, config, cover, render, theme
from book.bind import epub as bind_epub
from book.check import epub as check_epub
from book.check import words
from book.diagnostics import Diagnostic, Report
from book.engine import Serial
from book.model import Artifact, Book, Edition, Publication
from tests.bench import prose
from tests.bench.measure import RUNS, cost
from tests.bench.typesetting import pandoc

SIZES = (276, 1_000)
DATE = datetime(2025, 1, 1, tzinfo=UTC)


def main(arguments: Sequence[str]) -> None:
    runs, sizes = RUNS, list(arguments)
    if "--runs" in sizes:
        place = sizes.index("--runs")
        runs = int(sizes[place + 1])
        del sizes[place : place + 2]
    print("| pages | | CPU s |\n|---:|---|---:|")
    for pages in map(int, sizes or SIZES):
        with tempfile.TemporaryDirectory() as folder:
            for name, seconds in [
                *ours(Path(folder), pages, runs),
                *others(folder, pages, runs),
            ]:
                print(f"| {pages:,} | {name} | {seconds:.2f} |", flush=True)


def ours(folder: Path, pages: int, runs: int) -> Iterator[tuple[str, float]]:
    """Yield what each step takes, and all of them."""
    prose.project(folder, pages)
    said: list[Diagnostic] = []
    with contextlib.chdir(folder):
        book, publication = _rendered(said.append)
    made: list[Artifact] = []

    def bind() -> None:
        made[:] = [bind_epub.bind(publication, bind_epub.Options(DATE), said.append)]

    steps: dict[str, Callable[[], None]] = {
        "bind": bind,
        "word proof": lambda: words.prove(book.articles, publication, made[0], said.append),
        "check": lambda: check_epub.check(made[0], said.append),
    }
    bind()  # the libraries are there
    taken = {name: statistics.median(map(_busy, [step] * runs)) for name, step in steps.items()}
    errors = [str(diagnostic) for diagnostic in said if diagnostic.code.startswith("V")]
    if errors:
        sys.exit("\n".join(errors))
    yield from taken.items()
    yield "florilege, after rendering", sum(taken.values())


def _rendered(report: Report) -> tuple[Book, Publication]:
    settings, look = config.load(Path(), report), theme.load(Path())
    found = build.gather(settings.sources, settings, Serial(), report)
    refined = build.refine(found, settings, Serial(), report)
    book = build.edit(refined, settings, report).book
    drawn = cover.draw(book, cover.Setting(look), report)
    options = render.Options(look, Edition.EPUB, settings.print, cover=drawn)
    return book, render.render(book, options, report)


def _busy(step: Callable[[], None]) -> float:
    gc.collect()
    started = time.process_time()
    step()
    return time.process_time() - started


def others(folder: str, pages: int, runs: int) -> Iterator[tuple[str, float]]:
    """Yield what other programs take for the same text, whole processes."""
    source, epub = Path(folder, "book.md"), Path(folder, "pandoc.epub")
    source.write_text(prose.joined(prose.chapters(pages)))
    program = pandoc()
    taken = cost([program, source, "-o", epub], runs=runs) if program else None
    if taken is not None:
        yield "pandoc", taken.busy
    calibre = shutil.which("ebook-convert")
    taken = cost([calibre, source, epub], runs=runs) if calibre else None
    if taken is not None:
        yield "calibre", taken.busy


if __name__ == "__main__":
    main(sys.argv[1:])
