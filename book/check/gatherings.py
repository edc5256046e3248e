"""Take a finished PDF apart, so that its parts can be read side by side.

A gathering is a PDF of its own, made of the very bytes that stand in the book. The same
pages give the same gathering, whatever changes beside them: what was read of it once
need not be read again.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any

from book.check.pages import (
    UNREADABLE,
    Leaf,
    Line,
    Reading,
    UnreadableError,
    leaves,
    names,
    opened,
    outline,
    places_in,
)
from book.diagnostics import BookError, Report
from book.model import Location

LEAST_PAGES, MOST_PAGES = 16, 48  # a gathering carries its fonts, so it should not be thin
# What PDFium makes up as it writes, and the numbers of tags, which change with every link
# before them. Neither is read here, so their digits are made the same; as many are left,
# lest every place in the file move.
VARYING = re.compile(
    rb"/(?:StructParents? |CreationDate\(|ID\[<)[0-9A-Z:+'><]+"  # what is varied follows
)
LEVELLED = bytes.maketrans(b"123456789ABCDEF", b"0" * 15)


@dataclass(frozen=True, slots=True)
class Gathering:
    """Pages that follow each other, as a PDF; ``places`` are asked for, by page."""

    data: bytes
    places: Mapping[int, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Unbound:
    """A finished PDF, taken apart."""

    outline: tuple[Line, ...]
    gatherings: tuple[Gathering, ...]
    names: Mapping[str, int]


def unbind(data: bytes) -> Unbound:
    """Take the PDF ``data`` apart at its chapters. Raises ``BookError``, as ``read`` does."""
    with _ours(data) as document:
        lines = outline(document)
        ranges = tuple(_ranges(lines, len(document)))
        return Unbound(
            lines,
            tuple(Gathering(_taken(document, r), places_in(lines, r)) for r in ranges),
            names(document, lines),
        )


def read(gathering: Gathering, options: object, report: Report) -> tuple[Leaf, ...]:
    """Read the pages of ``gathering``. Raises ``BookError`` where that cannot be done."""
    with _ours(gathering.data) as document:
        return tuple(leaves(document, gathering.places))


def bound(book: Unbound, read_back: Sequence[tuple[Leaf, ...]]) -> Reading:
    """Put the leaves of all gatherings together again."""
    return Reading(book.outline, tuple(chain.from_iterable(read_back)), book.names)


@contextmanager
def _ours(data: bytes) -> Iterator[Any]:
    try:
        with opened(data) as document:
            yield document
    except UnreadableError as error:
        raise BookError(UNREADABLE.at(Location("book.pdf"), why=error)) from None


def _ranges(lines: Sequence[Line], pages: int) -> Iterator[range]:
    """Yield the pages of each gathering: chapters, where they are neither thin nor thick."""
    starts = {line.page for line in lines}
    cuts = [0]
    for page in range(1, pages):
        taken = page - cuts[-1]
        if taken == MOST_PAGES or (taken >= LEAST_PAGES and page in starts):
            cuts.append(page)
    yield from (range(a, b) for a, b in pairwise([*cuts, pages]))


def _taken(document: Any, pages: range) -> bytes:
    """Return ``pages`` as a PDF that is the same for the same pages."""
    import pypdfium2  # noqa: PLC0415

    stream = io.BytesIO()
    with pypdfium2.PdfDocument.new() as part:
        part.import_pages(document, list(pages))
        part.save(stream)
    return VARYING.sub(_levelled, stream.getvalue())


def _levelled(found: re.Match[bytes]) -> bytes:
    name, mark, value = re.split(rb"([ (<])", found[0], maxsplit=1)
    return name + mark + value.translate(LEVELLED)
