"""All lines of all pages of a site, in columns.

A site may have a million lines, so they are not objects: row ``r`` of every column is one
line that is not blank, and the rows of page ``p`` stand together, ``first[p]:first[p + 1]``.
What two lines have in common is an equal number in a column.
"""

import re
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from book.model import Source
from book.split import looks

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]

NBSP = "\u00a0"
SHORT = 200  # columns of a line that is looked at closely
LABEL = 120  # columns of a line whose mask is kept
BEGINNING = 40  # letters by which an excerpt is known
PER_WORD = 6  # columns that a word takes, with its space

_SEEN = ("page", "number", "gap", "lone", "size", "look", "end", "make")

_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
# Scripts that set no spaces between words: Thai to Khmer, kana, Han, their extensions.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60]+"
)


@dataclass(frozen=True, slots=True)
class Site:
    """The columns. ``start`` and ``stop`` bound the content of each page, without chrome.

    ``gap`` counts the blank lines directly above a line, ``lone`` those of them that hold a
    non-breaking space and nothing else. ``size`` is the width in columns, where a Chinese
    character takes two. ``key`` is equal where letters and digits are, ``begin`` where the
    first of them are, ``mask`` where all is but the numbers. The words of row ``r`` are
    ``words[at[r]:at[r + 1]]``, numbers in the ``lexicon``. ``look`` has a bit for each thing
    in ``looks.Look``; ``end`` is the kind of its last mark, ``make`` of a date its make.
    """

    names: tuple[str, ...]
    text: Sequence[str]
    first: Ints
    start: Ints
    stop: Ints
    page: Ints
    number: Ints
    gap: Ints
    lone: Ints
    size: Ints
    key: Ints
    begin: Ints
    mask: Ints
    make: Ints
    look: Ints
    end: Ints
    words: Ints
    at: Ints
    lexicon: Sequence[str]

    def __len__(self) -> int:
        return len(self.text)

    def has(self, look: int) -> Flags:
        """Tell of each line whether it looks so."""
        seen: Flags = (self.look & look) != 0
        return seen

    def inside(self) -> Flags:
        """Tell of each line whether it belongs to the content of its page."""
        rows = np.arange(len(self))
        return (rows >= self.start[self.page]) & (rows < self.stop[self.page])

    def extent(self) -> Floats:
        """Return how many words, of usual length, stand before each row, and last in all."""
        sizes = np.where(self.inside(), self.size + 1, 0)
        return np.concatenate(([0.0], np.cumsum(sizes) / PER_WORD))

    def trimmed(self, start: Ints, stop: Ints) -> "Site":
        return replace(self, start=start, stop=stop)

    def bare(self, row: int) -> str:
        return self.text[row].strip()


class _Columns:
    """What is gathered while the pages are read, line by line."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.seen = {name: array("q") for name in _SEEN}
        self.key, self.begin, self.mask = array("Q"), array("Q"), array("Q")
        self.words, self.at = array("i"), array("q", [0])
        self.lexicon: defaultdict[str, int] = defaultdict()
        self.lexicon.default_factory = self.lexicon.__len__
        self.makes: dict[str, int] = {}
        self._adders = [self.seen[name].append for name in _SEEN]

    def add(self, page: int, number: int, text: str, gap: int, lone: int) -> None:
        plain = text.isascii()
        folded = (text if plain else unicodedata.normalize("NFKC", text)).casefold()
        tokens = _WORD.findall(folded)
        key = "".join(tokens).replace("_", "")
        wide = 0 if plain else sum(map(len, _WIDE.findall(text)))
        bare = text.strip()
        size = len(bare) + wide
        look, end = looks.look(text, bare, key, short=size <= SHORT)
        made = 0
        if look & looks.Look.DATE:
            made = self.makes.setdefault(looks.make(bare), len(self.makes) + 1)
        for add, value in zip(
            self._adders, (page, number, gap, lone, size, look, end, made), strict=True
        ):
            add(value)
        self.text.append(text)
        digest = _digest(key)
        self.key.append(digest)
        self.begin.append(digest if len(key) <= BEGINNING else _digest(key[:BEGINNING]))
        self.mask.append(_digest(_mask(folded)) if size < LABEL else 0)
        if wide:
            tokens = [word for token in tokens for word in _parted(token)]
        self.words.extend(map(self.lexicon.__getitem__, tokens))
        self.at.append(len(self.words))


def _mask(folded: str) -> str:
    return _DIGITS.sub("0", " ".join(folded.split()))


def read(sources: Sequence[Source]) -> Site:
    """Return the lines of ``sources``; white space and lone non-breaking spaces are blank."""
    columns = _Columns()
    first = [0]
    for page, source in enumerate(sources):
        gap = lone = 0
        for number, text in enumerate(source.lines, start=1):
            if text and not text.isspace():
                columns.add(page, number, text, gap, lone)
                gap = lone = 0
            else:
                gap += 1
                lone += NBSP in text
        first.append(len(columns.text))
    edges = np.array(first, np.int64)
    return Site(
        names=tuple(source.name for source in sources),
        text=columns.text,
        first=edges,
        start=edges[:-1],
        stop=edges[1:],
        **{name: np.frombuffer(c, np.int64) for name, c in columns.seen.items()},
        key=_numbered(columns.key),
        begin=_numbered(columns.begin),
        mask=_numbered(columns.mask),
        words=np.frombuffer(columns.words, np.int32),
        at=np.frombuffer(columns.at, np.int64),
        lexicon=list(columns.lexicon),
    )


def _digest(text: str) -> int:
    """Return a number that two texts share only if they are equal, or 0 for none."""
    if not text:
        return 0
    return int.from_bytes(
        blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
    )


def _numbered(digests: "array[int]") -> Ints:
    """Return small numbers for digests, 0 where there is none."""
    column = np.frombuffer(digests, np.uint64)
    values, numbers = np.unique(column, return_inverse=True)
    return numbers.astype(np.int64) + (0 if len(values) and values[0] == 0 else 1)


def _parted(token: str) -> Iterator[str]:
    """Yield pairs of letters of a word in a script that sets no spaces, or the word."""
    if _UNSPACED.search(token) is None or len(token) < 3:
        yield token
    else:
        yield from (token[i : i + 2] for i in range(len(token) - 1))
