"""``florilege outline``: the book as it would be, and why.

What stands in the book and where it came from; what does not and for which reason; what
is linked to and missing; the boundaries that could be otherwise, with the line of ``book.toml``
that settles each.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence

import click

from book.build import Manuscript
from book.cli.console import Console, plain
from book.cli.options import Request, material, talking
from book.cli.summary import counted, summary
from book.cli.work import begun, manuscript
from book.ledger import Missing, Row, named
from book.model import Article, Doubt, Fate

WIDEST_TITLE = 56
SHOWN_LINES = 3
SURE = 0.9  # a date less certain says how certain it is


@click.command("outline", short_help="Show the book as it would be.")
@material
@talking
def command(request: Request, console: Console) -> None:
    """Show the book as it would be: order, origins, and what is left out and why.

    Nothing is written. Each doubtful boundary comes with the line of book.toml that
    decides it otherwise.
    """
    with begun(request, console) as work:
        edited = manuscript(work, console)
    if console.form == "json":
        console.write(json.dumps(record(edited), ensure_ascii=False))
    else:
        for line in text(edited):
            console.write(line)


def text(edited: Manuscript) -> Iterator[str]:
    """Yield the outline's lines."""
    said = edited.book.metadata
    names = ", ".join(person.name for person in said.authors)
    yield plain(" · ".join(filter(None, [said.title, names, said.language])))
    yield summary(edited)
    yield from _chapters(edited)
    left_out = [*_articles_left_out(edited), *_rows(edited)]
    if left_out:
        yield from ["", "Left out", *left_out]
    if edited.missing:
        yield from ["", "Missing: linked to, but not in the book", *_missing(edited.missing)]
    if edited.material.doubts:
        yield from ["", "Doubtful boundaries", *_doubts(edited.material.doubts)]


def _chapters(edited: Manuscript) -> Iterator[str]:
    number = 0
    for part in edited.book.parts:
        yield ""
        if part.title is not None:
            yield _heading(part.title, part.terms)
        table: list[list[str]] = []
        for chapter in part.chapters:
            number += 1
            if not chapter.alone:
                yield from _aligned(table)
                table = []
                yield f"{number:>3}  {_heading(chapter.title, chapter.terms)}"
            for article in chapter.articles:
                own = chapter.title if chapter.alone else article.title
                mark = f"{number:>3}" if chapter.alone else "     "
                table.append([mark, _short(own), *_origin(article), _nearly(article)])
        yield from _aligned(table)


def _heading(title: str, terms: Sequence[str]) -> str:
    """Return the title of a group, and the terms that its articles share where known."""
    return plain(f"{title} ({', '.join(terms)})" if terms else title)


def _nearly(article: Article) -> str:
    second = article.runner_up
    return plain(f"or “{_short(second.title)}” ({second.score:.0%})") if second else ""


def _origin(article: Article) -> list[str]:
    return [_place(article), f"{article.confidence:.0%}", plain(_date(article))]


def _date(article: Article) -> str:
    """Return the date and where it was found; of an undated article, what bounds its date."""
    sure = article.date_certainty
    doubt = "" if sure is None or sure >= SURE else f", {sure:.0%} sure"
    source = (article.date_source or "unsaid").replace(f"{article.origin.source}:", "line ")
    if article.date is None:
        return f"no date ({source}{doubt})" if article.date_source else "no date"
    return f"{article.date} ({source}{doubt})"


def _articles_left_out(edited: Manuscript) -> Iterator[str]:
    by_id = {article.id: article for article in edited.material.articles}
    placed = {article.id for article in edited.book.articles}
    table = []
    for article in edited.material.articles:
        if article.duplicate is None and article.id not in placed:
            why = "not listed in contents.md"
            table.append(["   ", _short(article.title), _place(article), why])
        if article.duplicate is not None:
            twin = article.duplicate
            why = f"{twin.kind} duplicate ({twin.similarity:.0%}) of {_place(by_id[twin.of])}"
            table.append(["   ", _short(article.title), _place(article), why])
    yield from _aligned(table)


def _rows(edited: Manuscript) -> Iterator[str]:
    """Yield a line for each other fate of source text, with a few of its places."""
    others = (Fate.BOILERPLATE, Fate.CAPTION, Fate.MARKUP, Fate.UNPLACED)
    for fate in others:
        rows = [row for row in edited.rows if row.fate == fate]
        if not rows:
            continue
        characters = sum(row.chars for row in rows)
        reasons = Counter(row.reason for row in rows if row.reason)
        yield f"    {fate}: {counted(len(rows), 'passage')}, {counted(characters, 'character')}"
        for reason, count in reasons.most_common(SHOWN_LINES):
            example = next(row for row in rows if row.reason == reason)
            yield plain(f"        {count} × {reason}, as {example.file}:{example.first}")


def _missing(missing: Sequence[Missing]) -> Iterator[str]:
    """Yield a line for each article that others link to and that is not there."""
    yield from _aligned(
        [["   ", plain(one.address), plain(f"named in {named(one)}")] for one in missing]
    )


def _doubts(doubts: Sequence[Doubt]) -> Iterator[str]:
    for doubt in doubts:
        taken = "taken for a title" if doubt.taken else "not taken for a title"
        otherwise = "If it is not one" if doubt.taken else "If it is one"
        yield plain(
            f"    {doubt.location} “{_short(doubt.text)}” {taken} ({doubt.confidence:.0%})"
        )
        yield f"        {otherwise}, in book.toml under [split]: {settling(doubt)}"


def settling(doubt: Doubt) -> str:
    """Return the line of ``[split]`` in ``book.toml`` that decides ``doubt`` otherwise."""
    key = "not-titles" if doubt.taken else "titles"
    # A JSON text without escaped slashes is a TOML text (TOML 1.0, basic strings).
    return f"{key} = [{json.dumps(plain(doubt.named), ensure_ascii=False)}]"


def record(edited: Manuscript) -> dict[str, object]:
    """Return the outline as plain values, for ``--format json``."""
    return {
        "title": edited.book.metadata.title,
        "language": edited.book.metadata.language,
        "parts": [
            {
                "title": part.title,
                "terms": list(part.terms),
                "chapters": [
                    {
                        "title": chapter.title,
                        "terms": list(chapter.terms),
                        "articles": list(map(_article, chapter.articles)),
                    }
                    for chapter in part.chapters
                ],
            }
            for part in edited.book.parts
        ],
        "left_out": [
            {**_article(article), "duplicate_of": twin.of, "similarity": twin.similarity}
            for article in edited.material.articles
            if (twin := article.duplicate) is not None
        ],
        "missing": [
            {"address": one.address, "named_in": [article.id for article in one.named_in]}
            for one in edited.missing
        ],
        "fates": dict(_characters(edited.rows)),
        "doubts": [
            {
                "file": doubt.location.source,
                "line": doubt.location.line,
                "text": doubt.text,
                "taken": doubt.taken,
                "confidence": doubt.confidence,
                "settle": settling(doubt),
            }
            for doubt in edited.material.doubts
        ],
    }


def _article(article: Article) -> dict[str, object]:
    origin, second = article.origin, article.runner_up
    return {
        "id": article.id,
        "title": article.title,
        "file": origin.source,
        "lines": [origin.first_line, origin.last_line],
        "confidence": article.confidence,
        "date": article.date.isoformat() if article.date else None,
        "date_source": article.date_source,
        "date_certainty": article.date_certainty,
        "runner_up": second and {"title": second.title, "score": second.score},
    }


def _characters(rows: Sequence[Row]) -> dict[str, int]:
    weights: Counter[str] = Counter()
    for row in rows:
        weights[str(row.fate)] += row.chars
    return dict(sorted(weights.items()))


def _place(article: Article) -> str:
    origin = article.origin
    return plain(f"{origin.source}:{origin.first_line}–{origin.last_line}")


def _short(title: str) -> str:
    title = plain(title)
    return title if len(title) <= WIDEST_TITLE else f"{title[: WIDEST_TITLE - 1]}…"


def _aligned(table: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the rows with their columns under each other."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        yield "  ".join(cells).rstrip()
