"""The links and the quoted titles of one body, led to the articles they mean."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from book import xhtml
from book.model import Article
from book.render.references import addresses, titles
from book.render.references.addresses import FILE, Address, letters
from book.render.references.index import Index
from book.render.references.pages import CLOSED, SCHEME
from book.render.references.sites import is_page

LINES = frozenset("p li dd dt td figcaption".split())
NAMES = frozenset("cite em i q".split())  # how a title is set where it has no marks
HEADINGS = tuple(f"h{level}" for level in range(1, 7))

_HREF = re.compile(r' href="([^"]+)"')
_NOT_ID = re.compile(r"[^\w.-]+")

Places = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Written:
    """A body with its references, and the addresses of articles that are not there."""

    body: str
    missing: tuple[str, ...]


def linked(articles: Iterable[Article]) -> Iterator[Address]:
    """Yield what the links of ``articles`` lead to."""
    for article in articles:
        for href in _HREF.findall(article.body):
            address = addresses.parsed(unescape(href))
            if address is not None:
                yield address


def places(articles: Sequence[Article], asked: Iterable[Address], table: Index) -> Places:
    """Return the ids of the places inside ``articles`` that are ``asked`` for by a fragment.

    By the slug of the article and the fragment. A heading may be asked for by its words,
    as the generators of sites name it.
    """
    wanted: dict[str, set[str]] = {}
    for address in asked:
        slug = table.article(address) if address.fragment else None
        if slug is not None:
            wanted.setdefault(slug, set()).add(address.fragment)
    return {
        article.slug: dict(_found(xhtml.fragment(article.body), wanted[article.slug]))
        for article in articles
        if article.slug in wanted
    }


def connect(article: Article, table: Index, found: Places) -> Written:
    """Return the body of ``article`` with its references; see ``places`` for ``found``."""
    body = xhtml.fragment(article.body)
    named = {name: fragment for fragment, name in found.get(article.slug, {}).items()}
    for heading in body.iter(*HEADINGS) if named else ():
        name = _plain(letters(xhtml.text(heading)))
        if name in named and not heading.get("id"):
            heading.set("id", name)
    missing = tuple(_follow(body, article, table, found))
    _link_titles(body, article.slug, table)
    return Written(xhtml.inner(body), missing)


def _found(body: xhtml.Element, fragments: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the ``fragments`` that exist in ``body``, each with its id."""
    ids = [str(element.get("id")) for element in body.iter() if element.get("id")]
    headings = {letters(xhtml.text(heading)) for heading in body.iter(*HEADINGS)}
    for fragment in sorted(fragments):
        end = re.sub(r"[^A-Za-z0-9_-]+", "-", fragment)
        same = [name for name in ids if name == fragment or name.endswith(f"-{end}")]
        if same:
            yield fragment, _plain(min(same, key=len))
        elif letters(fragment) in headings - {""}:
            yield fragment, _plain(letters(fragment))


def _follow(
    body: xhtml.Element, article: Article, table: Index, found: Places
) -> Iterator[str]:
    """Lead each link of ``body`` to its article; yield the addresses that lead to none."""
    for link in list(body.iter("a")):
        href = link.get("href", "")
        address = addresses.parsed(href)
        if address is None:
            continue
        near = address.host in {"", "."}
        slug = table.article(address)
        if slug is None and table.is_ours(address):
            slug = table.title(letters(xhtml.text(link)))
        lost = near and is_page(address) and xhtml.text(link).strip()
        if slug is None and (lost or table.is_missing(address)):
            yield _shown(href, address)
        if slug is not None and slug != article.slug and not _is_closed(link):
            place = found.get(slug, {}).get(address.fragment)
            link.set("href", f"{SCHEME}{slug}#{place}" if place else f"{SCHEME}{slug}")
        elif slug == article.slug and address.fragment in found.get(slug, {}):
            link.set("href", f"#{found[slug][address.fragment]}")
        elif near:
            xhtml.unwrap(link)


def _link_titles(body: xhtml.Element, own: str, table: Index) -> None:
    """Make a link of each title of another article that ``body`` quotes."""

    def find(key: str) -> str | None:
        slug = table.title(key)
        return slug if slug != own else None

    for heading in list(body.iter(*HEADINGS)):
        _lay_down(heading, find)
    for element in list(body.iter()):
        if _is_closed(element) or element.tag == "a" or _is_linked(element):
            continue
        whole = element.tag in NAMES and element.find(".//a") is None
        if whole and (slug := find(letters(xhtml.text(element)))):
            _wrap(element, slug)
            continue
        line = titles.whole(element.text or "", find) if _is_line(element) else None
        spans = [line] if line else list(titles.quoted(element.text or "", find))
        _cut_text(element, spans)
        for child in list(element):
            tail = child.tail or ""
            _cut_tail(child, list(titles.quoted(tail, find)) if tail else [])


def _lay_down(heading: xhtml.Element, find: titles.Find) -> None:
    """Make a paragraph of ``heading`` if it says “Read also:” and the title of another."""
    if not len(heading) and not heading.get("id"):
        span = titles.whole(heading.text or "", find)
        if span is not None and titles.is_labelled(heading.text or "", span):
            heading.tag = "p"


def _cut_text(element: xhtml.Element, spans: Sequence[titles.Span]) -> None:
    text = element.text or ""
    if not spans:
        return
    element.text = text[: spans[0].start]
    for link in reversed(list(_links(text, spans))):
        element.insert(0, link)


def _cut_tail(child: xhtml.Element, spans: Sequence[titles.Span]) -> None:
    parent, text = child.getparent(), child.tail or ""
    if parent is None or not spans:
        return
    child.tail = text[: spans[0].start]
    for link in reversed(list(_links(text, spans))):
        parent.insert(parent.index(child) + 1, link)


def _links(text: str, spans: Sequence[titles.Span]) -> Iterator[xhtml.Element]:
    """Yield a link for each of ``spans``, with the text that follows it."""
    ends = [span.start for span in spans[1:]] + [len(text)]
    for span, end in zip(spans, ends, strict=True):
        link = xhtml.make("a", text[span.start : span.end], href=f"{SCHEME}{span.target}")
        link.tail = text[span.end : end]
        yield link


def _wrap(element: xhtml.Element, slug: str) -> None:
    """Put all that stands in ``element`` into a link."""
    link = xhtml.make("a", element.text, href=f"{SCHEME}{slug}")
    link.extend(list(element))
    element.text = None
    element.append(link)


def _is_line(element: xhtml.Element) -> bool:
    return element.tag in LINES and not len(element)


def _is_closed(element: xhtml.Element) -> bool:
    above = (ancestor.tag for ancestor in element.iterancestors())
    return element.tag in CLOSED or not CLOSED.isdisjoint(above)


def _is_linked(element: xhtml.Element) -> bool:
    return any(ancestor.tag == "a" for ancestor in element.iterancestors())


def _plain(name: str) -> str:
    """Return ``name`` as ``book.render.body`` writes it behind the slug of its article."""
    return _NOT_ID.sub("-", name)


def _shown(href: str, address: Address) -> str:
    """Return the address of what is missing as a person reads it."""
    if address.host == ".":
        return unquote(href.removeprefix(FILE).partition("#")[0])
    path = f"{address.host}/{address.path}" if address.host else f"/{address.path}"
    return f"{path}?{address.query}" if address.query else path
