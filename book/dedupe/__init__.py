"""Which articles stay, and what the others are duplicates of.

Exact copies, reposts that were edited, and excerpts of full articles are found by
three tests, since none sees what the others see: equality of words, alignment of what
shares rare phrases, and containment. Nothing is thrown away here: an article that is
left out says so in ``duplicate``.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Literal

from book.dedupe.candidates import candidates, frequent, index_of
from book.dedupe.compare import aligned, likeness
from book.dedupe.groups import Pair, containers, grouped
from book.dedupe.words import Text, text_of
from book.diagnostics import Code, Report, Severity
from book.model import Article, Duplicate, DuplicateKind, Location

__all__ = ["Options", "dedupe"]

LEFT_OUT = Code(
    "D101",
    Severity.NOTE,
    "left out: {how} “{kept}” ({where}), {similarity:.0%} alike",
    hint='to keep both, put into book.toml under [dedupe]: distinct = [["{slug}", "{of}"]]',
    explanation="Two articles are the same or nearly the same, or one is an excerpt of the "
    "other, so that one of them is enough. Which one stays is the choice of `keep` under "
    "[dedupe] in book.toml: the longest, the newest, the first, or all. An excerpt is never "
    "kept in the place of the full article.",
)

OWN_WORDS = Code(
    "D102",
    Severity.WARNING,
    "{count} words of this duplicate do not stand in “{kept}”, which is kept",
    hint="compare the two; to keep both, put into book.toml under [dedupe]: "
    'distinct = [["{slug}", "{of}"]]',
    explanation="An article is left out because it is a version of another, but it has words "
    "of its own: a paragraph that was added or cut between the two versions. Look whether the "
    "version that is kept is the better one.",
)

TEMPLATED = Code(
    "D103",
    Severity.NOTE,
    "differs from “{other}” ({where}) in little but a date or a number; both are kept",
    hint="if they are the same, delete one from the source",
    explanation="Notices of meetings, releases or prices repeat the same words with another "
    "date, month or number. They look like copies but are not, so they are never left out.",
)

UNKNOWN = Code(
    "D104",
    Severity.WARNING,
    "`distinct` names “{slug}”, and no article has that short name",
    hint="see the short names with: florilege outline",
    explanation="The list `distinct` under [dedupe] in book.toml keeps pairs of articles apart "
    "by their short names (slugs). This one belongs to no article: it may be misspelt, or the "
    "article's title has changed.",
)

# A dropped version with more words of its own than this deserves a look.
OWN = 30

# Of many notices with the very same words, each is compared with so many others.
HEADS = 50

_HOW = {
    DuplicateKind.EXACT: "the same as",
    DuplicateKind.NEAR: "a version of",
    DuplicateKind.CONTAINED: "an excerpt of",
}


@dataclass(frozen=True, slots=True)
class Options:
    """``distinct`` holds groups of slugs whose articles are never one."""

    keep: Literal["longest", "newest", "first", "all"] = "longest"
    distinct: tuple[tuple[str, ...], ...] = ()


def dedupe(
    articles: Sequence[Article], options: Options, report: Report
) -> tuple[Article, ...]:
    """Return ``articles`` in their order; those to leave out carry ``duplicate``.

    ``duplicate.of`` is always an article that stays. Groups do not depend on the order of
    ``articles``; where ``keep`` finds two equally good, the earlier one stays.
    """
    texts = [text_of(replace(article, duplicate=None)) for article in articles]
    distinct = _distinct(articles, options, report)
    pairs = _pairs(texts)
    kept = _kept(texts, pairs, distinct, options)
    _say_templates(texts, pairs, kept, report)
    known = {(pair.a, pair.b): pair for pair in pairs}
    return tuple(
        text.article
        if kept[place] == place
        else _left_out(
            text, texts[kept[place]], known.get(_ordered(place, kept[place])), report
        )
        for place, text in enumerate(texts)
    )


def _pairs(texts: Sequence[Text]) -> list[Pair]:
    """Return the pairs that are alike. Copies are found first and compared only once."""
    pairs: list[Pair] = []
    heads: list[int] = []
    for members in _copies(texts):
        own: list[int] = []
        for place in members:
            met = [
                Pair(head, place, like)
                for head in own[-HEADS:]
                if (like := likeness(texts[head], texts[place], frozenset()))
            ]
            pairs += met
            if not any(pair.likeness.kind for pair in met):
                own.append(place)
        heads += own
    heads.sort()
    some = [texts[place] for place in heads]
    index = index_of(some)
    often = frequent(index)
    for i, j in candidates(index):
        like = likeness(some[i], some[j], often) if some[i].words != some[j].words else None
        if like is not None:
            pairs.append(Pair(heads[i], heads[j], like))
    return pairs


def _copies(texts: Sequence[Text]) -> Iterator[list[int]]:
    """Yield the places of texts with the very same words."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        places[text.words].append(place)
    yield from places.values()


def _kept(
    texts: Sequence[Text],
    pairs: Sequence[Pair],
    distinct: frozenset[frozenset[str]],
    options: Options,
) -> dict[int, int]:
    """Return for each place the place of the one that stays for it."""
    if options.keep == "all":
        return {place: place for place in range(len(texts))}
    groups = grouped(texts, pairs, distinct)
    outer = containers(texts, groups, pairs, distinct)
    kept: dict[int, int] = {}
    for number, group in enumerate(groups):
        home = number
        while home in outer:
            home = outer[home]
        best = max(groups[home], key=lambda place: (_merit(texts[place], options), -place))
        kept.update(dict.fromkeys(group, best))
    return kept


def _merit(text: Text, options: Options) -> tuple[date, int]:
    length = sum(map(len, text.words))
    day = text.article.date or date.min
    return {
        "longest": (date.min, length),
        "newest": (day, length),
        "first": (date.min, 0),
    }[options.keep]


def _left_out(text: Text, kept: Text, pair: Pair | None, report: Report) -> Article:
    article, of = text.article, kept.article
    kind, similarity = DuplicateKind.NEAR, 0.0
    own = len(text.words) - (common := aligned(text, kept))
    if pair is not None and pair.likeness.kind is not None:
        kind, similarity = pair.likeness.kind, pair.likeness.similarity
    elif text.words == kept.words:
        kind, similarity = DuplicateKind.EXACT, 1.0
    elif text.words:
        inside = common / len(text.words)
        dice = 2 * common / (len(text.words) + len(kept.words))
        kind = DuplicateKind.CONTAINED if inside - dice > 0.2 else DuplicateKind.NEAR
        similarity = inside if kind is DuplicateKind.CONTAINED else dice
    facts = {"kept": of.title, "slug": article.slug, "of": of.slug}
    here = article.origin.location
    report(
        LEFT_OUT.at(
            here, how=_HOW[kind], where=of.origin.location, similarity=similarity, **facts
        )
    )
    if own > OWN:
        report(OWN_WORDS.at(here, count=own, **facts))
    return replace(article, duplicate=Duplicate(of.id, kind, round(similarity, 4)))


def _say_templates(
    texts: Sequence[Text], pairs: Sequence[Pair], kept: Mapping[int, int], report: Report
) -> None:
    """Say of each notice that stays, once, that it resembles an earlier one."""
    said: set[int] = set()
    for pair in sorted(pairs, key=lambda pair: (pair.b, pair.a)):
        stay = kept[pair.a] == pair.a and kept[pair.b] == pair.b
        if pair.likeness.kind is None and stay and pair.b not in said:
            said.add(pair.b)
            other = texts[pair.a].article
            here = texts[pair.b].article.origin.location
            report(TEMPLATED.at(here, other=other.title, where=other.origin.location))


def _distinct(
    articles: Sequence[Article], options: Options, report: Report
) -> frozenset[frozenset[str]]:
    slugs = {article.slug for article in articles}
    for slug in dict.fromkeys(slug for group in options.distinct for slug in group):
        if slug not in slugs:
            report(UNKNOWN.at(Location("book.toml"), slug=slug))
    return frozenset(
        frozenset(pair) for group in options.distinct for pair in combinations(group, 2)
    )


def _ordered(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)
