"""From boundaries to articles: title, slug, body, and why."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from book import xhtml
from book.model import Article, Aside, Fate, Origin
from book.split.candidates import Signal
from book.split.lines import Line, Page

SAID = 4  # signals put into words, the weightiest
FAINT = 0.5  # signals below this are not worth a word

_BLANK = re.compile(r"[ \t\r\f\v]+")


@dataclass(frozen=True, slots=True)
class Opening:
    """Where an article begins: ``first`` and ``title`` are indexes of the page’s lines.

    ``title`` is ``None`` where no line is a title: the article is named after its file.
    """

    first: int
    title: int | None
    confidence: float
    signals: tuple[str, ...]


def assemble(
    pages: Sequence[Page], openings: Sequence[Sequence[Opening]]
) -> tuple[Article, ...]:
    """Return the articles of all pages, in order, their slugs unique."""
    articles: list[Article] = []
    taken: set[str] = set()
    for page, found in zip(pages, openings, strict=True):
        stops = [*(opening.first for opening in found), page.stop][1:]
        for n, (opening, stop) in enumerate(zip(found, stops, strict=True), start=1):
            articles.append(_article(page, n, opening, stop, taken))
            taken.add(articles[-1].slug)
    return tuple(articles)


def say(signals: Sequence[Signal], *, taken: bool) -> tuple[str, ...]:
    """Return what weighs most, in words: for a boundary, or both for and against."""
    loud = [signal for signal in signals if abs(signal.weight) >= FAINT]
    if taken and any(signal.weight > 0 for signal in loud):
        loud = [signal for signal in loud if signal.weight > 0]
    loud.sort(key=lambda signal: -abs(signal.weight))
    return tuple(signal.words for signal in loud[:SAID])


def _article(page: Page, n: int, opening: Opening, stop: int, taken: set[str]) -> Article:
    at = opening.title
    title = _BLANK.sub(" ", xhtml.legal(page.lines[at].text).strip()) if at is not None else ""
    if not title:
        at, title = None, _from_name(page.name)
    own = range(opening.first, stop)
    return Article(
        id=f"{page.name}#{n}",
        title=title,
        slug=_slug(title, taken),
        body=_body([page.lines[i] for i in own if i != at]),
        origin=Origin(
            page.name,
            page.lines[opening.first].number,
            page.lines[stop - 1].number,
            page.lines[at].number if at is not None else None,
        ),
        confidence=round(opening.confidence, 4),
        signals=opening.signals,
        asides=tuple(a for i in own for a in _illegal(page.name, page.lines[i])),
    )


def _from_name(name: str) -> str:
    """Return a title made of a file’s name: ``my_first-post.txt`` is “My first post”."""
    words = re.sub(r"[\W_]+", " ", PurePath(name).stem).strip()
    return words[:1].upper() + words[1:] or "Untitled"


def _body(own: Sequence[Line]) -> str:
    body = xhtml.make("body")
    for line in own:
        marks = {"data_line": str(line.number)}
        if line.gap:
            marks["data_gap"] = str(line.gap)
        body.append(xhtml.make("p", xhtml.legal(line.text), **marks))
    return xhtml.inner(body)


def _illegal(name: str, line: Line) -> list[Aside]:
    if xhtml.legal(line.text) == line.text:
        return []
    dropped = [c for c in line.text if not c.isspace() and not xhtml.legal(c)]
    if not dropped:
        return []
    return [Aside(name, line.number, "".join(dropped), Fate.MARKUP, "not allowed in XML")]


def _slug(title: str, taken: set[str]) -> str:
    from slugify import slugify  # noqa: PLC0415 - slow to import, and --help must not pay

    stem = slugify(title, max_length=80, word_boundary=True) or "article"
    if stem == "article":
        numbered = (f"article-{n}" for n in range(1, len(taken) + 2))
        return next(slug for slug in numbered if slug not in taken)
    numbered = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in numbered if slug not in taken)
