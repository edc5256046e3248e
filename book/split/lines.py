"""A dump as a column of lines: what stands where, and how much air is above it."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

NBSP = "\u00a0"

_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
# Scripts that set no spaces between words: Thai to Khmer, kana, Han, their extensions.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")


@dataclass(frozen=True)
class Line:
    """A line that is not blank.

    ``number`` is 1-based. ``gap`` counts the blank lines directly above it, ``lone`` those
    of them that hold a non-breaking space and nothing else.
    """

    number: int
    text: str
    gap: int
    lone: int

    @cached_property
    def bare(self) -> str:
        return self.text.strip()

    @cached_property
    def key(self) -> str:
        """Return what makes two lines the same: letters and digits, folded."""
        folded = unicodedata.normalize("NFKC", self.text).casefold()
        return "".join(filter(str.isalnum, folded))

    @cached_property
    def mask(self) -> str:
        """Return the line with every number as ``0``: “page 3 of 9” is “page 0 of 0”."""
        return _DIGITS.sub("0", " ".join(self.text.casefold().split()))

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(words(self.text))


@dataclass(frozen=True, slots=True)
class Page:
    """One dump. ``lines[start:stop]`` is its content, without the site's chrome."""

    name: str
    lines: tuple[Line, ...]
    start: int
    stop: int

    @property
    def content(self) -> range:
        return range(self.start, self.stop)

    def trimmed(self, start: int, stop: int) -> "Page":
        return replace(self, start=start, stop=stop)


def page(name: str, text_lines: Sequence[str]) -> Page:
    """Return the lines of a dump; white space and lone non-breaking spaces are blank."""
    found: list[Line] = []
    gap = lone = 0
    for number, text in enumerate(text_lines, start=1):
        if text.strip():
            found.append(Line(number, text, gap, lone))
            gap = lone = 0
        else:
            gap += 1
            lone += NBSP in text
    return Page(name, tuple(found), 0, len(found))


def words(text: str) -> Iterable[str]:
    """Yield the folded words of ``text``; pairs of letters where a script sets no spaces."""
    for word in _WORD.findall(text.casefold()):
        run = _UNSPACED.search(word)
        if run is None or len(word) < 3:
            yield word
        else:
            yield from (word[i : i + 2] for i in range(len(word) - 1))
