"""``florilege build``: both books, whole or not at all."""

import json
import os
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from time import perf_counter

import click

from book import build, ledger, output, printers, theme
from book.cli import several
from book.cli.console import Console
from book.cli.options import Request, material, talking
from book.cli.summary import summary
from book.cli.targets import EDITIONS, Order, Targets
from book.cli.work import begun, manuscript, say_what_lacks, stop_on_errors
from book.config import Config, trim_trouble
from book.diagnostics import BookError, Code, Severity
from book.engine import Engine
from book.model import Book, Location

NOT_A_DATE = Code(
    "G109",
    Severity.ERROR,
    "SOURCE_DATE_EPOCH is “{value}”, which is no number of seconds",
    hint="unset it, or set it to seconds since 1970: export SOURCE_DATE_EPOCH=$(date +%s)",
    explanation="SOURCE_DATE_EPOCH is the variable by which build systems say which date a "
    "file should bear, so that the same sources give the same bytes. It holds a whole number "
    "of seconds since the first of January 1970.",
)


NO_PROFILE = Code(
    "G122",
    Severity.ERROR,
    "the profile of the press cannot be read: {reason}",
    hint="see the name of the file in [print] icc, from the folder of book.toml on",
    explanation="A press PDF in four inks needs the ICC profile that the printer asks for, a "
    "file beside the book that [print] icc names. It could not be read.",
)


@click.command("build", short_help="Compile the sources.")
@material
@talking
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="PATH",
    help="An .epub or .pdf file (repeatable), or a folder for everything. [default: build]",
)
@click.option("-t", "--to", type=click.Choice(list(EDITIONS)), help="Make only this one.")
@click.option(
    "--pdf",
    "kind",
    type=click.Choice(["reading", "archive", "press"]),
    help="What the PDF is for. [default: press with --printer, else as book.toml says]",
)
@click.option(
    "--printer",
    type=click.Choice(printers.names()),
    help="Who prints it: whose margins and limits are kept to.",
)
@click.option(
    "--trim",
    default="",
    metavar="SIZE",
    callback=lambda _context, _option, size: a_trim(size),
    help="The size of the page: a5, 6x9, or 140mm x 210mm. [default: that of the theme]",
)
@click.option(
    "--theme",
    default="",
    metavar="NAME",
    help="How the book looks: classique, moderne, grands-caracteres, or one of the project.",
)
@click.option(
    "--one-document", is_flag=True, help="Set the PDF in one piece: slower, for comparison."
)
@click.option(
    "--all",
    "shelf",
    type=click.Path(exists=True, file_okay=False),
    metavar="FOLDER",
    help="Build every project below FOLDER, each into its own build/ or into -o DIR/PROJECT/.",
)
@click.option(
    "--timings", "timed", is_flag=True, help="Say which phases and chapters took how long."
)
@click.option("--strict", is_flag=True, help="Let warnings fail the build.")
def command(
    request: Request,
    console: Console,
    outputs: tuple[str, ...],
    to: str | None,
    one_document: bool,
    strict: bool,
    timed: bool,
    shelf: str | None,
) -> int:
    """Compile the sources into an EPUB and a print PDF.

    SOURCEs are text dumps, Markdown and HTML files, folders of them, or patterns. Without
    any, those that book.toml names. Paths of what was written are printed, one a line.
    """
    order = Order(
        Targets.read(outputs, to),
        source_date(),
        strict=strict,
        one_document=one_document,
        timed=timed,
    )
    if "pdf" in order.targets.kinds and not one_document:
        request = replace(request, ready=build.TYPESETTING)
    if shelf is not None:
        return several.build_all(shelf, request, several.Shelf(outputs, order), console, made)
    console.say(made(request, order, console))
    say_what_lacks(console)
    return 0


def made(request: Request, order: Order, console: Console, shared: Engine | None = None) -> str:
    """Make one book, and return the sentence that counts it.

    Leaves as ``stop_on_errors`` does, or raises ``BookError``, where no book is made.
    """
    start = perf_counter()
    with ExitStack() as until_done:
        for folder in order.targets.folders:
            until_done.enter_context(output.reserve(folder))
        work = until_done.enter_context(begun(request, console, shared))
        look = theme.load(work.config.root, work.config.book.theme)
        edited = manuscript(work, console)
        stop_on_errors(console)
        press = build.Press(
            edited,
            look,
            work.config,
            order.epoch or newest(edited.book),
            order.one_document,
            profile(work.config),
        )
        artifacts = build.publish(press, order.targets.editions, work.engine, console.report)
        stop_on_errors(console, strict=order.strict)
        files = order.targets.place(artifacts, account(edited.rows), file_name(edited.book))
        output.write(files)
    for path in files:
        console.write(str(path))
    console.unfold()
    if order.timed:
        record = {"timings": work.timings.record(perf_counter() - start)}
        console.tell(work.timings.table(), record)
    return summary(edited, artifacts)


def profile(config: Config) -> bytes:
    """Return the ICC profile of the press, where the book is to have one."""
    printed = config.print
    if printed.kind != "press" or printed.colour != "cmyk":
        return b""
    path = (config.root or Path()) / printed.icc
    try:
        return path.read_bytes() if printed.icc else b""
    except OSError as error:
        reason = f"{path}: {error.strerror}"
        raise BookError(NO_PROFILE.at(Location("print.icc"), reason=reason)) from error


def a_trim(size: str) -> str:
    """Return ``size`` if it is a trim size. Raises ``BadParameter``."""
    trouble = trim_trouble(size) if size else None
    if trouble is not None:
        raise click.BadParameter(f"{trouble.message}. {trouble.hint}")
    return size


def account(rows: Iterable[ledger.Row]) -> bytes:
    """Return the account as JSON lines."""
    lines = [json.dumps(ledger.to_json(row), ensure_ascii=False) for row in rows]
    return "".join(f"{line}\n" for line in lines).encode()


def file_name(book: Book) -> str:
    """Return what the files of ``book`` are called, before the dot."""
    from slugify import slugify  # noqa: PLC0415  its tables are large

    return str(slugify(book.metadata.title, max_length=80, word_boundary=True)) or "book"


def source_date() -> datetime | None:
    """Return what ``SOURCE_DATE_EPOCH`` says, if it says something.

    See https://reproducible-builds.org/specs/source-date-epoch.
    """
    said = os.environ.get("SOURCE_DATE_EPOCH")
    if not said:
        return None
    try:
        return datetime.fromtimestamp(int(said), UTC)
    except (ValueError, OverflowError, OSError) as error:
        where = Location("SOURCE_DATE_EPOCH")
        raise BookError(NOT_A_DATE.at(where, value=said)) from error


def newest(book: Book) -> datetime:
    """Return the date that the book's files bear: never now, so that bytes repeat.

    It is the date of the book, else that of its newest article, else the year 2000.
    """
    dates = [article.date for article in book.articles if article.date is not None]
    if book.metadata.date:
        year, month, day = (*map(int, book.metadata.date.split("-")), 1, 1)[:3]
        dates = [date(year, month, day)]
    return datetime.combine(max(dates, default=date(2000, 1, 1)), time(), UTC)
