"""Lines that could open an article, and what their own shape says."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from book.split import headers
from book.split.evidence import Evidence
from book.split.headers import Habit
from book.split.looks import End, Look
from book.split.site import Flags, Ints, Site

UNFINISHED = (End.COMMA, End.COLON)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Titles at the rows ``title`` under headers that begin at the rows ``first``."""

    title: Ints
    first: Ints

    def __len__(self) -> int:
        return len(self.title)


def candidates(site: Site, habit: Habit, named: Iterable[int]) -> Candidates:
    """Return every line after a page’s first that could be a title, in order.

    Lines ``named`` by their row are candidates however they look.
    """
    rows = np.arange(len(site))
    start, stop = site.start[site.page], site.stop[site.page]
    likely = possible(site) & ~habit.opens & (rows < stop - 1)
    likely[[row for row in named if row < len(site)]] = True
    titles = rows[likely & (rows > start) & (rows < stop)]
    first = headers.above(site, titles, habit)
    inner = first > site.start[site.page[titles]]
    return Candidates(titles[inner], first[inner])


def possible(site: Site) -> Flags:
    """Tell of each line whether it could be a title at all."""
    return site.has(Look.POSSIBLE)


def heads(site: Site, row: int) -> bool:
    """Tell whether the first line of a page can be the title of what follows."""
    look = int(site.look[row])
    return (
        bool(look & Look.POSSIBLE)
        and not look & Look.BULLET
        and site.end[row] not in UNFINISHED
    )


@dataclass(frozen=True, slots=True)
class Around:
    """The neighbours: ``before`` a header, and ``after`` a title where ``is_after``."""

    before: Ints
    after: Ints
    is_after: Flags


def around(site: Site, found: Candidates) -> Around:
    after = found.title + 1
    is_after = after < site.stop[site.page[found.title]]
    return Around(found.first - 1, np.where(is_after, after, found.title), is_after)


def shape(site: Site, found: Candidates, habit: Habit) -> Evidence:
    """Return what the lines themselves and their neighbours say."""
    evidence = Evidence(len(found))
    _length(evidence, site, found)
    _manner(evidence, site, found)
    near = around(site, found)
    _after(evidence, site, found, near, habit)
    _before(evidence, site, near, habit)
    _wrapped(evidence, site, found, near, habit)
    headed = found.first < found.title
    dated = np.zeros(len(found), bool)
    for step in range(1, headers.DEEPEST + 1):
        rows = np.maximum(found.title - step, 0)
        dated |= (rows >= found.first) & site.has(Look.DATE)[rows] & headed
    evidence.add("header-date", dated)
    evidence.add("header-label", headed & ~dated)
    return evidence


def _length(evidence: Evidence, site: Site, found: Candidates) -> None:
    size = site.size[found.title]
    count = site.at[found.title + 1] - site.at[found.title]
    evidence.add("long", size > 120)
    evidence.add("rather-long", (size > 90) & (size <= 120))
    evidence.add("one-word", (size <= 90) & (count == 1))
    evidence.add("two-words", (size <= 90) & (count == 2))
    evidence.add("title-long", (size <= 90) & (count > 2))


def _manner(evidence: Evidence, site: Site, found: Candidates) -> None:
    end, look = site.end[found.title], site.look[found.title]
    for name, kind in (
        ("ends-sentence", End.STOP),
        ("ends-inside", End.COMMA),
        ("announces", End.COLON),
        ("ends-crying", End.CRY),
        ("ends-open", End.NONE),
        ("ends-dots", End.DOTS),
        ("ends-quote", End.QUOTE),
        ("ends-bracket", End.BRACKET),
    ):
        evidence.add(name, end == kind)
    bullet = (look & Look.BULLET) != 0
    evidence.add("lower", (look & Look.LOWER) != 0)
    evidence.add("item", bullet)
    evidence.add("speech", ~bullet & ((look & Look.SPEECH) != 0))
    evidence.add("code", (look & Look.CODE) != 0)
    evidence.add("indented", (look & Look.INDENTED) != 0)
    evidence.add("file-name", (look & Look.FILE) != 0)
    evidence.add("capitals", (look & Look.CAPITALS) != 0)
    evidence.add("numbered", ~bullet & ((look & Look.DIGIT) != 0))
    evidence.add("cries-inside", (look & Look.CASUAL) != 0)
    usual = np.median(site.size[site.inside()]) if len(found) else 1.0
    relative = np.log((site.size[found.title] + 5) / (usual + 5))
    evidence.add("shorter", np.clip(-relative, 0, 2))
    evidence.add("longer", np.clip(relative, 0, 2))


def _wrapped(
    evidence: Evidence, site: Site, found: Candidates, near: Around, habit: Habit
) -> None:
    """Add what speaks where lines are wrapped: a line may be the middle of a paragraph."""
    full = site.size >= 0.75 * habit.width if habit.width else np.zeros(len(site), bool)
    tight, under = site.gap[found.first] == 0, near.is_after & (site.gap[near.after] == 0)
    evidence.add("continues", tight & full[near.before])
    evidence.add("goes-on", under & full[found.title])
    evidence.add("alone", ~tight & ~under)
    evidence.add("on-top", ~tight & under)


@dataclass(frozen=True, slots=True)
class Kinds:
    """What neighbours are: each flag array has one value a neighbour; at most one is true."""

    date: Flags
    item: Flags
    prose: Flags
    short: Flags


def kinds(site: Site, rows: Ints, there: Flags, habit: Habit) -> Kinds:
    """Return what the lines at ``rows`` are, where ``there`` is any."""
    look, size = site.look[rows], site.size[rows]
    date = there & ((look & Look.DATE) != 0)
    code = ((look & Look.CODE) != 0) & (size < habit.prose)
    item = there & ~date & (((look & Look.BULLET) != 0) | code)
    prose = there & ~date & ~item & (size >= habit.prose)
    return Kinds(date, item, prose, there & ~date & ~item & ~prose)


def _after(
    evidence: Evidence, site: Site, found: Candidates, near: Around, habit: Habit
) -> None:
    what = kinds(site, near.after, near.is_after, habit)
    known = what.date & np.isin(site.make[near.after], habit.under)
    under, other = bool(len(habit.under)), ~what.date
    evidence.add("next-dated", what.date & habit.above)
    evidence.add("dated-as-known", known & (not habit.above))
    evidence.add("dated-otherwise", what.date & ~known & (not habit.above) & under)
    evidence.add("dated", what.date & ~known & (not habit.above) & (not under))
    evidence.add("undated", other & under)
    evidence.add("prose-follows", what.prose & (not under))
    evidence.add("list-follows", what.item & (not under))
    evidence.add("short-follows", what.short & (not under))
    evidence.add("taken-up", _taken_up(site, found, near))


def _taken_up(site: Site, found: Candidates, near: Around) -> Flags:
    """Tell whether the next line begins with the same word, if that may be a name."""
    full = np.append(site.words, -1)
    mine = np.where(
        site.at[found.title + 1] > site.at[found.title], full[site.at[found.title]], -1
    )
    next_ = np.where(
        site.at[near.after + 1] > site.at[near.after], full[site.at[near.after]], -2
    )
    same = near.is_after & (mine == next_)
    names = np.array([len(word) > 2 and not word.isdigit() for word in site.lexicon] + [False])
    taken: Flags = same & names[np.where(mine < 0, -1, mine)]
    return taken


def _before(evidence: Evidence, site: Site, near: Around, habit: Habit) -> None:
    end = site.end[near.before]
    what = kinds(site, near.before, np.ones(len(near.before), bool), habit)
    evidence.add("before-unfinished", np.isin(end, UNFINISHED))
    evidence.add("before-finished", np.isin(end, (End.STOP, End.CRY)))
    evidence.add("before-short", what.short & (end == End.NONE))
