"""Ask EPUBCheck, the validator of the EPUB standard, where Java is there to run it."""

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from book.diagnostics import Code, Report, Severity
from book.model import Location

FAULT = Code(
    "V401",
    Severity.ERROR,
    "EPUBCheck {id}: {message}",
    hint="the number is explained at https://www.w3.org/publishing/epubcheck/docs/messages/",
    explanation="EPUBCheck is the validator that stores run before they take a book. It found "
    "an error in this one, under its own number. If the book was made by this program, that is "
    "a fault of the program or of a template: please report it.",
)
REMARK = Code(
    "V402",
    Severity.WARNING,
    "EPUBCheck {id}: {message}",
    hint="the number is explained at https://www.w3.org/publishing/epubcheck/docs/messages/",
    explanation="EPUBCheck, the validator that stores run, warns about something in this book. "
    "Stores take books with warnings, but a reading system may stumble.",
)
NO_JAVA = Code(
    "V403",
    Severity.NOTE,
    "not checked with EPUBCheck: there is no Java on this machine",
    hint="on Debian: apt-get install default-jre-headless",
    explanation="EPUBCheck, the validator that stores run, is a Java program and no Java was "
    "found. The book was checked by our own, smaller checks only. Install a Java runtime, "
    "version 11 or later, to have it validated in every build.",
)
NO_PACKAGE = Code(
    "V404",
    Severity.NOTE,
    "not checked with EPUBCheck: it is not installed",
    hint="pip install 'florilege[check]'",
    explanation="EPUBCheck, the validator that stores run, comes with the Python package "
    "epubcheck, which is not installed. The book was checked by our own, smaller checks only.",
)
NO_ANSWER = Code(
    "V405",
    Severity.WARNING,
    "EPUBCheck gave no answer: {why}",
    hint="run it by hand on the file to see more",
    explanation="EPUBCheck was started on the book but did not finish in time, or ended "
    "without a report. That says nothing about the book, which our own checks looked at.",
)

# Two thirds of the time of the default flags, and a stack for deep documents.
FLAGS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m", "-Djava.awt.headless=true")
SECONDS = 300.0
GRAVE = frozenset({"FATAL", "ERROR"})


def run(
    path: Path, report: Report, seconds: float = SECONDS, package: str = "epubcheck"
) -> bool:
    """Validate the EPUB at ``path`` and report what is said; tell whether it was run.

    ``package`` is the Python package in whose folder ``epubcheck.jar`` lies.
    """
    java, jar = shutil.which("java"), _jar(package)
    if java is None:
        report(NO_JAVA.at(Location(path.name)))
        return False
    if jar is None:
        report(NO_PACKAGE.at(Location(path.name)))
        return False
    verdict = _ask([java, *FLAGS, "-jar", str(jar), "--json", "-", str(path)], seconds)
    if isinstance(verdict, str):
        report(NO_ANSWER.at(Location(path.name), why=verdict))
        return False
    for message in verdict.get("messages", ()):
        _say(message, path.name, report)
    return True


def tools(package: str = "epubcheck") -> tuple[str, ...]:
    """Return the programs that ``run`` would start: what it can say depends on them."""
    java, jar = shutil.which("java"), _jar(package)
    found = (Path(java).resolve() if java else None, jar)
    return tuple(str(path) for path in found if path is not None)


def _jar(package: str) -> Path | None:
    found = find_spec(package)
    for folder in (found.submodule_search_locations or ()) if found is not None else ():
        jar = Path(folder, "epubcheck.jar")
        if jar.is_file():
            return jar
    return None


def _ask(command: Sequence[str], seconds: float) -> Mapping[str, Any] | str:
    """Return the report of EPUBCheck, or why there is none."""
    try:
        done = subprocess.run(  # noqa: S603  our own jar, no shell
            command, capture_output=True, timeout=seconds, check=False, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        return f"it ran for more than {seconds:g} seconds"
    except OSError as error:
        return str(error)
    try:
        verdict = json.loads(done.stdout)
    except ValueError:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        return said[0] if said else f"it ended with status {done.returncode}"
    return verdict if isinstance(verdict, dict) else "its report cannot be read"


def _say(message: Mapping[str, Any], book: str, report: Report) -> None:
    severity = message.get("severity")
    if severity not in GRAVE and severity != "WARNING":
        return
    code = FAULT if severity in GRAVE else REMARK
    facts = {"id": message.get("ID", "?"), "message": message.get("message", "")}
    places = tuple(_places(message, book)) or (Location(book),)
    for place in places:
        report(code.at(place, **facts))


def _places(message: Mapping[str, Any], book: str) -> Iterator[Location]:
    for place in message.get("locations", ()):
        name, line = str(place.get("path", "")), place.get("line", -1)
        yield Location(book if name.endswith(book) else name, line if line > 0 else None)
