"""A real reading system for the tests: foliate-js in headless Chromium."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
NEEDED = ("foliate-js", "playwright-core")
SECONDS = 300


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table of contents, and the section it leads to."""

    label: str
    section: int | None
    children: tuple["Line", ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reading system made of a book."""

    title: str
    toc: tuple[Line, ...]
    landmarks: tuple[str, ...]
    opened: tuple[dict[str, Any], ...]
    console_errors: tuple[str, ...]
    requests_elsewhere: tuple[str, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The table of contents, flat, in order."""
        return tuple(_flat(self.toc))


def lacking() -> str | None:
    """Return what this machine lacks to run the reading system, if it lacks something."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return "Node and npm are not installed"
    if not _chromium().is_file():
        return f"{_chromium()} is not installed"
    return None


def install() -> str | None:
    """Fetch the engine where it is not yet there; return why it could not be."""
    if all((MODULES / name / "package.json").is_file() for name in NEEDED):
        return None
    done = subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=HERE,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    return None if done.returncode == 0 else f"npm could not fetch foliate-js: {done.stderr}"


def read(book: Path, pictures: Path | None = None) -> Reading:
    """Open ``book`` and turn to each of its sections; raise where one does not open."""
    command = ["node", str(HERE / "read.mjs"), str(book)]
    if pictures is not None:
        command.append(str(pictures))
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        env={**os.environ, "CHROMIUM": str(_chromium())},
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    found = json.loads(done.stdout)
    return Reading(
        title=found["title"],
        toc=tuple(_lines(found["toc"])),
        landmarks=tuple(kind for mark in found["landmarks"] for kind in mark["type"]),
        opened=tuple(found["opened"]),
        console_errors=tuple(found["consoleErrors"]),
        requests_elsewhere=tuple(found["requestsElsewhere"]),
    )


def _chromium() -> Path:
    return Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))


def _lines(entries: Sequence[dict[str, Any]]) -> Iterator[Line]:
    for entry in entries:
        yield Line(entry["label"], entry["section"], tuple(_lines(entry["children"])))


def _flat(lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines:
        yield line
        yield from _flat(line.children)
