"""From a request to a manuscript: what build, outline, check and dump begin with."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from book import build, config, sources
from book.cache import Cache, place
from book.check import epubcheck
from book.cli.console import Console
from book.cli.options import Request, is_project
from book.cli.summary import counted
from book.cli.timings import Timings
from book.diagnostics import Severity
from book.engine import Cached, Engine, Observed, Processes
from book.engine.cluster import Dask
from book.engine.fingerprint import fingerprint
from book.model import Location, Person

__all__ = [
    "Work",
    "begun",
    "manuscript",
    "refined",
    "say_what_lacks",
    "stop_on_errors",
    "workers",
]

WRONG_USE = 2

# What a program outside says on one day and may not on the next is asked again.
FLEETING = frozenset({epubcheck.NO_ANSWER.number})


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be compiled, how, and on what."""

    paths: Sequence[str]
    config: config.Config
    engine: Engine
    timings: Timings


@contextmanager
def begun(request: Request, console: Console, shared: Engine | None = None) -> Iterator[Work]:
    """Read ``book.toml`` where there is one; hand over the work, and the engine until its end.

    The command line has the last word over ``book.toml``. A ``shared`` engine is used, and
    left open, where several books are made one after the other.
    """
    with ExitStack() as until_done:
        paths, settings = _given(request, console)
        engine = shared or until_done.enter_context(workers(request))
        timings = Timings()
        if request.cache:
            store = until_done.enter_context(Cache(place()))
            until_done.callback(_say_trouble, store, console)
            engine = Cached(engine, store, fleeting=FLEETING)
            timings = until_done.enter_context(_remembered(store, paths))
        watch = until_done.enter_context(console.progress(timings))
        yield Work(paths, settings, Observed(engine, watch), timings)


@contextmanager
def _remembered(store: Cache, paths: Sequence[str]) -> Iterator[Timings]:
    """Begin with what the phases of this book cost last time; keep what they cost now."""
    key = fingerprint(("timings", str(Path.cwd()), tuple(paths)))
    known = store.get(key)
    timings = Timings(known if isinstance(known, dict) else {})
    yield timings
    store.put(key, timings.learned())


@contextmanager
def workers(request: Request) -> Iterator[Engine]:
    """Hand over who does the work: a cluster, or processes of this machine."""
    with (
        Dask(request.cluster)
        if request.cluster
        else Processes(request.jobs, request.ready) as engine
    ):
        yield engine


def _given(request: Request, console: Console) -> tuple[Sequence[str], config.Config]:
    root = Path()
    settings = config.load(root, console.report) if is_project(root) else config.Config()
    stop_on_errors(console)
    settings = config.with_options(settings, _said(request), request.trim)
    paths = request.sources or settings.sources
    if not paths:
        name = config.NAME if settings.root is not None else "florilege"
        console.report(sources.NOTHING_GIVEN.at(Location(name)))
        raise click.exceptions.Exit(1 if settings.root is not None else WRONG_USE)
    return paths, settings


def _say_trouble(store: Cache, console: Console) -> None:
    if store.trouble is not None:
        console.whisper(f"worked without a cache: {store.trouble}")


def refined(work: Work, console: Console) -> build.Material:
    """Return the clean articles, duplicates marked."""
    found = build.gather(work.paths, work.config, work.engine, console.report)
    return build.refine(found, work.config, work.engine, console.report)


def manuscript(work: Work, console: Console) -> build.Manuscript:
    """Return the book in its order, as far as the material allows."""
    material = refined(work, console)
    return build.edit(material, work.config, console.report, work.engine)


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
        "theme": request.theme,
        "authors": tuple(Person(name) for name in request.authors),
    }
