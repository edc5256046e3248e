"""What the texts of undated articles tell: an article is seldom older than what it names."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from statistics import median_low

from book import dates
from book.model import Article
from book.order.agreement import Claim, heaviest
from book.order.timeline import Placed

# How sure it is that an article is not older than a month that it names.
NAMED = 0.6
# Fewer articles than that tell nothing of their page.
FEWEST_NAMED = 2

_LINK = re.compile(r"(?:https?://|(?<=[\"'(])/)[^\s\"'<>]+")
_TAG = re.compile(r"<[^<>]*>")
_IN_LINK = re.compile(r"(?:19|20)\d\d")


def bounded(placed: Sequence[Placed], stay: Mapping[str, Article]) -> list[Placed]:
    """Return the works of a line, oldest first, with what the undated ones name.

    Only months are believed that agree with the days of the neighbours and, as many as
    can, with each other: none that follows names an earlier one.
    """
    claims: list[Claim] = []
    for place, one in enumerate(placed):
        if one.believed is None and one.refused is None and one.work in stay:
            named = {span.first for span in _named(stay[one.work]) if _fits(span.first, one)}
            claims += [Claim(place, day.toordinal()) for day in named]
    kept = {claim.place: date.fromordinal(claim.value) for claim in heaviest(claims)}
    return [
        replace(one, named=kept[place]) if place in kept else one
        for place, one in enumerate(placed)
    ]


def era(placed: Sequence[Placed]) -> int | None:
    """Return the ordinal of a day about which the works of a line name most."""
    named = [one.named.toordinal() for one in placed if one.named is not None]
    return median_low(named) if len(named) >= FEWEST_NAMED else None


def _fits(day: date, one: Placed) -> bool:
    return not ((one.after and day <= one.after) or (one.before and day > one.before))


def _named(article: Article) -> Iterator[dates.Span]:
    """Yield the months that an article names in words or links to."""
    if not _IN_LINK.search(article.body):
        return
    for match in _LINK.finditer(article.body):
        yield from dates.in_address(match[0])
    yield from dates.months(_TAG.sub(" ", _LINK.sub(" ", article.body)), article.language)
