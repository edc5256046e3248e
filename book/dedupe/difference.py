"""What differs between two versions of an article, sentence by sentence, as a person reads it.

Sentences are aligned by the longest common subsequence (Hirschberg 1977). Between two that
are equal, sentences that are nearly equal are paired, and their words are aligned; what
stands elsewhere in the other version was moved, and is nobody's own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from book import xhtml
from book.dedupe.align import changes
from book.dedupe.own import Own, links, own_of
from book.dedupe.words import folded, picture_of, pile_of
from book.model import Article
from book.xhtml import Element

# Sentences this much alike, of 100, are one sentence that was edited.
ALIKE = 50
# The other version of a sentence is looked for among so many.
NEXT = 40

_SENTENCE = re.compile(r"(?<=[.!?…؟])[»”’\")\]]*\s+|(?<=[。！？])")
_WORD = re.compile(r"\w+|[^\w\s]")


class Sign(StrEnum):
    """Where a sentence stands, as a unified diff from the version kept to the other says it."""

    SAME = " "
    KEPT = "-"
    DROPPED = "+"
    MOVED = "~"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or a picture; ``marks`` are the stretches ``(start, end)`` that differ."""

    sign: Sign
    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """The lines of both versions in reading order, titles first, and what only one has.

    ``own`` is what only the version left out has; ``links`` pairs the address of each link
    that it alone has with the words of the link.
    """

    lines: tuple[Line, ...]
    own: Own
    links: tuple[tuple[str, str], ...]


def difference(dropped: Article, kept: Article) -> Difference:
    """Return what differs between ``dropped`` and ``kept``."""
    one, two = list(_sentences(kept)), list(_sentences(dropped))
    lines: list[Line] = []
    at = 0
    for i, j, k, l in changes([_key(text) for text in one], [_key(text) for text in two]):  # noqa: E741
        lines += [Line(Sign.SAME, text) for text in two[at:k]]
        lines += _changed(one[i:j], two[k:l])
        at = l
    lines += [Line(Sign.SAME, text) for text in two[at:]]
    texts = {text.place: text for text in pile_of([dropped, kept]).texts}
    own = own_of(texts[0], texts[1])
    words = dict(links(xhtml.fragment(dropped.body)))
    only = tuple((address, words[address]) for address in own.links)
    return Difference(tuple(_moved(lines, one, two)), own, only)


def _sentences(article: Article) -> Iterator[str]:
    yield " ".join(article.title.split())
    for block in "".join(_told(xhtml.fragment(article.body))).split("\n"):
        yield from (text.strip() for text in _SENTENCE.split(block) if text.strip())


def _told(element: Element, *, exact: bool = False) -> Iterator[str]:
    """Yield the text inside ``element``, with line ends around blocks and in programs only."""
    exact = exact or element.tag == "pre"
    edge = "\n" if element.tag in xhtml.BLOCKS or element.tag == "br" else ""
    yield edge
    if element.tag == "img":
        alternative = element.get("alt", "").strip()
        yield f"\n[picture: {alternative or picture_of(element)}]\n"
    yield _spaced(element.text, exact=exact)
    for child in element:
        yield from _told(child, exact=exact)
        yield _spaced(child.tail, exact=exact)
    yield edge


def _spaced(text: str | None, *, exact: bool) -> str:
    return (text or "") if exact else re.sub(r"\s+", " ", text or "")


def _key(text: str) -> str:
    return " ".join(folded(text)) or text


def _changed(here: Sequence[str], there: Sequence[str]) -> Iterator[Line]:
    """Yield what became of ``here``: pairs of versions of one sentence, the rest alone."""
    at = new = 0
    for old, fresh in [*_pairs(here, there), (len(here), len(there))]:
        yield from (Line(Sign.KEPT, text) for text in here[at:old])
        yield from (Line(Sign.DROPPED, text) for text in there[new:fresh])
        if old < len(here):
            one, two = _marked(here[old], there[fresh])
            yield Line(Sign.KEPT, here[old], one)
            yield Line(Sign.DROPPED, there[fresh], two)
        at, new = old + 1, fresh + 1


def _pairs(here: Sequence[str], there: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the places of two versions of one sentence, both ascending."""
    at = 0
    for fresh, text in enumerate(there):
        near = enumerate(here[at : at + NEXT], start=at)
        score, back = max(((_alike(old, text), -n) for n, old in near), default=(0.0, 0))
        if score >= ALIKE:
            yield -back, fresh
            at = 1 - back


def _alike(one: str, two: str) -> float:
    """Return how alike two sentences are, of 100; an excerpt may end within a sentence."""
    short, long = sorted((_key(one), _key(two)), key=len)
    return 100.0 if short and long.startswith(f"{short} ") else fuzz.ratio(short, long)


Marks = tuple[tuple[int, int], ...]


def _marked(one: str, two: str) -> tuple[Marks, Marks]:
    """Return the stretches of both texts that are not in the other."""
    words = [list(_WORD.finditer(text)) for text in (one, two)]
    spelt = [[found[0].casefold() for found in side] for side in words]
    marks: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    for i, j, k, l in changes(*spelt):  # noqa: E741
        if i < j:
            marks[0].append((words[0][i].start(), words[0][j - 1].end()))
        if k < l:
            marks[1].append((words[1][k].start(), words[1][l - 1].end()))
    return tuple(marks[0]), tuple(marks[1])


def _moved(lines: Sequence[Line], one: Sequence[str], two: Sequence[str]) -> Iterator[Line]:
    """Yield ``lines``; of a sentence that stands elsewhere, only the new place, so marked."""
    kept, dropped = ({_key(text) for text in texts} for texts in (one, two))
    for line in lines:
        if line.sign is Sign.DROPPED and not line.marks and _key(line.text) in kept:
            yield Line(Sign.MOVED, line.text)
        elif line.sign is not Sign.KEPT or line.marks or _key(line.text) not in dropped:
            yield line
