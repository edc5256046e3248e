"""``florilege new``: a folder with a ``book.toml`` that explains itself."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

import click

from book.cli.console import Console
from book.cli.options import talking
from book.config import NAME
from book.diagnostics import BookError, Code, Severity
from book.model import Location
from book.output import write
from book.sources.files import find

__all__ = ["command", "template"]

STANDS_ALREADY = Code(
    "G111",
    Severity.ERROR,
    "there is a project here already",
    hint="edit this file, or name another folder",
    explanation="“florilege new” never writes over a book.toml: what you settled there would "
    "be lost. Edit the one that is there, or start the new project in another folder.",
)
NOT_A_FOLDER = Code(
    "G112",
    Severity.ERROR,
    "cannot become a project: {reason}",
    hint="name a folder that you may write to; it is made if it is missing",
    explanation="The folder for the new project could not be made or written to. A file of "
    "that name may stand in its place, or you may lack the right.",
)

TEMPLATE = """\
# How this book is made. “florilege build” in this folder makes it; “florilege outline”
# shows it first. What is commented out stands at its default.

[book]
{title}
# subtitle = ""
{language}
{authors}
# identifier = ""               # as "urn:isbn:…"; else a UUID of title and sources
# publisher = ""
# date = ""                     # 2024, 2024-05 or 2024-05-31
# rights = ""
# description = ""
# subjects = []                 # ["…", "…"]
# theme = "classique"           # or "moderne", "grands-caracteres" (large print)
# Files, folders and patterns, from this folder. “articles” is the place for what you
# write or edit by hand, in Markdown.
sources = {sources}

[split]                         # your word beats the machine's; “florilege outline” says
# titles = []                   # where it doubts: ["A line that is a title"]
# not-titles = []               # ["A line that is not"]
# keep = []                     # boilerplate that stays: navigation, sharing, more, comments,
#                               # notices

[clean]
# captions = []                 # lines that are captions: ["A line"]; they leave the text
# not-captions = []             # lines that look like captions and stay

[dedupe]
# keep = "longest"              # of two that repeat each other: longest, newest, first, all
# distinct = []                 # pairs never taken for duplicates: [["slug-a", "slug-b"]]

[order]
# by = "date"                   # date, theme, source or contents
# direction = "oldest-first"    # or "newest-first"
# group = "none"                # or "year", "month", "theme"
# groups-as = "parts"           # or "chapters": articles are then their sections

[print]
# trim = "auto"                 # the theme's own size; or a5, 6x9, "140mm x 210mm"
# kind = "reading"              # reading, archive or press
# opening = "auto"              # chapters begin: recto, any, or auto (recto if they are long)
# printer = ""                  # bod, ingramspark, kdp, lulu or press: its margins and limits
# large = false                 # large print
# columns = "one"               # two, as in a reader of letter size
# bleed = "auto"                # of the press PDF: as the printer asks, or a length: "3mm"
# marks = "auto"                # crop marks: yes or no
# colour = "grey"               # of the press PDF: grey or cmyk
# icc = ""                      # the CMYK profile of the press, a file
# attach = false                # put the sources into the archive PDF

[cover]                         # the drawn cover, and the wrap cover of “florilege cover”
# design = "auto"               # page, mosaic, stairs; auto: the one that suits the theme
# back = ""                     # the text of the back; else the description
# note = ""                     # a word on the author
# price = ""                    # five digits beside the barcode: 51995 is 19.95 dollars
# paper = ""                    # one of the printer's: white, cream

[parts]                         # what stands in the book beside its chapters
# half-title = true
# imprint = true
# dedication = ""
# epigraph = ""
# epigraph-source = ""
# contents = true
# chronology = false            # all articles by date, where the book has another order
# sources = true                # where each article was read, if that is known
# figures = false               # a list of the figures with captions
# index = "none"                # marked: of tags, dfn and terms; names: found in the text, too
# terms = []                    # ["Marsac, Odile | the baker"]: what is printed | found as
# not-terms = []                # names that are none
# colophon = true
# notes = "foot"                # on paper: foot of the page, or chapter: after its text
# links = "notes"               # on paper: notes, list (behind each chapter) or none
# qr = "none"                   # QR codes on paper: of sources, or of links (as a list)
"""


@click.command("new", short_help="Start a project.")
@click.argument("folder", metavar="DIR", type=click.Path())
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--title", default="", help="The title of the book.")
@click.option("--author", "authors", multiple=True, help="An author; may be repeated.")
@click.option("--language", default="", metavar="CODE", help="As fr, en or pt-BR.")
@talking
def command(
    folder: str,
    sources: tuple[str, ...],
    title: str,
    authors: tuple[str, ...],
    language: str,
    console: Console,
) -> int:
    """Start a project in DIR: a book.toml with every key explained, and articles/.

    SOURCEs are noted in it, from where they lie; nothing is copied. Without any, the
    book is made of what you put into articles/.
    """
    root = Path(folder)
    if (root / NAME).exists():
        raise BookError(STANDS_ALREADY.at(Location(str(root / NAME))))
    found = list(find(sources, console.report))
    if sources and not found:
        return 1
    noted = [_from(root, source) for source in sources] or ["articles"]
    text = template(noted, title, authors, language)
    try:
        (root / "articles").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BookError(NOT_A_FOLDER.at(Location(folder), reason=error.strerror)) from error
    write({root / NAME: text.encode()})
    console.write(str(root / NAME))
    console.say(f"next: look at {root / NAME}, then florilege build -C {folder}")
    return 0


def template(sources: Sequence[str], title: str, authors: Sequence[str], language: str) -> str:
    """Return a ``book.toml`` in which every key stands, the unsaid ones as comments."""
    people = ", ".join(f"{{ name = {_quoted(name)} }}" for name in authors)
    return TEMPLATE.format(
        title=_line("title", title, "else the site's own name, or the folder's"),
        language=_line("language", language, "as fr, en or pt-BR; else that of the text"),
        authors=f"authors = [{people}]"
        if authors
        else '# authors = []                  # [{ name = "…", role = "aut", file-as = "…" }]',
        sources=f"[{', '.join(map(_quoted, sources))}]",
    )


def _line(key: str, value: str, otherwise: str) -> str:
    if value:
        return f"{key} = {_quoted(value)}"
    unsaid = f'# {key} = ""'
    return f"{unsaid:<32}# {otherwise}"


def _quoted(text: str) -> str:
    """Return ``text`` as TOML writes it: JSON's texts are TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _from(root: Path, source: str) -> str:
    """Return how ``source``, named from here, is named from inside ``root``."""
    if Path(source).is_absolute():
        return source
    return Path(os.path.relpath(source, root)).as_posix()
