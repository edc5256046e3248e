"""A glued dump → articles.

Text copied from a site comes as pages on which one article follows another, with nothing
to say where. The pass strips the site’s chrome, looks for proofs in what pages share,
learns how this site sets its titles, adds up what speaks for and against each line, and
takes the best set of boundaries. ``judgement`` tells the story in order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from book.diagnostics import Code, Report, Severity
from book.model import Article, Aside, Doubt, Fate, Location, Source
from book.split import chrome, header, lines
from book.split.assemble import Opening, assemble, say
from book.split.candidates import heads
from book.split.judgement import Judged, confidence, judge
from book.split.lines import Page

CERTAIN = 60.0  # what the author’s word weighs
DOUBTFUL = (0.05, 0.8)  # a boundary with a confidence between these is worth a look
AFTER_CHROME = 0.99
FIRST = 0.995

NO_SUCH_LINE = Code(
    "B101",
    Severity.WARNING,
    "[split] {list}: no line of the sources reads “{line}”",
    hint="copy the line from the source as it stands; spaces do not matter",
    explanation=(
        "[split] titles and not-titles name whole lines of the sources that are, or are "
        "not, the title of an article. This one is not found in any of them, so it decides "
        "nothing. Perhaps the source has changed or the line was copied in part: copy it "
        "again, or take it out of book.toml."
    ),
)
ONE_ARTICLE = Code(
    "B102",
    Severity.NOTE,
    "no boundary found: {name} is taken as one article",
    hint="if it holds several, put their title lines into [split] titles in book.toml",
    explanation=(
        "A text file may hold one article or many glued together. Nothing in this one looks "
        "like the title of a second article, so it is read as one. If that is wrong, copy "
        "the lines that are titles into [split] titles in book.toml."
    ),
)
EMPTY = Code(
    "B103",
    Severity.WARNING,
    "nothing but blank lines: no article is made of {name}",
    hint="take the file out of the sources",
    explanation=(
        "The file holds no letter and no mark, so there is nothing to put into the book. "
        "The other sources are read as usual."
    ),
)


@dataclass(frozen=True, slots=True)
class Options:
    """Lines that the author says are, or are not, titles. White space does not matter."""

    titles: tuple[str, ...] = ()
    not_titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Split:
    """The articles in source order, what belongs to none, and what could be otherwise."""

    articles: tuple[Article, ...]
    asides: tuple[Aside, ...]
    doubts: tuple[Doubt, ...]


def split(sources: Sequence[Source], options: Options, report: Report) -> Split:
    """Split the text dumps of one site, all at once: each helps to read the others."""
    pages = chrome.strip([lines.page(source.name, source.lines) for source in sources])
    ruled = _ruled(pages, options, report)
    habit = header.habit(pages)
    judged = judge(pages, habit, ruled)
    cuts = _cuts(judged)
    openings = [
        [*_first(number, page, habit, ruled), *cuts.get(number, ())]
        for number, page in enumerate(pages)
    ]
    for page, found in zip(pages, openings, strict=True):
        if not found:
            report(EMPTY.at(Location(page.name), name=page.name))
        elif len(found) == 1:
            report(ONE_ARTICLE.at(Location(page.name), name=page.name))
    asides = [aside for page in pages for aside in _chrome(page)]
    doubts = [doubt for verdict in judged for doubt in _doubts(pages, verdict)]
    return Split(assemble(pages, openings), tuple(asides), tuple(doubts))


def _ruled(
    pages: Sequence[Page], options: Options, report: Report
) -> Mapping[tuple[int, int], float]:
    """Return the lines that the author decided, by page and index, and what that weighs."""
    standing: dict[str, list[tuple[int, int]]] = {}
    for number, page in enumerate(pages):
        for i in page.content:
            standing.setdefault(_plain(page.lines[i].text), []).append((number, i))
    ruled: dict[tuple[int, int], float] = {}
    lists = (("not-titles", options.not_titles, -CERTAIN), ("titles", options.titles, CERTAIN))
    for name, wanted, weight in lists:
        for line in wanted:
            places = standing.get(_plain(line), [])
            ruled.update(dict.fromkeys(places, weight))
            if not places:
                report(NO_SUCH_LINE.at(Location("book.toml"), list=name, line=line))
    return ruled


def _plain(line: str) -> str:
    return " ".join(line.split())


def _cuts(judged: Sequence[Judged]) -> Mapping[int, Sequence[Opening]]:
    """Return the boundaries inside the pages, by page."""
    cuts: dict[int, list[Opening]] = {}
    for verdict in judged:
        if verdict.taken:
            at = verdict.candidate
            signals = say(verdict.signals, taken=True)
            opening = Opening(at.first, at.title, confidence(verdict.weight), signals)
            cuts.setdefault(at.page, []).append(opening)
    return cuts


def _first(
    number: int, page: Page, habit: header.Habit, ruled: Mapping[tuple[int, int], float]
) -> list[Opening]:
    """Return the opening of a page’s first article; none where the page is blank."""
    if not page.content:
        return []
    title = header.below(page, habit)
    if ruled.get((number, title), 0.0) < 0 or not heads(page.lines[title]):
        return [Opening(page.start, None, *_certainty(page))]
    return [Opening(page.start, title, *_certainty(page))]


def _certainty(page: Page) -> tuple[float, tuple[str, ...]]:
    if page.start:
        return AFTER_CHROME, ("it is the first line after the site’s chrome",)
    return FIRST, ("it is the first line of the page",)


def _chrome(page: Page) -> list[Aside]:
    """Return the lines of a page that stand outside its content."""
    head, foot = page.lines[: page.start], page.lines[page.stop :]
    return [
        Aside(page.name, line.number, line.text, Fate.BOILERPLATE, f"repeated at the {where}")
        for where, some in (("head of the pages", head), ("foot of the pages", foot))
        for line in some
    ]


def _doubts(pages: Sequence[Page], verdict: Judged) -> list[Doubt]:
    certainty = confidence(verdict.weight)
    if not DOUBTFUL[0] < certainty < DOUBTFUL[1]:
        return []
    page = pages[verdict.candidate.page]
    line = page.lines[verdict.candidate.title]
    signals = say(verdict.signals, taken=verdict.taken)
    where = Location(page.name, line.number)
    return [Doubt(where, line.bare, certainty, verdict.taken, signals)]
