"""Boundaries that are proved by overlap.

A site that gains an article pushes its last ones over to the next page, so that pages
taken at different times repeat each other. Where the head of one page is found inside
another, an article begins there; and where such a run ends with the page, one begins
after it. An index of lines makes the search linear in the number of lines.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from book.split.lines import Page

FREQUENT = 4  # a line seen more often says little
LIGHT = 0.1
HEAVY_HEAD = 40  # characters of shared lines that make a run a proof
HEAVY_FOOT = 60
LONGEST = 80  # characters of one line that count
PLACES = 8  # a line in more places is not followed
NEAR = 8  # lines from a page's edge within which a rare line is looked for

Place = tuple[int, int]  # page, line
Index = Mapping[str, Sequence[Place]]


@dataclass(frozen=True, slots=True)
class Run:
    """Two columns that go together: ``lines`` equal ones within ``length``."""

    length: int
    lines: int
    weight: float


def index(pages: Sequence[Page]) -> dict[str, list[Place]]:
    """Return where each line stands, by what makes lines the same."""
    places: dict[str, list[Place]] = defaultdict(list)
    for number, page in enumerate(pages):
        for i in page.content:
            if page.lines[i].key:
                places[page.lines[i].key].append((number, i))
    return places


def proofs(pages: Sequence[Page], places: Index) -> dict[Place, str]:
    """Return the lines that are proved to open an article, and the proof in words."""
    found: dict[Place, str] = {}
    for number in range(len(pages)):
        for place, words in (*_heads(pages, number, places), *_feet(pages, number, places)):
            if place[1] != pages[place[0]].start and place[1] < pages[place[0]].stop:
                found.setdefault(place, words)
    return found


def _heads(pages: Sequence[Page], number: int, places: Index) -> Iterator[tuple[Place, str]]:
    page = pages[number]
    for other, at in _elsewhere(pages, number, page.start, 1, places):
        run = _run(pages, (number, page.start), (other, at), 1, places)
        if run.lines < 2 or run.weight < HEAVY_HEAD:
            continue
        yield (other, at), f"this line opens {page.name}, where the same article goes on"
        if at + run.length == pages[other].stop:
            after = f"the article before it ends {pages[other].name}"
            yield (number, page.start + run.length), after


def _feet(pages: Sequence[Page], number: int, places: Index) -> Iterator[tuple[Place, str]]:
    page = pages[number]
    for other, at in _elsewhere(pages, number, page.stop - 1, -1, places):
        run = _run(pages, (number, page.stop - 1), (other, at), -1, places)
        if run.lines >= 2 and run.weight >= HEAVY_FOOT:
            yield (other, at + 1), f"the article before it ends {page.name}"


def _elsewhere(
    pages: Sequence[Page], number: int, edge: int, step: int, places: Index
) -> list[Place]:
    """Return where else a page's edge stands, found by the first rare line from there."""
    page = pages[number]
    for i in range(edge, edge + step * NEAR, step):
        if i not in page.content:
            return []
        found = places.get(page.lines[i].key, ())
        if 0 < len(found) <= PLACES:
            return [
                (other, j - i + edge)
                for other, j in found
                if other != number and j - i + edge in pages[other].content
            ]
    return []


def _run(pages: Sequence[Page], here: Place, there: Place, step: int, places: Index) -> Run:
    """Follow two columns from two equal lines; one odd line on both sides is forgiven."""
    mine, theirs = pages[here[0]], pages[there[0]]
    length = lines = matched = 0
    weight = 0.0
    odd = False
    while True:
        i, j = here[1] + step * length, there[1] + step * length
        if i not in mine.content or j not in theirs.content:
            break
        key = mine.lines[i].key
        if key == theirs.lines[j].key:
            often = len(places.get(key, ())) > FREQUENT
            weight += min(len(key), LONGEST) * (LIGHT if often else 1)
            lines += 1
            matched = length + 1
            odd = False
        elif odd:
            break
        else:
            odd = True
        length += 1
    return Run(matched, lines, weight)
