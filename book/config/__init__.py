"""``book.toml``: how the author wants the book made.

Each pass owns one section and declares it as its own frozen ``Options``; this
module knows TOML, the sections' names, and how to say what is wrong where. All
problems of a file are said, not only the first; a value that cannot be used
leaves the default in its place.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, get_type_hints

from book.clean import Options as CleanOptions
from book.config.lines import Lines, nearest
from book.config.values import FORMS, Place, read, shown
from book.cover import Options as CoverOptions
from book.dedupe import Options as DedupeOptions
from book.diagnostics import BookError, Code, Diagnostic, Report, Severity
from book.metadata import Options as BookOptions
from book.model import Location
from book.order import Options as OrderOptions
from book.render import PrintOptions
from book.render.page import AUTO, dimensions
from book.split import Options as SplitOptions

__all__ = ["NAME", "Config", "is_language", "keys", "load", "trim_trouble", "with_options"]

NAME = "book.toml"
CONTENTS = "contents.md"

UNREADABLE = Code(
    "G101",
    Severity.ERROR,
    "cannot be read: {reason}",
    hint="save it as UTF-8 text that you may read, or start afresh with “florilege new”",
    explanation="The project's book.toml exists but could not be read as UTF-8 text. Nothing "
    "is built with half-known settings. Save the file as UTF-8 in your editor, and see that "
    "you are allowed to read it.",
)
SYNTAX = Code(
    "G102",
    Severity.ERROR,
    "not TOML: {reason}",
    hint="{advice}",
    explanation="book.toml is written in TOML, and at this line it stops being TOML. The usual "
    "causes are a text without quotation marks, a quotation mark that is not closed, a key on "
    "the line of its section's name, or a key or a section that is given twice.",
)
UNKNOWN_SECTION = Code(
    "G103",
    Severity.ERROR,
    "there is no section [{name}]",
    hint="{advice}",
    explanation="book.toml holds a section that this version does not know. It is refused "
    "rather than skipped, because a misspelt section would silently have no effect. Correct "
    "its name or take it out.",
)
UNKNOWN_KEY = Code(
    "G104",
    Severity.ERROR,
    "[{section}] has no key {name}",
    hint="{advice}",
    explanation="A section of book.toml holds a key that this version does not know. It is "
    "refused rather than skipped, because a misspelt key would silently have no effect. "
    "Correct its name or take it out.",
)
NOT_A_SECTION = Code(
    "G108",
    Severity.ERROR,
    "{name} should be a section, not {value}",
    hint="write [{name}] on a line of its own, and below it one line for each key",
    explanation="The settings of book.toml stand in sections, each opened by its name in "
    "brackets on a line of its own. Here the name of a section is used as if it were a key.",
)


@dataclass(frozen=True, slots=True)
class Config:
    """Everything the author has to say on how. ``root`` is the project's folder, if any."""

    root: Path | None = None
    sources: tuple[str, ...] = ()
    book: BookOptions = field(default_factory=BookOptions)
    split: SplitOptions = field(default_factory=SplitOptions)
    clean: CleanOptions = field(default_factory=CleanOptions)
    dedupe: DedupeOptions = field(default_factory=DedupeOptions)
    order: OrderOptions = field(default_factory=OrderOptions)
    print: PrintOptions = field(default_factory=PrintOptions)
    cover: CoverOptions = field(default_factory=CoverOptions)


SECTIONS: Mapping[str, type] = {
    "book": BookOptions,
    "split": SplitOptions,
    "clean": CleanOptions,
    "dedupe": DedupeOptions,
    "order": OrderOptions,
    "print": PrintOptions,
    "cover": CoverOptions,
}

# Fields that book.toml does not fill: the text of contents.md, and what a pass learns.
ELSEWHERE = frozenset({("clean", "survey"), ("order", "contents"), ("order", "language")})


def load(root: Path, report: Report) -> Config:
    """Read ``root``'s ``book.toml``, and its ``contents.md`` where there is one.

    Every problem is reported as an error.
    """
    text = _text(root / NAME, report)
    config = Config(root) if text is None else parse(text, str(root / NAME), root, report)
    contents = root / CONTENTS
    if not contents.exists():
        return config
    return replace(config, order=replace(config.order, contents=_text(contents, report)))


def _text(path: Path, report: Report) -> str | None:
    """Return what is written in ``path``, or report why it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        report(UNREADABLE.at(Location(str(path)), reason=reason))
        return None


def parse(text: str, file: str, root: Path | None, report: Report) -> Config:
    """Return what ``text`` says; ``file`` is its name in diagnostics."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place, reason = _place_of(error, file, text), _reason(error)
        report(SYNTAX.at(place, reason=reason, advice=_advice(reason, place, text)))
        return Config(root)
    lines = Lines(text)
    values: dict[str, Any] = {}
    for name, table in tables.items():
        if name not in SECTIONS:
            advice = nearest(name, SECTIONS)
            place = Location(file, lines.of(name))
            report(UNKNOWN_SECTION.at(place, name=name, advice=advice))
        elif not isinstance(table, dict):
            place = Location(file, lines.of(name))
            report(NOT_A_SECTION.at(place, name=name, value=shown(table)))
        else:
            values[name] = _section(name, table, lines, file, report)
    _check_trim(values.get("print", {}), Location(file, lines.of("print", "trim")), report)
    sources = values.get("book", {}).pop("sources", ())
    options = {name: SECTIONS[name](**found) for name, found in values.items()}
    return Config(root, sources, **options)


def keys(section: str) -> dict[str, Any]:
    """Return the keys of ``section`` as ``book.toml`` spells them, each with its type."""
    section_type = SECTIONS[section]
    hints = get_type_hints(section_type)
    known = {
        f.name.replace("_", "-"): hints[f.name]
        for f in fields(section_type)
        if (section, f.name) not in ELSEWHERE
    }
    return known | {"sources": tuple[str, ...]} if section == "book" else known


def with_options(config: Config, book: Mapping[str, Any], trim: str | None) -> Config:
    """Return ``config`` with what the command line says instead."""
    said = {name: value for name, value in book.items() if value}
    printed = replace(config.print, trim=trim) if trim else config.print
    return replace(config, book=replace(config.book, **said), print=printed)


def _section(
    section: str, table: Mapping[str, Any], lines: Lines, file: str, report: Report
) -> dict[str, Any]:
    known = keys(section)
    values: dict[str, Any] = {}
    for name, value in table.items():
        place = Place(file, section, name, lines.of(section, name), report)
        if name not in known:
            place.say(UNKNOWN_KEY, advice=nearest(name, known))
            continue
        found = read(value, known[name], place)
        if found is not None:
            values[name.replace("-", "_")] = found
    return values


def _check_trim(values: dict[str, Any], place: Location, report: Report) -> None:
    """Say what is wrong with the trim size here, where its line is known."""
    trouble = trim_trouble(values.get("trim", AUTO))
    if trouble is not None:
        report(replace(trouble, location=place))
        del values["trim"]


def trim_trouble(trim: str) -> Diagnostic | None:
    """Return what is wrong with a trim size, or ``None``."""
    if trim == AUTO:
        return None
    try:
        dimensions(trim)
    except BookError as error:
        return error.diagnostic
    return None


def is_language(code: str) -> bool:
    """Tell whether ``code`` can name a language: ``fr``, ``pt-BR``."""
    return FORMS["language"].fits(code)


_SHARED_LINE = re.compile(r"\s*\[[\w.-]+\]\s*[^\s#]")
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def _reason(error: tomllib.TOMLDecodeError) -> str:
    reason = _AT.sub("", str(error))
    return reason[:1].lower() + reason[1:]


def _advice(reason: str, place: Location, text: str) -> str:
    """Return what to write instead, for what people paste into a file that has a section."""
    line = text.split("\n")[(place.line or 1) - 1]
    if reason == "cannot overwrite a value":
        return 'a key stands once in its section: write one list, as titles = ["A", "B"]'
    if reason.startswith("cannot declare"):
        return "a section stands once: put its keys under the first one"
    if _SHARED_LINE.match(line):
        return "the name of a section stands on a line of its own, its keys below it"
    return "texts stand between quotation marks, lists between [ and ]; see https://toml.io"


def _place_of(error: tomllib.TOMLDecodeError, file: str, text: str) -> Location:
    """Return where the syntax breaks, which Python 3.11 only says in words."""
    found = _AT.search(str(error))
    if found is None or found[1] is None:
        return Location(file, len(text.rstrip().splitlines()) or 1)
    return Location(file, int(found[1]), int(found[2]))
