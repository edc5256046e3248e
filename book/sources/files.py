"""Which files are meant, and their bytes."""

import glob
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from book.diagnostics import Code, Report, Severity
from book.model import Format, Location

SUFFIXES = {
    ".txt": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
}

# A dump of a thousand long articles is under ten megabytes.
LARGEST = 64 * 2**20

MISSING = Code(
    "S104",
    Severity.ERROR,
    "there is no such file or folder",
    hint="check the spelling, and that the path starts from the folder you are in{near}",
    explanation="A source was named that does not exist. The others are read all the same. "
    "Paths on the command line start from the current folder, those in book.toml from the "
    "folder of book.toml.",
)

NO_MATCH = Code(
    "S105",
    Severity.ERROR,
    "the pattern matches no file",
    hint="`*` stays inside a folder; `**/*.md` looks into folders too",
    explanation="A pattern with *, ? or [ ] stands for the files whose names fit it. None "
    "does. A star does not cross a slash: use ** for any depth of folders.",
)

NO_SOURCES = Code(
    "S106",
    Severity.WARNING,
    "the folder holds no source",
    hint="files that end in .txt, .md, .markdown, .html or .htm are looked for",
    explanation="A folder was named, and neither it nor a folder inside holds a file that can "
    "be read. Hidden files and folders are not looked at. A file with another ending is read "
    "when it is named itself.",
)

UNREADABLE = Code(
    "S107",
    Severity.ERROR,
    "the file cannot be read: {why}",
    hint="check who may read it: ls -l “{name}”",
    explanation="The operating system refused to hand over the file, most often for want of "
    "permission. The rest of the sources is read without it.",
    local=True,
)

TOO_LARGE = Code(
    "S108",
    Severity.ERROR,
    "the file has {size} MB, and {cap} MB is the most that is read",
    hint="split it, or check that it is text at all",
    explanation="A text of that size is thousands of printed pages and almost always a file "
    "named by mistake. Splitting it into several files lets it through.",
    local=True,
)

OUTSIDE = Code(
    "S109",
    Severity.WARNING,
    "the link leads out of the folder “{folder}” and is not followed",
    hint="name what it points to, if it belongs to the book",
    explanation="A symbolic link inside a folder points outside that folder. Following it "
    "could bring in files that were never meant, so it is left alone. A file that is named "
    "itself is always read, link or not.",
)

NOT_A_FILE = Code(
    "S110",
    Severity.ERROR,
    "this is neither a file nor a folder",
    hint="name a regular file; save what comes from a pipe or a device first",
    explanation="Devices, sockets and pipes may never end, so they are not read.",
)


def find(paths: Sequence[str | Path], report: Report) -> Iterator[Path]:
    """Yield the files that ``paths`` name, none twice, and say what is wrong with the rest."""
    seen: set[Path] = set()
    for given in paths:
        for path in _expand(str(given), report):
            resolved = path.resolve()
            if resolved not in seen:
                seen.add(resolved)
                yield path


def contents(path: Path, report: Report) -> bytes | None:
    """Return the bytes of ``path``, or ``None`` with the reason said."""
    here = Location(str(path))
    try:
        size = path.stat().st_size
        if size > LARGEST:
            report(TOO_LARGE.at(here, size=size // 2**20, cap=LARGEST // 2**20))
            return None
        return path.read_bytes()
    except OSError as error:
        report(UNREADABLE.at(here, why=error.strerror or str(error), name=path))
        return None


def natural(path: Path) -> list[tuple[tuple[int, str], ...]]:
    """Return a key by which ``page-2`` comes before ``page-10``."""
    return [
        tuple((int(chunk), "") if chunk.isdecimal() else (-1, chunk) for chunk in chunks)
        for chunks in (re.split(r"(\d+)", part.casefold()) for part in path.parts)
    ] + [((0, str(path)),)]


def _expand(given: str, report: Report) -> Iterator[Path]:
    path = Path(given)
    try:
        if not given.strip():  # an unset variable of a shell, not the current folder
            report(MISSING.at(Location("“”"), near=""))
        elif path.is_dir():
            yield from _inside(path, report)
        elif path.is_file():
            yield path
        elif path.exists():
            report(NOT_A_FILE.at(Location(given)))
        elif glob.has_magic(given):
            yield from _matching(given, report)
        else:
            report(MISSING.at(Location(given), near=_near(path)))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        why = error.strerror if isinstance(error, OSError) else None
        report(UNREADABLE.at(Location(given), why=why or str(error), name=given))


def _inside(folder: Path, report: Report) -> Iterator[Path]:
    files = [
        path
        for path in _walk(folder, folder, report)
        if path.suffix.casefold() in SUFFIXES and path.is_file()
    ]
    if not files:
        report(NO_SOURCES.at(Location(str(folder))))
    yield from sorted(files, key=natural)


def _walk(folder: Path, top: Path, report: Report) -> Iterator[Path]:
    """Yield what lies under ``folder``, without what is hidden or links out of ``top``."""
    try:
        entries = sorted(folder.iterdir(), key=natural)
    except OSError as error:
        report(UNREADABLE.at(Location(str(folder)), why=error.strerror, name=folder))
        return
    for path in entries:
        if path.name.startswith("."):
            continue
        if path.is_symlink():
            if not path.resolve().is_relative_to(top.resolve()):
                report(OUTSIDE.at(Location(str(path)), folder=top))
            elif path.is_file():
                yield path
        elif path.is_dir():
            yield from _walk(path, top, report)
        else:
            yield path


def _matching(pattern: str, report: Report) -> Iterator[Path]:
    matches = sorted((Path(name) for name in glob.glob(pattern, recursive=True)), key=natural)  # noqa: PTH207  keeps the name as given
    files = [path for path in matches if path.is_file()]
    if not files:
        report(NO_MATCH.at(Location(pattern)))
    yield from files


def _near(path: Path) -> str:
    """Return what may have been meant: a neighbour whose name is close."""
    from difflib import get_close_matches  # noqa: PLC0415  only after a mistake

    try:
        names = sorted(entry.name for entry in path.parent.iterdir())
    except OSError:
        return ""
    close = get_close_matches(path.name, names, n=1)
    return f"; did you mean “{path.parent / close[0]}”?" if close else ""
