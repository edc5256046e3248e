"""From the pages of a site to its articles: the story in order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

import numpy as np

from book.diagnostics import Code, Report, Severity
from book.model import Article, Aside, Doubt, Fate, Location, Source
from book.split import chrome, furniture, headers
from book.split.assemble import Opening, assemble, say
from book.split.candidates import heads
from book.split.judgement import Verdict, confidence, judge
from book.split.rulings import naming, rulings
from book.split.site import Site, read

if TYPE_CHECKING:
    from book.split import Options

# Worth a look: a boundary taken below the second confidence, one not taken above the first.
DOUBTFUL = (0.1, 0.85)
AFTER_CHROME = 0.99
FIRST = 0.995
SAID_SO = "book.toml says so"

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
NO_SUCH_KIND = Code(
    "B104",
    Severity.WARNING,
    "[split] keep: there is no boilerplate called “{name}”",
    hint="{near}the kinds are: {known}",
    explanation=(
        "[split] keep in book.toml names what sites set around articles and what is to stay in "
        "the text all the same: navigation (menus, page links), sharing (share bars), more "
        "(“read more” lines), comments, notices (cookies, copyright, lines that end many "
        "articles). This word is none of them, so it keeps nothing."
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


def divide(
    sources: Sequence[Source], options: "Options", report: Report
) -> tuple[tuple[Article, ...], tuple[Aside, ...], tuple[Doubt, ...]]:
    """Return the articles, what belongs to none of them, and what could be otherwise."""
    site = furniture.menus(chrome.strip(read(sources)))
    ruled = rulings(site, options, report)
    habit = headers.habit(site)
    verdict = judge(site, habit)
    cuts = _cuts(site, verdict, habit, ruled)
    openings = [
        [*_first(site, page, habit, ruled), *cuts.get(page, ())]
        for page in range(len(site.names))
    ]
    for name, found in zip(site.names, openings, strict=True):
        if not found:
            report(EMPTY.at(Location(name), name=name))
        elif len(found) == 1:
            report(ONE_ARTICLE.at(Location(name), name=name))
    doubts = tuple(_doubts(site, verdict, ruled))
    kept = _kept(options, report)
    if "navigation" in kept:
        whole = site.trimmed(site.first[:-1], site.first[1:])
        openings = [
            _from(found, int(a)) for found, a in zip(openings, site.first, strict=False)
        ]
        return assemble(whole, openings, kept), (), doubts
    return assemble(site, openings, kept), tuple(_chrome(site)), doubts


def _kept(options: "Options", report: Report) -> frozenset[str]:
    """Return the kinds of boilerplate that stay, saying which are unknown."""
    for name in options.keep:
        if name not in furniture.KINDS:
            close = get_close_matches(name, furniture.KINDS, n=1)
            near = f"did you mean “{close[0]}”? " if close else ""
            known = ", ".join(furniture.KINDS)
            report(NO_SUCH_KIND.at(Location("book.toml"), name=name, near=near, known=known))
    return frozenset(options.keep) & frozenset(furniture.KINDS)


def _from(found: Sequence[Opening], first: int) -> list[Opening]:
    """Return the openings of a page with the first moved up to the head of the page."""
    return [replace(found[0], first=first), *found[1:]] if found else []


def _cuts(
    site: Site, verdict: Verdict, habit: headers.Habit, ruled: Mapping[int, bool]
) -> Mapping[int, Sequence[Opening]]:
    """Return the boundaries inside the pages, by page; a ruling changes only its own."""
    certain = confidence(verdict.weights)
    cuts: dict[int, Opening] = {}
    for i in np.flatnonzero(verdict.taken).tolist():
        first, title = int(verdict.candidates.first[i]), int(verdict.candidates.title[i])
        if ruled.get(title, True):
            signals = say(verdict.signals(i), taken=True)
            cuts[first] = Opening(first, title, float(certain[i]), signals)
    for title in sorted(row for row, is_title in ruled.items() if is_title):
        first = int(headers.above(site, np.array([title]), habit)[0])
        if first > site.start[site.page[title]]:
            cuts[first] = Opening(first, title, 1.0, (SAID_SO,))
    by_page: dict[int, list[Opening]] = {}
    for first in sorted(cuts):
        by_page.setdefault(int(site.page[first]), []).append(cuts[first])
    return by_page


def _first(
    site: Site, page: int, habit: headers.Habit, ruled: Mapping[int, bool]
) -> list[Opening]:
    """Return the opening of a page’s first article; none where the page is blank."""
    start = int(site.start[page])
    if start >= site.stop[page]:
        return []
    title = headers.below(site, page, habit)
    if not ruled.get(title, heads(site, title)):
        return [Opening(start, None, *_certainty(site, page))]
    return [Opening(start, title, *_certainty(site, page))]


def _certainty(site: Site, page: int) -> tuple[float, tuple[str, ...]]:
    if site.start[page] > site.first[page]:
        return AFTER_CHROME, ("it is the first line after the site’s chrome",)
    return FIRST, ("it is the first line of the page",)


def _chrome(site: Site) -> list[Aside]:
    """Return the lines of the pages that stand outside their content."""
    reasons = ("the site’s, at the head of the page", "the site’s, at the foot of the page")
    return [
        Aside(
            site.names[site.page[row]],
            int(site.number[row]),
            site.text[row],
            Fate.BOILERPLATE,
            reasons[int(row >= site.stop[site.page[row]])],
            "navigation",
        )
        for row in np.flatnonzero(~site.inside()).tolist()
    ]


def _doubts(site: Site, verdict: Verdict, ruled: Mapping[int, bool]) -> list[Doubt]:
    """Return the boundaries that a person may want to settle, in order."""
    certain = confidence(verdict.weights)
    found: list[Doubt] = []
    doubtful = (certain > DOUBTFUL[0]) & ((certain < DOUBTFUL[1]) | ~verdict.taken)
    some = np.flatnonzero(doubtful)
    named = naming(site, verdict.candidates.title[some], verdict.taken[some])
    for i in some.tolist():
        row, taken = int(verdict.candidates.title[i]), bool(verdict.taken[i])
        if row in ruled:
            continue
        signals = say(verdict.signals(i), taken=taken)
        where = Location(site.names[site.page[row]], int(site.number[row]))
        found.append(
            Doubt(where, site.bare(row), float(certain[i]), taken, signals, named[row])
        )
    return found
