"""From boundaries to articles: title, slug, body, and why."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import PurePath

from book import xhtml
from book.model import Article, Aside, Fate, Origin
from book.split.evidence import Signal
from book.split.furniture import Piece, pieces
from book.split.site import Site

SAID = 4  # signals put into words, the weightiest
FAINT = 0.5  # signals below this are not worth a word

_BLANK = re.compile(r"[ \t\r\f\v]+")


@dataclass(frozen=True, slots=True)
class Opening:
    """Where an article begins: ``first`` and ``title`` are rows of the site.

    ``title`` is ``None`` where no line is a title: the article is named after its file.
    """

    first: int
    title: int | None
    confidence: float
    signals: tuple[str, ...]


def assemble(
    site: Site, openings: Sequence[Sequence[Opening]], kept: frozenset[str]
) -> tuple[Article, ...]:
    """Return the articles of all pages, in order, their slugs unique.

    ``kept`` are the kinds of boilerplate that stay in their text.
    """
    placed = [(opening, span) for opening, span in _spans(site, openings)]
    spans, titles = [span for _, span in placed], [opening.title for opening, _ in placed]
    furniture: dict[int, Piece] = {
        piece.row: piece for piece in pieces(site, spans, titles) if piece.kind not in kept
    }
    articles: list[Article] = []
    taken: set[str] = set()
    number = Counter[int]()
    for opening, span in placed:
        page = int(site.page[span.start])
        number[page] += 1
        id_ = f"{site.names[page]}#{number[page]}"
        articles.append(_article(site, id_, opening, span, furniture, taken))
        taken.add(articles[-1].slug)
    return tuple(articles)


def _spans(
    site: Site, openings: Sequence[Sequence[Opening]]
) -> Iterator[tuple[Opening, range]]:
    """Yield each opening with the rows of its article."""
    for page, found in enumerate(openings):
        stops = [*(opening.first for opening in found), int(site.stop[page])][1:]
        for opening, stop in zip(found, stops, strict=True):
            yield opening, range(opening.first, stop)


def say(signals: Sequence[Signal], *, taken: bool) -> tuple[str, ...]:
    """Return what weighs most, in words: for a boundary, or both for and against."""
    loud = [signal for signal in signals if abs(signal.weight) >= FAINT]
    if taken and any(signal.weight > 0 for signal in loud):
        loud = [signal for signal in loud if signal.weight > 0]
    loud.sort(key=lambda signal: -abs(signal.weight))
    return tuple(signal.words for signal in loud[:SAID])


def _article(  # noqa: PLR0913, PLR0917 - all that an article is made of
    site: Site,
    id_: str,
    opening: Opening,
    own: range,
    furniture: Mapping[int, Piece],
    taken: set[str],
) -> Article:
    at, name = opening.title, site.names[site.page[opening.first]]
    title = _BLANK.sub(" ", xhtml.legal(site.text[at]).strip()) if at is not None else ""
    if not title:
        at, title = None, _from_name(name)
    numbers = site.number[own.start : own.stop].tolist()
    return Article(
        id=id_,
        title=title,
        slug=_slug(title, taken),
        body=_body(site, own, at, furniture),
        origin=Origin(
            name,
            numbers[0],
            numbers[-1],
            int(site.number[at]) if at is not None else None,
        ),
        confidence=round(opening.confidence, 4),
        signals=opening.signals,
        asides=tuple(
            a
            for row, number in zip(own, numbers, strict=True)
            for a in _beside(name, number, site.text[row], furniture.get(row))
        ),
    )


def _from_name(name: str) -> str:
    """Return a title made of a file’s name: ``my_first-post.txt`` is “My first post”."""
    words = re.sub(r"[\W_]+", " ", PurePath(name).stem).strip()
    return words[:1].upper() + words[1:] or "Untitled"


def _body(site: Site, own: range, title: int | None, furniture: Mapping[int, Piece]) -> str:
    numbers, gaps = (
        column[own.start : own.stop].tolist() for column in (site.number, site.gap)
    )
    return "".join(
        f'<p data-line="{number}"'
        + (f' data-gap="{gap}">' if gap else ">")
        + escape(xhtml.legal(site.text[row]), quote=False)
        + "</p>"
        for row, number, gap in zip(own, numbers, gaps, strict=True)
        if row != title and row not in furniture
    )


def _beside(name: str, number: int, text: str, piece: Piece | None) -> list[Aside]:
    """Return what of a line stands beside its article and not in it."""
    if piece is not None:
        return [Aside(name, number, text, Fate.BOILERPLATE, piece.reason, piece.kind)]
    return _illegal(name, number, text)


def _illegal(name: str, number: int, text: str) -> list[Aside]:
    legal = xhtml.legal(text)
    if legal == text:
        return []
    dropped = [c for c in text if not c.isspace() and not xhtml.legal(c)]
    if not dropped:
        return []
    return [Aside(name, number, "".join(dropped), Fate.MARKUP, "not allowed in XML")]


def _slug(title: str, taken: set[str]) -> str:
    from slugify import slugify  # noqa: PLC0415 - slow to import, and --help must not pay

    stem = slugify(title, max_length=80, word_boundary=True) or "article"
    if stem == "article":
        numbered = (f"article-{n}" for n in range(1, len(taken) + 2))
        return next(slug for slug in numbered if slug not in taken)
    numbered = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in numbered if slug not in taken)
