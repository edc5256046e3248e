"""What each work’s instances, addresses and file names say of its day."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

from book import dates
from book.model import Article, DuplicateKind

# How sure a day is, by where it was found; a date that was read says so itself.
UNSAID = 0.9
ADDRESS = 0.9
FILE_NAME = 0.85
EXCERPT = 0.6
COPY = 0.95  # times its likeness
# So many lone articles whose files are named after one day were saved on that day.
SAVED_TOGETHER = 3


@dataclass(frozen=True, slots=True)
class Testimony:
    """A day that a work may be of, where this was found, and how sure it is.

    ``first`` and ``last`` are the same but where only the month is known.
    """

    first: date
    last: date
    source: str
    certainty: float

    @property
    def day(self) -> date | None:
        return self.first if self.first == self.last else None


def testimonies(articles: Sequence[Article]) -> dict[str, tuple[Testimony, ...]]:
    """Return by work what is said of its day: what the kept instance says comes first.

    The copies of an article are witnesses too: the first publication may be one of them.
    """
    named = _named(articles)
    found: dict[str, list[Testimony]] = defaultdict(list)
    later: dict[str, list[Testimony]] = defaultdict(list)
    for article in articles:
        said = list(_said(article, named))
        copy = article.duplicate
        if copy is None:
            found[article.id] = [*said, *found[article.id]]
        elif copy.kind is DuplicateKind.CONTAINED:
            later[copy.of] += [_as_copy(t, article, EXCERPT) for t in said]
        else:
            found[copy.of] += [_as_copy(t, article, COPY * copy.similarity) for t in said]
    for work, said in later.items():
        if not found.get(work):
            found[work] = said
    return {work: tuple(dict.fromkeys(said)) for work, said in found.items() if said}


def _named(articles: Iterable[Article]) -> dict[str, dates.Span]:
    """Return the day or month in the names of the sources that hold one article only.

    A day that several names share is that of the saving, not of the writing.
    """
    counts = Counter(article.origin.source for article in articles)
    found: dict[str, dates.Span] = {}
    for source in (source for source, count in counts.items() if count == 1):
        spans = set(dates.in_address(unquote(source)))
        if len(spans) == 1:
            found[source] = spans.pop()
    shared = Counter(found.values())
    return {
        source: span
        for source, span in found.items()
        if span.first != span.last or shared[span] < SAVED_TOGETHER
    }


def _said(article: Article, named: Mapping[str, dates.Span]) -> Iterator[Testimony]:
    if article.date is not None:
        sure = UNSAID if article.date_certainty is None else article.date_certainty
        source = article.date_source or "unsaid"
        yield Testimony(article.date, article.date, source, sure)
        return
    for address in article.addresses:
        spans = set(dates.in_address(unquote(address)))
        if len(spans) == 1:
            yield _testimony(spans.pop(), f"URL, {address}", ADDRESS)
    if (span := named.get(article.origin.source)) is not None:
        yield _testimony(span, f"file name, {article.origin.source}", FILE_NAME)


def _testimony(span: dates.Span, source: str, sure: float) -> Testimony:
    return Testimony(span.first, span.last, source, sure)


def _as_copy(said: Testimony, article: Article, worth: float) -> Testimony:
    source = said.source
    if article.origin.source not in source:
        source = f"{source}, {article.origin.location}"
    return Testimony(said.first, said.last, f"{source} (a copy)", said.certainty * worth)
