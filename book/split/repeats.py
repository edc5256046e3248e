"""What a line’s other occurrences on the site say of it.

An article that stands on the site twice, edited or shortened, begins twice with the same
lines after different ones. A subheading comes again before other text; a title is named
in the articles that refer to it.
"""

from collections.abc import Iterator, Sequence

from book.split.anchors import Index, Place
from book.split.candidates import Candidate, Signal
from book.split.lines import Page

RARE = 5  # a line in more places tells nothing of articles
AROUND = 6  # lines compared on each side
BEGINNING = 40  # letters of a line compared: an excerpt breaks off
AGREE = {1: 1.0, 2: 2.0, 3: 3.5}  # weight of so many lines that agree


def signals(pages: Sequence[Page], places: Index, candidate: Candidate) -> Iterator[Signal]:
    """Yield what the other occurrences of a candidate’s line say."""
    title = pages[candidate.page].lines[candidate.title]
    here = (candidate.page, candidate.title)
    found = places.get(title.key, ())
    if len(found) < 2:
        return
    if len(found) <= RARE:
        above = candidate.title - candidate.first
        best = max(
            _alike(pages, here, there, above, places) for there in found if there != here
        )
        if best:
            yield Signal(AGREE[best], "the same text begins here and elsewhere")
            return
    yield Signal(-1.2, "the line comes again on the site, before other text")


def _alike(pages: Sequence[Page], here: Place, there: Place, above: int, places: Index) -> int:
    """Return how many lines below two places agree, at most 3; none if some above do."""
    before = _common(
        pages, (here[0], here[1] - above), (there[0], there[1] - above), -1, places
    )
    return 0 if before else min(3, _common(pages, here, there, 1, places))


def _common(pages: Sequence[Page], here: Place, there: Place, step: int, places: Index) -> int:
    return len(_near(pages, here, step, places) & _near(pages, there, step, places))


def _near(pages: Sequence[Page], place: Place, step: int, places: Index) -> set[str]:
    """Return the beginnings of the lines near a place that are rare on the site."""
    page = pages[place[0]]
    around = range(place[1] + step, place[1] + step * (AROUND + 1), step)
    keys = [page.lines[i].key for i in around if i in page.content]
    return {key[:BEGINNING] for key in keys if key and len(places.get(key, ())) <= RARE}
