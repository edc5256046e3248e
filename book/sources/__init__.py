"""The author's files: the only door between the compiler and what it is given.

``collect`` finds and decodes what is to be read; ``illustrate`` fetches the
pictures that articles speak of. Nothing else in the compiler opens a file of
the author's, and nothing here ever opens the network.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from book.diagnostics import BookError, Code, Report, Severity
from book.model import Article, Format, Location, Source
from book.sources.decoding import decode
from book.sources.files import SUFFIXES, contents, find
from book.sources.pictures import illustrate

__all__ = ["collect", "illustrate", "in_order"]

NOTHING_GIVEN = Code(
    "S101",
    Severity.ERROR,
    "no source is given",
    hint="name files, folders or patterns: florilege build dumps/*.txt, or list them under "
    "`sources` in book.toml",
    explanation="A book is compiled from sources: text dumps, Markdown or HTML files, or "
    "folders of them. None was named on the command line and none in book.toml.",
)

NOTHING_LEFT = Code(
    "S102",
    Severity.ERROR,
    "none of the sources given can be read",
    hint="see what is said of each above; .txt, .md and .html files are read",
    explanation="Everything that was named turned out to be missing, empty or unreadable, so "
    "there is nothing to make a book of. The messages before this one name each file and "
    "its trouble.",
)

EMPTY = Code(
    "S103",
    Severity.WARNING,
    "the file is empty",
    hint="remove it, or copy its text again",
    explanation="The file holds no character but white space. It adds nothing to the book. "
    "An empty file is often a download or a copy that failed, which is why it is said.",
)

_HTML = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_FRONT_MATTER = re.compile(
    r"(---\n(?=(.*\n)*?[A-Za-z_]+:)|\+\+\+\n)(.*\n){1,100}?(---|\+\+\+)\n"
)


def collect(paths: Sequence[str | Path], report: Report) -> tuple[Source, ...]:
    """Return the sources that ``paths`` name: files, folders, patterns (``**`` too).

    Order is that of ``paths``; inside a folder, by name, numbers as numbers. No
    file comes twice. What cannot be read is reported and left out; ``BookError``
    only when nothing is left.
    """
    if not paths:
        raise BookError(NOTHING_GIVEN.at(Location("florilege")))
    sources = [
        source
        for path in find(paths, report)
        if (data := contents(path, report)) is not None
        if (source := _source(path, data, report)) is not None
    ]
    if not sources:
        raise BookError(NOTHING_LEFT.at(Location(str(paths[0]))))
    return tuple(sources)


def in_order(found: Sequence[Source], articles: Sequence[Article]) -> tuple[Article, ...]:
    """Return ``articles`` in the order of their sources, no two with the same slug."""
    place = {source.name: n for n, source in enumerate(found)}
    taken: set[str] = set()
    distinct: list[Article] = []
    for article in sorted(
        articles, key=lambda a: (place[a.origin.source], a.origin.first_line)
    ):
        slug, n = article.slug, 2
        while slug in taken:
            slug, n = f"{article.slug}-{n}", n + 1
        taken.add(slug)
        distinct.append(replace(article, slug=slug))
    return tuple(distinct)


def _source(path: Path, data: bytes, report: Report) -> Source | None:
    name = str(path)
    decoded = decode(data, name, report)
    if decoded is None:
        return None
    if not decoded.text.strip():
        report(EMPTY.at(Location(name)))
        return None
    return Source(name, _format(path, decoded.text), decoded.text, decoded.encoding)


def _format(path: Path, text: str) -> Format:
    """Believe the suffix; where it says nothing or ``.txt``, look at the first lines."""
    known = SUFFIXES.get(path.suffix.casefold(), Format.TEXT)
    if known is not Format.TEXT:
        return known
    if _HTML.match(text):
        return Format.HTML
    return Format.MARKDOWN if _FRONT_MATTER.match(text) else Format.TEXT
