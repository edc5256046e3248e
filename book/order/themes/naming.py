"""A title for each group, made of words that a reader would choose."""

from collections.abc import Sequence
from dataclasses import dataclass

from book.order.themes.phrases import Phrase, phrases
from book.order.themes.reading import Reading, unparted
from book.order.themes.tongues import SMALL, joined

TERMS = 6
BETTER = 0.6  # of the score of its head word, at which the longer phrase is taken
SECOND = 0.5  # of the score of the first term, at which the second stands in the title
LONGEST_TITLE = 44
STEM = 5


@dataclass(frozen=True, slots=True)
class Name:
    """What a group is called, and the terms that its title was made from."""

    title: str
    terms: tuple[str, ...]


def named(groups: Sequence[Sequence[Reading]], tongues: Sequence[str]) -> tuple[Name, ...]:
    """Return a name for each group, no two the same."""
    taken: set[str] = set()
    found: list[Name] = []
    every = phrases(groups, tongues)
    for number, (own, tongue) in enumerate(zip(every, tongues, strict=True), start=1):
        terms = _chosen(own, tongue)
        title = _title(terms, tongue, taken) or str(number)
        taken.add(title)
        found.append(Name(title, tuple(phrase.form for phrase in terms)))
    return tuple(found)


def _chosen(own: Sequence[Phrase], tongue: str) -> list[Phrase]:
    """Return the best phrases of which no two share a word; longer ones before their parts."""
    chosen: list[Phrase] = []
    for phrase in own[:200]:
        stems = _stems(phrase, tongue)
        rivals = [one for one in chosen if _meet(stems, _stems(one, tongue))]
        if not rivals:
            if len(chosen) < TERMS:
                chosen.append(phrase)
        elif (
            len(rivals) == 1
            and _stems(rivals[0], tongue) < stems
            and phrase.score >= BETTER * rivals[0].score
        ):
            chosen[chosen.index(rivals[0])] = phrase
    return chosen


def _meet(one: frozenset[str], two: frozenset[str]) -> bool:
    """Say whether two phrases share a word, or, without spaces, a pair of characters."""
    return bool(one & two)


def _stems(phrase: Phrase, tongue: str) -> frozenset[str]:
    small = SMALL.get(tongue, frozenset())
    first = phrase.words[0]
    if unparted(first):
        return frozenset(first[at : at + 2] for at in range(len(first) - 1))
    return frozenset(word[:STEM] for word in phrase.words if word not in small)


def _title(terms: Sequence[Phrase], tongue: str, taken: set[str]) -> str:
    """Return one or two of ``terms`` as a title that is not taken yet."""
    if not terms:
        return ""
    first = terms[0]
    for second in terms[1:]:
        both = joined(first.form, second.form, tongue)
        strong = second.score >= SECOND * first.score
        if (strong and len(both) <= LONGEST_TITLE) or _capital(first.form) in taken:
            return _capital(both)
    return _capital(first.form)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
