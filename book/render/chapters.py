"""The documents of an edition, made one by one from what all of them share."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from book import xhtml
from book.diagnostics import Report
from book.model import ContentDocument, Edition
from book.render import documents, spans
from book.render.body import Setting
from book.render.documents import Place
from book.render.environment import Sandbox, environment, fill, parsed
from book.render.titles import shortened

__all__ = ["Desk", "chapter", "document"]

TEMPLATES = {
    "cover": "epub/cover.xhtml",
    "nav": "epub/nav.xhtml",
    "part": "part.xhtml",
    "chapter": "chapter.xhtml",
}


@dataclass(frozen=True, slots=True)
class Desk:
    """What every document of one edition is made with: plain values, which travel.

    ``common`` is what each template is handed. ``running`` is the title of the book as the
    running head bears it, ``short`` how many letters of a chapter's title do there.
    """

    edition: Edition
    templates: tuple[tuple[str, str], ...]
    common: Mapping[str, object]
    setting: Setting
    running: str
    short: int


def chapter(place: Place, desk: Desk, report: Report) -> ContentDocument:
    """Return the document of one chapter.

    Raises ``BookError`` where a template cannot be used.
    """
    values = {
        **documents.chapter_values(place, desk.setting, report),
        "short": shortened(place.title, desk.short),
        "running": desk.running,
        "part": shortened(place.part, desk.short) if place.part else desk.running,
    }
    made = document(desk, place.id, "chapter", place.title, values)
    articles = place.chapter.articles
    return replace(made, article=articles[0].id if place.chapter.alone else None)


def document(
    desk: Desk,
    name: str,
    role: str,
    title: str,
    values: Mapping[str, object] | None = None,
) -> ContentDocument:
    """Return the document ``name``, made by the template of its role or of its name."""
    source = TEMPLATES.get(role) or TEMPLATES.get(name) or f"{name}.xhtml"
    filled = fill(sandbox(desk.templates), source, {**desk.common, **(values or {})})
    root = parsed(source, filled)
    if desk.edition is Edition.PRINT:
        for part in root.iterfind("{*}body"):
            spans.mark_emoji(part)
    return ContentDocument(f"{name}.xhtml", role, title, xhtml.whole(root))


@lru_cache(maxsize=2)
def sandbox(templates: tuple[tuple[str, str], ...]) -> Sandbox:
    """Return where ``templates`` run: read once in a process, not for every chapter."""
    return environment(dict(templates))
