"""Which program it is that makes something: the part of a key that no value holds.

Whoever edits the program, or brings one of its libraries up to date, must never be shown
what the program made before. So the name, size and time of each of our files counts, and the
version of each library that is installed, Python's own included.
"""

import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from os import DirEntry, scandir
from pathlib import Path
from zlib import ZLIB_RUNTIME_VERSION

from book.engine.fingerprint import fingerprint

__all__ = ["program"]

PACKAGE = Path(__file__).parent.parent

# Of the theme, since it is handed to the passes that use it; of Python, since it is made.
APART = frozenset({"templates", "styles", "__pycache__"})

INSTALLED = (".dist-info", ".egg-info")

# What WeasyPrint finds on the machine: their code decides where lines end.
DRAWING = {
    "libpango-1.0.so.0": "pango_version",
    "libharfbuzz.so.0": "hb_version_string",
    "libfontconfig.so.1": "FcGetVersion",
}


@lru_cache(maxsize=1)
def program() -> bytes:
    """Return the fingerprint of this program and of what it stands on."""
    libraries, files = sorted(set(_libraries())), sorted(_files(PACKAGE))
    said = sys.version, ZLIB_RUNTIME_VERSION, *_drawing()
    return fingerprint((said, libraries, files))


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    with scandir(folder) as found:
        for entry in found:
            if entry.name in APART:
                continue
            if entry.is_dir():
                yield from _files(Path(entry.path))
            else:
                yield _stamp(entry)


def _stamp(entry: "DirEntry[str]") -> tuple[str, int, int]:
    stat = entry.stat()
    return str(Path(entry.path).relative_to(PACKAGE)), stat.st_size, stat.st_mtime_ns


def _libraries() -> Iterator[str]:
    """Yield name and version of all that Python finds: ``lxml-6.1.3.dist-info``."""
    for folder in dict.fromkeys(sys.path):
        with suppress(OSError):
            yield from (e.name for e in scandir(folder) if e.name.endswith(INSTALLED))


def _drawing() -> tuple[str, ...]:
    """Return what the libraries say of their version that are found under Debian's names."""
    from ctypes import CDLL, c_char_p  # noqa: PLC0415  not for --help

    said = []
    for file, function in DRAWING.items():
        try:
            ask = getattr(CDLL(file), function)
        except (OSError, AttributeError):
            continue
        if function == "hb_version_string":
            ask.restype = c_char_p
        said.append(f"{file} {ask()!r}")
    return tuple(said)
