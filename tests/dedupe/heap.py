"""Heaps of articles for the tests of comparing."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from book.dedupe import Options, dedupe
from book.diagnostics import Diagnostic
from book.model import Article, Origin


def article(
    name: str,
    text: str,
    title: str | None = None,
    day: str | None = None,
    language: str | None = None,
) -> Article:
    """Return an article; each line of ``text`` is a paragraph, ``![name]`` a picture."""
    when = date.fromisoformat(day) if day else None
    body = "".join(_block(line) for line in text.split("\n"))
    heading = title if title is not None else name
    origin = Origin(f"{name}.txt", 1, 9, 1)
    return Article(name, heading, name, body, origin, language=language, date=when)


def fates(
    *articles: Article, options: Options | None = None
) -> tuple[dict[str, str], list[str]]:
    """Return what each article left out is a duplicate of, and how, and what was said."""
    said: list[Diagnostic] = []
    found = dedupe(articles, options or Options(), said.append)
    assert [a.id for a in found] == [a.id for a in articles]
    left = {a.id: f"{a.duplicate.kind} of {a.duplicate.of}" for a in found if a.duplicate}
    return left, [f"{d.location}: {d.code}" for d in said]


def groups(found: Iterable[Article]) -> set[frozenset[str]]:
    """Return the groups of ids that ``found`` are versions of one another."""
    kept = {a.id: a.duplicate.of if a.duplicate else a.id for a in found}
    return {frozenset(k for k, v in kept.items() if v == of) for of in kept.values()}


def staying(found: Sequence[Article]) -> list[tuple[str, str]]:
    """Return title and body of what stays, in no order."""
    return sorted((a.title, a.body) for a in found if a.duplicate is None)


def _block(line: str) -> str:
    if line.startswith("![") and line.endswith("]"):
        return f'<p><img src="{escape(line[2:-1])}" alt=""/></p>'
    return f"<p>{escape(line)}</p>"
