"""Chronology: dates where they are known, the order of pages where they are not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from book.diagnostics import Code, Report, Severity
from book.model import Article, DuplicateKind, Location
from book.order.pages import Chain, chains, newest_first

AS_GIVEN = Code(
    "O101",
    Severity.NOTE,
    "{count} pages have no dates and do not overlap: they stand in the order given",
    hint="name them in the order you want, or write the order down in contents.md",
    explanation="The time of an article is known from its date, or from its page where pages "
    "overlap: the last article of one page is then the first of the next. Neither helps here. "
    "Inside each page the newest article is taken to come first, as on a blog; the pages "
    "themselves stand as they were given.",
)


@dataclass(frozen=True, slots=True)
class Dated:
    """An article and the day that stands for it: its own, or that of its neighbour."""

    article: Article
    day: date | None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a work stands: by day, then by chain, then by place in the chain.

    ``since`` is the day of a chain without any: the latest one given before it.
    """

    day: date | None
    chain: int
    step: int
    since: date = date.min

    @property
    def key(self) -> tuple[date, int, int]:
        return self.day or self.since, self.chain, self.step


def chronological(articles: Sequence[Article], report: Report) -> tuple[Dated, ...]:
    """Return the articles that stay, oldest first.

    ``articles`` are all instances in the order given: duplicates prove the order of pages.
    A dated article stands by its date. An undated one follows the nearest older article of
    its chain of pages that has a date, or else precedes the nearest newer one. A chain
    without any date stands where it was given: after the dated ones given before it.
    """
    stay = {article.id: article for article in articles if article.duplicate is None}
    dates = _dates(articles)
    found = chains(articles)
    falling = sum(newest_first(chain, dates) for chain in found) >= 0
    places: dict[str, _Place] = {}
    latest = date.min
    for number, chain in enumerate(found):
        placed = _placed(chain, number, dates, falling=falling)
        for work, found_place in placed.items():
            place = replace(found_place, since=latest)
            if work in stay and (work not in places or place.key < places[work].key):
                places[work] = place
        latest = max([latest, *(place.day for place in placed.values() if place.day)])
    _say_as_given(found, places, report)
    order = sorted(places, key=lambda work: places[work].key)
    return tuple(Dated(stay[work], places[work].day) for work in order)


def _dates(articles: Sequence[Article]) -> dict[str, date | None]:
    """Return the date of each work: of the article that stays, else of its earliest copy."""
    dates = {article.id: article.date for article in articles}
    undated = {work for work, day in dates.items() if day is None}
    for article in articles:
        copy = article.duplicate
        if copy is None or article.date is None or copy.kind is DuplicateKind.CONTAINED:
            continue
        known = dates.get(copy.of)
        if copy.of in undated and (known is None or article.date < known):
            dates[copy.of] = article.date
    return dates


def _placed(
    chain: Chain, number: int, dates: dict[str, date | None], *, falling: bool
) -> dict[str, _Place]:
    """Return the places of the works of ``chain``, undated ones beside their neighbours."""
    vote = newest_first(chain, dates)
    backwards = vote > 0 or (vote == 0 and falling)
    works = tuple(reversed(chain.works)) if backwards else chain.works
    days = [dates.get(work) for work in works]
    first = next((day for day in days if day is not None), None)
    places: dict[str, _Place] = {}
    last = first
    for step, (work, day) in enumerate(zip(works, days, strict=True)):
        last = day or last
        places.setdefault(work, _Place(last, number, step))
    return places


def _say_as_given(found: Sequence[Chain], places: dict[str, _Place], report: Report) -> None:
    """Say that pages stand as given, where nothing else could tell."""
    loose = [
        chain
        for chain in found
        if (known := [places[work] for work in chain.works if work in places])
        and all(place.day is None for place in known)
    ]
    if len(loose) > 1:
        report(AS_GIVEN.at(Location(loose[0].pages[0]), count=len(loose)))
