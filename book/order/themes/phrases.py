"""The phrases of a group that no other group has: what its title is made of."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from math import log

from book.order.themes.reading import Reading, Run, unparted
from book.order.themes.tongues import BEFORE_NOUNS, CAPITAL_NOUNS, LINKS, SMALL

LONGEST = 4  # words of a phrase
HEAD = 400  # words of an article that are looked at for phrases
ENOUGH = 400_000  # words of a pile: of a larger one less of each article is looked at
COMMON = 0.4  # of all articles: a word in more of them begins and ends no phrase
SHORTEST = 3  # letters of a word that a phrase may begin or end with
NOUNS = 0.25  # of the places of a phrase that must look like those of a noun
ENDS = 0.4  # of its places that must be followed by a small word or a mark
LONE_NOUNS = 0.4  # of those of a single word, which is often a verb
LENGTHS = {1: 1.0, 2: 1.5, 3: 1.6, 4: 1.6}  # longer phrases say more
IN_TITLES = 2.0  # what it adds that a phrase stands in titles
KEPT = 400  # phrases of a group that are compared with the other groups

VARIETY = 3  # neighbours that a word in unparted writing has on each side at least

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as it is written most often, and how much it says of its group."""

    words: Key
    form: str
    score: float


@dataclass(slots=True)
class _Found:
    """A phrase where it stands; ``before`` and ``after`` are known in unparted writing."""

    key: Key
    run: Run
    start: int
    end: int
    before: str = ""
    after: str = ""


@dataclass(slots=True)
class _Uses:
    """Where a phrase stands: its articles, those with it in the title, its written forms."""

    articles: int = 0
    titles: int = 0
    places: int = 0
    nouns: int = 0
    ends: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    opening: Counter[str] = field(default_factory=Counter)
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)

    @property
    def free(self) -> bool:
        """Whether it stands between various neighbours, as a word does and a piece does not.

        Accessor variety (Feng et al. 2004), asked of what is written without spaces.
        """
        return min(len(self.before), len(self.after)) >= VARIETY


def phrases(
    groups: Sequence[Sequence[Reading]], tongues: Sequence[str]
) -> tuple[tuple[Phrase, ...], ...]:
    """Return the phrases of each group, best first; ``tongues`` are the groups' languages."""
    common = _common(groups)
    head = min(HEAD, max(100, ENOUGH // max(1, sum(map(len, groups)))))
    kept = [
        _uses(group, tongue, common, head)
        for group, tongue in zip(groups, tongues, strict=True)
    ]
    wanted = {key for uses in kept for key in uses}
    everywhere = _holders(groups, tongues, common, wanted, head)
    total = sum(map(len, groups))
    found = []
    for group, uses in zip(groups, kept, strict=True):
        scored = [
            Phrase(key, _form(use), _score(key, use, everywhere[key], len(group), total))
            for key, use in uses.items()
        ]
        scored.sort(key=lambda phrase: (-phrase.score, phrase.words))
        found.append(tuple(phrase for phrase in scored if phrase.score > 0))
    return tuple(found)


def _score(key: Key, use: _Uses, everywhere: int, size: int, total: int) -> float:
    """How much it says: held by many here, by few elsewhere, repeated, long, and in titles."""
    inside = use.articles / size
    outside = (everywhere - use.articles + 0.5) / (total - size + 1)
    weight = LENGTHS[len(key)] if not unparted(key[0]) else min(2.0, len(key[0]) / 2)
    often = 1 + log(use.places / use.articles)  # what a text is about, it repeats
    return inside * log(inside / outside) * weight * often * (1 + IN_TITLES * use.titles / size)


def _common(groups: Sequence[Sequence[Reading]]) -> frozenset[str]:
    """Return the words that very many articles hold."""
    total = sum(map(len, groups))
    holders = Counter(
        word
        for group in groups
        for reading in group
        for word in {word.casefold() for run in reading.runs for word in run}
    )
    return frozenset(word for word, held in holders.items() if held > max(4, COMMON * total))


def _uses(
    group: Sequence[Reading], tongue: str, common: Collection[str], head: int
) -> dict[Key, _Uses]:
    """Return the phrases that two articles of ``group`` hold at least, the most held first."""
    holders = Counter(key for reading in group for key in _held(reading, tongue, common, head))
    least = 2 if len(group) > 1 else 1
    often = {key for key, held in holders.items() if held >= least}
    uses: dict[Key, _Uses] = defaultdict(_Uses)
    for reading in group:
        titled = {f.key for run in reading.title for f in _found(run, tongue, common)}
        for key in titled & often:
            uses[key].titles += 1
        for run in _head(reading, head):
            for found in _found(run, tongue, common):
                if found.key in often:
                    _note(found, uses[found.key], tongue)
    for key, use in uses.items():
        use.articles = holders[key]
    kept = [key for key, use in uses.items() if _is_name(key, use)]
    kept.sort(key=lambda key: (-uses[key].articles, -uses[key].places, key))
    return {key: uses[key] for key in kept[:KEPT]}


def _held(reading: Reading, tongue: str, common: Collection[str], head: int) -> set[Key]:
    """Return the phrases of one article."""
    return {f.key for run in _head(reading, head) for f in _found(run, tongue, common)}


def _is_name(key: Key, use: _Uses) -> bool:
    """Say whether a phrase stands where names of things do, in most of its places."""
    if unparted(key[0]) and not use.free:
        return False
    nouns = LONE_NOUNS if len(key) == 1 else NOUNS
    return use.nouns >= nouns * use.places and use.ends >= ENDS * use.places


def _note(found: _Found, use: _Uses, tongue: str) -> None:
    use.places += 1
    use.nouns += _like_noun(found, tongue)
    use.ends += _ends(found, tongue)
    forms = use.forms if found.start else use.opening
    forms[_written(found)] += 1
    use.before.add(found.before or f"^{use.places}")
    use.after.add(found.after or f"${use.places}")


def _holders(
    groups: Sequence[Sequence[Reading]],
    tongues: Sequence[str],
    common: Collection[str],
    wanted: Collection[Key],
    head: int,
) -> Counter[Key]:
    """Count the articles that hold each wanted phrase."""
    holders: Counter[Key] = Counter()
    for group, tongue in zip(groups, tongues, strict=True):
        for reading in group:
            held = _held(reading, tongue, common, head)
            holders.update(held.intersection(wanted))
    return holders


def _head(reading: Reading, left: int) -> Iterator[Run]:
    """Yield the runs that hold the first ``left`` words of an article."""
    for run in reading.runs:
        if left <= 0:
            return
        left -= sum(len(word) // 2 if unparted(word) else 1 for word in run)
        yield run


def _found(run: Run, tongue: str, common: Collection[str]) -> Iterator[_Found]:
    """Yield each phrase of ``run`` that begins, goes on and ends as one may."""
    small, links = SMALL.get(tongue, frozenset()), LINKS.get(tongue, frozenset())
    folded = [word.casefold().replace("’", "'") for word in run]
    firm = [_is_firm(word, small, common) for word in folded]
    for start in range(len(run)):
        if unparted(run[start]):
            yield from _pieces(run, start, small)
        elif firm[start]:
            for end in range(start + 1, min(start + LONGEST, len(run)) + 1):
                last = folded[end - 1]
                if unparted(last):
                    break
                if firm[end - 1]:
                    yield _Found(tuple(folded[start:end]), run, start, end)
                elif last in small and last not in links:
                    break


def _is_firm(word: str, small: Collection[str], common: Collection[str]) -> bool:
    """Say whether a phrase may begin and end with ``word``."""
    return (
        len(word) >= SHORTEST
        and word not in small
        and word not in common
        and not word.endswith("'")
    )


def _pieces(run: Run, start: int, small: Collection[str]) -> Iterator[_Found]:
    """Yield what may be a word in a run without spaces: its pieces of two to six characters.

    Katakana stand whole; Hiragana are mostly endings and small words.
    """
    word = run[start]
    if "\u3041" <= word[0] <= "\u309f":
        return
    if "\u30a1" <= word[0] <= "\u30ff":
        yield _Found((word,), run, start, start + 1)
        return
    for size in range(2, min(6, len(word)) + 1):
        for at in range(len(word) - size + 1):
            end = at + size
            if word[at] in small or word[end - 1] in small:
                continue
            before, after = word[at - 1 : at] if at else "", word[end : end + 1]
            yield _Found((word[at:end],), run, start, start + 1, before, after)


def _like_noun(found: _Found, tongue: str) -> bool:
    """Say whether a phrase stands here as nouns do; yes where we cannot tell."""
    run, start = found.run, found.start
    last = run[found.end - 1]
    if tongue in CAPITAL_NOUNS:
        return last[:1].isupper()
    before = BEFORE_NOUNS.get(tongue)
    if before is None or unparted(last):
        return True
    named = start > 0 and run[start][:1].isupper()
    return named or (start > 0 and run[start - 1].casefold().replace("’", "'") in before)


def _ends(found: _Found, tongue: str) -> bool:
    """Say whether a phrase ends where it stands: an adjective before its noun does not."""
    if found.end == len(found.run) or tongue in CAPITAL_NOUNS or unparted(found.key[0]):
        return True
    follows = found.run[found.end].casefold().replace("’", "'")
    return tongue not in SMALL or follows in SMALL[tongue]


def _written(found: _Found) -> str:
    if unparted(found.key[0]):
        return found.key[0]
    text = ""
    for word in found.run[found.start : found.end]:
        text += word if not text or text.endswith(("'", "’")) else f" {word}"
    return text.replace("'", "’")


def _form(use: _Uses) -> str:
    """Return the form written most often; at the head of a sentence a capital says nothing."""
    forms = use.forms or use.opening
    return min(forms, key=lambda form: (-forms[form], form))
