"""From a request to a manuscript: what build, outline, check and dump begin with."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from book import build, config, sources
from book.cli.console import Console, Watch
from book.cli.options import Request, is_project
from book.cli.summary import counted
from book.diagnostics import Severity
from book.engine import Engine, Observed, Processes
from book.model import Location, Person

__all__ = ["Work", "begin", "manuscript", "refined", "say_what_lacks", "stop_on_errors"]

WRONG_USE = 2


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be compiled, how, and on what."""

    paths: Sequence[str]
    config: config.Config
    engine: Engine


def begin(request: Request, console: Console, watch: Watch) -> Work:
    """Read ``book.toml`` where there is one; the command line has the last word."""
    root = Path()
    settings = config.load(root, console.report) if is_project(root) else config.Config()
    stop_on_errors(console)
    settings = config.with_options(settings, _said(request), request.trim)
    paths = request.sources or settings.sources
    if not paths:
        place = config.NAME if settings.root is not None else "florilege"
        console.report(sources.NOTHING_GIVEN.at(Location(place)))
        raise click.exceptions.Exit(1 if settings.root is not None else WRONG_USE)
    return Work(paths, settings, Observed(Processes(request.jobs), watch))


def refined(work: Work, console: Console) -> build.Material:
    """Return the clean articles, duplicates marked."""
    found = build.gather(work.paths, work.config, work.engine, console.report)
    return build.refine(found, work.config, work.engine, console.report)


def manuscript(work: Work, console: Console) -> build.Manuscript:
    """Return the book in its order, as far as the material allows."""
    return build.edit(refined(work, console), work.config, console.report)


def stop_on_errors(console: Console, *, strict: bool = False) -> None:
    """Leave with status 1 after an error that spoils the book.

    Where ``strict``, anything above a note does.
    """
    errors, warnings = console.counts[Severity.ERROR], console.counts[Severity.WARNING]
    if not console.fatal and not (strict and errors + warnings):
        return
    console.unfold()
    said = (
        counted(errors, "error") if errors else f"{counted(warnings, 'warning')}, and --strict"
    )
    console.say(f"stopped: {said}")
    raise click.exceptions.Exit(1)


def say_what_lacks(console: Console) -> None:
    """Say of a book that is made that it lacks something, where it does."""
    errors = console.counts[Severity.ERROR]
    if errors:
        console.say(f"made without what {counted(errors, 'error')} above named")


def _said(request: Request) -> dict[str, object]:
    return {
        "title": request.title,
        "language": request.language,
        "authors": tuple(Person(name) for name in request.authors),
    }
