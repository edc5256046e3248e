"""How wide the spine is: what the author measured, else what the printer's formula says."""

from dataclasses import dataclass

from book.diagnostics import BookError, Code, Report, Severity
from book.model import Location
from book.printers.covers import Cover, Paper

__all__ = ["Block", "width"]

ESTIMATED = Code(
    "T165",
    Severity.WARNING,
    "the spine is taken to be {width:.1f} mm: {printer} publishes no formula",
    hint="make its cover template, and give the width that it says: --spine {width:.1f}mm",
    explanation="Some printers say the width of a spine only in a template that is made for "
    "one book. The number used here comes from books that were printed there, and paper "
    "changes. A cover that is a millimetre off is refused or shows it, so compare the two.",
)
UNKNOWN = Code(
    "T166",
    Severity.ERROR,
    "nothing says how wide the spine of a book by {printer} is",
    hint="ask the printer, and give it with --spine 12mm, or a leaf's thickness with "
    "--caliper 0.1mm",
    explanation="The spine is as wide as the book is thick, and that depends on the paper. "
    "This printer publishes no formula, or no printer was named. Most have a calculator or a "
    "template that says the width; else measure the paper: a leaf of usual office paper is "
    "0.1 mm thick.",
)
NO_SUCH_PAPER = Code(
    "T167",
    Severity.ERROR,
    "{printer} has no paper “{paper}”",
    hint="write one of {papers}",
    explanation="The width of the spine depends on the paper, and each printer has its own. "
    "The names are those of this program, kept beside the numbers that the printer publishes.",
)
PAGES = Code(
    "T168",
    Severity.ERROR,
    "{printer} binds {least} to {most} pages, not {pages}",
    hint="choose another trim size or another printer, or divide the book",
    explanation="A book that is too thin cannot be glued, and one that is too thick breaks. "
    "Each printer says how many pages it binds, and refuses others.",
)

WHERE = Location("cover.pdf")


@dataclass(frozen=True, slots=True)
class Block:
    """The pages between the covers; lengths in millimetres.

    ``paper`` is one of the printer's. A ``caliper``, the thickness of a leaf, goes before
    it, and a ``spine`` that was measured before all. Nothing is 0.
    """

    pages: int
    paper: str = ""
    caliper: float = 0
    spine: float = 0


def width(block: Block, printer: Cover, report: Report) -> float:
    """Return the width of the spine in millimetres. Raises ``BookError`` if none is known."""
    least, most = printer.pages
    if not least <= block.pages <= most:
        facts = {"printer": printer.name, "least": least, "most": most, "pages": block.pages}
        raise BookError(PAGES.at(WHERE, **facts))
    pages = block.pages + block.pages % 2  # a leaf has two
    if block.spine:
        return block.spine
    if block.caliper:
        return pages / 2 * block.caliper + printer.plus
    found = printer.spine(pages, _paper(block.paper, printer))
    if printer.is_estimate:
        report(ESTIMATED.at(WHERE, width=found, printer=printer.name))
    return found


def _paper(name: str, printer: Cover) -> Paper:
    """Return the paper ``name``, or the first one that the printer offers."""
    if not printer.papers:
        raise BookError(UNKNOWN.at(WHERE, printer=printer.name))
    fitting = [
        paper for paper in printer.papers if paper.name == (name or printer.papers[0].name)
    ]
    if not fitting:
        papers = ", ".join(paper.name for paper in printer.papers)
        facts = {"printer": printer.name, "paper": name, "papers": papers}
        raise BookError(NO_SUCH_PAPER.at(WHERE, **facts))
    return fitting[0]
