"""Titles of articles where a text quotes them.

A title is looked up by its letters: what is between two quotation marks, or a whole
line that says nothing else, costs one look into a table, however many titles there are.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from book.render.references.addresses import letters

FEWEST_WORDS, FEWEST_LETTERS, LONG = 3, 10, 15
FEWEST_SIGNS = 6  # in scripts that put no space between words
LONGEST = 300  # characters between two marks
CLOSINGS = 6  # marks that may close one opened: an apostrophe, or a quotation inside it

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_CLOSING = {
    "«": "»",
    "»": "«",
    "“": "”",
    "”": "”",
    "„": "“”",
    "‹": "›",
    "›": "‹",
    "‘": "’",
    "’": "’",
    "‚": "‘’",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    '"': '"',
    "'": "'",
}
_MARKS = re.compile(f"[{''.join(_CLOSING)}]")
_ENDS = {mark: re.compile(f"[{ends}]") for mark, ends in _CLOSING.items()}
_BOTH_WAYS = frozenset("\"'‘’”")  # open only behind a space, a bracket or a dash
_BEFORE = frozenset("([—–-")
_AFTER = frozenset((*_CLOSING, *".,;:!?)]"))  # what no title begins with
_LABEL = re.compile(r"[^:：.!?…«“„\"]{2,40}[:：]\s*(?=\S)")
_BULLET = re.compile(r"[\s•‣◦▪●·*+→⇒➔➜►>–—-]*(?:\d{1,3}[.)]\s+)?")


@dataclass(frozen=True, slots=True)
class Span:
    """Where a title stands in a text, and the article it belongs to."""

    start: int
    end: int
    target: str


Find = Callable[[str], str | None]


def is_telling(title: str) -> bool:
    """Tell whether ``title`` is long enough not to be met by chance in a quotation."""
    count = len(letters(title))
    if _UNSPACED.search(title):
        return count >= FEWEST_SIGNS
    words = [word for word in re.split(r"[\W_]+", title) if word]
    return count >= LONG or (len(words) >= FEWEST_WORDS and count >= FEWEST_LETTERS)


def quoted(text: str, find: Find) -> Iterator[Span]:
    """Yield the titles that stand between quotation marks in ``text``, left to right.

    ``find`` gives the target of a title, from its letters.
    """
    end = 0
    for mark in _MARKS.finditer(text):
        at = mark.start()
        found = _closed(text, at, find) if at >= end and _opens(text, at) else None
        if found is not None:
            end = found.end
            yield found


def whole(text: str, find: Find) -> Span | None:
    """Return the title that ``text`` is, behind a bullet or words with a colon.

    >>> whole("→ Lire aussi : La roue du moulin", find)
    Span(start=15, end=32, target='la-roue-du-moulin')
    """
    if len(text) > LONGEST:
        return None
    bullet = _BULLET.match(text)
    start = bullet.end() if bullet else 0
    label = _LABEL.match(text, start)
    for first in dict.fromkeys((start, 0, label.end() if label else start)):
        found = _span(text, first, len(text), find)
        if found is not None:
            return found
    return None


def is_labelled(text: str, span: Span) -> bool:
    """Tell whether words with a colon stand before ``span`` in ``text``."""
    return re.search(r"\w.*[:：]\s*$", text[: span.start]) is not None


def _opens(text: str, at: int) -> bool:
    """Tell whether the mark at ``at`` may open a quotation."""
    before = text[at - 1 : at]
    return text[at] not in _BOTH_WAYS or not before or before.isspace() or before in _BEFORE


def _closed(text: str, opened: int, find: Find) -> Span | None:
    """Return the title between the mark at ``opened`` and one of the first that close it."""
    ends = _ENDS[text[opened]].finditer(text, opened + 1, opened + LONGEST)
    for end in islice(ends, CLOSINGS):
        found = _span(text, opened + 1, end.start(), find)
        if found is not None:
            return found
    return None


def _span(text: str, start: int, end: int, find: Find) -> Span | None:
    """Return ``text[start:end]`` without the space and commas at its ends, if it is a title."""
    inside = text[start:end]
    target = find(letters(inside)) if inside.lstrip()[:1] not in _AFTER else None
    if target is None:
        return None
    start += len(inside) - len(inside.lstrip())
    return Span(start, start + len(inside.strip().rstrip(",;")), target)
