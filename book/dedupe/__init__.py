"""Which articles stay, and what the others are duplicates of.

Exact copies, reposts that were edited, and excerpts of full articles are found by
different tests, since none sees what the others see: equality of words, alignment of
what shares rare phrases, and containment. Nothing is thrown away here: an article that
is left out says so in ``duplicate``, and what it has of its own is counted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from book.diagnostics import Code, Report, Severity
from book.model import Article, Duplicate, DuplicateKind, Location

if TYPE_CHECKING:
    from book.dedupe.pairs import Pair
    from book.dedupe.words import Pile, Text

__all__ = ["Options", "chosen", "dedupe"]

LEFT_OUT = Code(
    "D101",
    Severity.NOTE,
    "left out: {how} “{kept}” ({where}), {similarity:.0%} alike",
    hint='to keep both, put into book.toml under [dedupe]: distinct = [["{slug}", "{of}"]]',
    explanation="Two articles are the same or nearly the same, or one is an excerpt of the "
    "other, so that one of them is enough. Which one stays is the choice of `keep` under "
    "[dedupe] in book.toml: the longest, the newest, the first, or all. An excerpt is never "
    "kept in the place of the full article. What differs between the two is shown by: "
    "florilege explain --duplicate, followed by the short name of the one that is left out.",
)

OWN_WORDS = Code(
    "D102",
    Severity.WARNING,
    "{count} words of this duplicate do not stand in “{kept}”, which is kept",
    hint="see them with: florilege explain --duplicate {slug}; to keep both, put into "
    'book.toml under [dedupe]: distinct = [["{slug}", "{of}"]]',
    explanation="An article is left out because it is a version of another, but it has words "
    "of its own: a paragraph that was added or cut between the two versions. Paragraphs that "
    "were only moved are not counted. Look whether the version that is kept is the better "
    "one: florilege explain --duplicate shows both, sentence by sentence.",
)

TEMPLATED = Code(
    "D103",
    Severity.NOTE,
    "{count} articles differ in little but a date, a number or a name: this one, {others}; "
    "all are kept",
    hint="if two of them are the same, delete one from the source",
    explanation="Notices of meetings, releases or prices repeat the same words with another "
    "date, month, number or name. They look like copies but are not, so they are never left "
    "out. All notices of one template are said together.",
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

OWN_PICTURES = Code(
    "D105",
    Severity.WARNING,
    "pictures of this duplicate do not stand in “{kept}”, which is kept: {names}",
    hint="see them with: florilege explain --duplicate {slug}; to keep both, put into "
    'book.toml under [dedupe]: distinct = [["{slug}", "{of}"]]',
    explanation="An article is left out because it is a version of another, but it shows "
    "pictures that the other does not show. The same picture in another size counts as the "
    "same. Keep both versions, or put the picture into the one that stays.",
)

# A dropped version with more words of its own than this deserves a look.
OWN = 30
# So many articles, and pictures, are named before the rest is counted.
NAMED = 3

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

    ``duplicate.of`` is always an article that stays. Neither the groups nor the text
    that stays depend on the order or on the names of ``articles``, but where ``keep`` is
    ``first``; of two that are equal in every word the earlier stays.
    """
    # numpy and rensa cost a tenth of a second, which a look at Options must not pay.
    from book.dedupe.pairs import pairs_of  # noqa: PLC0415
    from book.dedupe.words import pile_of  # noqa: PLC0415

    slugs = {article.slug for article in articles}
    named = dict.fromkeys(slug for group in options.distinct for slug in group)
    say_unknown([slug for slug in named if slug not in slugs], report)
    pile = pile_of([replace(a, duplicate=None) if a.duplicate else a for a in articles])
    found = list(articles)
    for text, article in decided(pile, pairs_of(pile), options, report):
        found[text.place] = article
    return tuple(found)


def decided(
    pile: "Pile", pairs: Sequence["Pair"], options: Options, report: Report
) -> Iterator[tuple["Text", Article]]:
    """Yield each text of ``pile``, by place, with its article: kept, or left out."""
    from book.dedupe.groups import families, kept_of  # noqa: PLC0415  see dedupe

    if options.keep == "all":
        kept = {place: place for place in range(len(pile.texts))}
    else:
        merits = [_merit(text, n, options) for n, text in enumerate(pile.texts)]
        kept = kept_of(pile, pairs, _distinct(options), merits.__getitem__)
    for family in families(pile, pairs, kept):
        _say_family([pile.texts[place] for place in family], report)
    known = {(pair.a, pair.b): pair for pair in pairs}
    for n in sorted(kept, key=lambda n: pile.texts[n].place):
        text, of = pile.texts[n], kept[n]
        pair = known.get((min(n, of), max(n, of)))
        left = None if of == n else _left_out(text, pile.texts[of], pair, report)
        yield text, left or text.article


def say_unknown(slugs: Sequence[str], report: Report) -> None:
    """Say of each of ``slugs``, which ``distinct`` names, that no article has it."""
    for slug in slugs:
        report(UNKNOWN.at(Location("book.toml"), slug=slug))


def chosen(versions: Sequence[Article], options: Options) -> Article:
    """Return which of ``versions``, in the order of the material, stays by ``keep``."""
    from book.dedupe.words import pile_of  # noqa: PLC0415  see dedupe

    texts = enumerate(pile_of(versions).texts)
    return max(texts, key=lambda ranked: _merit(ranked[1], ranked[0], options))[1].article


def _merit(text: "Text", rank: int, options: Options) -> tuple[object, ...]:
    """Return what is compared to choose the version that stays; the highest does.

    Of equals the one with more pictures, then that of the earlier date, then the one
    that comes first in the pile, whose order comes from the words.
    """
    day = text.article.date
    shows = len(text.pictures)
    original = -(day or date.max).toordinal()
    if options.keep == "first":
        return (-text.place,)
    if options.keep == "newest":
        return (day or date.min, text.letters, shows, -rank)
    return (text.letters, shows, original, -rank)


def _left_out(text: "Text", kept: "Text", pair: "Pair | None", report: Report) -> Article:
    from book.dedupe.own import own_of  # noqa: PLC0415  see dedupe

    article, of = text.article, kept.article
    own = own_of(text, kept)
    kind, similarity = _kind(text, kept, pair)
    facts = {"kept": of.title, "slug": article.slug, "of": of.slug}
    here = article.origin.location
    report(
        LEFT_OUT.at(
            here, how=_HOW[kind], where=of.origin.location, similarity=similarity, **facts
        )
    )
    if own.words > OWN:
        report(OWN_WORDS.at(here, count=own.words, **facts))
    if own.pictures:
        report(OWN_PICTURES.at(here, names=_listed(own.pictures), **facts))
    found = Duplicate(of.id, kind, round(similarity, 4), own.count)
    return replace(article, duplicate=found)


def _kind(text: "Text", kept: "Text", pair: "Pair | None") -> tuple[DuplicateKind, float]:
    """Return in what way ``text`` repeats ``kept``, and how much of it, from 0 to 1."""
    from book.dedupe.align import placed  # noqa: PLC0415  see dedupe

    if text.words == kept.words:
        return DuplicateKind.EXACT, 1.0
    if pair is not None and pair.likeness.kind is not None:
        return pair.likeness.kind, pair.likeness.similarity
    here, there = placed(text.words, kept.words), placed(kept.words, text.words)
    inside = sum(here) / (len(here) or 1)
    dice = (sum(here) + sum(there)) / (len(here) + len(there) or 1)
    if inside - dice > 0.2:
        return DuplicateKind.CONTAINED, inside
    return DuplicateKind.NEAR, dice


def _say_family(texts: Sequence["Text"], report: Report) -> None:
    """Say once of all notices of one template that they stay, at the first."""
    first, *others = sorted(texts, key=lambda text: text.place)
    names = [str(text.article.origin.location) for text in others]
    where = first.article.origin.location
    report(TEMPLATED.at(where, count=f"{len(texts):,}", others=_listed(names)))


def _listed(names: Sequence[str]) -> str:
    """Return ``a, b, c and 7 more``."""
    more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _distinct(options: Options) -> frozenset[frozenset[str]]:
    return frozenset(
        frozenset(pair) for group in options.distinct for pair in combinations(group, 2)
    )
