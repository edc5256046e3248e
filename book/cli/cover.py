"""``florilege cover``: the wrap cover of the printed book, for a printer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from book import output, theme
from book.build import dimensions, page
from book.check.pages import UnreadableError, opened
from book.cli.build import a_trim, file_name
from book.cli.console import Console
from book.cli.lengths import a_length
from book.cli.options import Request, material, talking
from book.cli.work import begun, manuscript, stop_on_errors
from book.config import Config
from book.cover import Setting, barcode, spine
from book.cover.sheet import Space
from book.cover.wrap import Wrap, reads_upwards, wrap
from book.diagnostics import BookError, Code, Severity
from book.model import Book, Location, Metadata
from book.printers import names
from book.printers.covers import AT_HOME
from book.printers.covers import cover as asked_by

UNCOUNTED = Code(
    "G121",
    Severity.ERROR,
    "nothing says how many pages the book has: {reason}",
    hint="build the PDF first, name it with --interior, or give --pages",
    explanation="The spine is as wide as the pages are thick, so their number must be known. "
    "It is read from the PDF that “florilege build” made in build/, from the one that is "
    "named with --interior, or taken from --pages.",
)

SPACES: Mapping[str, Space] = {"cmyk": "cmyk", "grey": "grey", "rgb": "rgb"}
POINT = 25.4 / 72
LEFTWARD = frozenset({"ar", "fa", "he", "ps", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line says of the cover, over what ``book.toml`` says."""

    printer: str = ""
    pages: int = 0
    interior: Path | None = None
    paper: str = ""
    caliper: float = 0
    spine: float = 0
    space: str = ""
    isbn: str = ""
    direction: str = ""
    trim: str = ""


@dataclass(frozen=True, slots=True)
class Interior:
    """The pages between the covers: how many, and their size in millimetres."""

    pages: int
    trim: tuple[float, float]


@click.command("cover", short_help="Make the wrap cover for a printer.")
@material
@talking
@click.option("--printer", type=click.Choice([*names(), "local"]), help="Who prints it.")
@click.option("--pages", type=click.IntRange(min=1), help="Of the printed book.")
@click.option(
    "--interior",
    type=click.Path(path_type=Path),
    metavar="FILE.pdf",
    help="Count the pages of this PDF. [default: the one in build/]",
)
@click.option("--paper", default="", metavar="NAME", help="One of the printer's: cream.")
@click.option(
    "--caliper", default="", metavar="LENGTH", callback=a_length, help="How thick a leaf is."
)
@click.option(
    "--spine", default="", metavar="LENGTH", callback=a_length, help="How wide the spine is."
)
@click.option(
    "--trim",
    default="",
    metavar="SIZE",
    callback=lambda _context, _option, size: a_trim(size),
    help="The size of a page. [default: that of the PDF, else of book.toml]",
)
@click.option(
    "--colour",
    "space",
    type=click.Choice(list(SPACES)),
    help="Four inks, black alone, or as a screen. [default: as the printer asks]",
)
@click.option("--isbn", default="", metavar="NUMBER", help="For the barcode.")
@click.option(
    "--spine-text",
    "direction",
    type=click.Choice(["up", "down"]),
    help="Which way the spine reads. [default: by the language of the book]",
)
@click.option(
    "-o",
    "--output",
    "target",
    default="",
    metavar="PATH",
    help="The file, or a folder with a slash. [default: build/BOOK-cover.pdf]",
)
def command(request: Request, console: Console, target: str, **said: Any) -> int:
    """Make the cover that is wrapped around the printed book: back, spine and front.

    One PDF page of the size that the printer asks for, bleed included; all letters are
    outlines. The spine follows the number of pages and the paper.
    """
    chosen = {name: value for name, value in said.items() if value}
    wishes = Wishes(trim=request.printed.get("trim", ""), **chosen)
    aside = console if console.verbosity > 0 else Console(-1, console.form)
    with begun(request, aside) as work:  # what build says of the material is not said again
        book = manuscript(work, aside).book
    stop_on_errors(aside)
    made = _target(target, book)
    with output.reserve(made.parent):
        named = work.config.book.theme
        setting = Setting(theme.load(work.config.root, named), work.config.cover, named)
        given = asked(wishes, work.config, book, setting, console)
        done = wrap(book, given, setting, console.report)
        stop_on_errors(console)
        output.write({made: done.data})
    console.write(str(made))
    console.unfold()
    console.say(summary(given))
    return 0


def asked(
    wishes: Wishes, config: Config, book: Book, setting: Setting, console: Console
) -> Wrap:
    """Return what is to be wrapped. Raises ``BookError`` where something is not known."""
    key = wishes.printer or config.print.printer or "local"
    printer = (asked_by(key) if key in names() else None) or AT_HOME
    inside = interior(wishes, config, book, setting)
    block = spine.Block(
        inside.pages, wishes.paper or config.cover.paper, wishes.caliper, wishes.spine
    )
    width = spine.width(block, printer, console.report)
    language = book.metadata.language
    return Wrap(
        inside.trim,
        inside.pages,
        width,
        printer,
        SPACES[wishes.space or printer.space],
        _isbn(wishes.isbn, book.metadata),
        reads_upwards(language) if not wishes.direction else wishes.direction == "up",
        language.split("-", maxsplit=1)[0] in LEFTWARD,
    )


def interior(wishes: Wishes, config: Config, book: Book, setting: Setting) -> Interior:
    """Return the pages: those of a PDF, unless their number and size are said."""
    path = wishes.interior or Path("build", f"{file_name(book)}.pdf")
    trim = dimensions(wishes.trim) if wishes.trim else None
    if trim and wishes.pages:
        return Interior(wishes.pages, trim)
    if wishes.interior or path.is_file():
        found = counted(path)
        return Interior(wishes.pages or found.pages, trim or found.trim)
    if not wishes.pages:
        raise BookError(UNCOUNTED.at(Location(str(path)), reason="there is no such file"))
    own = page(config.print.trim, setting.theme.look)
    return Interior(wishes.pages, trim or (own.width, own.height))


def counted(path: Path) -> Interior:
    """Return how many pages a PDF has, and the trim of the first. Raises ``BookError``."""
    try:
        with opened(path.read_bytes()) as document:
            left, bottom, right, top = document[0].get_trimbox()
            return Interior(len(document), ((right - left) * POINT, (top - bottom) * POINT))
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise BookError(UNCOUNTED.at(Location(str(path)), reason=reason)) from error
    except UnreadableError as error:
        raise BookError(UNCOUNTED.at(Location(str(path)), reason=str(error))) from error


def _isbn(said: str, metadata: Metadata) -> barcode.Isbn | None:
    """Return the ISBN that is said, or the book's identifier if that is one."""
    text = said or metadata.identifier
    if not said and not re.match(r"(urn:)?isbn\b", text, re.IGNORECASE):
        return None
    return barcode.isbn(text, Location("--isbn" if said else "book.identifier"))


def _target(target: str, book: Book) -> Path:
    name = f"{file_name(book)}-cover.pdf"
    if not target:
        return Path("build", name)
    is_folder = target.endswith("/") or Path(target).is_dir()
    return Path(target, name) if is_folder else Path(target)


def summary(given: Wrap) -> str:
    """Say how large the sheet is and how wide the spine."""
    return (
        f"spine {given.spine:.2f} mm for {given.pages} pages; sheet {given.width:.1f} × "
        f"{given.height:.1f} mm, of which {given.printer.bleed:.1f} mm are cut on each side"
    )
