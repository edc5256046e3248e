"""``florilege explain``: what a diagnostic means, or what differs in a version left out."""

import pkgutil
import re
from contextlib import chdir
from difflib import get_close_matches
from importlib import import_module
from textwrap import fill

import click

import book
from book.cli.options import in_folder
from book.diagnostics import Code

__all__ = ["codes", "command"]

STAGES = {
    "S": "sources",
    "G": "configuration",
    "R": "reading",
    "B": "splitting",
    "C": "cleaning",
    "D": "duplicates",
    "O": "order",
    "T": "rendering and typography",
    "E": "the EPUB",
    "P": "the PDF",
    "V": "checks",
    "L": "the account",
    "W": "writing",
}


@click.command("explain", short_help="Say what a diagnostic means.")
@click.argument("named", nargs=-1, metavar="[CODE|SOURCE]...")
@click.option(
    "--duplicate",
    metavar="ID",
    help="Show what only the version left out has; ID is its id or short name.",
)
@in_folder
def command(named: tuple[str, ...], duplicate: str | None, folder: str) -> int:
    """Say what the diagnostic CODE (as S104) means and what to do; all codes without one.

    With --duplicate, compare an article that was left out with the one that is kept in its
    stead, sentence by sentence, and say which line of book.toml decides otherwise. The
    SOURCEs are those of the build; in a project none are needed.
    """
    if duplicate is not None:
        from book.cli.duplicates import explain  # noqa: PLC0415  needs the whole compiler

        with chdir(folder):
            return explain(duplicate, named)
    known = codes()
    asked = [number.strip("[]").upper() for number in named]
    for number in asked:
        if number not in known:
            close = get_close_matches(number, known, n=1)
            advice = f"did you mean {close[0]}?" if close else "“florilege explain” lists all."
            raise click.BadParameter(f"there is no code {number}: {advice}", None, None, "CODE")
    if not asked:
        for code in known.values():
            print(f"{code.number}  {code.severity.name.lower():8} {_message(code)}")
    print("\n\n".join(_explained(known[number]) for number in asked), end="\n" * bool(asked))
    return 0


def codes() -> dict[str, Code]:
    """Return every code that the package's modules declare, by number."""
    names = [module.name for module in pkgutil.walk_packages(book.__path__, "book.")]
    found = [
        value
        for name in names
        for value in vars(import_module(name)).values()
        if isinstance(value, Code)
    ]
    return {code.number: code for code in sorted(found, key=lambda code: code.number)}


def _explained(code: Code) -> str:
    stage = STAGES.get(code.number[0], "elsewhere")
    head = f"{code.severity.name.lower()}[{code.number}] ({stage}): {_message(code)}"
    return f"{head}\n\n{fill(code.explanation, 80)}"


def _message(code: Code) -> str:
    """Return the message with its blanks shown: ``‹reason›``."""
    return re.sub(r"\{(\w+)[^}]*\}", r"‹\1›", code.message)
