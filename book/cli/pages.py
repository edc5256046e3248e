"""The report on the pages of a finished PDF: what a typographer would mark, and where."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from book.check.faults import Fault
from book.check.pages import Reading
from book.check.quality import NAMES, Quality, measured
from book.cli.console import Console
from book.cli.summary import counted
from book.diagnostics import Report

__all__ = ["record", "table", "tell"]

TITLE, WORDS = 32, 44  # letters


def tell(path: Path, book: Reading, console: Console, report: Report) -> None:
    """Measure the pages of ``book`` and say how they are set; each mark whole with ``-v``."""
    quality = measured(book)
    console.tell(table(path, quality), record(path, quality))
    if console.verbosity > 0 and console.form == "text":
        for fault in quality.faults:
            report(fault.diagnostic())


def table(path: Path, quality: Quality) -> Iterator[str]:
    """Yield the report as lines: how the book is set, then each fault by its page."""
    area = quality.area
    if area is None:
        yield f"{path}: too little text to measure its pages"
        return
    yield (
        f"{path}: {counted(quality.pages, 'page')} of {counted(area.lines, 'line')}, "
        f"{area.size:g} on {area.leading:g} pt, {area.letters} letters to a full line; "
        f"{quality.share:.1%} of the lines on the grid"
    )
    if not quality.faults:
        yield "  nothing to mark on any page"
        return
    kinds = Counter(fault.code.number for fault in quality.faults)
    yield "  " + ", ".join(f"{NAMES[kind]} {count}" for kind, count in sorted(kinds.items()))
    yield f"  {'page':>4}  {'article':{TITLE}}  what"
    for fault in quality.faults:
        what = f"{NAMES[fault.code.number]} ({fault.code.number})"
        words = f": “{_cut(fault.words, WORDS)}”" if fault.words else ""
        article = f"{_cut(fault.article, TITLE):{TITLE}}"
        yield f"  {fault.page:>4}  {article}  {what}{_facts(fault)}{words}"


def record(path: Path, quality: Quality) -> dict[str, Any]:
    """Return the report as one object; its faults are said as diagnostics beside it."""
    area = quality.area
    return {
        "file": str(path),
        "pages": quality.pages,
        "lines": quality.lines,
        "on_grid": round(quality.share, 4),
        "size": area and area.size,
        "leading": area and area.leading,
        "lines_a_page": area and area.lines,
        "letters": area and area.letters,
        "faults": [
            {
                "code": fault.code.number,
                "kind": NAMES[fault.code.number],
                "page": fault.page,
                "article": fault.article,
                "words": fault.words,
                **fault.facts,
            }
            for fault in quality.faults
        ],
    }


def _facts(fault: Fault) -> str:
    facts = fault.facts
    if "why" in facts:
        return f", {facts['count']} lines: {facts['why']}"
    if "next" in facts:
        return f", {facts['width']:.1f} pt before “{facts['next']}”"
    if "width" in facts:
        return f", {facts['width']:.1f} pt"
    if "call" in facts:
        return f", called on page {facts['call']}"
    return f", {counted(int(facts['count']), 'line')}" if "count" in facts else ""


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1]}…"
