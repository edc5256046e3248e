"""``florilege dump``: the values after a pass, as JSON lines, for other programs."""

import json
from collections.abc import Iterator
from typing import Any

import click

from book import build
from book.cli.console import Console
from book.cli.options import Request, material, talking
from book.cli.work import Work, begun, refined
from book.model import Article, Part, Source

PASSES = ("read", "split", "clean", "dedupe", "order")

Record = dict[str, Any]


@click.command("dump", short_help="Print the values after a pass.")
@click.argument("stage", metavar="PASS", type=click.Choice(PASSES))
@material
@talking
def command(stage: str, request: Request, console: Console) -> None:
    """Print the values after PASS (read, split, clean, dedupe, order) as JSON lines."""
    with begun(request, console) as work:
        records = list(_records(stage, work, console))
    for record in records:
        console.write(json.dumps(record, ensure_ascii=False))


def _records(stage: str, work: Work, console: Console) -> Iterator[Record]:
    if stage in ("read", "split"):
        found = build.gather(work.paths, work.config, work.engine, console.report)
        yield from (
            map(source, found.sources) if stage == "read" else map(instance, found.articles)
        )
        return
    material = refined(work, console)
    if stage == "order":
        edited = build.edit(material, work.config, console.report, work.engine)
        yield {"parts": list(map(part, edited.book.parts))}
    else:
        yield from map(cleaned if stage == "clean" else instance, material.articles)


def source(value: Source) -> Record:
    """Return what was read of one file."""
    return {
        "file": value.name,
        "format": value.format,
        "encoding": value.encoding,
        "lines": len(value.lines),
        "characters": sum(not character.isspace() for character in value.text),
    }


def instance(article: Article) -> Record:
    """Return one article instance, as DESIGN.md lays it down."""
    origin, twin = article.origin, article.duplicate
    return {
        "id": article.id,
        "file": origin.source,
        "title_line": origin.title_line,
        "first_line": origin.first_line,
        "last_line": origin.last_line,
        "title": article.title,
        "slug": article.slug,
        "confidence": article.confidence,
        "signals": list(article.signals),
        "language": article.language,
        "date": article.date.isoformat() if article.date else None,
        "date_source": article.date_source,
        "date_certainty": article.date_certainty,
        "duplicate_of": twin.of if twin else None,
        "duplicate_kind": twin.kind if twin else None,
        "similarity": twin.similarity if twin else None,
    }


def cleaned(article: Article) -> Record:
    """Return one article instance with its clean body and what was taken out of it."""
    asides = [
        {"file": a.source, "line": a.line, "text": a.text, "fate": a.fate, "reason": a.reason}
        for a in article.asides
    ]
    return {**instance(article), "body": article.body, "asides": asides}


def part(value: Part) -> Record:
    """Return one part of the book in its order."""
    chapters = [
        {
            "title": chapter.title,
            "slug": chapter.slug,
            **({"terms": list(chapter.terms)} if chapter.gathers else {}),
            "articles": [
                {
                    "id": article.id,
                    "title": article.title,
                    "file": article.origin.source,
                    "date": article.date.isoformat() if article.date else None,
                    "date_source": article.date_source,
                    "date_certainty": article.date_certainty,
                    "runner_up": runner_up(article),
                }
                for article in chapter.articles
            ],
        }
        for chapter in value.chapters
    ]
    return {"title": value.title, "terms": list(value.terms), "chapters": chapters}


def runner_up(article: Article) -> Record | None:
    """Return the group that ``article`` nearly was in, where it is in one by theme."""
    second = article.runner_up
    return {"title": second.title, "score": second.score} if second else None
