"""``florilege booklet``: a finished PDF on sheets, to print at home and to fold."""

import re
from dataclasses import replace
from pathlib import Path

import click

from book import impose, output
from book.cli.console import Console
from book.cli.lengths import a_length, length
from book.cli.options import talking
from book.cli.summary import counted
from book.diagnostics import BookError, Code, Diagnostic, Severity
from book.model import Artifact, Location

NO_SUCH_FILE = Code(
    "G120",
    Severity.ERROR,
    "cannot be read: {reason}",
    hint="name a finished .pdf file, as “florilege build” writes it",
    explanation="The PDF that should become a booklet could not be opened. Look at the "
    "spelling of its name, and at who may read it.",
)

SHEET = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(mm|cm|in|pt)?\s*[x×*]\s*(\d+(?:[.,]\d+)?)\s*(mm|cm|in|pt)"
)
LONGEST_CREEP = 2.0  # millimetres: thick cardboard


@click.command("booklet", short_help="Impose a PDF for home printing.")
@click.argument("file", metavar="FILE.pdf", type=click.Path(path_type=Path))
@click.option("--saddle", is_flag=True, help="One fold through all sheets, two staples.")
@click.option(
    "--signature",
    type=click.IntRange(min=4),
    metavar="PAGES",
    callback=lambda _context, _option, pages: a_signature(pages),
    help="Fold in signatures of so many pages: 16, 32. [default: one fold up to 60 pages, "
    "else 16]",
)
@click.option("--sheets", type=click.IntRange(min=1), metavar="N", help="As sheets: 4 is 16.")
@click.option(
    "--paper",
    default="a4",
    metavar="SIZE",
    callback=lambda _context, _option, size: a_sheet(size),
    help="The sheet in the printer: a3, a4, a5, letter, legal, tabloid, or 320mm x 450mm. "
    "[default: a4]",
)
@click.option(
    "--creep",
    default="0.1mm",
    metavar="LENGTH",
    callback=lambda _context, _option, text: a_creep(text),
    help="How thick a sheet is, so that pages move away from the fold. [default: 0.1mm]",
)
@click.option("--right-to-left", is_flag=True, help="Bind at the right, as Hebrew and Arabic.")
@click.option("--marks", is_flag=True, help="Show where to fold and where to cut.")
@click.option(
    "-o",
    "--output",
    "target",
    default="",
    metavar="PATH",
    help="The file, or a folder with a slash. [default: FILE-booklet.pdf]",
)
@talking
def command(
    file: Path,
    saddle: bool,
    signature: int | None,
    sheets: int | None,
    paper: tuple[float, float],
    creep: float,
    right_to_left: bool,
    marks: bool,
    target: str,
    console: Console,
) -> int:
    """Lay the pages of FILE.pdf on sheets that are folded to a booklet.

    Two pages stand on each side of a sheet, in their own size where the sheet has room.
    How to print and to fold it is said at the end. Any PDF will do.
    """
    if sum((saddle, signature is not None, sheets is not None)) > 1:
        raise click.UsageError("name one of --saddle, --signature and --sheets")
    folded = 0 if saddle else sheets * 4 if sheets else signature
    options = impose.Options(paper, folded, creep, right_to_left, marks)
    made = Path(target) if target else file.with_name(f"{file.stem}-booklet.pdf")
    if target.endswith("/") or made.is_dir():
        made /= f"{file.stem}-booklet.pdf"
    if made.resolve() == file.resolve():
        raise click.UsageError("-o names the PDF that is read; name another file")
    try:
        data = file.read_bytes()
    except OSError as error:
        raise BookError(NO_SUCH_FILE.at(Location(str(file)), reason=error.strerror)) from error
    with output.reserve(made.parent):
        done = imposed(data, file, options, console)
        output.write({made: done.artifact.data})
    console.write(str(made))
    for sentence in instructions(done, leftward=right_to_left):
        console.say(sentence)
    return 0


def imposed(
    data: bytes, file: Path, options: impose.Options, console: Console
) -> impose.Imposed:
    """Impose ``data``; what is said of it names ``file``."""

    def named(diagnostic: Diagnostic) -> Diagnostic:
        return replace(diagnostic, location=Location(str(file)))

    try:
        return impose.impose(Artifact("pdf", data), options, lambda d: console.report(named(d)))
    except BookError as error:
        raise BookError(named(error.diagnostic)) from error


def instructions(done: impose.Imposed, *, leftward: bool = False) -> list[str]:
    """Say how to print, to fold and to bind, in the order in which it is done."""
    width, height = done.sheet
    way = "landscape" if width >= height else "portrait"
    sheets = sum(done.sizes)
    blank = f" (the last {counted(done.blanks, 'page')} blank)" if done.blanks else ""
    print_ = (
        f"print on both sides, {way}, at actual size, and flip on the {done.edge} edge; "
        "by hand: print the odd pages, turn the pile over that edge, print the even ones"
    )
    spine = "right" if leftward else "left"
    if len(done.sizes) == 1:
        fold = (
            f"fold all sheets together once, so that the fold is at the {spine} of page 1, "
            "and staple them through the fold"
        )
    else:
        fold = (
            f"fold each signature by itself, the fold at the {spine} of its first page, lay "
            f"them on each other in their order, and sew or glue the {len(done.sizes)} folds: "
            f"{_signatures(done.sizes)}"
        )
    count = f"{counted(done.pages, 'page')} on {counted(sheets, 'sheet')}{blank}"
    return [print_, fold, count]


def _signatures(sizes: tuple[int, ...]) -> str:
    first, last = sizes[0], sizes[-1]
    if first == last:
        return f"{len(sizes)} of {counted(first, 'sheet')}"
    return f"{len(sizes) - 1} of {counted(first, 'sheet')} and the last of {last}"


def a_signature(pages: int | None) -> int | None:
    """Return ``pages`` if sheets folded once can hold them. Raises ``BadParameter``."""
    if pages and pages % 4:
        near = f"{pages // 4 * 4} or {pages // 4 * 4 + 4}"
        raise click.BadParameter(
            f"a sheet carries four pages, so {pages} is none; write {near}."
        )
    return pages


def a_sheet(size: str) -> tuple[float, float]:
    """Return the sheet ``size`` in millimetres. Raises ``BadParameter``."""
    known = impose.PAPERS.get(size.strip().lower())
    if known:
        return known
    found = SHEET.fullmatch(size.strip().lower())
    if found is None:
        names = ", ".join(impose.PAPERS)
        raise click.BadParameter(f"“{size}” is no sheet; write {names}, or 320mm x 450mm.")
    wide, high = (length(found[1], found[2] or found[4]), length(found[3], found[4]))
    if not 50 <= min(wide, high) <= max(wide, high) <= 2000:
        raise click.BadParameter(f"“{size}” is no sheet: its sides are 50 to 2000 mm long.")
    return wide, high


def a_creep(text: str) -> float:
    """Return ``text`` in millimetres. Raises ``BadParameter``."""
    creep = a_length(None, None, text)
    if creep > LONGEST_CREEP:
        raise click.BadParameter(f"“{text}” is thicker than any paper; 0.1mm is usual.")
    return creep
