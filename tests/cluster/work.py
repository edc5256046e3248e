"""Passes that tests send to a cluster."""

import os
import time
from pathlib import Path

from book.diagnostics import BookError, Code, Report, Severity
from book.model import Location

ODD = Code("X101", Severity.WARNING, "{n} is odd", "give an even number")
ZERO = Code("X102", Severity.ERROR, "cannot halve nothing")
HERE = Location("numbers.txt", 3)


def halve(n: int, options: None, report: Report) -> int:
    if n == 0:
        raise BookError(ZERO.at(HERE))
    if n % 2:
        report(ODD.at(HERE, n=n))
    return n // 2


def slowly(n: int, folder: Path, report: Report) -> int:
    """Leave the number of this process in ``folder``, and take a while."""
    (folder / f"{n}.{os.getpid()}").touch()
    time.sleep(0.4)
    if n % 2:
        report(ODD.at(HERE, n=n))
    return n * n


def measured(text: bytes, options: bytes, report: Report) -> tuple[int, int]:
    return len(text), len(options)


def deadly(n: int, options: None, report: Report) -> int:
    """End the process that works on 1."""
    if n == 1:
        os._exit(1)
    return n
