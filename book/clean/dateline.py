"""The date line or byline of an article: what it says, how sure it is, and its mark.

Strict on purpose: day, month and year must all stand there, on a short line of its own.
A date in the text is not the article's date.
"""

import re
from dataclasses import dataclass
from datetime import date

from book import dates, xhtml
from book.clean import dated, lines
from book.clean.lines import Desk
from book.dates import Dated
from book.model import Location, Person

# How sure a date is, by where it stands; the reading itself may be less sure.
HEAD, FOOT, CHANGED = 0.95, 0.75, 0.5

_BYLINE = re.compile(
    r"^\s*(?:[^\W\d_]+\s+)?(?:par|by|von|por|di|av|door|نوشته‌ی|نوشتهٔ|نوشته|بقلم|מאת)\s*:?\s+"
    r"(?P<name>[^\d|·•,:;!?]{2,50}?)\s*(?:[|·•,–—-]|\b(?:le|on|am|el|il|op|em|den|در|في|ב)\b)?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a date line says of when and by whom the article was written."""

    value: date
    location: Location
    authors: tuple[Person, ...]
    certainty: float


def mark(body: xhtml.Element, desk: Desk) -> None:
    """Give the date line of ``body``, if it has one, the class ``dateline``."""
    blocks = list(body)
    texts = [dates.settled(lines.bare(block)) for block in blocks]

    def find(text: str) -> Dated | None:
        return _find(text, desk)

    place = dated.head(texts[: _plain(blocks)], find, desk.survey.dating)
    if place is not None:
        blocks[place].set("class", "dateline")
        return
    place = dated.foot(texts, find, desk.survey.dating)
    if place is not None and lines.is_line(blocks[place]):
        blocks[place].set("class", "dateline")
        blocks[place].set("data-place", "foot")


def read(body: xhtml.Element, desk: Desk) -> Dateline | None:
    """Return what the marked date line of ``body`` says, ``None`` where none is marked."""
    for block in body:
        if block.get("class") == "dateline":
            text = dates.settled(lines.bare(block))
            found = _find(text, desk)
            if found is not None:
                sure = FOOT if block.get("data-place") == "foot" else HEAD
                if dated.CHANGED.search(text[: found.start]):
                    sure = CHANGED
                authors = _authors(text, found)
                return Dateline(
                    found.value, desk.at(block), authors, round(sure * found.sure, 2)
                )
    return None


def find(text: str, language: str | None) -> Dated | None:
    """Return the one full date that ``text`` names; ``None`` for none, and for two."""
    return dates.the_one(dates.settled(text), language)


def _find(text: str, desk: Desk) -> Dated | None:
    """Return the date of a line: of one that was changed later, that before the change."""
    if len(text) > dated.LONGEST:
        return None
    found = dates.the_one(text, desk.language, desk.survey.custom)
    if found is None and (change := dated.CHANGED.search(text)):
        found = dates.the_one(text[: change.start()], desk.language, desk.survey.custom)
    return found


def _plain(blocks: list[xhtml.Element]) -> int:
    """Return how many blocks at the head are plain paragraphs, of a dump or not."""
    for n, block in enumerate(blocks[: dated.FIRST]):
        if block.tag != "p" or "class" in block.attrib:
            return n
    return dated.FIRST


def _authors(text: str, found: Dated) -> tuple[Person, ...]:
    match = _BYLINE.match(text[: found.start])
    if match is None:
        return ()
    return (Person(" ".join(match["name"].split())),)
