"""The lines that stand around a title and say when, by whom and under what."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from book.split.lines import Line, Page

LONGEST = 80  # characters of a date or byline
LETTERS = 45  # of them, beside the date itself
PROSE = 80  # characters from which a line is running text
WIDEST = 120  # characters of a line, where text is wrapped by hand
OFTEN = 3  # times a line stands in the site, before different lines, to be a label
LABEL = 40  # characters of a label
MOST = 0.6  # of the pages begin with such a line: it opens articles
DEEPEST = 3  # such lines above one title

# A year of the Gregorian, Hijri or Solar Hijri, or Hebrew calendar, in any digits.
_YEAR = re.compile(r"(?<![\da-zA-Z])(?:1[34]\d\d|19\d\d|20\d\d|57\d\d)(?!\d)")
_SHORT = re.compile(r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2}(?!\d)")
_NUMBER = re.compile(r"(?<![\da-zA-Z])\d+")
_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]+(?:[ ’'‌-]*[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Habit:
    """What holds for the whole site.

    ``above``: its articles open with a date or one of its ``labels``, the title below.
    ``under``: the makes of the dates that stand under titles at the heads of the pages.
    ``prose``: from so many characters a line is running text.
    """

    above: bool
    labels: frozenset[str]
    under: frozenset[str]
    prose: int

    def opens(self, line: Line) -> bool:
        return self.above and (is_date(line) or line.key in self.labels)


def is_date(line: Line) -> bool:
    """Tell whether a line is a date, with or without a name: a year, a day, few letters."""
    text = line.bare
    if len(text) > LONGEST or not any(map(str.isdigit, text)):
        return False
    western = "".join(str(int(c)) if c.isdecimal() else c for c in text)
    if sum(map(str.isalpha, text)) > LETTERS:
        return False
    if _SHORT.search(western):
        return True
    year = _YEAR.search(western)
    if year is None or text[-1:] in "?!…":
        return False
    rest = western[: year.start()] + " " + western[year.end() :]
    return any(1 <= int(n) <= 31 for n in _NUMBER.findall(rest) if len(n) < 3)


def shape(line: Line) -> str:
    """Return a line's make: “By Ann on 3 May 2020” is “a 0 a 0”."""
    return _DIGITS.sub("0", _WORDS.sub("a", line.bare.casefold()))


def habit(pages: Sequence[Page]) -> Habit:
    """Learn from the heads of the pages what the articles of this site open with."""
    heads = [page.lines[page.start] for page in pages if page.content]
    labels = _labels(pages) & {*_beside_dates(pages), *(line.key for line in heads)}
    telling = [line for line in heads if is_date(line) or line.key in labels]
    above = bool(heads) and len(telling) >= MOST * len(heads)
    under = frozenset() if above else _under(pages)
    return Habit(above, labels if above else frozenset(), under, _prose(pages))


def _under(pages: Sequence[Page]) -> frozenset[str]:
    seconds = [page.lines[page.start + 1] for page in pages if len(page.content) > 1]
    dates = [line for line in seconds if is_date(line)]
    often = len(dates) >= MOST * len(seconds)
    return frozenset(shape(line) for line in dates) if often else frozenset()


def _prose(pages: Sequence[Page]) -> int:
    """Return the length of running text: less where lines are wrapped at some width."""
    sizes = sorted(len(page.lines[i].bare) for page in pages for i in page.content)
    if not sizes:
        return PROSE
    width = sizes[int(0.97 * (len(sizes) - 1))]
    full = sum(size > 0.8 * width for size in sizes)
    wrapped = width <= WIDEST and full > 0.35 * len(sizes)
    return min(PROSE, int(0.7 * width)) if wrapped else PROSE


def _beside_dates(pages: Sequence[Page]) -> set[str]:
    found: set[str] = set()
    for page in pages:
        for here, after in pairwise(page.lines[page.start : page.stop]):
            found |= {here.key} if is_date(after) else set()
            found |= {after.key} if is_date(here) else set()
    return found


def _labels(pages: Sequence[Page]) -> frozenset[str]:
    followers: Mapping[str, set[str]] = defaultdict(set)
    for page in pages:
        for here, after in pairwise(page.lines[page.start : page.stop]):
            if here.key and len(here.bare) <= LABEL:
                followers[here.key].add(after.key)
    return frozenset(key for key, after in followers.items() if len(after) >= OFTEN)


def below(page: Page, habit: Habit) -> int:
    """Return the line under the dates and labels that a page begins with."""
    deepest = min(page.start + DEEPEST, page.stop - 1)
    below_dates = (
        i
        for i in range(page.start, deepest + 1)
        if not habit.opens(page.lines[i]) and not is_date(page.lines[i])
    )
    return next(below_dates, page.start)


def above(page: Page, title: int, habit: Habit) -> int:
    """Return the first line of the header that ends in the title at ``title``."""
    first = title
    while (
        title - first < DEEPEST
        and first - 1 in page.content
        and habit.opens(page.lines[first - 1])
    ):
        first -= 1
    gaps = [page.lines[i].gap if i > page.start else 99 for i in range(first, title + 1)]
    return first + gaps.index(max(gaps))
