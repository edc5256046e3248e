"""An article as themes see it: its words as they are written, and their stems.

Words stand in runs that no mark interrupts, since a phrase does not reach over one.
Where writing does not part words, a run of one script is a word (Han, Katakana …), and
its pairs of characters are its stems.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from book import xhtml
from book.model import Article
from book.xhtml import Element

TITLE_WEIGHT = 3  # a word of the title counts like so many of the body
LONGEST = 60_000  # letters of an article that are read: its subject shows before
SHORTEST_STEM = 3  # letters; shorter words are seldom what a text is about

_HAN = "\u3005\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KATAKANA = "\u30a1-\u30ff"
_OTHER = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u309f"
UNPARTED = re.compile(f"[{_HAN}]+|[{_KATAKANA}]+|[{_OTHER}]+")
_LETTER = f"[^\\W\\d_{_HAN}{_KATAKANA}{_OTHER}]"
_SIGN = f"[^\\W_{_HAN}{_KATAKANA}{_OTHER}]"
_MARK = "\u0300-\u036f\u05b0-\u05c7\u064b-\u0652\u200c\u200d"
_PART = f"{_SIGN}*{_LETTER}(?:{_SIGN}|[{_MARK}])*"
_WORD = re.compile(f"{_PART}(?:[-‐‑]{_PART})*['’]?|{UNPARTED.pattern}")
_BREAK = re.compile(
    r"[^\w\s'’‐‑\-\u0300-\u036f\u05b0-\u05c7\u064b-\u0652\u200c\u200d]+|\n|\s[-‐‑]+\s"
)
_SKIPPED = frozenset({"pre", "code", "script", "style", "svg", "math"})

Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The runs of words of one article; those of its title stand apart."""

    title: tuple[Run, ...]
    body: tuple[Run, ...]

    @property
    def runs(self) -> tuple[Run, ...]:
        return (*self.title, *self.body)


def read(article: Article) -> Reading:
    """Return the words of ``article``; program code and addresses are passed over."""
    text = "".join(_text(xhtml.fragment(article.body)))[:LONGEST]
    return Reading(tuple(_runs(article.title)), tuple(_runs(text)))


def stems(reading: Reading, length: int) -> Counter[str]:
    """Count the words of ``reading`` by their first ``length`` letters.

    Endings differ in most languages and beginnings do not: the crudest stemmer there is,
    and in every language at once (McNamee and Mayfield, 2004, on truncated words).
    """
    counts: Counter[str] = Counter()
    for runs, weight in ((reading.title, TITLE_WEIGHT), (reading.body, 1)):
        for run in runs:
            for word in run:
                for stem in _stems(word, length):
                    counts[stem] += weight
    return counts


def unparted(word: str) -> bool:
    """Say whether ``word`` is a run of a script that does not part words."""
    # The comparison spares the expression for most of the world's letters.
    return word >= "\u0e00" and UNPARTED.match(word) is not None


def _stems(word: str, length: int) -> Iterator[str]:
    if unparted(word):
        yield from (word[at : at + 2] for at in range(len(word) - 1))
    elif len(word) >= SHORTEST_STEM:
        yield word.casefold()[:length]


def _runs(text: str) -> Iterator[Run]:
    whole = unicodedata.normalize("NFC", text)
    words = " ".join(word if "://" not in word else "." for word in whole.split(" "))
    for piece in _BREAK.split(words):
        if run := tuple(_WORD.findall(piece)):
            yield run


def _text(element: Element) -> Iterator[str]:
    """Yield the text inside ``element``, with a line end around a block."""
    if element.tag in _SKIPPED:
        yield " "
        return
    apart = element.tag in xhtml.BLOCKS or element.tag == "br"
    yield "\n" if apart else ""
    yield element.text or ""
    for child in element:
        yield from _text(child)
        yield child.tail or ""
    yield "\n" if apart else ""
