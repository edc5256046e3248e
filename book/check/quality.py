"""How well a finished book is set: measured on its pages, whoever made them."""

from collections import Counter
from dataclasses import dataclass
from itertools import chain

from book.check import breaks, colour
from book.check.area import Area, area
from book.check.faults import OFF_GRID, WHERE, Fault
from book.check.pages import Reading
from book.check.sheets import Sheet, sheets
from book.diagnostics import Code, Report, Severity

COULD_BE_BETTER = Code(
    "V310",
    Severity.NOTE,
    "{count} on its pages could be set better: {kinds}",
    hint="florilege check FILE.pdf names each with its page and article",
    explanation="The finished pages were measured, as a typographer looks them through: lines "
    "that stand alone, words broken where a page is turned, lines with wide spaces. None of "
    "these makes a book wrong. Most go away when a few words of the paragraph change.",
)

ON_GRID = 0.35  # points by which a line may stand off the grid
ENOUGH = 0.9  # of the lines

NAMES = {
    "V321": "widow",
    "V322": "orphan",
    "V323": "stranded heading",
    "V324": "forbidden line start",
    "V325": "hyphen at a turned page",
    "V326": "run of hyphens",
    "V327": "loose line",
    "V328": "river",
    "V329": "line broken early",
    "V330": "short page",
    "V331": "short end of a chapter",
    "V332": "baseline grid",
    "V333": "note parted from its call",
    "V334": "text out of the type area",
    "V335": "small word at a title's line end",
}


@dataclass(frozen=True, slots=True)
class Quality:
    """What was measured: the type area, the lines of text, those on the grid, the faults."""

    area: Area | None
    pages: int
    lines: int
    on_grid: int
    faults: tuple[Fault, ...]

    @property
    def share(self) -> float:
        return self.on_grid / self.lines if self.lines else 1.0


def measured(book: Reading) -> Quality:
    """Measure the pages of ``book``; one with too little text has no faults."""
    type_area = area([leaf.lines for leaf in book.leaves])
    if type_area is None:
        return Quality(None, len(book.leaves), 0, 0, ())
    found = sheets(book.leaves, book.outline, type_area)
    counts = [_counted(sheet, type_area) for sheet in found]
    lines, on_grid = (sum(count[n] for count in counts) for n in (0, 1))
    marked = [
        *breaks.faults(found, type_area),
        *chain.from_iterable(colour.faults(sheet, type_area) for sheet in found),
    ]
    marked.sort(key=lambda fault: fault.page)
    quality = Quality(type_area, len(found), lines, on_grid, tuple(marked))
    if quality.share >= ENOUGH:
        return quality
    off = [count[0] - count[1] for count in counts]
    worst = found[off.index(max(off))]
    fault = Fault(OFF_GRID, worst.number, worst.article, "", {"share": quality.share})
    return Quality(type_area, len(found), lines, on_grid, (fault, *marked))


def remark(quality: Quality, report: Report) -> None:
    """Say in one line what could be set better, if anything could."""
    if not quality.faults:
        return
    kinds = Counter(fault.code.number for fault in quality.faults)
    listed = ", ".join(f"{NAMES[kind]} {count}" for kind, count in kinds.most_common())
    total = len(quality.faults)
    count = f"{total} place{'s' * (total > 1)}"
    report(COULD_BE_BETTER.at(WHERE, count=count, kinds=listed))


def _counted(sheet: Sheet, type_area: Area) -> tuple[int, int]:
    """Return how many lines of ``sheet`` are text, and how many of them on the grid."""
    step = type_area.leading if type_area.indented else type_area.leading / 2
    body = [
        line for line in sheet.text if sheet.solid and abs(line.size - type_area.size) < 0.3
    ]
    return len(body), sum(_is_on(line.baseline, type_area.first, step) for line in body)


def _is_on(baseline: float, origin: float, step: float) -> bool:
    off = (origin - baseline) % step
    return min(off, step - off) <= ON_GRID
