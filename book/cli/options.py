"""The options that commands share, and the two things they amount to.

``talking`` gives a command its ``console``; ``material`` gives it a ``request``. A
command returns its exit status; trouble that stops it (``BookError``) is shown and
makes it 1.
"""

import os
import re
from collections.abc import Callable, Mapping
from contextlib import chdir
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any

import click

from book.cli.console import Console
from book.diagnostics import BookError, Severity

__all__ = ["Request", "in_folder", "material", "talking"]

Command = Callable[..., Any]

in_folder = click.option(
    "-C",
    "folder",
    type=click.Path(exists=True, file_okay=False),
    default=".",
    metavar="DIR",
    help="Work as if started in DIR, where a project is.",
)


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line says of the material, over what ``book.toml`` says.

    ``printed`` are the keys of ``[print]`` it has a word for. ``ready`` are modules that the
    work will need in every process.
    """

    sources: tuple[str, ...] = ()
    jobs: int = 1
    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    theme: str = ""
    printed: Mapping[str, str] = field(default_factory=dict)
    cache: bool = True
    cluster: str = ""
    ready: tuple[str, ...] = ()


def talking(command: Command) -> Command:
    """Add ``-q``, ``-v`` and ``--format``; hand over a ``console``; say what stopped it."""

    @click.option("-q", "--quiet", is_flag=True, help="Say errors only.")
    @click.option("-v", "--verbose", is_flag=True, help="Say everything.")
    @click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        help="How diagnostics are written (outline: its result, too).",
    )
    @wraps(command)
    def wrapped(*, quiet: bool, verbose: bool, form: str, **rest: Any) -> int:
        console = Console(verbose - quiet, form)
        try:
            status: int = command(console=console, **rest) or 0
        except BookError as error:
            console.report(error.diagnostic)
            status = 1
        finally:
            console.unfold()
        return status or int(console.counts[Severity.ERROR] > 0)

    return wrapped


def material(command: Command) -> Command:
    """Add ``SOURCE...``, ``-C``, ``-j`` and the metadata options; hand over a ``request``."""

    @click.argument("sources", nargs=-1, metavar="[SOURCE]...")
    @in_folder
    @click.option(
        "-j",
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help="Work in N processes. [default: all cores]",
    )
    @click.option(
        "--engine",
        "cluster",
        default="",
        metavar="URL",
        callback=lambda _context, _option, url: a_cluster(url),
        help="Work on a cluster, as dask://host:8786, instead of in processes here.",
    )
    @click.option("--no-cache", is_flag=True, help="Make all anew, and keep none of it.")
    @described
    @wraps(command)
    def wrapped(
        *,
        folder: str,
        sources: tuple[str, ...],
        jobs: int | None,
        title: str,
        authors: tuple[str, ...],
        language: str,
        no_cache: bool,
        cluster: str,
        trim: str = "",
        theme: str = "",
        kind: str | None = None,
        printer: str | None = None,
        **rest: Any,
    ) -> Any:
        request = Request(
            sources,
            jobs or cores(),
            title,
            authors,
            language,
            theme,
            printing(trim, kind, printer),
            cache=not no_cache,
            cluster=cluster,
        )
        with chdir(folder):
            return command(request=request, **rest)

    return wrapped


def described(command: Command) -> Command:
    """Add the options for what the book says of itself."""
    options = (
        click.option("--title", default="", help="The title of the book."),
        click.option("--author", "authors", multiple=True, help="An author; may be repeated."),
        click.option(
            "--language",
            default="",
            metavar="CODE",
            callback=lambda _context, _option, code: a_language(code),
            help="As fr, en or pt-BR.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def printing(trim: str, kind: str | None, printer: str | None) -> Mapping[str, str]:
    """Return the keys of ``[print]``; who names a printer wants a PDF for its press."""
    kind = kind or ("press" if printer else "")
    return {"trim": trim, "kind": kind, "printer": printer or ""}


def a_language(code: str) -> str:
    """Return ``code`` if it can name a language. Raises ``BadParameter``."""
    from book.config import is_language  # noqa: PLC0415  not for --help

    if code and not is_language(code):
        raise click.BadParameter(f"“{code}” names no language; write a code: fr, en, pt-BR.")
    return code


def a_cluster(url: str) -> str:
    """Return ``url`` if it can name a cluster. Raises ``BadParameter``."""
    if url and not re.fullmatch(r"dask://[^/\s]+:\d+", url):
        raise click.BadParameter(f"“{url}” names no cluster; write dask://host:port.")
    return url


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def is_project(folder: Path = Path()) -> bool:
    """Return whether a ``book.toml`` stands in ``folder``."""
    return (folder / "book.toml").is_file()
