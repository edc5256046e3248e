"""Markdown, by python-markdown and pymdown-extensions."""

import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import PurePath
from typing import Any

from book import xhtml
from book.diagnostics import BookError, Code, Report, Severity
from book.model import Article, Location, Origin, Person, Source
from book.read import guard, notes, shape
from book.read.front import Front, front_matter
from book.read.links import keep_links
from book.read.names import slug_of
from book.xhtml import Element

REFUSED = Code(
    "R105",
    Severity.WARNING,
    "left out of the book, as it has no place on paper or could do harm: {names}",
    hint="remove it from the source to silence this",
    explanation="HTML inside an article may hold scripts, forms, frames and handlers. They "
    "do nothing in a book but could harm its readers, so they are taken out, with what they "
    "contain. Paragraphs, pictures, tables and notes stay.",
)

NO_TEXT = Code(
    "R106",
    Severity.ERROR,
    "there is no article in this file",
    hint="look at the file; if its text is made by a script, save the page after it has loaded",
    explanation="Below the front matter, or inside the page, nothing is left that a reader "
    "could read. The file adds no chapter.",
    local=True,
)

_EXTENSIONS = (
    "markdown.extensions.abbr",
    "markdown.extensions.def_list",
    "markdown.extensions.footnotes",
    "markdown.extensions.md_in_html",
    "markdown.extensions.sane_lists",
    "markdown.extensions.tables",
    "pymdownx.betterem",
    "pymdownx.highlight",
    "pymdownx.magiclink",
    "pymdownx.superfences",
    "pymdownx.tilde",
)

_SETTINGS: Mapping[str, Mapping[str, Any]] = {
    "markdown.extensions.footnotes": {"BACKLINK_TEXT": "", "SUPERSCRIPT_TEXT": "{}"},
    "pymdownx.highlight": {"use_pygments": False},
    "pymdownx.tilde": {"subscript": False},
}


def read(source: Source, report: Report) -> Article:
    """Return the article that ``source`` is.

    The title is that of the front matter, else the first ``#`` heading (which then
    leaves the body), else the name of the file.
    """
    guard.size(source)
    guard.marks(source)
    guard.tangles(source)
    guard.quotes(source)
    guard.elements(source)
    front = front_matter(source, report)
    body, refused = xhtml.sanitised(_html(front.rest, source))
    if refused:
        report(REFUSED.at(_place(source, refused), names=", ".join(refused)))
    heading = _heading(body, front.title)
    title = front.title or heading or _named(source)
    slug = slug_of(front.slug or title)
    notes.normalise(body)
    _leave_undescribed(body)
    keep_links(body, None, source)
    body = shape.settle(body, slug)
    if shape.empty(body):
        raise BookError(NO_TEXT.at(Location(source.name)))
    return Article(
        id=source.name,
        title=title,
        slug=slug,
        body=xhtml.inner(body),
        origin=_origin(source, front, title if heading else None),
        signals=("front matter" if front.title else "heading" if heading else "file name",),
        language=front.language,
        date=front.date,
        date_source="front matter" if front.date else None,
        authors=tuple(Person(name) for name in front.authors),
        addresses=front.addresses,
    )


def _html(text: str, source: Source) -> str:
    import markdown  # noqa: PLC0415  only where Markdown is read

    try:
        return markdown.markdown(
            text,
            extensions=[
                # By their modules: by their names, all that is installed would be asked.
                import_module(name).makeExtension(**_SETTINGS.get(name, {}))
                for name in _EXTENSIONS
            ],
            output_format="html",
        )
    except RecursionError:
        what = "blocks nested too deep for the parser"
        raise BookError(guard.TANGLED.at(Location(source.name), what=what)) from None


def _leave_undescribed(body: Element) -> None:
    """Take the empty description away that Markdown gives to ``![](picture.png)``."""
    for picture in body.iter("img"):
        if not picture.get("alt"):
            picture.attrib.pop("alt", None)


def _heading(body: Element, title: str | None) -> str | None:
    """Take the first ``h1`` out of ``body`` if it is the title, and return its text."""
    first = next(iter(body.iter("h1")), None)
    if first is None:
        return None
    heading = " ".join(xhtml.text(first).split())
    if not heading or (title is not None and heading.casefold() != title.casefold()):
        return None
    shape.cut(first)
    return heading


def _named(source: Source) -> str:
    """Make a title of a file name: ``2014-03-25-my-first_post.md`` is ``My first post``."""
    stem = re.sub(r"^\d{4}-\d\d-\d\d[-_ ]*", "", PurePath(source.name).stem)
    words = re.sub(r"[-_\s]+", " ", stem).strip() or PurePath(source.name).stem
    return words[:1].upper() + words[1:]


def _origin(source: Source, front: Front, heading: str | None) -> Origin:
    lines = source.lines
    last = max((n for n, line in enumerate(lines, start=1) if line.strip()), default=1)
    line = front.title_line
    if line is None and heading is not None:
        line = next(
            (
                n
                for n, text in enumerate(lines, start=1)
                if n >= front.first and _says(text, heading)
            ),
            None,
        )
    return Origin(source.name, 1, last, line)


def _says(line: str, heading: str) -> bool:
    def letters(text: str) -> str:
        return "".join(filter(str.isalnum, text.casefold()))

    return letters(heading) in letters(line)


def _place(source: Source, names: tuple[str, ...]) -> Location:
    """Return the first line on which one of the refused things stands."""
    pattern = re.compile("|".join(rf"\b{re.escape(name)}" for name in names), re.IGNORECASE)
    found = pattern.search(source.text)
    line = source.text.count("\n", 0, found.start()) + 1 if found else None
    return Location(source.name, line)
