"""The pairs of texts that are alike: copies first, then what ``candidates`` proposes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from book.dedupe.candidates import candidates
from book.dedupe.compare import Likeness, likeness
from book.dedupe.shingles import shingles_of
from book.dedupe.words import Pile, Text

# Of many notices with the very same words, each is compared with so many others.
NEIGHBOURS = 4
# So many shingles are kept at hand as sets.
CACHED = 10**6


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts by their places in the pile, ``a < b``, and how alike they are."""

    a: int
    b: int
    likeness: Likeness


def pairs_of(pile: Pile) -> list[Pair]:
    """Return the pairs that are alike. Copies are found first and only one is compared."""
    pairs, heads = copied(pile)
    return pairs + list(_among(heads, pile))


def copied(pile: Pile) -> tuple[list[Pair], list[int]]:
    """Return the pairs with the very same words, and the places that are compared further."""
    pairs: list[Pair] = []
    heads: list[int] = []
    for members in _copies(pile.texts):
        found, own = _among_copies(members, pile)
        pairs += found
        heads += own[:NEIGHBOURS]
    return pairs, sorted(heads)


def _copies(texts: Sequence[Text]) -> Iterator[list[int]]:
    """Yield the places of texts with the very same words."""
    places: dict[bytes, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        places[text.digest].append(place)
    yield from places.values()


def _among_copies(members: Sequence[int], pile: Pile) -> tuple[list[Pair], list[int]]:
    """Return the pairs among texts with the same words, and those that copy no other."""
    pairs: list[Pair] = []
    own: list[int] = []
    first: dict[tuple[tuple[int, ...], date | None, frozenset[str]], int] = {}
    for place in members:
        text = pile.texts[place]
        twin = first.setdefault((text.title, text.article.date, text.pictures), place)
        near = [twin] if twin != place else [*own[:NEIGHBOURS], *own[NEIGHBOURS:][-NEIGHBOURS:]]
        met = [
            Pair(head, place, like)
            for head in near
            if (like := likeness(pile.texts[head], text, 1.0, pile))
        ]
        pairs += met
        if not any(pair.likeness.kind for pair in met):
            own.append(place)
    return pairs, own


def _among(heads: Sequence[int], pile: Pile) -> Iterator[Pair]:
    """Yield the pairs that are alike among ``heads``."""
    some = replace(pile, texts=tuple(pile.texts[place] for place in heads))
    shingles = shingles_of(some)
    held = CACHED * len(heads) // (len(shingles.holder) + 1)
    whole = lru_cache(maxsize=held + 2)(shingles.of)
    telling = lru_cache(maxsize=held + 2)(shingles.telling_of)
    for i, j in candidates(some, shingles):
        a, b = some.texts[i], some.texts[j]
        if a.digest == b.digest:
            continue
        short, long = (i, j) if len(a.words) <= len(b.words) else (j, i)
        own = telling(short)
        share = len(own & whole(long)) / (len(own) + int(shingles.alone[short]) or 1)
        like = likeness(a, b, share, some)
        if like is not None:
            yield Pair(heads[i], heads[j], like)
