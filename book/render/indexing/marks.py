"""Terms found in a text, and marked there with an anchor each; figures, too."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count

from book import xhtml

UNREAD = frozenset("code pre kbd samp h1 h2 h3 h4 h5 h6 sup svg".split())
BLOCKS = frozenset("p li dd dt td th figcaption caption blockquote".split())

_WORD = re.compile(r"[^\W_]+")
_GAP = r"[\s\u00a0\u202f]+"


@dataclass(frozen=True, slots=True)
class Term:
    """A heading of the index and the ways in which its term is written in a text.

    A form without capitals stands for itself with one, too, and for its plural in ``s``.
    """

    heading: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a term stands: ``term`` is its number."""

    start: int
    end: int
    term: int


Finder = Mapping[str, Sequence[tuple[re.Pattern[str], int]]]


@lru_cache(maxsize=2)
def finder(terms: tuple[Term, ...]) -> Finder:
    """Return the patterns of ``terms`` by the first word of each form, the longest first."""
    found: dict[str, list[tuple[int, re.Pattern[str], int]]] = {}
    for number, term in enumerate(terms):
        for form in term.forms:
            first = _WORD.search(form)
            if first is not None:
                pattern = _pattern(form[first.start() :])
                for key in {first[0].lower(), f"{first[0].lower()}s"}:
                    found.setdefault(key, []).append((-len(form), pattern, number))
    return {
        word: [(pattern, number) for _, pattern, number in sorted(rows, key=_rank)]
        for word, rows in found.items()
    }


def hits(text: str, table: Finder) -> Iterator[Hit]:
    """Yield where terms stand in ``text``, one after the other; the longest wins."""
    end = 0
    for word in _WORD.finditer(text):
        if word.start() < end:
            continue
        for pattern, number in table.get(word[0].lower(), ()):
            found = pattern.match(text, word.start())
            if found is not None:
                end = found.end()
                yield Hit(word.start(), end, number)
                break


def number_figures(body: xhtml.Element, prefix: str) -> None:
    """Give each figure with a caption a name, to be found by in the list of figures."""
    figures = (one for one in body.iter("figure") if one.find("figcaption") is not None)
    for n, figure in enumerate(figures, start=1):
        if not figure.get("id"):
            figure.set("id", f"{prefix}-figure-{n}")


def mark(body: xhtml.Element, terms: tuple[Term, ...], prefix: str) -> None:
    """Put ``span`` with ``data-term`` around the terms in ``body``.

    Around each of them: where a page ends inside a paragraph only the typesetter knows.
    """
    table = finder(terms)
    names = map(f"{prefix}-term-{{}}".format, count(1))
    for block in list(body.iter(*BLOCKS)):
        for stretch in list(_stretches(block)):
            found = tuple(hits(stretch.text, table))
            if found:
                _wrap(stretch, found, names)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The text of an element before its first child, or its tail."""

    element: xhtml.Element
    is_tail: bool

    @property
    def text(self) -> str:
        return (self.element.tail if self.is_tail else self.element.text) or ""


def _wrap(stretch: _Stretch, found: Sequence[Hit], names: Iterator[str]) -> None:
    """Put what was ``found`` in ``stretch`` into spans with the next of ``names``."""
    element, text = stretch.element, stretch.text
    parent = element.getparent() if stretch.is_tail else element
    if parent is None:
        return
    spans = []
    for hit, end in zip(found, [*(hit.start for hit in found[1:]), len(text)], strict=True):
        span = xhtml.make("span", text[hit.start : hit.end], id=next(names))
        span.set("data-term", str(hit.term))
        span.tail = text[hit.end : end]
        spans.append(span)
    if stretch.is_tail:
        element.tail = text[: found[0].start]
    else:
        element.text = text[: found[0].start]
    start = parent.index(element) + 1 if stretch.is_tail else 0
    for offset, span in enumerate(spans):
        parent.insert(start + offset, span)


def _stretches(block: xhtml.Element) -> Iterator[_Stretch]:
    """Yield what of ``block`` is its own to read, in order; inner blocks have their turn."""
    if block.tag in UNREAD or "url" in block.get("class", "").split():
        return
    yield _Stretch(block, is_tail=False)
    for child in block:
        if child.tag not in BLOCKS:
            yield from _stretches(child)
        yield _Stretch(child, is_tail=True)


def _pattern(form: str) -> re.Pattern[str]:
    words = [re.sub("['’]", "['’]", re.escape(word)) for word in form.split()]
    plain = form == form.lower()
    body = _GAP.join(words) + ("s?" if plain else "")
    return re.compile(rf"{body}(?!\w)", re.IGNORECASE if plain else 0)


def _rank(row: tuple[int, re.Pattern[str], int]) -> tuple[int, int]:
    return row[0], row[2]
