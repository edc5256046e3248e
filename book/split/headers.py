"""The lines that stand around a title and say when, by whom and under what."""

from dataclasses import dataclass

import numpy as np

from book.split.looks import End, Look
from book.split.site import Flags, Ints, Site

PROSE = 80  # columns from which a line is running text
WIDEST = 120  # columns of a line, where text is wrapped by hand
FULL = 0.35  # of the lines are nearly as wide as any, where text is wrapped
OFTEN = 3  # times a line stands in the site, before different lines, to be a label
COMMON = 0.1  # of the dates: so many times does a label stand before other lines
LABEL = 40  # columns of a label
MOST = 0.6  # of the pages begin with such a line: it opens articles
DEEPEST = 3  # such lines above one title


@dataclass(frozen=True, slots=True)
class Habit:
    """What holds for the whole site.

    ``above``: its articles open with a date or one of its ``labels`` (keys), the title
    below. ``under``: the makes of the dates that stand under titles at the heads of the
    pages. ``prose``: from so many columns a line is running text. ``width``: how wide lines
    are where text is wrapped by hand, or 0. ``opens`` tells of each line of the site whether
    it opens an article.
    """

    above: bool
    under: Ints
    prose: int
    width: int
    opens: Flags


def habit(site: Site) -> Habit:
    """Learn from the heads of the pages what the articles of this site open with."""
    heads = site.start[site.start < site.stop]
    dated = site.has(Look.DATE)
    width = _width(site)
    prose = min(PROSE, int(0.7 * width)) if width else PROSE
    under = _under(site, dated)
    labels = _labels(site, dated, heads, prose)
    opens = dated | np.isin(site.key, labels)
    above = bool(len(heads)) and int(opens[heads].sum()) >= MOST * len(heads)
    if above and len(under) and not _over_titles(site, dated, prose):
        opens[heads] &= dated[heads]
        above = int(opens[heads].sum()) >= MOST * len(heads)
    if not above:
        return Habit(False, under, prose, width, np.zeros(len(site), bool))
    return Habit(True, np.zeros(0, np.int64), prose, width, opens)


def _labels(site: Site, dated: Flags, heads: Ints, prose: int) -> Ints:
    """Return the keys of short lines that stand before many others, and beside dates."""
    inside = site.inside()
    pair = inside[:-1] & inside[1:] & (site.page[:-1] == site.page[1:])
    short = pair & (site.key[:-1] > 0) & (site.size[:-1] <= LABEL)
    followed = np.unique(np.stack([site.key[:-1][short], site.key[1:][short]], 1), axis=0)
    keys, followers = np.unique(followed[:, 0], return_counts=True)
    beside = np.concatenate(
        [site.key[:-1][pair & dated[1:]], site.key[1:][pair & dated[:-1]], site.key[heads]]
    )
    least = max(OFTEN, COMMON * int((dated & inside).sum()))
    labels = np.intersect1d(keys[followers >= least], beside)
    # A title that comes again and again, as those of notices do, has text below it.
    text = np.append(_text(site, prose)[1:], False)
    most = int(site.key.max(initial=0)) + 1
    over = np.bincount(site.key[inside], text[inside], most)[labels]
    everywhere = np.bincount(site.key[inside], minlength=most)[labels]
    found: Ints = labels[over < (1 - MOST) * everywhere]
    return found


def _text(site: Site, prose: int) -> Flags:
    """Tell of each line whether it is text and neither a title nor a label."""
    return (site.size >= prose) | np.isin(site.end, (End.STOP, End.COLON))


def _over_titles(site: Site, dated: Flags, prose: int) -> bool:
    """Tell whether the dates on the second lines of the pages stand over titles, not text."""
    thirds = site.start[site.stop - site.start > 2] + 2
    thirds = thirds[dated[thirds - 1]]
    text = int(_text(site, prose)[thirds].sum())
    return bool(len(thirds)) and text < (1 - MOST) * len(thirds)


def _under(site: Site, dated: Flags) -> Ints:
    """Return the makes of the dates on the second lines of the pages, if most have one."""
    seconds = site.start[site.stop - site.start > 1] + 1
    dates = seconds[dated[seconds]]
    often = len(dates) and len(dates) >= MOST * len(seconds)
    return np.unique(site.make[dates]) if often else np.zeros(0, np.int64)


def _width(site: Site) -> int:
    """Return how wide lines are where text is wrapped by hand, else 0."""
    sizes = np.sort(site.size[site.inside()])
    if not len(sizes):
        return 0
    width = int(sizes[int(0.97 * (len(sizes) - 1))])
    full = int((sizes > 0.8 * width).sum())
    return width if width <= WIDEST and full > FULL * len(sizes) else 0


def below(site: Site, page: int, habit: Habit) -> int:
    """Return the row under the dates and labels that a page begins with."""
    start = int(site.start[page])
    deepest = min(start + DEEPEST, int(site.stop[page]) - 1)
    dated = site.has(Look.DATE)[start : deepest + 1] | habit.opens[start : deepest + 1]
    return start + int(np.argmin(dated)) if not dated.all() else start


def above(site: Site, titles: Ints, habit: Habit) -> Ints:
    """Return the first rows of the headers that end in ``titles``."""
    start = site.start[site.page[titles]]
    deep = np.zeros(len(titles), np.int64)
    open_ = np.ones(len(titles), bool)
    for step in range(1, DEEPEST + 1):
        rows = titles - step
        open_ &= (rows >= start) & habit.opens[np.maximum(rows, 0)]
        deep += open_
    # The header begins after the widest gap among its lines, the first such one.
    best, most = titles - deep, np.full(len(titles), -1)
    for step in range(DEEPEST, -1, -1):
        rows = np.maximum(titles - step, 0)
        gaps = np.where(rows > start, site.gap[rows], 99)
        wider = (step <= deep) & (gaps > most)
        best, most = np.where(wider, titles - step, best), np.where(wider, gaps, most)
    return best
