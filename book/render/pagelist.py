"""The pages of the printed book, marked in the text of the EPUB.

A page begins where its first letters stand in the content document, whatever became of
spaces, hyphens, notes and figures on paper; so letters alone are compared, and a word that
is broken over two pages is marked inside. A marker is what EPUB Accessibility 1.1 (section
3.2) asks for: an empty element with its number as its name.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import accumulate

from book.model import ContentDocument, TocEntry

__all__ = ["PrintedPage", "marked"]

TOKEN = re.compile(
    r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>"
    r"|&[^;<&\s]+;|[^<&]+",
    re.DOTALL,
)
NAME = re.compile(r"</?([^\s/>]+)")
# What stands elsewhere on paper, or is not read as the text.
ASIDE = re.compile(r"\brole=\"doc-(?:footnote|endnotes?|backlink)\"|\bhidden=")
UNREAD = frozenset({"head", "math", "rt", "script", "style", "svg"})
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
PROBES = (48, 24, 12)  # letters that are sought, as many as can be found
ASTRAY = 60  # letters at the head of a page that may stand elsewhere in the EPUB
OPENING = re.compile(r"<section\b[^>]*>|<body\b[^>]*>")


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page of the finished PDF: the document it is of, its number, its text.

    The text has neither folio nor running heads; that of a blank page is empty.
    """

    href: str
    folio: str
    text: str


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a document, in one piece, and the pieces of its markup they are from.

    ``ends[n]`` is how many letters there are up to the end of ``pieces[n]``, which is a
    place in the markup and the text that stands there.
    """

    text: str
    pieces: tuple[tuple[int, str], ...]
    ends: tuple[int, ...]

    def place(self, letter: int) -> int:
        """Return where in the markup the ``letter``-th letter stands."""
        number = bisect_right(self.ends, letter)
        start, piece = self.pieces[number]
        before = letter - (self.ends[number - 1] if number else 0)
        if piece.startswith("&"):
            return start
        for at, character in enumerate(piece):
            before -= len(_folded(character))
            if before < 0:
                return start + at
        return start + len(piece)


def marked(
    documents: Sequence[ContentDocument], pages: Sequence[PrintedPage]
) -> tuple[tuple[ContentDocument, ...], tuple[TocEntry, ...]]:
    """Return ``documents`` with a marker for each page, and the lines of the page list.

    Blank pages have none, nor those whose document is only in print.
    """
    by_document: dict[str, list[PrintedPage]] = defaultdict(list)
    for page in pages:
        by_document[page.href].append(page)
    made: list[ContentDocument] = []
    lines: list[TocEntry] = []
    for document in documents:
        here = by_document.get(document.href, [])
        places = list(_places(document.markup, here))
        made.append(replace(document, markup=_with_markers(document.markup, places)))
        lines += [
            TocEntry(page.folio, f"{document.href}#{_id(page, document.markup)}")
            for page, _ in places
        ]
    return tuple(made), tuple(lines)


def _places(markup: str, pages: Sequence[PrintedPage]) -> Iterator[tuple[PrintedPage, int]]:
    """Yield where in ``markup`` each of ``pages`` begins, in order."""
    if not pages:
        return
    yield pages[0], _opening(markup)  # it has the heading
    if len(pages) == 1:
        return
    letters = _letters(markup)
    at, expected = 0, len(_folded(pages[0].text))
    for page in pages[1:]:
        said = _folded(page.text)
        found = _found(said, letters.text, at, expected) if said else None
        if found is not None:
            at = expected = found
            signs = page.text[: _first_letter(page.text)]
            yield page, _before_signs(markup, letters.place(at), signs)
        expected += len(said)


def _opening(markup: str) -> int:
    """Return the place right after the tag that opens the document's section."""
    tags = list(OPENING.finditer(markup))
    inner = next((tag for tag in tags if tag[0].startswith("<section")), tags[0])
    return inner.end()


def _found(page: str, text: str, after: int, expected: int) -> int | None:
    """Return where ``page`` begins in ``text``: behind ``after``, near ``expected``."""
    for size in PROBES:
        for skipped in range(0, ASTRAY, 4):
            probe = page[skipped : skipped + size]
            if len(probe) < size and skipped + size > max(size, len(page)):
                break
            nearest = min(
                _occurrences(probe, text, after), key=lambda n: abs(n - expected), default=None
            )
            if nearest is None:
                continue
            return nearest - _alike(page[:skipped], text[after:nearest])
    return None


def _alike(one: str, other: str) -> int:
    """Return how many letters at the ends of both are the same."""
    pairs = zip(reversed(one), reversed(other), strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _occurrences(probe: str, text: str, after: int) -> Iterator[int]:
    at = text.find(probe, after)
    while at >= 0:
        yield at
        at = text.find(probe, at + 1)


def _before_signs(markup: str, place: int, signs: str) -> int:
    """Return ``place`` before the ``signs`` (quotation marks, figures) that the page has."""
    for sign in reversed("".join(signs.split())):
        before = place
        while before and markup[before - 1].isspace():
            before -= 1
        if not before or markup[before - 1] != sign:
            break
        place = before - 1
    return place


def _read_aloud(markup: str) -> Iterator[tuple[int, str]]:
    """Yield the pieces of the text in ``markup``, with their places; a reference is one."""
    shut: list[str] = []  # the elements that are open, once one of them is not read
    for token in TOKEN.finditer(markup):
        said = token[0]
        if not said.startswith("<"):
            if not shut:
                yield token.start(), said
            continue
        name = NAME.match(said)
        if name is None or said.endswith("/>") or name[1] in VOID:
            continue
        if not said.startswith("</"):
            if shut or name[1] in UNREAD or ASIDE.search(said):
                shut.append(name[1])
        elif shut:
            shut.pop()


def _letters(markup: str) -> Letters:
    pieces = tuple(_read_aloud(markup))
    folded = [_folded(unescape(piece)) for _, piece in pieces]
    return Letters("".join(folded), pieces, tuple(accumulate(map(len, folded))))


def _first_letter(text: str) -> int:
    return next((n for n, character in enumerate(text) if _folded(character)), len(text))


class _Alphabet(dict[int, int | None]):
    """A table for ``str.translate`` that leaves letters, filled as they turn up."""

    def __missing__(self, letter: int) -> int | None:
        self[letter] = letter if chr(letter).isalpha() else None
        return self[letter]


_LETTERS = _Alphabet()


def _folded(text: str) -> str:
    """Return the letters of ``text``, alike whatever capitals, marks and ligatures they had."""
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text)
    return plain.casefold().translate(_LETTERS)


def _with_markers(markup: str, places: Sequence[tuple[PrintedPage, int]]) -> str:
    kind = ' epub:type="pagebreak"' if "xmlns:epub=" in markup else ""
    parts: list[str] = []
    done = 0
    for page, place in places:
        parts.append(markup[done:place])
        name = _id(page, markup)
        parts.append(
            f'<span{kind} role="doc-pagebreak" id="{name}" aria-label="{page.folio}"></span>'
        )
        done = place
    return "".join((*parts, markup[done:]))


def _id(page: PrintedPage, markup: str) -> str:
    """Return an ``id`` that ``markup`` does not have yet."""
    name = f"folio-{page.folio}"
    while f'id="{name}"' in markup:
        name = f"{name}-"
    return name
