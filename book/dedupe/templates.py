"""Whether two texts are two of a series: one template, filled in with other facts.

Notices of meetings, releases and prices repeat the same words with another date, number
or name. What was filled in is a *slot*: a place where both have a figure, a month, or
a name, and not the same.
"""

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from rapidfuzz import fuzz

from book.dates import letters, names
from book.dedupe.align import Stretch, changes, joined
from book.dedupe.words import Pile, Text, named
from book.model import Article

# A notice of so many words may well be published again, word for word, another day.
NOTICE = 150
# In a longer text a number that differs is a mistake that was mended.
LONGEST = 400
# More words than this are not filled into a slot.
WIDEST = 12

_NUMBER = re.compile(r"\S\s*\(\d+\)\s*$")


class Titles(Enum):
    """How two titles stand to one another."""

    SAME = "same"
    SERIES = "series"  # “Release 1.45.1”, “Release 1.45.2”
    ALIKE = "alike"  # “Tides of March”, “Tides of April”; or a title that was edited
    OTHER = "other"


def titles(a: Text, b: Text, pile: Pile) -> Titles:
    """Tell how the titles of ``a`` and ``b`` stand to one another."""
    one, two = sorted((a.title, b.title), key=len)
    if one == two:
        return Titles.SAME if one else Titles.OTHER
    if _numbered(a) == b.title or _numbered(b) == a.title:
        return Titles.SAME
    more = two[len(one) :]
    if one and two[: len(one)] == one and len(more) <= 4:
        # “Release 1.45”, “Release 1.45.1”.
        return Titles.ALIKE if more[0] in pile.figures else Titles.SAME
    if _cut(a, b) or _cut(b, a):
        return Titles.SAME
    if len(one) != len(two):
        return Titles.OTHER
    changed = [(x, y) for x, y in zip(one, two, strict=True) if x != y]
    if all(_both_say(a, b, pile, (x,), (y,)) for x, y in changed):
        return Titles.SERIES
    few = len(changed) <= max(1, len(one) // 3)
    return Titles.ALIKE if few and len(one) > 1 else Titles.OTHER


def is_template(a: Text, b: Text, pile: Pile, dice: float) -> bool:
    """Tell whether ``a`` and ``b`` differ in what is filled in, and in nothing else.

    ``dice`` is how alike their words are, from 0 to 1. In a short notice other words
    may be filled in where the date differs; a longer text must differ in little else.
    """
    short = max(len(a.words), len(b.words)) < NOTICE
    if dice < (0.6 if short else 0.8) or max(len(a.words), len(b.words)) > LONGEST:
        return False
    days = {a.article.date, b.article.date}
    if a.title == b.title and len(days) == 1 and None not in days:
        return False
    changed = changes(a.words, b.words)
    if sum(j - i for i, j, _, _ in changed) > max(12, len(a.words) // 4) and not short:
        return False
    # What changed is read word by word first, then by whole phrases (“3 March” for “8 April”).
    return (
        _is_filled_in(changed, a, b, pile, short)
        or _is_filled_in(joined(changed), a, b, pile, short)
        or (short and len(changed) <= 4 and _are_names(changed, a.article, b.article))
    )


def _is_filled_in(
    changed: Sequence[Stretch], a: Text, b: Text, pile: Pile, short: bool
) -> bool:
    filled = [stretch for stretch in changed if _is_slot(stretch, a, b, pile)]
    return bool(filled) and all(
        stretch in filled or (short and _is_filled(stretch)) or _beside(stretch, filled)
        for stretch in changed
    )


def _numbered(text: Text) -> tuple[int, ...]:
    """Return the title of “Bees (2)”, as a site calls a copy of “Bees”, without the number."""
    return text.title[:-1] if _NUMBER.search(text.article.title) else ()


def _cut(a: Text, b: Text) -> bool:
    """Tell whether the title of ``a`` is the head of that of ``b``, cut within a word."""
    if not a.article.title.rstrip().endswith(("…", "...")) or len(a.title) < 2:
        return False
    return a.title[:-1] == b.title[: len(a.title) - 1]


def _is_filled(stretch: Stretch) -> bool:
    i, j, k, l = stretch  # noqa: E741
    return 0 < j - i <= WIDEST and 0 < l - k <= WIDEST


def _is_slot(stretch: Stretch, a: Text, b: Text, pile: Pile) -> bool:
    i, j, k, l = stretch  # noqa: E741
    one, two = a.words[i:j], b.words[k:l]
    if one and two:
        return _is_filled(stretch) and _both_say(a, b, pile, one, two)
    # “Release 1.45”, “Release 1.45.1”: a figure more after a figure.
    return i > 0 and a.words[i - 1] in pile.figures and pile.figures.issuperset(one + two)


def _both_say(a: Text, b: Text, pile: Pile, one: Sequence[int], two: Sequence[int]) -> bool:
    """Tell whether ``one`` and ``two`` hold different figures, or different months."""
    figures = [n for n in one if n in pile.figures], [n for n in two if n in pile.figures]
    if all(figures) and figures[0] != figures[1]:
        return True
    languages = {a.article.language or "en", b.article.language or "en"}
    named = [
        {m for n in words for said in languages if (m := _month(pile.vocabulary[n], said))}
        for words in (one, two)
    ]
    return all(named) and named[0] != named[1]


def _beside(stretch: Stretch, filled: Sequence[Stretch]) -> bool:
    return any(stretch[0] - end <= 3 and start - stretch[1] <= 3 for start, end, *_ in filled)


@lru_cache(maxsize=2**14)
def _month(word: str, language: str) -> int | None:
    return names.months(language).get(letters.folded(word))


def _are_names(changed: Sequence[Stretch], a: Article, b: Article) -> bool:
    """Tell whether each stretch is a name in both texts, and two names, not two spellings."""
    one, two = named(a), named(b)
    for i, j, k, l in changed:  # noqa: E741
        if not _is_filled((i, j, k, l)) or j > len(one) or l > len(two):
            return False
        if not all(is_name for _, is_name in one[i:j] + two[k:l]):
            return False
        spelt = [" ".join(word for word, _ in words) for words in (one[i:j], two[k:l])]
        if fuzz.ratio(*spelt) > 70:
            return False
    return True
