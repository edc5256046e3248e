"""Front matter: what a Markdown file says of itself, above its first line.

Between two lines ``---`` stands YAML, between two lines ``+++`` TOML. The keys are
those of Jekyll, Hugo and pandoc.
"""

import datetime
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from book import xhtml
from book.diagnostics import Code, Report, Severity
from book.model import Location, Source

LARGEST = 16_384

# What generators call the addresses of an article, old ones too: Jekyll, Hugo, Eleventy …
_PLACES = (
    "permalink",
    "url",
    "canonical",
    "canonical_url",
    "canonicalurl",
    "guid",
    "aliases",
    "alias",
    "redirect_from",
    "original_url",
)

# What an author calls the subjects of an article, and the day it was copied.
_TAGS = ("tags", "tag", "keywords", "categories", "category", "subjects")
_RETRIEVED = ("retrieved", "accessed", "access-date", "date_saved", "saved")

BROKEN = Code(
    "R103",
    Severity.WARNING,
    "the front matter cannot be read: {why}",
    hint="put a title with a colon into quotes, and one `key: value` on a line",
    explanation="The block between the two lines of dashes (or plusses) at the head of the "
    "file is not valid YAML (or TOML). The article is read without it: its title then comes "
    "from the first heading or the name of the file, and its date is unknown.",
)

BAD_DATE = Code(
    "R104",
    Severity.WARNING,
    "the date “{text}” is not a date",
    hint="write it as 2014-03-25",
    explanation="Dates in front matter are understood as year, month and day: 2014-03-25, "
    "with a time after it or not. Without a date the article takes its place from its "
    "neighbours.",
)


@dataclass(frozen=True, slots=True)
class Front:
    """What the front matter says; ``rest`` begins on line ``first`` of the source."""

    first: int
    rest: str
    title: str | None = None
    slug: str | None = None
    language: str | None = None
    date: datetime.date | None = None
    authors: tuple[str, ...] = ()
    title_line: int | None = None
    addresses: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    retrieved: datetime.date | None = None


def front_matter(source: Source, report: Report) -> Front:
    """Return the front matter of ``source`` and the text below it."""
    found = re.match(r"(---|\+\+\+)[ \t]*\n(.*?\n)?\1[ \t]*(\n|$)", source.text, re.DOTALL)
    if found is None or (
        found[1] == "---" and not re.search(r"^[\w-]+[ \t]*:", found[2] or "", re.MULTILINE)
    ):
        return Front(1, source.text)
    head, rest = found[2] or "", source.text[found.end() :]
    first = found[0].count("\n") + 1
    values: Mapping[str, object] = {}
    if len(head) > LARGEST:
        why = f"it has more than {LARGEST} characters"
        report(BROKEN.at(Location(source.name, 1), why=why))
    else:
        values = (_yaml if found[1] == "---" else _toml)(head, source, report)
    return Front(
        first,
        rest,
        title=_text(values, "title"),
        slug=_text(values, "slug"),
        language=tag(_text(values, "language", "lang", "locale")),
        date=_date(values, source, head, report),
        authors=_names(values),
        title_line=_line_of(head, "title") if _text(values, "title") else None,
        addresses=tuple(_addresses(values)),
        tags=tuple(dict.fromkeys(_tags(values))),
        retrieved=day(_text(values, *_RETRIEVED) or ""),
    )


def tag(text: str | None) -> str | None:
    """Return the language as a BCP 47 tag begins: ``fr``, ``pt-BR``."""
    found = re.match(
        r"[a-z]{2,3}([-_][a-z]{4})?([-_]([a-z]{2}|\d{3}))?(?![a-z\d])",
        text or "",
        re.IGNORECASE,
    )
    return found[0].replace("_", "-") if found else None


def day(text: str) -> datetime.date | None:
    """Return the day that ``2014-03-25``, with or without a time, stands for."""
    found = re.match(r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", text)
    try:
        return datetime.date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _yaml(head: str, source: Source, report: Report) -> Mapping[str, object]:
    import yaml  # noqa: PLC0415  only for Markdown with front matter

    try:
        # The base loader makes text of everything: “title: 2014” and “title: No” are titles.
        values = yaml.load(head, Loader=yaml.BaseLoader)  # noqa: S506  builds text only
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        report(BROKEN.at(Location(source.name, line), why=error.problem or "not YAML"))
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        why = "nested too deep" if isinstance(error, RecursionError) else _first_line(error)
        report(BROKEN.at(Location(source.name, 1), why=why))
    else:
        if isinstance(values, dict):
            return {str(key).casefold(): value for key, value in values.items()}
        why = "it is not made of `key: value` lines"
        report(BROKEN.at(Location(source.name, 1), why=why))
    return {}


def _toml(head: str, source: Source, report: Report) -> Mapping[str, object]:
    try:
        values = tomllib.loads(head)
    except (ValueError, RecursionError) as error:
        where = re.search(r"at line (\d+)", str(error))
        line = int(where[1]) + 1 if where else 1
        report(BROKEN.at(Location(source.name, line), why=_first_line(error)))
        return {}
    return {key.casefold(): value for key, value in values.items()}


def _text(values: Mapping[str, object], *keys: str) -> str | None:
    for key in keys:
        value = values.get(key)
        if isinstance(value, str | int | float) and (
            text := " ".join(xhtml.legal(str(value)).split())
        ):
            return text
    return None


def _date(
    values: Mapping[str, object], source: Source, head: str, report: Report
) -> datetime.date | None:
    value = values.get("date", values.get("published", values.get("pubdate")))
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date) or value is None or value == "":
        return value if isinstance(value, datetime.date) else None
    found = day(str(value))
    if found is None:
        report(BAD_DATE.at(Location(source.name, _line_of(head, "date") or 1), text=value))
    return found


def _addresses(values: Mapping[str, object]) -> Iterator[str]:
    """Yield where the article stood on its site: whole addresses, or paths from its root.

    A pattern (``/:year/:title/``) or a name for one (``pretty``) says nothing.
    """
    for key in _PLACES:
        value = values.get(key)
        for one in value if isinstance(value, list) else [value]:
            said = xhtml.legal(one).strip() if isinstance(one, str) else ""
            if re.fullmatch(r"(https?:/)?/[^\s:]+(:\d+/[^\s:]*)?", said, re.IGNORECASE):
                yield said


def _tags(values: Mapping[str, object]) -> Iterator[str]:
    """Yield the subjects of the article: a list of them, or a text with commas between."""
    for key in _TAGS:
        value = values.get(key)
        for one in value if isinstance(value, list) else str(value or "").split(","):
            if isinstance(one, str) and (said := " ".join(xhtml.legal(one).split())):
                yield said


def _names(values: Mapping[str, object]) -> tuple[str, ...]:
    value = values.get("authors", values.get("author"))
    people = value if isinstance(value, list) else [value]
    names = [person.get("name") if isinstance(person, dict) else person for person in people]
    return tuple(
        " ".join(name.split()) for name in names if isinstance(name, str) and name.strip()
    )


def _line_of(head: str, key: str) -> int | None:
    for number, line in enumerate(head.split("\n"), start=2):
        if re.match(rf"{key}\s*[:=]", line, re.IGNORECASE):
            return number
    return None


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0]
