"""Whether two articles are the same, and in what way.

Shingles tell how much is shared; an alignment (the longest common subsequence of the
words) confirms it; the titles tell a repost from the next number of a series. The
thresholds were measured on dumps with known truth: reposts edited by a third keep 0.80
of their words in order, and the most alike of different articles 0.56.
"""

from dataclasses import dataclass
from enum import Enum

from book.dedupe.words import Text
from book.model import DuplicateKind

# A notice of this length may well be published again, word for word, another day.
NOTICE = 150


class Titles(Enum):
    """How two titles stand to one another."""

    SAME = "same"
    SERIES = "series"  # “Meeting of 3 March”, “Meeting of 7 April”
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two articles have in common. ``kind`` is ``None`` for two of one template."""

    kind: DuplicateKind | None
    similarity: float
    shorter: str | None = None


def likeness(a: Text, b: Text, frequent: frozenset[int]) -> Likeness | None:
    """Return how alike ``a`` and ``b`` are, or ``None`` if they are two different articles.

    ``shorter`` is the id of the one that the other contains.
    """
    titles = _titles(a, b)
    if a.words == b.words:
        if not a.words:
            return Likeness(DuplicateKind.EXACT, 1.0) if titles is Titles.SAME else None
        return _same_words(a, b, titles)
    short, long = sorted((a, b), key=lambda text: (len(text.words), text.article.id))
    same = titles is Titles.SAME
    # Two of one title need no rare phrase to be compared.
    share = _share(short, long, frozenset() if same else frequent)
    if share < 0.3:
        return None
    common = aligned(short, long)
    dice = 2 * common / (len(a.words) + len(b.words))
    if titles is Titles.SERIES or _templated(a, b, dice):
        return Likeness(None, dice) if dice >= 0.8 else None
    if dice >= (0.55 if same else 0.68) and share >= (0.4 if same else 0.45):
        return Likeness(DuplicateKind.NEAR, dice)
    enough = 5 if same else 12
    if share >= (0.7 if same else 0.85) and len(short.words) >= enough:
        inside = common / len(short.words)
        if inside >= 0.9:
            return Likeness(DuplicateKind.CONTAINED, inside, short.article.id)
    return None


def aligned(a: Text, b: Text) -> int:
    """Return how many words ``a`` and ``b`` share in the same order."""
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415  only where something is alike

    return LCSseq.similarity(a.words, b.words)


def _same_words(a: Text, b: Text, titles: Titles) -> Likeness | None:
    days = {a.article.date, b.article.date} - {None}
    if titles is Titles.SERIES or (len(days) > 1 and len(a.words) < NOTICE):
        return Likeness(None, 1.0)
    if titles is Titles.OTHER and len(a.words) < 8:
        return None
    return Likeness(DuplicateKind.EXACT, 1.0)


def _share(short: Text, long: Text, frequent: frozenset[int]) -> float:
    """Return how much of ``short`` stands in ``long``, phrases of the site aside."""
    own, other = short.shingles - frequent, long.shingles - frequent
    if len(own) < 0.3 * len(short.shingles):
        own, other = short.shingles, long.shingles
    return len(own & other) / len(own) if own else 0.0


def _titles(a: Text, b: Text) -> Titles:
    one, two = sorted((a.title, b.title), key=lambda words: (len(words), words))
    if one == two or (one and two[: len(one)] == one and len(two) <= len(one) + 4):
        return Titles.SAME
    if len(one) != len(two):
        return Titles.OTHER
    changed = [(x, y) for x, y in zip(one, two, strict=True) if x != y]
    if all(_number(x) and _number(y) for x, y in changed):
        return Titles.SERIES
    few = len(changed) <= max(1, len(one) // 3)
    return Titles.SERIES if few and len(one) > 1 else Titles.OTHER


def _templated(a: Text, b: Text, dice: float) -> bool:
    """Tell whether nothing but dates and numbers differs: each change is one, or beside one."""
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415

    if dice < 0.8 or len(a.words) != len(b.words):
        return False
    if LCSseq.distance(a.words, b.words) > max(12, len(a.words) // 4):
        return False
    changed = [n for n, (x, y) in enumerate(zip(a.words, b.words, strict=True)) if x != y]
    numbers = [n for n in changed if _number(a.words[n]) and _number(b.words[n])]
    return bool(numbers) and all(min(abs(n - m) for m in numbers) <= 3 for n in changed)


def _number(word: str) -> bool:
    return any(character.isdecimal() for character in word)
