"""What the whole pile tells about one line of it.

A caption glued to a word is told from a name by asking whether its halves are words of
the pile and the whole is not. Lines that stand in the pile twice (pages overlap) are
asked once.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from book import dates, xhtml
from book.clean import dated
from book.clean.program import is_code
from book.diagnostics import Diagnostic, Report
from book.model import Article

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

_OPENER = re.compile(r"(?:^|[.!?…]\s+)[«“\"(\s]*([^\W\d_]+)")
_FEWEST_PROGRAMS = 3
_PROGRAMS = 0.005
_COMMON = 0.03


@dataclass(frozen=True, slots=True)
class Survey:
    """``words`` counts, case folded, the distinct lines that hold a word.

    ``openers`` counts the words that open a sentence. ``labels`` holds short lines that
    stand between different neighbours in several places. ``common`` are the short words
    of every other sentence (of, the, is). ``technical`` says that the pile holds program
    text: there a word with a hump inside (``camelCase``), or in lower case on a line of
    its own, proves nothing. ``custom`` is how the site writes dates in figures, ``dating``
    where it puts them. The mappings are sorted, so that equal piles have equal surveys,
    letter for letter.
    """

    words: Mapping[str, int] = field(default_factory=dict)
    openers: Mapping[str, int] = field(default_factory=dict)
    labels: Mapping[str, int] = field(default_factory=dict)
    common: tuple[str, ...] = ()
    technical: bool = False
    custom: dates.Custom = field(default_factory=dates.Custom)
    dating: dated.Habit = field(default_factory=dated.Habit)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an article: its words and those that open its sentences, between spaces."""

    text: str
    words: str
    openers: str
    program: bool


@dataclass(frozen=True, slots=True)
class Census:
    """What one article tells of its site."""

    lines: tuple[Line, ...]
    ends: dated.Ends


def survey(articles: Iterable[Article]) -> Survey:
    """Read all ``articles`` once; their order and their repetition change nothing."""
    return merged(census(article, None, _silent) for article in articles)


def census(article: Article, _options: None, _report: Report) -> Census:
    """Return what ``article`` tells of its site, before it is laid beside the others."""
    column = _column(article)
    origin, rest = article.origin, column[1:]
    first, rest = rest[: dated.FIRST], rest[dated.FIRST :]
    ends = dated.ends(origin.source, origin.first_line, (*first, *rest[-dated.COMMENTS :]))
    return Census(tuple(map(_line, column)), ends)


def merged(pile: Iterable[Census]) -> Survey:
    """Return what all articles tell together; a line that stands in several counts once."""
    words: Counter[str] = Counter()
    openers: Counter[str] = Counter()
    programs = 0
    places: dict[str, set[tuple[str, str]]] = {}
    seen: set[str] = set()
    ends: list[dated.Ends] = []
    for told in pile:
        ends.append(told.ends)
        column = [line.text for line in told.lines]
        around = zip(["", *column], told.lines, [*column[1:], ""], strict=False)
        for before, line, after in around:
            if len(line.text) <= _LABEL:
                places.setdefault(line.text, set()).add((before, after))
            if line.text not in seen:
                seen.add(line.text)
                words.update(line.words.split(" "))
                openers.update(line.openers.split(" "))
                programs += line.program
    del words[""], openers[""]
    recurring = Counter({line: len(around) for line, around in places.items()})
    return Survey(
        _sorted(words, 1),
        _sorted(openers, 1),
        _sorted(recurring, 2),
        tuple(sorted(_common(words, len(seen)))),
        programs > max(_FEWEST_PROGRAMS, len(seen) * _PROGRAMS),
        dates.custom({line for end in ends for line in end.lines if len(line) <= _LABEL}),
        dated.habit(ends),
    )


_LABEL = 40
_FEW_LINES = 40
_SHORT_WORD = 4


def _column(article: Article) -> list[str]:
    texts = (xhtml.text(block).strip() for block in xhtml.fragment(article.body))
    return [line for line in (article.title, *texts) if line]


def _line(text: str) -> Line:
    openers = (word.casefold() for word in _OPENER.findall(text))
    return Line(text, " ".join(sorted(_words(text))), " ".join(openers), is_code([text]))


def _words(line: str) -> set[str]:
    """Return the words of ``line`` folded: ``e-commerce`` whole, its long parts apart."""
    found = {word.casefold() for word in WORD.findall(line)}
    parts = {part for word in found if "-" in word for part in word.split("-")}
    return found | {part for part in parts if len(part) > 2}


def _common(words: Counter[str], total: int) -> list[str]:
    if total < _FEW_LINES:
        return []
    return [w for w, n in words.items() if len(w) <= _SHORT_WORD and n >= total * _COMMON]


def _silent(_diagnostic: Diagnostic) -> None:
    """Nothing is said of an article that is only counted."""


def _sorted(counts: Counter[str], least: int) -> dict[str, int]:
    return dict(sorted((word, n) for word, n in counts.items() if n >= least))
