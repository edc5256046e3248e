"""Chronology: what dates and the order of pages say together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from book.diagnostics import Code, Report, Severity
from book.model import Article, Location
from book.order.clues import bounded, era
from book.order.evidence import testimonies
from book.order.lines import Line, lines
from book.order.pages import Chain, chains
from book.order.saying import told
from book.order.timeline import Placed, Said, alone, settle, slope

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

GUESSED = Code(
    "O122",
    Severity.NOTE,
    "{count} pages have no dates and do not overlap: their order is a guess, from the months "
    "that their texts name",
    hint="look at it with florilege outline; contents.md can set it right",
    explanation="An article is seldom older than the months that it names or links to. Where "
    "nothing better tells the order of pages, those whose articles name later months are taken "
    "to be newer.",
)

CONTRADICTS = Code(
    "O121",
    Severity.WARNING,
    "the date {date} of “{title}” contradicts the order of the pages, which puts it {where}: "
    "the order of the pages is followed",
    hint="if the date is right, give the article its place in contents.md",
    explanation="The articles before and after this one on its page have dates that agree "
    "with the order of the page, and the date of this one does not. It may be a date that "
    "the article quotes, or the day on which it was changed or published again. The article "
    "stays where its pages show it.",
)


@dataclass(frozen=True, slots=True)
class Dated:
    """An article and the day that stands for it: its own, or that of its neighbour."""

    article: Article
    day: date | None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a work stands: by moment, then by line, then by step on the line.

    Of two lines that meet on one day the one whose other days are older comes first.
    """

    moment: int
    middle: float
    line: int
    step: int
    placed: Placed

    @property
    def key(self) -> tuple[int, float, int, int]:
        return self.moment, self.middle, self.line, self.step


def chronological(articles: Sequence[Article], report: Report) -> tuple[Dated, ...]:
    """Return the articles that stay, oldest first, each with what is known of its date.

    ``articles`` are all instances in the order given: duplicates prove the order of pages.
    Dates and pages are heard together, and as many as agree are believed. A dated article
    stands by its date, an undated one between its neighbours on its line of pages. A line
    without any date stands where it was given: after the dated ones given before it.
    """
    stay = {article.id: article for article in articles if article.duplicate is None}
    said = testimonies(articles)
    found = chains(articles)
    threads = lines(found, _directions(found, said))
    settled = _settled(threads, said, stay)
    eras = _eras(threads, settled, stay, report)
    places = _places(threads, settled, eras, stay)
    order = sorted(places, key=lambda work: places[work].key)
    return tuple(_dated(stay[work], places[work], report) for work in order)


def _directions(found: Sequence[Chain], said: Said) -> dict[int, bool]:
    """Return by number which chains show the newest first: as dates say, else as most do."""
    falls = {n: -slope(chain.works, said) for n, chain in enumerate(found) if chain.works[1:]}
    falling = sum(falls.values()) >= 0
    return {n: falls.get(n, 0) > 0 or (not falls.get(n) and falling) for n in range(len(found))}


def _settled(
    threads: Sequence[Line], said: Said, stay: Mapping[str, Article]
) -> dict[int, list[Placed]]:
    """Return the works of each line, by its number, with what is known of their days."""
    settled = {line.number: _along(line, said) for line in threads}
    front = _front(threads, settled)
    if front is not None:
        settled[front.number] = _along(front, said, front=True)
    return {number: bounded(placed, stay) for number, placed in settled.items()}


def _along(line: Line, said: Said, *, front: bool = False) -> list[Placed]:
    if len(line.keys) == 1:
        return [alone(work, said) for work in line.keys]
    placed, freed = settle(line.works, said, linked=line.linked > 0, front=front)
    return placed + freed


def _front(threads: Sequence[Line], settled: Mapping[int, Sequence[Placed]]) -> Line | None:
    """Return the line of pages whose dates come last: where old articles are pinned."""
    found: Line | None = None
    newest = date.min.toordinal()
    for line in threads:
        last = max((one.moment or 0 for one in settled[line.number]), default=0)
        if len(line.keys) > 1 and last > newest:
            found, newest = line, last
    return found


def _eras(
    threads: Sequence[Line],
    settled: Mapping[int, Sequence[Placed]],
    stay: Mapping[str, Article],
    report: Report,
) -> dict[int, int]:
    """Return a day for each line without any, if the texts of all of them tell; and say so.

    Files of one article each are left as they were given: somebody may have numbered them.
    """
    loose = [
        line
        for line in threads
        if any(work in stay for work in line.keys)
        and all(one.moment is None for one in settled[line.number])
    ]
    if len(loose) < 2:
        return {}
    found = {line.number: era(settled[line.number]) for line in loose if len(line.keys) > 1}
    told = {number: day for number, day in found.items() if day is not None}
    where, count = Location(loose[0].pages[0]), len(loose)
    if len(told) < count:
        report(AS_GIVEN.at(where, count=count))
        return {}
    report(GUESSED.at(where, count=count))
    return told


def _places(
    threads: Sequence[Line],
    settled: Mapping[int, Sequence[Placed]],
    eras: Mapping[int, int],
    stay: Mapping[str, Article],
) -> dict[str, _Place]:
    """Return the place of each work that stays; of two places, the older."""
    places: dict[str, _Place] = {}
    since = date.min.toordinal()
    for line in threads:
        placed = settled[line.number]
        unknown = eras.get(line.number, since)
        moments = [unknown if one.moment is None else one.moment for one in placed]
        middle = sum(moments) / len(moments)
        for step, (one, moment) in enumerate(zip(placed, moments, strict=True)):
            place = _Place(moment, middle, line.number, step, one)
            if one.work in stay and (
                one.work not in places or place.key < places[one.work].key
            ):
                places[one.work] = place
        since = max(since, *moments)
    return places


def _dated(article: Article, place: _Place, report: Report) -> Dated:
    placed = place.placed
    day = None if placed.moment is None else date.fromordinal(placed.moment)
    known = told(article, placed)
    if placed.refused is not None and placed.refused.day == article.date:
        where = (known.date_source or "").partition("pages put it ")[2]
        said = CONTRADICTS.at(
            article.origin.location, date=article.date, title=article.title, where=where
        )
        report(said)
    return Dated(known, day)
