"""What the compiler has to say about the author's material.

A pass never prints, logs or counts. It declares at its top the problems it can
find, as ``Code`` constants, and hands each finding to ``report``. Codes are
lettered by stage (S sources, G configuration, R read, B split, C clean,
D dedupe, O order, T render and typography, E bind EPUB, P bind PDF, V check,
L ledger, W writing) and are never used again for something else.

A problem with our own program is not a diagnostic: it is an ordinary exception,
and it escapes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from book.model import Location


class Severity(IntEnum):
    NOTE = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing said: ``file:line: error[X101]: message``, and what to do about it.

    ``local``: it costs one file, picture or article, and the rest of the book is built.
    """

    code: str
    severity: Severity
    message: str
    location: Location
    hint: str | None = None
    local: bool = False

    def __str__(self) -> str:
        line = f"{self.location}: {self.severity.name.lower()}[{self.code}]: {self.message}"
        return line if self.hint is None else f"{line}\n  hint: {self.hint}"


Report = Callable[[Diagnostic], None]


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem: its number, its weight, how to say it and what it means.

    ``message`` and ``hint`` are format strings. ``explanation`` is what ``florilege
    explain`` prints: what happened, why it matters, what to do.
    """

    number: str
    severity: Severity
    message: str
    hint: str | None = None
    explanation: str = ""
    local: bool = False

    def at(self, location: Location, **facts: object) -> Diagnostic:
        """Return this problem as found at ``location``."""
        hint = self.hint.format(**facts) if self.hint is not None else None
        message = self.message.format(**facts)
        return Diagnostic(self.number, self.severity, message, location, hint, self.local)


class BookError(Exception):
    """The material is broken enough that this pass cannot return a value."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic

    def __str__(self) -> str:
        return str(self.diagnostic)
