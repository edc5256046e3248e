"""Lengths as people write them on the command line, in millimetres."""

import re
from typing import Any

import click

from book.printers import UNITS

__all__ = ["LENGTH", "a_length", "length"]

LENGTH = r"(\d+(?:[.,]\d+)?)\s*(mm|cm|in|pt)"
LONGEST = 2000.0


def a_length(_context: Any, _option: Any, text: str) -> float:
    """Return what ``text`` says, 0 if it is empty. Raises ``BadParameter``."""
    if not text.strip() or text.strip() == "0":
        return 0.0
    found = re.fullmatch(LENGTH, text.strip().lower())
    if found is None:
        raise click.BadParameter(f"“{text}” is no length; write 12.5mm.")
    return length(found[1], found[2])


def length(number: str, unit: str) -> float:
    """Return ``number`` of ``unit``. Raises ``BadParameter`` where no paper is so long."""
    found = float(number.replace(",", ".")) * UNITS[unit]
    if found > LONGEST:
        raise click.BadParameter(f"“{number} {unit}” is longer than any sheet.")
    return found
