"""Which article an address or a title leads to: the table, and how it is asked.

Every instance adds what it is known by; what a duplicate is known by leads to the
article that is kept. A name that leads to two articles leads to none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from book.model import Article
from book.render.references import addresses
from book.render.references.addresses import Address, letters
from book.render.references.sites import is_article, sites
from book.render.references.titles import is_telling

TRUNCATED = 20  # letters of a title that a site has cut short for its address
SHARE = 0.25  # of the links to a host that lead to articles of ours, for it to be ours
OUT, TWO = "", "?"  # in the place of a slug: not in the book, and more than one

Slug = str
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Named:
    """A name that a site may have cut short, and the article it belongs to."""

    letters: str
    slug: Slug


@dataclass(frozen=True, slots=True)
class Index:
    """What leads to the articles of a book; see ``OUT`` and ``TWO`` for what leads to none.

    ``whole`` are addresses, ``paths`` those of our sites, ``names`` the letters of a last
    step, ``starts`` the first of them, ``titles`` the letters of titles, ``days`` the dates
    of articles as ``2015/09/03``. ``sites`` are our hosts, with the path below which
    all of theirs stand.
    """

    whole: Mapping[tuple[str, str, str], Slug]
    paths: Mapping[str, Slug]
    names: Mapping[str, Slug]
    starts: Mapping[str, Named]
    titles: Mapping[str, Slug]
    days: Mapping[Slug, str]
    sites: Mapping[str, str]

    def article(self, address: Address) -> Slug | None:
        """Return the article that stands at ``address``, if one surely does."""
        found = self.whole.get(address.key)
        if found is None and self.is_ours(address) and address.steps and not address.query:
            found = self.paths.get(address.path) or self.named(address)
        return found if found not in {None, OUT, TWO} else None

    def is_missing(self, address: Address) -> bool:
        """Tell whether an article of ours should stand at ``address``, and does not."""
        known = self.whole.get(address.key) or self.paths.get(address.path)
        return not known and self.is_ours(address) and is_article(address)

    def is_ours(self, address: Address) -> bool:
        """Tell whether ``address`` lies on a site that articles of ours come from."""
        start = "" if address.host in {"", "."} else self.sites.get(address.host)
        return start is not None and f"{address.path}/".startswith(start)

    def named(self, address: Address) -> Slug | None:
        """Return the article named in the last step of ``address``, unless the years differ."""
        name = letters(address.steps[-1])
        slug = self.names.get(name)
        start = self.starts.get(name[:TRUNCATED])
        if slug is None and len(name) >= TRUNCATED and start and start.letters.startswith(name):
            slug = start.slug
        year = next((s for s in address.steps[:-1] if re.fullmatch(r"(19|20)\d\d", s)), None)
        day = self.days.get(slug or "")
        return None if slug in {OUT, TWO} or (day and year and day[:4] != year) else slug

    def title(self, key: str) -> Slug | None:
        """Return the article whose title has the letters ``key``."""
        found = self.titles.get(key)
        return found if found not in {OUT, TWO} else None


def index(
    articles: Sequence[Article], known: Mapping[str, Sequence[Address]], placed: frozenset[Slug]
) -> Index:
    """Return the table of ``articles``; those with slugs in ``placed`` stand in the book.

    ``known`` holds the addresses of each article by its ``id``.
    """
    slugs = {article.id: article.slug for article in articles}
    whole: dict[tuple[str, str, str], Slug] = {}
    paths: dict[str, Slug] = {}
    names: dict[str, Slug] = {}
    starts: dict[str, Named] = {}
    titles: dict[str, Slug] = {}
    for article in articles:
        twin = article.duplicate
        slug = article.slug if twin is None else slugs.get(twin.of, OUT)
        target = slug if slug in placed else OUT
        for address in known[article.id]:
            _add(whole, address.key, target)
            if address.steps and not address.query:
                _add(paths, address.path, target)
            elif not address.steps:
                _add(whole, ("", "", address.query), target)
        for name in _names(article, known[article.id]):
            _add(names, name, target)
            _add_start(starts, Named(name, target))
        if is_telling(article.title):
            _add(titles, letters(article.title), target)
    days = {article.slug: f"{article.date:%Y/%m/%d}" for article in articles if article.date}
    ours = sites(address for found in known.values() for address in found)
    return Index(whole, paths, names, starts, titles, days, ours)


def with_hosts(table: Index, linked: Iterable[Address]) -> Index:
    """Return ``table`` with the sites that are shown to be ours by the links to them.

    ``linked`` are all links of the book. Such a host is linked to at two articles at least
    by their long names, and so is a good part of the links to it; or the path of a link
    holds the day or the month of the article that it names.
    """
    hosts: dict[str, set[Address]] = {}
    for address in linked:
        if address.host not in {"", "."} and address.steps and address.host not in table.sites:
            hosts.setdefault(address.host, set()).add(replace(address, fragment=""))
    found: list[Address] = []
    for host in sorted(hosts):
        named = {a: slug for a in hosts[host] if _is_long(a) and (slug := table.named(a))}
        several = len(set(named.values())) > 1 and len(named) >= SHARE * len(hosts[host])
        dated = [a for a, slug in named.items() if _says_day(a, table.days.get(slug, ""))]
        found += named if several else dated
    return replace(table, sites={**table.sites, **sites(found)})


def _add(table: dict[Key, Slug], name: Key, target: Slug) -> None:
    """Let ``name`` lead to ``target``; if it leads elsewhere already, to none."""
    if name and table.setdefault(name, target) != target:
        table[name] = TWO


def _add_start(table: dict[str, Named], new: Named) -> None:
    if len(new.letters) <= TRUNCATED:
        return
    start = new.letters[:TRUNCATED]
    old = table.setdefault(start, new)
    if old.slug != new.slug:
        table[start] = Named("", TWO)
    elif (len(new.letters), new.letters) > (len(old.letters), old.letters):
        table[start] = new


def _names(article: Article, known: Iterable[Address]) -> Iterator[str]:
    """Yield the letters of what the last step of an address of ``article`` may be."""
    steps = {address.steps[-1] for address in known if address.steps and not address.query}
    if article.id == article.origin.source:  # a file of one article
        stem = addresses.of_file(article.origin.source).path.rpartition("/")[2]
        steps |= {stem, re.sub(r"^\d{4}-\d\d-\d\d[-_]", "", stem)}
    for name in sorted({letters(step) for step in (article.title, article.slug, *steps)}):
        if not name.isdecimal():
            yield name


def _is_long(address: Address) -> bool:
    return is_telling(address.steps[-1])


def _says_day(address: Address, day: str) -> bool:
    """Tell whether ``day`` or its month stands in the path, a step each."""
    return bool(day) and re.search(rf"(?:^|/){day[:7]}(?:/|$)", address.path) is not None
