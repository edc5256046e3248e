"""Lines to paragraphs.

On the web a line of a dump is a paragraph. Elsewhere lines are wrapped at a fixed
column: then a line ends where the next word would not have fitted, and that is how
wrapping is recognised, not by the length of lines, which verse has too.
"""

import unicodedata
from itertools import pairwise

from book import xhtml
from book.clean import lines, sentences
from book.clean.lines import Desk
from book.clean.survey import WORD
from book.clean.torn import weld

_NARROW, _WIDE = 40, 100
_FEWEST = 4
_SHARE = 0.8
_SLACK = 2
_VERSE = 60


def join(body: xhtml.Element, desk: Desk) -> None:
    """Join the lines of each paragraph; a line of verse or an address stays a line."""
    width = wrapped_at(body)
    for run in list(lines.runs(body)):
        verse = len(run) > 2 and all(len(lines.bare(block)) < _VERSE for block in run)
        texts = [lines.bare(block) for block in run]
        first = run[0]
        for block, (one, two) in zip(run[1:], pairwise(texts), strict=True):
            wrapped = width is not None and _fills(one, two, width)
            broken = sentences.hangs(one) or sentences.trails(one)
            torn = not verse and broken and sentences.goes_on(two)
            if wrapped or torn:
                weld(first, block, _between(one, two, desk))
            else:
                first = block


def wrapped_at(body: xhtml.Element) -> int | None:
    """Return the column at which the lines of ``body`` are wrapped, ``None`` if not."""
    runs = list(lines.runs(body))
    columns = [display(lines.bare(block)) for run in runs for block in run]
    widest = max(columns, default=0)
    if not _NARROW <= widest <= _WIDE:
        return None
    breaks = [
        _fills(lines.bare(one), lines.bare(two), widest)
        for run in runs
        for one, two in pairwise(run)
    ]
    if len(breaks) < _FEWEST or sum(breaks) < _SHARE * len(breaks):
        return None
    return widest


def display(text: str) -> int:
    """Return the columns ``text`` takes on a terminal: wide letters take two (UAX #11)."""
    return sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def _fills(one: str, two: str, width: int) -> bool:
    """Say whether the first word of ``two`` would not have fitted behind ``one``."""
    if not two:
        return False
    wide = unicodedata.east_asian_width(two[0]) in "WF"
    word = two[0] if wide else two.split(maxsplit=1)[0]
    return display(one) + (not wide) + display(word) > width - _SLACK


def _between(one: str, two: str, desk: Desk) -> str:
    """Return what joins two lines: a space, or nothing where a word was cut."""
    if _unspaced(one[-1]) and _unspaced(two[0]):
        return ""
    if one.endswith("-") and one[-2:-1].isalpha() and two[0].islower():
        return ""
    head, tail = WORD.match(two), WORD.findall(one)[-1:]
    cut = (
        head is not None
        and tail
        and one.endswith(tail[0])
        and len(head.group()) <= 2
        and desk.survey.count(head.group()) <= 1
        and desk.survey.count(tail[0]) <= 1
    )
    return "" if cut else " "


def _unspaced(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF" and not "\uac00" <= letter <= "\ud7af"
