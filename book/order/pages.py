"""What the pages of a dump prove about time.

A blog shows its newest articles first, and the last articles of a page often stand
again at the head of the next page. So where the end of one page is the beginning of
another, the first page is newer, and both make one long page.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from book.model import Article, DuplicateKind
from book.order.overlaps import Page, follow

# More articles than that are not pinned above the others of a page.
MOST_PINNED = 3


@dataclass(frozen=True, slots=True)
class Chain:
    """Works in the order in which their pages show them; a work is the ``id`` that is kept.

    ``linked`` is how many overlaps hold the chain together; ``pages`` its sources. A
    ``listing`` is made of pages of excerpts: it repeats what stands in full elsewhere.
    """

    works: tuple[str, ...]
    pages: tuple[str, ...]
    linked: int
    listing: bool = False


def chains(articles: Iterable[Article]) -> tuple[Chain, ...]:
    """Return the chains of pages that overlap, in the order in which they were given.

    What is pinned to the head of several pages stands there for no reason of time: it
    is left out, unless it stands nowhere else.
    """
    given = _pages(articles)
    pages = unpinned(given)
    found: list[Chain] = []
    for listing in (False, True):
        kind = [page for page in pages if page.listing is listing]
        found += _chained(kind)
    place = {page.name: n for n, page in enumerate(given)}
    found.sort(key=lambda chain: min(place[name] for name in chain.pages))
    return _with_pinned(found, given)


def _pages(articles: Iterable[Article]) -> list[Page]:
    shown: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        shown[article.origin.source].append(article)
    return [_page(name, page) for name, page in shown.items()]


def _page(name: str, page: Sequence[Article]) -> Page:
    """Return the works of a page; an excerpt among full articles proves nothing of time."""
    shown = sorted(page, key=lambda article: article.origin.first_line)
    excerpts = [_is_excerpt(article) for article in shown]
    listing = sum(excerpts) * 2 > len(shown)
    works = [_work(a) for a, e in zip(shown, excerpts, strict=True) if listing or not e]
    everything = [_work(article) for article in shown]
    faith = {_work(a): a.duplicate.similarity for a in shown if a.duplicate is not None}
    return Page(name, _runs(works), _runs(everything), listing, faith)


def _is_excerpt(article: Article) -> bool:
    return article.duplicate is not None and article.duplicate.kind is DuplicateKind.CONTAINED


def _work(article: Article) -> str:
    return article.id if article.duplicate is None else article.duplicate.of


def _runs(works: Sequence[str]) -> tuple[str, ...]:
    """Return ``works``, each run of the same as one: an article cut in two is one still."""
    return tuple(w for n, w in enumerate(works) if not n or works[n - 1] != w)


def unpinned(pages: Sequence[Page]) -> list[Page]:
    """Return ``pages`` without the works that stand above the others on several pages.

    An article that pages share because they overlap is at the foot of one, too; pages
    that were saved twice share much more than their heads.
    """
    left = list(pages)
    for _ in range(MOST_PINNED):
        pinned = _pinned(left)
        if not pinned:
            break
        left = [page.below(pinned) for page in left]
    return left


def _pinned(pages: Sequence[Page]) -> set[str]:
    heads: dict[str, list[Page]] = defaultdict(list)
    tails: Counter[str] = Counter()
    for page in pages:
        if len(page.works) > 1:
            head = heads[page.works[0]]
            tails.update(page.works[-MOST_PINNED:])
            if not any(map(page.is_like, head[:MOST_PINNED])):
                head.append(page)
    return {work for work, found in heads.items() if len(found) - tails[work] > 1}


def _chained(pages: Sequence[Page]) -> list[Chain]:
    """Return the chains of ``pages``, and a chain of its own for each that nothing links."""
    after = follow(pages)
    by_name = {page.name: page for page in pages}
    second = {link.page for link in after.values()}
    found: list[Chain] = []
    for page in pages:
        if page.name in second:
            continue
        joined, names = list(page.works), [page.name]
        while names[-1] in after:
            link = after[names[-1]]
            tail = set(joined[-link.shown - 2 :])
            rest = by_name[link.page].works
            joined += [w for w in rest[: link.shown] if w not in tail]
            joined += rest[link.shown :]
            names.append(link.page)
        found.append(Chain(tuple(joined), tuple(names), len(names) - 1, page.listing))
    return found


def _with_pinned(found: Sequence[Chain], given: Sequence[Page]) -> tuple[Chain, ...]:
    """Give a work that is pinned and stands nowhere else its place at the head again."""
    placed = {work for chain in found for work in chain.works}
    kept: list[Chain] = []
    heads = {
        page.name: [w for w in page.works[:MOST_PINNED] if w not in placed] for page in given
    }
    for chain in found:
        lost = [work for name in chain.pages for work in heads[name] if work not in placed]
        placed.update(lost)
        kept.append(replace(chain, works=(*dict.fromkeys(lost), *chain.works)))
    return tuple(kept)
