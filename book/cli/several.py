"""``florilege build --all``: every project below a folder, one after the other.

One pool, or one cluster, serves all books, so that its processes start once; each book
is spread over it as it would be alone. Books are not run beside each other: the chapters
of one keep all processes busy, and memory is that of one book.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import chdir
from dataclasses import dataclass, replace
from pathlib import Path

import click

from book.cli.console import Console
from book.cli.options import Request
from book.cli.summary import counted
from book.cli.targets import FOLDER, Order, Targets
from book.cli.work import workers
from book.config import NAME
from book.diagnostics import BookError, Code, Severity
from book.engine import Engine
from book.model import Location

__all__ = ["Shelf", "build_all"]

NO_PROJECT = Code(
    "G140",
    Severity.ERROR,
    "there is no project here: no folder below has a book.toml",
    hint="start one with: florilege new DIR",
    explanation="florilege build --all builds every folder that has a book.toml, at any depth "
    "below the folder that is named. Hidden folders are left out. None was found.",
)

Make = Callable[[Request, Order, Console, Engine], str]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the books go, as the user said it, and how each is made."""

    outputs: tuple[str, ...]
    order: Order


def build_all(folder: str, request: Request, shelf: Shelf, console: Console, make: Make) -> int:
    """Build every project below ``folder`` with ``make``; return the exit status.

    A book that cannot be made is said and does not stop the others.
    """
    if request.sources or request.title:
        raise click.UsageError("--all builds projects: it takes neither SOURCEs nor --title")
    if shelf.order.targets.files:
        raise click.UsageError("--all makes several books: give -o a folder")
    projects = list(_projects(Path(folder)))
    if not projects:
        raise BookError(NO_PROJECT.at(Location(folder)))
    failed = 0
    with workers(request) as engine:
        for project in projects:
            order = replace(shelf.order, targets=_targets(project, Path(folder), shelf))
            name = _name(project, Path(folder))
            # Of each book its errors and one sentence; with -v as much as of a single one.
            own = Console(console.verbosity - 1, console.form)
            sentence = _built(project, request, order, own, make, engine)
            failed += sentence is None or own.counts[Severity.ERROR] > 0
            lacking = own.counts[Severity.ERROR] and sentence is not None
            said = sentence or "not made: see the errors above"
            console.say(f"{name}: {said}{'; made without what lacks' if lacking else ''}")
    console.say(f"{counted(len(projects), 'project')}; {failed} failed")
    return int(failed > 0)


def _built(
    project: Path,
    request: Request,
    order: Order,
    console: Console,
    make: Make,
    engine: Engine,
) -> str | None:
    try:
        with chdir(project):
            return make(request, order, console, engine)
    except BookError as error:
        console.report(error.diagnostic)
    except click.exceptions.Exit:
        pass
    return None


def _projects(folder: Path) -> Iterator[Path]:
    """Yield the folders that have a ``book.toml``, sorted; hidden ones are left out."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if NAME in files:
            yield Path(here)


def _targets(project: Path, folder: Path, shelf: Shelf) -> Targets:
    """Return where ``project``'s book goes, whatever folder the work is done in."""
    into = project / FOLDER
    if shelf.outputs and shelf.order.targets.folder is not None:
        into = shelf.order.targets.folder / _name(project, folder)
    return replace(shelf.order.targets, folder=into.absolute())


def _name(project: Path, folder: Path) -> str:
    """Return what ``project`` is called: its path below ``folder``."""
    return str(project.relative_to(folder)) if project != folder else folder.absolute().name
