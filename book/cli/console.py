"""What the commands say, and where: paths and values on stdout, all talk on stderr.

A diagnostic is shown as soon as it is found: ``file:line: error[X101]: message``, the
line of the source with a caret where the column is known, and what to do. Of the
same kind of warning only the first few are shown and the rest are counted, unless
``-v`` asks for all. Errors are never folded.
"""

import json
import os
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from math import ceil
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import click

from book.cli.timings import Timings
from book.diagnostics import Diagnostic, Severity
from book.engine import Advance
from book.model import Location

if TYPE_CHECKING:
    from rich.console import Console as RichConsole

__all__ = ["Console", "drop_stdout", "plain"]

FOLDED_AFTER = {Severity.NOTE: 3, Severity.WARNING: 5}
STYLES = {Severity.NOTE: "cyan", Severity.WARNING: "yellow", Severity.ERROR: "bold red"}
WIDEST = 100
AHEAD = 30  # characters of context kept before a column far to the right

Watch = Callable[[Advance], None]


class Console:
    """Where a command talks. ``verbosity``: -1 errors only, 0 usual, 1 everything."""

    def __init__(self, verbosity: int = 0, form: str = "text") -> None:
        self.verbosity = verbosity
        self.form = form
        self.counts: Counter[Severity] = Counter()
        self.fatal = 0  # errors after which no book is made
        self._shown: Counter[str] = Counter()
        self._folded: Counter[tuple[Severity, str]] = Counter()
        self._rich: RichConsole | None = None

    def report(self, diagnostic: Diagnostic) -> None:
        """Show ``diagnostic``, or count it with its like. This is every pass's report."""
        self.counts[diagnostic.severity] += 1
        self.fatal += diagnostic.severity is Severity.ERROR and not diagnostic.local
        self._shown[diagnostic.code] += 1
        if self.form == "json":
            print(json.dumps(_record(diagnostic), ensure_ascii=False), file=sys.stderr)
        elif not self._is_wanted(diagnostic):
            if self.verbosity == 0:
                self._folded[diagnostic.severity, diagnostic.code] += 1
        else:
            self._show(diagnostic)

    def say(self, sentence: str, style: str | None = None) -> None:
        """Talk, unless ``-q`` or JSON is asked for."""
        if self.verbosity >= 0 and self.form == "text":
            self._err.print(plain(sentence), style=style)

    def tell(self, lines: Iterable[str], record: Mapping[str, Any]) -> None:
        """Say what was asked for on stderr, even with ``-q``: lines, or a record as JSON."""
        if self.form == "json":
            print(json.dumps(record, ensure_ascii=False), file=sys.stderr)
        else:
            for line in lines:
                self._err.print(plain(line))

    def whisper(self, sentence: str) -> None:
        """Talk, but only with ``-v``."""
        if self.verbosity > 0:
            self.say(sentence, style="dim")

    def write(self, line: str) -> None:
        """Hand over a result: a line on stdout, exactly as it is.

        Raises ``ClickException`` where stdout takes nothing (a full disk).
        """
        try:
            print(line, flush=True)
        except BrokenPipeError:
            raise
        except OSError as error:
            drop_stdout()
            reason = error.strerror or type(error).__name__
            raise click.ClickException(f"The result cannot be written: {reason}.") from error

    def unfold(self) -> None:
        """Say how many diagnostics were counted and not shown."""
        for (severity, code), count in self._folded.items():
            name = severity.name.lower()
            more = f"and {count} more like it" if count > 1 else "and one more like it"
            self.say(f"{name}[{code}]: {more} (-v shows all)", style="dim")
        self._folded.clear()

    @contextmanager
    def progress(self, timings: Timings) -> Iterator[Watch]:
        """Yield what an engine tells of its advance: it is noted in ``timings``.

        On a terminal a bar shows it: the phase, how much is done, the time that is left.
        """
        if self.verbosity < 0 or self.form == "json" or not self._err.is_terminal:
            yield timings.watch
            return
        from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415  not for --help

        columns = (
            TextColumn("{task.description:<24}"),
            BarColumn(),
            TextColumn("{task.fields[left]}"),
        )
        with Progress(*columns, console=self._err, transient=True) as bar:
            task, start = bar.add_task("reading", total=1.0, left=""), perf_counter()

            def watch(at: Advance) -> None:
                timings.watch(at)
                left = in_words(timings.left(perf_counter() - start))
                bar.update(
                    task, description=timings.current, completed=timings.done(), left=left
                )

            yield watch

    @property
    def _err(self) -> "RichConsole":
        """The terminal as rich sees it: knows widths, NO_COLOR and dumb terminals."""
        if self._rich is None:
            from rich.console import Console as RichConsole  # noqa: PLC0415  not for --help

            self._rich = RichConsole(
                stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True
            )
        return self._rich

    def _is_wanted(self, diagnostic: Diagnostic) -> bool:
        if diagnostic.severity is Severity.ERROR or self.verbosity > 0:
            return True
        most = FOLDED_AFTER[diagnostic.severity]
        return self.verbosity == 0 and self._shown[diagnostic.code] <= most

    def _show(self, diagnostic: Diagnostic) -> None:
        from rich.text import Text  # noqa: PLC0415  not for --help

        style = STYLES[diagnostic.severity]
        label = f"{diagnostic.severity.name.lower()}[{diagnostic.code}]"
        where = plain(str(diagnostic.location))
        self._err.print(
            Text.assemble(
                (where, "bold"), ": ", (label, style), ": ", plain(diagnostic.message)
            )
        )
        if diagnostic.severity is not Severity.NOTE:
            for line in excerpt(diagnostic.location):
                self._err.print(line, style="dim")
        if diagnostic.hint:
            self._err.print(Text.assemble(("  hint: ", "green"), plain(diagnostic.hint)))


def drop_stdout() -> None:
    """Send what is still to be written to stdout nowhere, since its end takes no more.

    See the note on SIGPIPE in the documentation of Python's ``signal``.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def plain(words: str) -> str:
    """Return ``words`` on one line, without what could steer a terminal."""
    line = _TURNS.sub("�", re.sub(r"[\n\t]", " ", words))
    return "".join(SEEN_AS.get(unicodedata.category(letter), letter) for letter in line)


# Line ends and tabs are made spaces first; what is left of these categories is hostile.
SEEN_AS = {"Cc": "�", "Cs": "�", "Zl": " ", "Zp": " "}
# What turns the direction of text around (Unicode Standard Annex 9).
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def excerpt(location: Location) -> Iterator[str]:
    """Yield the line of the source at ``location``, and a caret below its column."""
    if location.line is None:
        return
    lines = _lines(location.source)
    if not 1 <= location.line <= len(lines):
        return
    line, column = lines[location.line - 1], location.column
    start = max(0, column - AHEAD) if column and column > WIDEST else 0
    shown = plain(line[start : start + WIDEST])
    if not shown.strip():
        return
    number = str(location.line)
    before = "…" if start else ""
    after = "…" if len(line) > start + WIDEST else ""
    yield f"  {number} | {before}{shown}{after}"
    if column:
        yield f"  {' ' * len(number)} | {' ' * (column - 1 - start + len(before))}^"


@lru_cache(maxsize=8)
def _lines(name: str) -> list[str]:
    from book.sources.decoding import decode  # noqa: PLC0415  only when there is trouble

    try:
        decoded = decode(Path(name).read_bytes(), name, lambda _: None)
    except OSError:
        return []
    return decoded.text.split("\n") if decoded else []


def _record(diagnostic: Diagnostic) -> dict[str, str | int | None]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.name.lower(),
        "file": diagnostic.location.source,
        "line": diagnostic.location.line,
        "column": diagnostic.location.column,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }


def in_words(seconds: float | None) -> str:
    """Return how long that is, no more exactly than it can be known.

    >>> in_words(95.0), in_words(7.2), in_words(None)
    ('about 2 min left', 'about 10 s left', '')
    """
    if seconds is None:
        return ""
    if seconds < 60:
        return f"about {max(5, 5 * ceil(seconds / 5))} s left"
    return f"about {ceil(seconds / 60)} min left"
