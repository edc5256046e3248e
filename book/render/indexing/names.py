"""Names of people, places and things in a text, known by their capitals.

Every sentence begins with a capital, so a word counts only where it has one in the middle
of a sentence; and a word that the book also writes small is no name. In German, where every
noun has a capital, and in scripts without any, only what has several words is told so.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from book.render.indexing.marks import Term
from book.render.titles import LEADING

MENTIONS = 3  # of a name of one word, from which on it deserves a line
MANY = 80  # mentions of what everything is about: a line of so many pages helps nobody
INSIDE = frozenset(
    "de du des da do dos das di del della van von der den la le of the y".split()
)
TITLES = frozenset(
    "m mm mr mrs ms dr st ste pr me mme mlle monsieur madame mademoiselle docteur maître "
    "professeur professor sir lady lord doctor herr frau fräulein señor señora don doña dom "
    "senhor senhora signor signora dottor saint sainte ceo pdg cdo cto vp président présidente "
    "député députée ministre directeur directrice maire president minister mayor".split()
)
NOT_NAMES = frozenset(
    "i il elle je tu nous vous on le la les un une des ce cet cette ces et ou mais donc or ni "
    "car chez si en de du the a an and but he she it we you they this that these those".split()
)

_TOKEN = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d+|[.!?…:;«“\"(,)»”—–\n]|\S")
_ENDS = frozenset('.!?…:«“"(—–\n')
_ELIDED = re.compile(r"^(?:[dlnsjmtc]|qu|dell|all|nell|sull)[’'](?=\w)")
_OPENING = re.compile(r"^(?:[DLNSJMTC]|Qu|Dell|All|Nell|Sull)[’'](?=\w)")


@dataclass(frozen=True, slots=True)
class _Run:
    """Words with capitals side by side; ``opens`` says that they begin a sentence."""

    words: tuple[str, ...]
    article: int
    opens: bool


@dataclass(slots=True)
class _Tally:
    """What was seen: words written small, names in the middle of sentences, all names."""

    small: set[str] = field(default_factory=set)
    runs: list[_Run] = field(default_factory=list)
    sure: Counter[str] = field(default_factory=Counter)
    every: Counter[str] = field(default_factory=Counter)
    places: dict[str, set[int]] = field(default_factory=dict)


def names(
    texts: Sequence[Sequence[str]], language: str, people: Iterable[str] = ()
) -> tuple[Term, ...]:
    """Return the names in ``texts``, the blocks of each article; ``people`` are known ones.

    A name of two words whose last stands alone elsewhere is that of a person, and filed
    under it.
    """
    tally = _Tally()
    for number, blocks in enumerate(texts):
        for block in blocks:
            _read(block, number, tally)
    for run in tally.runs:
        _take(run, tally)
    nouns = language.partition("-")[0].lower() in {"de", "lb"}
    found = {
        name
        for name in tally.sure
        if tally.sure[name]
        and tally.every[name] <= MANY
        and (" " in name or not nouns)
        and _is_name(name, tally)
    }
    return tuple(_filed(found, tally, frozenset(people)))


def _read(block: str, article: int, tally: _Tally) -> None:
    """Take the words of one block into ``tally``."""
    start, opens, run = True, True, list[str]()
    for found in [*_TOKEN.findall(block), "\n"]:
        token = (_OPENING if start else _ELIDED).sub("", found)
        capital = token[:1].isupper() and len(token) > 1
        if token in INSIDE and run:
            run.append(token)
            continue
        if run and not (capital and token == found):
            tally.runs.append(_Run(tuple(run), article, opens))
            run = []
        if capital:
            opens = opens if run else start and token == found
            run.append(token)
        elif token.isalpha():
            tally.small.add(token)
        start = found in _ENDS


def _take(run: _Run, tally: _Tally) -> None:
    """Count the name in ``run``, less what only stands beside it."""
    words, opens = list(run.words), run.opens
    plain = tally.small | NOT_NAMES | INSIDE | LEADING
    while words and words[-1] in INSIDE:
        words.pop()
    while words and (
        words[0].lower() in TITLES
        or words[0] in INSIDE
        or (opens and words[0].lower() in plain)
    ):
        words, opens = words[1:], False
    if not words:
        return
    name = " ".join(words)
    tally.every[name] += 1
    tally.places.setdefault(name, set()).add(run.article)
    tally.sure[name] += not opens


def _is_name(name: str, tally: _Tally) -> bool:
    words = name.split(" ")
    if any(word.lower() in NOT_NAMES for word in (words[0], words[-1])):
        return False
    if len(words) > 1:
        return words[0].lower() not in tally.small or tally.sure[name] > 1
    whole = name.lower() not in tally.small and len(name) > 2
    return whole and (tally.every[name] >= MENTIONS or len(tally.places[name]) > 1)


def _filed(found: set[str], tally: _Tally, people: frozenset[str]) -> Iterator[Term]:
    """Yield the terms; the family name that stands alone is another form of the whole."""
    several = sorted(name for name in found if " " in name)
    families: dict[str, list[str]] = {}
    for name in several:
        families.setdefault(name.rpartition(" ")[2], []).append(name)
    short = {
        family
        for family, whole in families.items()
        if len(whole) == 1
        and tally.sure[family]
        and family.lower() not in tally.small
        and not any(word in INSIDE or tally.sure[word] for word in whole[0].split(" ")[:-1])
    }
    for name in several:
        first, _, family = name.rpartition(" ")
        if family in short or name in people:
            yield Term(f"{family}, {first}", (name, *([family] if family in short else ())))
        else:
            yield Term(name, (name,))
    single = found - set(several) - short
    for name in sorted(single):
        article, _, bare = name.rpartition("’")
        if f"L’{name}" not in single:  # “l’Oréal” is L’Oréal
            yield Term(name, (name, bare) if article == "L" and bare in single else (name,))
