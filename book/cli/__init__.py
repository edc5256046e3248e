"""The command line: the only place that prints and that exits.

One file a command; a command is imported when it is called, so that ``--help`` costs
nothing. Exit status: 0 done, 1 errors in the material or a check that failed, 2 wrong
use, 70 our bug, 130 interrupted.
"""

import platform
import sys
import traceback
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from io import TextIOWrapper

import click

from book import __version__
from book.cli.console import drop_stdout

__all__ = ["COMMANDS", "main", "run"]

COMMANDS = {
    "new": "Start a project: a folder with its book.toml.",
    "build": "Compile the sources into an EPUB and a print PDF.",
    "outline": "Show the book as it would be, and what is left out and why.",
    "check": "Verify the project, or finished .epub and .pdf files.",
    "dump": "Print the values after a pass, as JSON lines.",
    "booklet": "Impose a PDF for home printing: sheets to fold.",
    "cover": "Make the wrap cover for a printer: back, spine, front.",
    "explain": "Say what a diagnostic means and what to do.",
    "doctor": "Say what is installed, what is missing, how to get it.",
}

BUG = 70
INTERRUPTED = 130

SORRY = """
This is a bug in Florilège, not a fault of your material. Nothing was half-written.
Please report it to the project with the lines above, the command you gave, and this:
florilege {version}, Python {python}, {system}."""


class Commands(click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, _: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"book.cli.{name}").command
        return command

    def resolve_command(
        self, context: click.Context, arguments: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = arguments[0]
        if name not in COMMANDS and not name.startswith("-"):
            close = get_close_matches(name, COMMANDS, n=1)
            advice = f"did you mean {close[0]}?" if close else f"There are {_all()}."
            raise click.UsageError(f"There is no command “{name}”: {advice}", context)
        return super().resolve_command(context, arguments)

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
)
@click.version_option(__version__, message="florilege %(version)s")
def florilege() -> None:
    """Compile a pile of articles into a book: an EPUB and a print PDF.

    florilege build dumps/*.txt makes a book of two text dumps without more ado;
    florilege new starts a project, where book.toml says how the book is made.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit status."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # an old terminal shows \u2026 for …
            stream.reconfigure(errors="backslashreplace")
    try:
        status = florilege.main(arguments, "florilege", standalone_mode=False)
        if sys.stdout is not None:  # closed by who called: “>&-”
            sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        print("interrupted: nothing was half-written", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # “| head” has read enough; click ends so, too
        drop_stdout()
        return 1
    except Exception:  # noqa: BLE001  this is where bugs arrive
        traceback.print_exc()
        facts = {"python": platform.python_version(), "system": platform.platform()}
        print(SORRY.format(version=__version__, **facts), file=sys.stderr)
        return BUG
    return status if isinstance(status, int) else 0


def _all() -> str:
    *names, last = COMMANDS
    return f"{', '.join(names)} and {last}"
