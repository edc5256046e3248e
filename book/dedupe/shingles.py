"""Shingles: so many words in a row (Broder 1997), long enough to be somebody's own.

All texts at once, as arrays. A shingle is numbered in the order of its hash, so that
numbers, like all that is derived from them, do not depend on the order of the input.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import chain
from math import isqrt

import numpy as np
from numpy.typing import NDArray

from book.dedupe.words import Pile, is_sign

# In words, and in signs of a writing that does not part them (two make about a word).
WIDTH, DENSE_WIDTH = 4, 7

# A text tells by what is rare in it only if so many of its shingles are.
TELLING, TELLING_SHARE = 8, 0.3

# Texts are worked on so many at a time, to spare memory.
CHUNK = 4096

_PRIME = np.uint64(0x9E3779B97F4A7C15)

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Shingles:
    """Which text holds which shingle, of those that more than one text holds.

    Entry ``e`` says that text ``holder[e]`` holds shingle ``number[e]``, once each, sorted by
    shingle and then by text; ``first[n]`` is the first entry of shingle ``n`` and
    ``count[n]`` how many texts hold it. ``by_text`` are the entries sorted by text, those
    of text ``t`` at ``start[t]:start[t + 1]``; ``value[n]`` is the hash of shingle ``n``;
    ``alone[t]`` is how many more shingles text ``t`` has, which no other holds.
    """

    holder: NDArray[np.int32]
    number: NDArray[np.int32]
    first: Numbers
    count: NDArray[np.int32]
    value: NDArray[np.uint64]
    by_text: Numbers
    start: Numbers
    alone: Numbers

    @cached_property
    def limit(self) -> int:
        return limit_of(len(self.alone))

    @cached_property
    def telling(self) -> NDArray[np.bool_]:
        """Tell of each entry in ``by_text`` whether its text is known by it.

        By what is not the site's; by all it has, where that is too little.
        """
        rare = self.count[self.number[self.by_text]] <= self.limit
        return telling_of(rare, self.start, self.alone)

    def of(self, text: int) -> frozenset[int]:
        """Return the shingles that ``text`` shares with any other."""
        return frozenset(self._numbers(text).tolist())

    def telling_of(self, text: int) -> frozenset[int]:
        """Return the shingles by which ``text`` is known and that another holds, too."""
        here = slice(self.start[text], self.start[text + 1])
        return frozenset(self._numbers(text)[self.telling[here]].tolist())

    def _numbers(self, text: int) -> NDArray[np.int32]:
        return self.number[self.by_text[self.start[text] : self.start[text + 1]]]


def limit_of(texts: int) -> int:
    """Return in how many of ``texts`` a shingle proves something; in more, it is the site's."""
    return max(3, isqrt(texts))


def telling_of(rare: NDArray[np.bool_], start: Numbers, alone: Numbers) -> NDArray[np.bool_]:
    """See ``Shingles.telling``; ``rare`` tells of each entry whether it is not the site's."""
    known = np.diff(np.concatenate(([0], np.cumsum(rare)))[start]) + alone
    size = np.diff(start) + alone
    lost = (known < TELLING) & (known < TELLING_SHARE * size)
    return rare | np.repeat(lost, np.diff(start))


def shingles_of(pile: Pile) -> Shingles:
    """Return the shingles that texts of ``pile`` share."""
    texts = len(pile.texts)
    owner, value = rolled(pile)
    order = np.argsort(value, kind="stable")
    owner, value = owner[order], value[order]
    del order
    same = value[1:] == value[:-1]
    met = np.zeros(len(value), dtype=bool)  # twice at least, be it in one text
    met[1:] |= same
    met[:-1] |= same
    alone = np.bincount(owner[~met], minlength=texts)
    owner, value = owner[met], value[met]
    order = np.lexsort((owner, value))
    owner, value = owner[order], value[order]
    once = np.ones(len(value), dtype=bool)
    once[1:] = (value[1:] != value[:-1]) | (owner[1:] != owner[:-1])
    owner, value = owner[once], value[once]
    first = _firsts(value)
    count = np.diff(np.append(first, len(value)))
    held = np.repeat(count, count) > 1
    alone += np.bincount(owner[~held], minlength=texts)
    owner, value = owner[held], value[held]
    first, count = _firsts(value), count[count > 1]
    by_text = np.argsort(owner, kind="stable")
    return Shingles(
        holder=owner,
        number=np.repeat(np.arange(len(first), dtype=np.int32), count),
        first=first,
        count=count.astype(np.int32),
        value=value[first],
        by_text=by_text,
        start=np.searchsorted(owner[by_text], np.arange(texts + 1)),
        alone=alone,
    )


def _firsts(values: NDArray[np.uint64]) -> Numbers:
    """Return where in sorted ``values`` each value stands first."""
    fresh = np.ones(len(values), dtype=bool)
    fresh[1:] = values[1:] != values[:-1]
    return np.flatnonzero(fresh)


def rolled(pile: Pile) -> tuple[NDArray[np.int32], NDArray[np.uint64]]:
    """Return the text and the hash of each shingle, texts ascending."""
    hashes = np.array([_hash(word) for word in pile.vocabulary], dtype=np.uint64)
    signs = np.array([is_sign(word) for word in pile.vocabulary], dtype=bool)
    width = np.where(signs, DENSE_WIDTH, WIDTH).astype(np.int32)
    owners, values = [np.zeros(0, np.int32)], [np.zeros(0, np.uint64)]
    for start in range(0, len(pile.texts), CHUNK):
        some = pile.texts[start : start + CHUNK]
        words = [text.words[: len(text.words) - text.tail] for text in some]
        owner, value = _rolled_some(words, hashes, width)
        owners.append(owner + np.int32(start))
        values.append(value)
    return np.concatenate(owners), np.concatenate(values)


def _rolled_some(
    words: Sequence[tuple[int, ...]], hashes: NDArray[np.uint64], widths: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.uint64]]:
    """Return the place in ``words`` and the hash of each shingle, places ascending."""
    sizes = np.array([len(text) for text in words], dtype=np.int32)
    flat = np.fromiter(chain.from_iterable(words), dtype=np.int32, count=int(sizes.sum()))
    owner = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    size = sizes[owner]
    place = np.arange(len(owner), dtype=np.int32) - (np.cumsum(sizes) - sizes)[owner]
    width = widths[flat]
    whole = place + width <= size
    # A text in which no shingle fits is one shingle.
    short = (np.bincount(owner, whole, len(sizes)) == 0)[owner]
    width = np.where(short, size, width)
    whole |= short & (place == 0)
    rolled = hashes[flat]
    values = np.zeros(len(rolled), dtype=np.uint64)
    for step in range(int(width.max(initial=0, where=whole))):
        more = np.flatnonzero(whole & (width > step))
        values[more] = values[more] * _PRIME + rolled[more + step]
    return owner[whole], values[whole]


@lru_cache(maxsize=2**16)
def _hash(word: str) -> int:
    # Not hash(): that differs from run to run.
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")
