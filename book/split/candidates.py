"""Lines that could open an article, and what their own shape says.

A signal is a weight, the logarithm of how much likelier it is at the head of an article
than elsewhere, and the same in words. Signals add up.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field

from book.split.header import Habit, above, is_date
from book.split.header import shape as make
from book.split.lines import NBSP, Line, Page

LONGEST = 200  # characters of a title

_BULLET = re.compile(r"\s*(?:[•●▪‣·*+–—−-]\s|\(?\d{1,2}[.)]\s|#+\s)")
_CODE = re.compile(r"[{}<>$=;|\\]|::|\w\(\)|\w/\w+/|^\s*//|https?:|www\.|@\w+\.|^\s*[@$%]\w")
_QUOTE = re.compile(r"^\s*[«“„\"'‘「『—–-]")
ENDS = {
    **dict.fromkeys(".。।۔", "full stop"),
    **dict.fromkeys(",;،؛、；，", "comma"),
    **dict.fromkeys(":：", "colon"),
    **dict.fromkeys("?؟？!！", "cry"),
    **dict.fromkeys("…", "dots"),
    **dict.fromkeys("»”\"’'」』", "quote"),
    **dict.fromkeys(")]）】", "bracket"),
}


@dataclass(frozen=True, slots=True)
class Signal:
    weight: float
    words: str


@dataclass(slots=True)
class Candidate:
    """A title at ``title`` under a header that begins at ``first`` (indexes of a page)."""

    page: int
    first: int
    title: int
    signals: list[Signal] = field(default_factory=list)

    @property
    def weight(self) -> float:
        return sum(signal.weight for signal in self.signals)


def candidates(
    pages: Sequence[Page], habit: Habit, named: Container[tuple[int, int]]
) -> list[Candidate]:
    """Return every line after a page’s first that could be a title, in order.

    Lines ``named`` by page and index are candidates however they look.
    """
    found: list[Candidate] = []
    for number, page in enumerate(pages):
        for i in page.content[1:]:
            line = page.lines[i]
            likely = i < page.stop - 1 and possible(line) and not habit.opens(line)
            if not likely and (number, i) not in named:
                continue
            first = above(page, i, habit)
            if first > page.start:
                found.append(Candidate(number, first, i))
    return found


def possible(line: Line) -> bool:
    """Tell whether a line could be a title at all."""
    text = line.bare
    if len(text) > LONGEST or not line.key or is_date(line):
        return False
    return len(line.key) >= 0.5 * len("".join(text.split()))


def heads(line: Line) -> bool:
    """Tell whether the first line of a page can be the title of what follows."""
    whole = ending(line.text) not in {"comma", "colon"}
    return possible(line) and whole and not _BULLET.match(line.text)


def ending(text: str) -> str:
    """Return the kind of mark a line ends with; two dots or more are an ellipsis."""
    bare = text.strip()
    if bare.endswith(".."):
        return "dots"
    return ENDS.get(bare[-1:], "none")


def case(text: str) -> str:
    """Return how the words of a line begin: ``lower`` where the first letter is small."""
    letters = [c for c in text if c.isalpha()]
    if not letters or not any(c.isupper() or c.islower() for c in letters):
        return "none"
    if letters[0].islower():
        return "lower"
    if len(letters) > 3 and all(c.isupper() for c in letters if c.isupper() or c.islower()):
        return "upper"
    heads = [word[0] for word in re.findall(r"[^\W\d_]{4,}", text)]
    capitals = sum(c.isupper() for c in heads)
    return "title" if len(heads) > 1 and capitals >= 0.7 * len(heads) else "sentence"


def last_space(text: str) -> str:
    """Return what the last space of a line is: ``none``, ``plain`` or ``hard``."""
    at = max(text.strip().rfind(c) for c in (" ", NBSP))
    return "none" if at < 0 else ("hard" if text.strip()[at] == NBSP else "plain")


def kind(line: Line | None, prose: int) -> str:
    """Return what a neighbour of a title is."""
    if line is None:
        return "edge"
    if is_date(line):
        return "date"
    if _BULLET.match(line.text):
        return "bullet"
    if _CODE.search(line.bare) and len(line.bare) < prose:
        return "code"
    return "prose" if len(line.bare) >= prose else "short"


def following(page: Page, candidate: Candidate) -> Line | None:
    """Return the line under a title, if there is one."""
    at = candidate.title + 1
    return page.lines[at] if at < page.stop else None


def shape(page: Page, candidate: Candidate, habit: Habit) -> Iterator[Signal]:
    """Yield what the line itself and its two neighbours say."""
    line = page.lines[candidate.title]
    yield from _length(line)
    yield from _manner(line)
    before = page.lines[candidate.first - 1]
    after = following(page, candidate)
    yield from _after(after, habit)
    if after and _subject(line) and _subject(line) == _subject(after):
        yield Signal(0.8, "the next line takes up its first word")
    yield from _before(before, habit.prose)
    if candidate.first < candidate.title:
        dated = any(is_date(page.lines[i]) for i in range(candidate.first, candidate.title))
        what = "date" if dated else "label"
        weight = 5.0 if dated else 3.0
        yield Signal(weight, f"a {what} stands above it, as at the head of the pages")


def _subject(line: Line) -> str:
    """Return the first word of a line that could be a name, or nothing."""
    first = line.words[0] if line.words else ""
    return first if len(first) > 2 and not first.isdigit() else ""


def _length(line: Line) -> Iterator[Signal]:
    size, count = len(line.bare), len(line.words)
    if size > 120:
        yield Signal(-2.0, "long for a title")
    elif size > 90:
        yield Signal(-0.6, "rather long for a title")
    elif count == 1:
        yield Signal(-0.8, "a single word")
    elif count == 2:
        yield Signal(-0.5, "two words only")
    else:
        yield Signal(0.4, "as long as titles are")


def _manner(line: Line) -> Iterator[Signal]:
    end, text = ending(line.text), line.bare
    if end in _ENDINGS:
        yield _ENDINGS[end]
    if case(text) == "lower":
        yield Signal(-2.0, "it begins with a small letter")
    if _BULLET.match(line.text):
        yield Signal(-3.0, "it is an item of a list")
    elif _QUOTE.match(line.text):
        yield Signal(-0.8, "it begins like speech")
    if _CODE.search(text):
        yield Signal(-2.0, "it looks like code or an address")
    if line.text[:1] in " \t":
        yield Signal(-2.0, "it is indented")


_ENDINGS = {
    "full stop": Signal(-2.2, "it ends like a sentence"),
    "comma": Signal(-4.0, "it ends in the middle of a sentence"),
    "colon": Signal(-3.0, "it announces what follows"),
    "cry": Signal(-0.2, "it ends with a question or exclamation mark"),
    "none": Signal(0.4, "it ends without a mark"),
}


def _after(line: Line | None, habit: Habit) -> Iterator[Signal]:
    what = kind(line, habit.prose)
    if what == "date" and habit.above:
        yield Signal(-2.0, "the date under it opens the next article")
    elif line and what == "date" and make(line) in habit.under:
        yield Signal(5.0, "a date stands under it, as under the titles that open pages")
    elif what == "date":
        yield Signal(2.0 if habit.under else 3.0, "a date stands under it")
    elif habit.under:
        yield Signal(-1.5, "no date stands under it")
    elif what == "prose":
        yield Signal(0.3, "running text follows")
    elif what in {"bullet", "code"}:
        yield Signal(-1.0, "a list or code follows")
    elif what == "short":
        yield Signal(-0.3, "a short line follows")


def _before(line: Line, prose: int) -> Iterator[Signal]:
    end, what = ending(line.text), kind(line, prose)
    if end in {"comma", "colon"}:
        yield Signal(-2.5, "the line above it is not finished")
    elif end in {"full stop", "cry"}:
        yield Signal(0.3, "the line above it ends a sentence")
    elif what == "short" and end == "none":
        yield Signal(-0.5, "the line above it is short too")
