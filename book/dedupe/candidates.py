"""Which texts are worth comparing: those that share rare phrases, much, or a title.

Three searches, since none finds what the others find. *Rare shingles*: an excerpt is
known by its rarest phrases, which stand in the full article too. *Bands*: what is alike
throughout has equal bands in its MinHash signature (Broder 1997; Leskovec, Rajaraman and
Ullman, “Mining of Massive Datasets”, 3.4). *Titles*. A phrase, band or title that many
have links each of them to the longest and to its neighbour only, so that the work
grows with the number of texts and not with its square.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from book.dedupe.shingles import Numbers, Shingles
from book.dedupe.words import Pile

# So many of a text's rarest phrases are followed to their other holders.
RAREST = 10
# A phrase with more holders than this links each to a few only.
CROWD = 10

BANDS, ROWS, SEED = 32, 4, 1997
_CHUNK = 4096


def candidates(pile: Pile, shingles: Shingles) -> Iterator[tuple[int, int]]:
    """Yield the pairs ``(i, j)``, ``i < j``, sorted, of texts that may be duplicates."""
    number = len(pile.texts)
    found = [_rare(shingles, number), _banded(shingles, number), _namesakes(pile)]
    keys = np.unique(np.concatenate(found))
    for start in range(0, len(keys), _CHUNK):
        some = keys[start : start + _CHUNK]
        yield from zip((some // number).tolist(), (some % number).tolist(), strict=True)


def _rare(shingles: Shingles, number: int) -> Numbers:
    """Return as keys the pairs that share one of the rarest phrases of either."""
    counts = shingles.count[shingles.number[shingles.by_text]]
    texts = shingles.holder[shingles.by_text]
    # Sorted by text already: ties of rarity fall to the lower number.
    order = np.lexsort((counts, texts))
    texts, entries = texts[order], shingles.by_text[order]
    rank = np.arange(len(texts)) - np.searchsorted(texts, texts)
    entries = entries[rank < RAREST]
    few = shingles.count[shingles.number[entries]] <= CROWD
    return np.concatenate(
        [_all_holders(shingles, entries[few], number), _some(shingles, entries[~few], number)]
    )


def _all_holders(shingles: Shingles, entries: Numbers, number: int) -> Numbers:
    """Return as keys the text of each entry with every holder of its shingle."""
    phrases = shingles.number[entries]
    counts = shingles.count[phrases].astype(np.int64)
    begins = np.repeat(shingles.first[phrases] - (np.cumsum(counts) - counts), counts)
    others = shingles.holder[begins + np.arange(len(begins))]
    return _keys(np.repeat(shingles.holder[entries], counts), others, number)


def _some(shingles: Shingles, entries: Numbers, number: int) -> Numbers:
    """Return as keys the text of each entry with the longest holder and the next one."""
    phrases = shingles.number[entries]
    first = shingles.first[phrases]
    last = first + shingles.count[phrases] - 1
    mine = shingles.holder[entries]
    links = [first, np.minimum(entries + 1, last)]
    return np.unique(
        np.concatenate([_keys(mine, shingles.holder[link], number) for link in links])
    )


def _banded(shingles: Shingles, number: int) -> Numbers:
    """Return as keys the pairs with an equal band in their signatures."""
    known = shingles.telling
    hashes = shingles.value[shingles.number[shingles.by_text[known]]]
    offsets = np.concatenate(([0], np.cumsum(known)))[shingles.start]
    held = np.flatnonzero(np.diff(offsets))
    if len(held) < 2:
        return np.zeros(0, dtype=np.int64)
    bands = bands_of(hashes, offsets)
    return np.concatenate([_equal(bands[held, n], held, number) for n in range(BANDS)])


def bands_of(hashes: NDArray[np.uint64], offsets: Numbers) -> NDArray[np.uint64]:
    """Return a row of bands for each text; ``t`` has the hashes from its offset on."""
    number = len(offsets) - 1
    return np.concatenate(
        [
            _bands(hashes, offsets, start, min(start + _CHUNK, number))
            for start in range(0, number, _CHUNK)
        ]
    )


def _bands(
    hashes: NDArray[np.uint64], offsets: Numbers, start: int, end: int
) -> NDArray[np.uint64]:
    """Return the bands of the texts ``start:end``, each hashed to one number."""
    rows = (offsets[start : end + 1] - offsets[start]).astype(np.uint64)
    tokens = hashes[offsets[start] : offsets[end]]
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(tokens, rows, BANDS * ROWS, SEED)
    signature = np.array(matrix.to_rows(), dtype=np.uint64).reshape(end - start, BANDS, ROWS)
    banded = np.zeros((end - start, BANDS), dtype=np.uint64)
    for row in range(ROWS):
        banded = banded * np.uint64(0x9E3779B97F4A7C15) + signature[:, :, row]
    return banded


def _equal(band: NDArray[np.uint64], texts: Numbers, number: int) -> Numbers:
    """Return as keys the texts of one value with the first of it and with the next."""
    order = np.argsort(band, kind="stable")
    band, texts = band[order], texts[order]
    start = np.searchsorted(band, band)
    same = band[1:] == band[:-1]
    return np.concatenate(
        [
            _keys(texts, texts[start], number),
            _keys(texts[1:][same], texts[:-1][same], number),
        ]
    )


def _namesakes(pile: Pile) -> Numbers:
    """Return as keys the texts of one title with the longest of it and with the next."""
    titled: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for place, text in enumerate(pile.texts):
        if text.title:
            titled[text.title].append(place)
    pairs = list(_linked(titled.values()))
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return _keys(ends[:, 0], ends[:, 1], len(pile.texts))


def _linked(groups: Iterable[list[int]]) -> Iterator[tuple[int, int]]:
    for group in groups:
        yield from ((group[0], place) for place in group[1:])
        yield from pairwise(group[1:])


def _keys(a: NDArray[np.integer], b: NDArray[np.integer], number: int) -> Numbers:
    """Return each pair of two different texts as one number, the lower text first."""
    low, high = np.minimum(a, b).astype(np.int64), np.maximum(a, b).astype(np.int64)
    return np.unique((low * number + high)[low != high])
