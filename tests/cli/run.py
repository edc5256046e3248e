"""Florilège as a process of its own, as somebody types it."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

COMMAND = [sys.executable, "-c", "from book.cli import main; main()"]

# The commands that work in as many processes as there are cores.
WORKING = (["build"], ["check"], ["dump"], ["outline"])

DUMP = """\
Le retour des martinets

On les entend avant de les voir : un cri aigu, au ras des toits, vers six heures du soir. Le
premier est passé mardi au-dessus de la place, suivi de trois autres qui semblaient pressés.

Ils ne se posent presque jamais. Ils dorment en vol, mangent en vol, et ne connaissent le sol
que par accident. Cette année encore, ils ont retrouvé la même fente sous la même gouttière.
"""

PIECE = """\
---
title: {title}
date: {date}
---

{text}
"""


@dataclass(frozen=True, slots=True)
class Done:
    """How a run ended and what it said where."""

    status: int
    out: str
    err: str

    @property
    def codes(self) -> list[str]:
        """The codes of the diagnostics, in order."""
        return [
            line.split("[", 1)[1].split("]", 1)[0]
            for line in self.err.splitlines()
            if any(f": {weight}[" in line for weight in ("error", "warning", "note"))
        ]


def florilege(
    *arguments: str | Path, cwd: Path, environment: Mapping[str, str] | None = None
) -> Done:
    """Run the command line in ``cwd``, in one process where other tests run beside it."""
    said = list(map(str, arguments))
    if "PYTEST_XDIST_WORKER" in os.environ and said[:1] in WORKING and "-j" not in said:
        said[1:1] = ["-j", "1"]
    done = subprocess.run(
        [*COMMAND, *said],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env={**os.environ, "NO_COLOR": "1", **(environment or {})},
    )
    return Done(done.returncode, done.stdout, done.stderr)


def files(folder: Path) -> list[str]:
    """Return all that lies under ``folder``, folders with a slash."""
    return sorted(
        f"{path.relative_to(folder)}{'/' if path.is_dir() else ''}"
        for path in folder.rglob("*")
    )
