"""What long books cost: ``python -m tests.bench.typesetting [OPTIONS] [PAGES...]``.

Prints a table for each size (276 and 912 pages; 3,000 on demand), 6 × 9 in, in French, of
text that ``prose`` makes up: seconds by the clock and of the processors, peak memory of the
largest process and of all together (medians of the runs), and how many times faster than
WeasyPrint alone, in the same run. Every line is a whole process, from the start
of the interpreter to the file on the disk.

The baseline is what anybody would do: our publication as one HTML file, rendered and
written once by WeasyPrint, with tags. ``--one-document`` adds our own build in one piece,
once: it takes minutes, and ends without a book where WeasyPrint loses a note. ``--runs N``
says how often (3). Beside them pandoc with typst, and calibre and Chromium
where they are installed (``pip install --group bench``).
"""

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import replace as altered
from itertools import count
from pathlib import Path

import pypdfium2

from book import build, config, render, theme
from book.bind.pdf.join import join
from book.bind.pdf.repairs import Repairs
from book.diagnostics import Diagnostic, Report
from book.engine import Serial
from book.model import Edition, Publication
from tests.bench import prose
from tests.bench.measure import RUNS, Cost, cost

SIZES = (276, 912)
WORKERS = (1, 2, 4)
ALONE = "--one-document"
FLORILEGE = (sys.executable, "-c", "from book.cli import main; main()", "build", "-q")
PLAIN = """
import sys, weasyprint
weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_tags=True)
"""
TYPST = """
import subprocess, sys, pypandoc, typst
source, target = sys.argv[1:]
subprocess.run([pypandoc.get_pandoc_path(), source, "-t", "typst", "-s", "--toc", "-o",
    "book.typ", "--include-before-body", "page.typ"], check=True)
typst.compile("book.typ", output=target)
"""
PAGE = '#set page(width: 6in, height: 9in, numbering: "1")\n#set text(lang: "fr")\n'
INSERTED = "Une phrase de plus, pour que les pages se décalent toutes. " * 120


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; ``made`` is the file, whose pages are counted."""

    name: str
    cost: Cost | None
    made: Path


def main(arguments: Sequence[str]) -> None:
    runs, sizes = RUNS, [one for one in arguments if one != ALONE]
    if "--runs" in sizes:
        place = sizes.index("--runs")
        runs = int(sizes[place + 1])
        del sizes[place : place + 2]
    for pages in map(int, sizes or SIZES):
        with tempfile.TemporaryDirectory() as folder:
            print(f"\n## {pages} pages wanted, medians of {runs}\n")
            show(rows(Path(folder), pages, runs, alone=ALONE in arguments))


def rows(folder: Path, pages: int, runs: int, *, alone: bool) -> Iterator[Row]:
    """Yield what each way costs, that of one document as anybody would make it first."""
    os.environ["FLORILEGE_CACHE"] = str(folder / "cache")  # not that of an earlier run
    made = prose.project(folder / "book", pages)
    book, out = folder / "book", folder / "out.pdf"
    ours = (*FLORILEGE, "-C", book, "-o", out)
    plain = publication(folder, book)
    yield Row("WeasyPrint alone", cost([*script(PLAIN), plain, out], runs=runs), out)
    if alone:
        whole = cost([*ours, "--no-cache", ALONE], runs=1)
        yield Row("florilege, one document", whole, out)
    for jobs in WORKERS:
        cold = cost([*ours, "--no-cache", "-j", str(jobs)], runs=runs)
        yield Row(f"florilege, cold, {jobs} process(es)", cold, out)
    yield from warm(book, made, (*ours, "-j", "2"), out, runs)
    yield from others(folder, made, runs)


def warm(
    book: Path, made: Sequence[prose.Chapter], ours: Sequence[str | Path], out: Path, runs: int
) -> Iterator[Row]:
    """Yield what a build costs that follows another, with its cache."""
    middle, numbers = len(made) // 2, count()

    def edited(more: str) -> Callable[[], None]:
        def edit() -> None:
            mark = f"Ceci a changé {next(numbers)} fois. {more}"
            paragraphs = list(made[middle].paragraphs)
            place = next(n for n, p in enumerate(paragraphs) if p[0].isalpha() and n > 3)
            paragraphs[place] = f"{paragraphs[place]} {mark}"
            prose.write(book, altered(made[middle], paragraphs=tuple(paragraphs)), middle)

        return edit

    yield Row("florilege, 2 processes, filling the cache", cost(ours, runs=1), out)
    yield Row("florilege, nothing changed", cost(ours, runs=runs), out)
    yield Row("florilege, one paragraph edited", cost(ours, before=edited(""), runs=runs), out)
    prose.write(book, made[middle], middle)
    cost(ours, runs=1)

    def shifted() -> None:  # each run is compared with the book as it was, in the cache
        prose.write(book, made[middle], middle)
        cost(ours, runs=1)
        edited(INSERTED)()

    yield Row("florilege, pages shifted", cost(ours, before=shifted, runs=runs), out)


def others(folder: Path, made: Sequence[prose.Chapter], runs: int) -> Iterator[Row]:
    """Yield what other programs take for the same Markdown, as far as they are there."""
    source, epub = folder / "book.md", folder / "book.epub"
    source.write_text(prose.joined(made))
    (folder / "page.typ").write_text(PAGE)
    typeset = folder / "typst.pdf"
    inside = f"import os; os.chdir({str(folder)!r})\n{TYPST}"
    yield Row("pandoc, typst", cost([*script(inside), source, typeset], runs=runs), typeset)
    program = pandoc()
    if program is not None:
        yield Row("pandoc, EPUB", cost([program, source, "-o", epub], runs=runs), epub)
    if calibre := shutil.which("ebook-convert"):
        printed = folder / "calibre.pdf"
        yield Row("calibre", cost([calibre, epub, printed], runs=runs), printed)
    if chromium := shutil.which("chromium") or shutil.which("chromium-browser"):
        printed = folder / "chromium.pdf"
        page = (folder / "publication" / "book.html").as_uri()
        command = [chromium, "--headless", "--no-sandbox", f"--print-to-pdf={printed}", page]
        yield Row("Chromium, no folios in the contents", cost(command, runs=runs), printed)


def publication(folder: Path, book: Path) -> Path:
    """Write what we print as one HTML file, with its fonts beside it; return its path."""
    with contextlib.chdir(book):
        printed = _printed(list[Diagnostic]().append)
    target = folder / "publication"
    for resource in printed.resources:
        path = target / resource.href
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(resource.data)
    page = target / "book.html"
    page.write_text(join(printed, Repairs(), recto="opening-any" not in printed.features))
    return page


def _printed(report: Report) -> Publication:
    settings = config.load(Path(), report)
    found = build.gather(settings.sources, settings, Serial(), report)
    edited = build.edit(build.refine(found, settings, Serial(), report), settings, report)
    options = render.Options(theme.load(Path()), Edition.PRINT, settings.print)
    return render.render(edited.book, options, report)


def script(text: str) -> tuple[str, str, str]:
    return sys.executable, "-c", text


def show(found: Iterator[Row]) -> None:
    """Print ``found`` as a table, line by line, since each may take minutes."""
    print("| | pages | s | CPU s | MB, largest | MB, all | × WeasyPrint |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    first: Cost | None = None
    for row in found:
        if row.cost is None:
            print(f"| {row.name} | | not there | | | | |", flush=True)
            continue
        first = first or row.cost
        one = row.cost
        cells = (
            f"{_pages(row.made)}",
            f"{one.wall:.1f}",
            f"{one.busy:.1f}",
            f"{one.largest:.0f}",
            f"{one.together:.0f}",
            f"{first.wall / one.wall:.1f}",
        )
        print(f"| {row.name} | {' | '.join(cells)} |", flush=True)


def _pages(made: Path) -> str:
    if made.suffix != ".pdf" or not made.exists():
        return ""
    with pypdfium2.PdfDocument(made) as document:
        return str(len(document))


def pandoc() -> str | None:
    """Return the path of pandoc, that of the bench if it is there."""
    try:
        import pypandoc  # noqa: PLC0415  only there for the bench
    except ImportError:
        return shutil.which("pandoc")
    return str(pypandoc.get_pandoc_path())


if __name__ == "__main__":
    main(sys.argv[1:])
