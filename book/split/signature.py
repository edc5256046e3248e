"""How the titles of this one site look, induced from those that are sure.

Every site sets its titles in one way: so many blank lines before them, a byline under
them, share buttons at the end of what precedes. Each attribute of a candidate is weighed
by how much oftener it stands at titles of the site than at its other lines; the heads
and the ends of the pages are examples that cost nothing. The weights are computed from
the present belief in each candidate, and the belief from the weights, a few times over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from book.split.candidates import Candidates, around
from book.split.evidence import Evidence
from book.split.headers import Habit
from book.split.looks import End, Look
from book.split.site import Flags, Floats, Ints, Site

PSEUDO = 2.0  # examples that an attribute must outweigh
CLIP = 5.0  # what one attribute may say
LONG = 100  # columns of a long title
ANY = 0  # the value of a line that is running text
ABSENT = -1  # there is no such line
DATED = 1  # the mask of all dates; those of other lines are moved up by one
CHANCE = 0.2  # of the titles may have one such value without meaning it
DISCOUNT = 1.0  # examples of these that count for nothing
EDGE = 4.0  # believed candidates that one page’s head or end is worth
SILENT = 0.1  # what says less is not heard
OPEN_ENDS = (End.NONE, End.DOTS, End.BRACKET, End.QUOTE)


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of all candidates, as numbers, and of the pages’ edges, if they show it.

    ``open``: it has any value, and ``ANY`` means none of them. ``loose``: it agrees by
    chance.
    """

    group: str
    values: Ints
    edges: Ints
    open: bool = False
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """The neighbours of candidates, where they are ``there``, and those of the pages’ edges."""

    rows: Ints
    there: Flags
    edges: Ints


def attributes(site: Site, found: Candidates, habit: Habit) -> tuple[Attribute, ...]:
    """Return what can be seen of the candidates, group by group."""
    near = around(site, found)
    nothing = np.zeros(0, np.int64)
    gap_after = np.where(near.is_after, np.minimum(site.gap[near.after], 4), 5)
    titles, heads, ends = _edges(site, habit)
    everywhere = np.ones(len(found), bool)
    return (
        Attribute("site-gap", np.minimum(site.gap[found.first], 8), nothing),
        Attribute("site-gap", np.minimum(site.lone[found.first], 3), nothing),
        Attribute("site-gap", gap_after, nothing),
        Attribute("site-self", frame(site, found), nothing),
        Attribute("site-self", found.title - found.first, nothing),
        *(
            Attribute("heads", values(site, found.title), values(site, titles))
            for values in (_mark, _start, _spacing, _guise)
        ),
        Attribute(
            "site-next",
            np.where(near.is_after, site.has(Look.DATE)[near.after], ABSENT),
            site.has(Look.DATE)[heads].astype(np.int64),
        ),
        *_labels(site, "site-next", Near(near.after, near.is_after, heads), habit),
        *_labels(site, "site-before", Near(near.before, everywhere, ends), habit),
        Attribute(
            "site-before",
            _last(site, near.before, habit),
            _last(site, ends, habit),
            open=True,
            loose=True,
        ),
    )


def _labels(site: Site, group: str, near: Near, habit: Habit) -> Iterator[Attribute]:
    """Yield what recurs in a line that may be a label; of a date only its make does."""
    for values, loose in ((_make, False), (_mask_of, False), (_first, True)):
        here = np.where(near.there, values(site, near.rows, habit), ABSENT)
        yield Attribute(group, here, values(site, near.edges, habit), open=True, loose=loose)


def _make(site: Site, rows: Ints, habit: Habit) -> Ints:
    return site.make[rows]


def _mask_of(site: Site, rows: Ints, habit: Habit) -> Ints:
    dated = site.has(Look.DATE)[rows]
    return np.where(dated, DATED, np.where(_short(site, rows, habit), site.mask[rows] + 1, ANY))


def _first(site: Site, rows: Ints, habit: Habit) -> Ints:
    telling = _short(site, rows, habit) & ~site.has(Look.DATE)[rows]
    return np.where(telling & _worded(site, rows), _word(site, site.at[rows]) + 1, ANY)


def _last(site: Site, rows: Ints, habit: Habit) -> Ints:
    telling = _short(site, rows, habit) & _worded(site, rows)
    return np.where(telling, _word(site, site.at[rows + 1] - 1) + 1, ANY)


def _worded(site: Site, rows: Ints) -> Flags:
    return site.at[rows + 1] > site.at[rows]


def _word(site: Site, at: Ints) -> Ints:
    return np.append(site.words, 0)[np.maximum(at, 0)].astype(np.int64)


def _short(site: Site, rows: Ints, habit: Habit) -> Flags:
    return site.has(Look.DATE)[rows] | (site.size[rows] < habit.prose)


def frame(site: Site, found: Candidates) -> Ints:
    """Return how lines are set, all in one: where few others are, these are the titles."""
    end, near = site.end[found.title], around(site, found)
    mark = np.where(np.isin(end, OPEN_ENDS), 0, end)
    after = near.is_after & (site.gap[near.after] > 0)
    flags = (
        site.gap[found.first] > 0,
        after,
        site.size[found.title] > LONG,
        site.has(Look.LOWER)[found.title],
        site.has(Look.SPEECH | Look.BULLET)[found.title],
    )
    frame = mark
    for flag in flags:
        frame = 2 * frame + flag
    return frame


def _mark(site: Site, rows: Ints) -> Ints:
    """Return what kind of mark ends the lines at ``rows``."""
    return np.where(np.isin(site.end[rows], OPEN_ENDS), 0, site.end[rows])


def _start(site: Site, rows: Ints) -> Ints:
    """Return with what the lines begin: speech, an item, a number, a small letter, another."""
    look = site.look[rows]
    kinds = (Look.SPEECH, Look.BULLET, Look.DIGIT, Look.LOWER, Look.INDENTED, Look.CAPITALS)
    return np.select([(look & kind) != 0 for kind in kinds], range(1, len(kinds) + 1), 0)


def _spacing(site: Site, rows: Ints) -> Ints:
    """Return the gap below the lines, and whether their last space is hard."""
    below = np.minimum(rows + 1, len(site) - 1)
    hard = site.has(Look.HARD)[rows].astype(np.int64)
    return 2 * np.minimum(site.gap[below], 4) + hard


def _guise(site: Site, rows: Ints) -> Ints:
    """Return all of these in one."""
    return (_mark(site, rows) * 8 + _start(site, rows)) * 10 + _spacing(site, rows)


def _edges(site: Site, habit: Habit) -> tuple[Ints, Ints, Ints]:
    """Return the rows of the first titles of the pages, those below, and the last rows."""
    titles: list[int] = []
    heads: list[int] = []
    ends: list[int] = []
    for start, stop in zip(site.start.tolist(), site.stop.tolist(), strict=True):
        if stop - start < 3:
            continue
        opens = habit.opens[start:stop]
        title = start + int(np.argmin(opens)) if not opens.all() else start
        titles.append(title)
        if title + 1 < stop:
            heads.append(title + 1)
        ends.append(stop - 1)
    return np.array(titles, np.int64), np.array(heads, np.int64), np.array(ends, np.int64)


def learn(seen: Sequence[Attribute], beliefs: Floats) -> Evidence:
    """Return the site’s word on each candidate, given the present belief in each.

    One column a group: that of its most telling attribute, for they overlap. A candidate’s
    own belief is left out of what is held against it. Attributes are smoothed towards their
    share on all lines, so that what is seen once says little.
    """
    telling: dict[str, Floats] = {}
    for attribute in seen:
        # What the pages begin with is a matter of its own: beliefs do not count in it.
        proper = np.zeros(len(beliefs)) if attribute.group == "heads" else beliefs
        said = _ratio(attribute, proper)
        before = telling.setdefault(attribute.group, np.zeros(len(beliefs)))
        telling[attribute.group] = np.where(np.abs(said) > np.abs(before), said, before)
    evidence = Evidence(len(beliefs))
    for group, most in telling.items():
        said = np.clip(most, -CLIP, CLIP)
        evidence.add(group, np.where(said > SILENT, said, 0.0))
        evidence.add(f"{group}-not", np.where(said < -SILENT, -said, 0.0))
    return evidence


def _ratio(attribute: Attribute, beliefs: Floats) -> Floats:
    """Return the logarithm of how much oftener titles have an attribute than other lines.

    A word or a whole line that titles do not have speaks against a candidate only as far
    as they all have the same one.
    """
    there = attribute.values != ABSENT
    values = np.where(there, attribute.values, 0)
    size = int(max(values.max(initial=0), attribute.edges.max(initial=0))) + 1
    titles_by = np.bincount(values, np.where(there, beliefs, 0.0), size)
    lines_by = np.bincount(values, there, size)
    edges_by = np.bincount(attribute.edges, minlength=size) * EDGE
    examples = EDGE * len(attribute.edges)
    titles, lines, of_edges = titles_by[values], lines_by[values], edges_by[values]
    own = 1 - beliefs
    others = np.maximum(0.0, len(beliefs) - beliefs.sum() - own)
    at_others = (np.maximum(0.0, lines - titles - own) + 0.5) / (others + 1)
    of_titles = np.maximum(0.0, titles - beliefs)
    of_all = beliefs.sum() - beliefs + examples
    if attribute.loose:
        of_titles = np.maximum(0.0, of_titles - DISCOUNT)
        of_edges = np.maximum(0.0, of_edges - EDGE)
    share = (of_titles + of_edges + PSEUDO * at_others) / (of_all + PSEUDO)
    ratio = np.log(share / at_others)
    if attribute.open:
        ratio = np.where(values == ANY, np.minimum(ratio, 0.0), ratio)
        most = float(((titles_by + edges_by) * (lines_by > 0))[1:].max(initial=0.0))
        agreed = most / np.maximum(1.0, of_all)
        held = np.maximum(0.0, agreed - CHANCE) / (1 - CHANCE)
        ratio = np.where(ratio < 0, ratio * held, ratio)
    return np.where(there, ratio, 0.0)
