"""Where things stand in a TOML file, and what somebody who misspelt one meant.

``tomllib`` tells values without their lines. This finds the lines again, well
enough to point at: headers, keys, dotted keys; what stands inside a text of
several lines is passed over.
"""

import re
from collections.abc import Iterable
from difflib import get_close_matches

_HEADER = re.compile(r"\s*\[\[?\s*([^\]#]+?)\s*\]")
_KEY = re.compile(r"\s*([A-Za-z0-9_\-\"'. ]+?)\s*=")
_LONG_QUOTE = re.compile(r'"""|\'\'\'')


class Lines:
    """The lines of a TOML text: ``of("print")`` and ``of("print", "trim")`` are 1-based."""

    def __init__(self, text: str) -> None:
        self._places: dict[tuple[str, ...], int] = {}
        table: tuple[str, ...] = ()
        quote: str | None = None
        for number, line in enumerate(text.split("\n"), start=1):
            if quote is None:
                if header := _HEADER.match(line):
                    table = _parts(header[1])
                    self._note(table, number)
                elif key := _KEY.match(line):
                    self._note((*table, *_parts(key[1])), number)
            quote = _open_after(line, quote)

    def of(self, *path: str) -> int | None:
        """Return the line where ``path`` stands, else that of what holds it."""
        while path and path not in self._places:
            path = path[:-1]
        return self._places.get(path)

    def _note(self, path: tuple[str, ...], number: int) -> None:
        for length in range(1, len(path) + 1):
            self._places.setdefault(path[:length], number)


def nearest(name: str, known: Iterable[str], otherwise: str = "there are") -> str:
    """Return “did you mean …?”, or all that is known where nothing comes near."""
    words = list(known)
    close = get_close_matches(name.lower().replace("_", "-"), words, n=1)
    return f"did you mean {close[0]}?" if close else f"{otherwise}: {', '.join(words)}"


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _open_after(line: str, quote: str | None) -> str | None:
    """Return the long quotation mark that is open after ``line``, if any."""
    for found in _LONG_QUOTE.findall(line):
        if quote is None:
            quote = found
        elif quote == found:
            quote = None
    return quote
