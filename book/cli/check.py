"""``florilege check``: what stands in a finished book, or would."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from book import printers
from book.check import epub as epub_check
from book.check import epubcheck, facts
from book.cli import pages
from book.cli.console import Console
from book.cli.options import Request, material, talking
from book.cli.summary import counted, made, summary
from book.cli.work import begun, manuscript, stop_on_errors
from book.diagnostics import BookError, Code, Diagnostic, Severity
from book.model import Artifact, Location

KINDS = frozenset({".epub", ".pdf"})

NO_SUCH_FILE = Code(
    "V901",
    Severity.ERROR,
    "cannot be checked: {reason}",
    hint="name finished .epub and .pdf files",
    explanation="A file that should be checked could not be opened. Look at the spelling of "
    "its name, and at who may read it.",
)


@click.command("check", short_help="Verify the project or finished files.")
@material
@talking
@click.option(
    "--profile",
    type=click.Choice([*printers.names(), *facts.PROFILES]),
    default=None,
    help="Who prints the PDF, or what it is for: what they ask is checked, too.",
)
def command(request: Request, console: Console, profile: str | None) -> None:
    """Verify finished .epub and .pdf files, or, without any, the project.

    Of a PDF, whoever made it, the facts that a printer asks for are shown. SOURCEs that
    are neither are checked as the material of a book: everything is done but the writing.
    """
    files = [Path(name) for name in request.sources if Path(name).suffix.lower() in KINDS]
    if files and len(files) < len(request.sources):
        raise click.UsageError("name either finished books or sources, not both")
    for path in files:
        check(path, console, profile or "")
    if not files:
        with begun(request, console) as work:
            edited = manuscript(work, console)
        stop_on_errors(console)
        console.say(f"{summary(edited)}; every character is accounted for")


def check(path: Path, console: Console, profile: str = "") -> None:
    """Check one finished file and say in a line how it went."""
    try:
        data = path.read_bytes()
    except OSError as error:
        where = Location(str(path))
        raise BookError(NO_SUCH_FILE.at(where, reason=error.strerror)) from error
    said: list[Diagnostic] = []

    def listen(diagnostic: Diagnostic) -> None:
        said.append(_placed(diagnostic, path))
        console.report(said[-1])

    artifact = Artifact(path.suffix.lower().removeprefix("."), data)
    if artifact.kind == "epub":
        epub_check.check(artifact, listen)
        epubcheck.run(path, listen)
    else:
        tables, book = facts.look(artifact.data, profile, listen)
        for table in tables:
            console.tell(_lined(table), {table.title: dict(table.rows)})
        if book is not None:
            pages.tell(path, book, console, listen)
    errors = sum(diagnostic.severity is Severity.ERROR for diagnostic in said)
    console.say(
        f"{path}: {counted(errors, 'error') if errors else f'{made(artifact)}, no error'}"
    )


def _lined(table: facts.Table) -> Iterator[str]:
    """Yield the lines of ``table``, its facts below each other."""
    yield table.title
    wide = max((len(name) for name, _ in table.rows), default=0)
    for name, fact in table.rows:
        yield f"  {name:<{wide}}  {fact}"


def _placed(diagnostic: Diagnostic, path: Path) -> Diagnostic:
    """Return ``diagnostic`` with ``path`` before the place inside the book."""
    inside = diagnostic.location.source
    own = inside in {path.name, f"book{path.suffix.lower()}"}
    source = str(path) if own else f"{path}/{inside}"
    return replace(diagnostic, location=replace(diagnostic.location, source=source))
