"""Whether two articles are the same, and in what way.

Shingles tell how much is shared; an alignment of the words confirms it; titles and slots
tell a repost from the next number of a series. The thresholds were measured on dumps with
known truth and on reposts that were edited on purpose, see ``tests/bench``.
"""

from dataclasses import dataclass

from book.dedupe.align import aligned, locally, placed
from book.dedupe.templates import NOTICE, Titles, is_template, titles
from book.dedupe.words import Pile, Text
from book.model import DuplicateKind

# Less of the shorter text's telling shingles than this is chance.
LEAST, LEAST_OF_NAMESAKES = 0.04, 0.01
# An article of fewer words than this is short.
SHORT = 60
# Parts of so many words are looked for one by one; of a part that was edited, so much stays.
PART, PART_HELD, FEW = 24, 0.45, 16


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two articles have in common. ``kind`` is ``None`` for two of one template.

    ``inner``: of a contained pair, whether the first text is the one inside the other.
    """

    kind: DuplicateKind | None
    similarity: float
    inner: bool = False


def likeness(a: Text, b: Text, share: float, pile: Pile) -> Likeness | None:
    """Return how alike ``a`` and ``b`` are, or ``None`` if they are two different articles.

    ``share`` is how much of what tells the one with fewer words stands in the other.
    """
    relation = titles(a, b, pile)
    if a.words == b.words:
        return _same_words(a, b, relation)
    if share < (LEAST_OF_NAMESAKES if relation is Titles.SAME else LEAST):
        return None
    short, long = (a, b) if len(a.words) <= len(b.words) else (b, a)
    common = aligned(short.words, long.words)
    dice = 2 * common / (len(a.words) + len(b.words))
    if relation is Titles.SERIES or is_template(a, b, pile, dice):
        return Likeness(None, dice) if dice >= 0.6 else None
    same = relation is Titles.SAME
    inside = _inside(short, long, same, share, common)
    if inside and short.is_cut and not long.is_cut:
        return Likeness(DuplicateKind.CONTAINED, inside, short is a)
    # Two short articles of one title may have half their words in common.
    least = 0.68 if not same else 0.62 if len(long.words) < SHORT else 0.55
    if dice >= least and share >= (0.4 if same else 0.45):
        return Likeness(DuplicateKind.NEAR, dice)
    if inside:
        return Likeness(DuplicateKind.CONTAINED, inside, short is a)
    edited = _edited(short, long, same)
    return Likeness(DuplicateKind.NEAR, edited) if edited else None


def versions(a: Text, b: Text, pile: Pile) -> bool:
    """Tell whether ``a`` and ``b``, both versions of a third, are versions of one another."""
    if a.words == b.words:
        alike = _same_words(a, b, titles(a, b, pile))
        return alike is not None and alike.kind is not None
    common = aligned(a.words, b.words)
    dice = 2 * common / (len(a.words) + len(b.words))
    series = titles(a, b, pile) is Titles.SERIES
    if series or is_template(a, b, pile, dice):
        return False
    least = min(len(a.words), len(b.words))
    return common >= 0.6 * least or sum(placed(a.words, b.words)) >= 0.6 * least


def _same_words(a: Text, b: Text, relation: Titles) -> Likeness | None:
    if not a.words or (len(a.words) < 8 and a.pictures and b.pictures):
        # Little but pictures: they are what is published.
        same = relation is Titles.SAME and a.pictures == b.pictures
        return Likeness(DuplicateKind.EXACT, 1.0) if same else None
    days = {a.article.date, b.article.date} - {None}
    short = len(a.words) < NOTICE
    if relation is Titles.SERIES or (short and (relation is Titles.ALIKE or len(days) > 1)):
        return Likeness(None, 1.0)
    if relation is Titles.OTHER and len(a.words) < 8:
        return None
    return Likeness(DuplicateKind.EXACT, 1.0)


def _inside(short: Text, long: Text, same: bool, share: float, common: int) -> float:
    """Return how much of ``short`` stands in ``long``, 0 if it is no excerpt of it.

    What leads on from an excerpt (“Read more”) is not counted.
    """
    size = len(short.words) - short.tail
    if size < (5 if same else 12):
        return 0.0
    inside = min(1.0, common / size)
    if share >= (0.6 if same else 0.8):
        return inside if inside >= (0.8 if same else 0.9) else 0.0
    # An excerpt may leave out programs and tables between its paragraphs.
    skips = same and short.is_cut and not long.is_cut and share >= 0.25
    return inside if skips and inside >= 0.95 else 0.0


def _edited(short: Text, long: Text, same: bool) -> float:
    """Return how alike two texts are of which one was edited throughout, else 0.

    In a repost whose words were changed and whose paragraphs were moved, the order of the
    words is lost but each part still stands somewhere in the original; of two articles
    with some paragraphs in common, some parts do not.
    """
    if len(long.words) > 2 * len(short.words) or len(short.words) < 2 * PART:
        return 0.0
    size = 2 * PART if short.dense else PART
    parts = locally(short.words, long.words, size) + locally(long.words, short.words, size)
    found = sum(part >= PART_HELD for part in parts) / len(parts)
    alike = sum(parts) / len(parts)
    if same:
        enough = found >= 0.65
    elif len(parts) < FEW:  # some are met by chance
        enough = found >= 0.8 and alike >= 0.65
    else:
        enough = found >= 0.68
    return alike if enough else 0.0
