"""Lay the pages of a finished PDF on sheets to fold: a booklet, or signatures to sew.

``plan`` knows which page goes where, ``sheets`` puts it there, and the only user of PDFium
beside ``check`` is in it. Here is decided what is not said, and told what follows from it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from book.diagnostics import BookError, Code, Report, Severity
from book.impose.plan import ON_A_SHEET, Sheet, planned
from book.impose.sheets import ForeignError, Stock, laid, sizes
from book.model import Artifact, Location

__all__ = ["PAPERS", "Imposed", "Options", "impose"]

UNREADABLE = Code(
    "P301",
    Severity.ERROR,
    "this cannot be laid on sheets: {why}",
    hint="name a finished .pdf file that opens without a password",
    explanation="A booklet is made of the pages of a finished PDF. This file is not one, is "
    "damaged, has no pages, or is locked by a password. Make it again, or save it without a "
    "password from the program that made it.",
)
UNLIKE = Code(
    "P302",
    Severity.WARNING,
    "page {page} measures {is_} mm, the first one {first} mm",
    hint="a booklet is cut in one piece: give all its pages one size",
    explanation="The pages of the PDF differ in size. Each is set against the fold and in the "
    "middle of its height, so none is lost, but the edges of the finished booklet will not "
    "be those of every page.",
)
SCALED = Code(
    "P303",
    Severity.NOTE,
    "two pages of {page} mm do not fit on {paper}: they are printed at {percent} %",
    hint="choose a larger sheet with --paper to keep their size",
    explanation="Two pages beside each other are wider or higher than the sheet, so they are "
    "made smaller, all alike. Letters become smaller, too: what is set in 12 points is 11 "
    "points at 92 %. A larger sheet, or a book in a smaller trim, keeps the size.",
)
THICK = Code(
    "P304",
    Severity.WARNING,
    "{sheets} sheets are too many for one fold and two staples",
    hint="leave --saddle out: signatures of 16 pages are sewn or glued",
    explanation="Staples hold about fifteen sheets, and the more sheets lie in one fold, the "
    "more the inner ones stick out. A longer book is folded in several signatures, which are "
    "sewn together or glued at the back.",
)

# Sheets as printers at home take them, in millimetres.
PAPERS: Mapping[str, tuple[float, float]] = {
    "a3": (297.0, 420.0),
    "a4": (210.0, 297.0),
    "a5": (148.0, 210.0),
    "letter": (215.9, 279.4),
    "legal": (215.9, 355.6),
    "tabloid": (279.4, 431.8),
}

POINT = 25.4 / 72
STAPLED = 15  # sheets in one fold, at most
SEWN = 16  # pages of a signature, where nothing is said
SLACK = 0.5  # millimetres in which a page is still of the size of another


@dataclass(frozen=True, slots=True)
class Options:
    """How to impose; lengths are in millimetres.

    ``paper`` is the sheet, either way round. A ``signature`` is so many pages; 0 is all of
    them in one fold, and ``None`` leaves the choice. ``creep`` is what a sheet of paper
    pushes the next one outwards. ``leftward`` binds at the right, as Hebrew is.
    """

    paper: tuple[float, float] = PAPERS["a4"]
    signature: int | None = None
    creep: float = 0.1
    leftward: bool = False
    marks: bool = False


@dataclass(frozen=True, slots=True)
class Imposed:
    """The finished file and what one must know to print and to fold it.

    ``sizes`` are those of the signatures, in sheets; ``sheet`` is in millimetres.
    """

    artifact: Artifact
    sizes: tuple[int, ...]
    pages: int
    blanks: int
    sheet: tuple[float, float]

    @property
    def edge(self) -> str:
        """The edge on which the printer turns a sheet: the one beside the fold."""
        return "short" if self.sheet[0] >= self.sheet[1] else "long"


def impose(artifact: Artifact, options: Options, report: Report) -> Imposed:
    """Return the pages of ``artifact`` on sheets. Raises ``BookError`` where it is no PDF."""
    where = Location(f"book.{artifact.kind}")
    try:
        measures = sizes(artifact.data)
        pages = len(measures)
        signature = _signature(pages, options, where, report)
        sheets = tuple(planned(pages, signature, leftward=options.leftward))
        stock = _stock(measures, options, where, report)
        data = laid(artifact.data, sheets, stock)
    except ForeignError as error:
        raise BookError(UNREADABLE.at(where, why=error)) from None
    blanks = len(sheets) * ON_A_SHEET - pages
    sheet = (stock.width * POINT, stock.height * POINT)
    return Imposed(Artifact("pdf", data), _counted(sheets), pages, blanks, sheet)


def _signature(pages: int, options: Options, where: Location, report: Report) -> int:
    """Return how many pages go into a fold."""
    whole = -(-pages // ON_A_SHEET)
    if options.signature is None:
        return whole * ON_A_SHEET if whole <= STAPLED else SEWN
    if options.signature:
        return options.signature
    if whole > STAPLED:
        report(THICK.at(where, sheets=whole))
    return whole * ON_A_SHEET


def _stock(
    measures: Sequence[tuple[float, float]], options: Options, where: Location, report: Report
) -> Stock:
    """Return the sheet, the way round that suits the pages, which are never made larger."""
    for number, size in enumerate(measures, start=1):
        if any(abs(a - b) * POINT > SLACK for a, b in zip(size, measures[0], strict=True)):
            facts = {"page": number, "is_": _shown(size), "first": _shown(measures[0])}
            report(UNLIKE.at(where, **facts))
            break
    wide, high = max(w for w, _ in measures), max(h for _, h in measures)
    upright = sorted(side / POINT for side in options.paper)
    ways = [(upright[1], upright[0]), (upright[0], upright[1])]
    width, height = max(ways, key=lambda way: _scale(way, wide, high))
    scale = _scale((width, height), wide, high)
    if scale < 1 - SLACK / 100:
        percent = int(scale * 100)
        paper = _shown((width, height)) + " mm"
        report(SCALED.at(where, page=_shown((wide, high)), paper=paper, percent=percent))
    else:
        scale = 1.0
    return Stock(width, height, scale, options.creep / POINT, options.marks)


def _scale(sheet: tuple[float, float], wide: float, high: float) -> float:
    return min(1.0, sheet[0] / 2 / wide, sheet[1] / high)


def _counted(sheets: Sequence[Sheet]) -> tuple[int, ...]:
    numbers = [sheet.signature for sheet in sheets]
    return tuple(numbers.count(number) for number in dict.fromkeys(numbers))


def _shown(size: tuple[float, float]) -> str:
    """Return a size in points as people say it, in millimetres."""
    return " × ".join(f"{side * POINT:.0f}" for side in size)
