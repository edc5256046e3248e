"""A web page saved from a browser: the article in it, by trafilatura's judgement.

trafilatura tells which words are the article's; its own rendering of them loses code,
captions and notes. So its words serve to find the element of the page that holds them,
and that element is taken whole, less what is marked as navigation, sharing or comments.
"""

import re
from dataclasses import dataclass
from pathlib import PurePath

from book import xhtml
from book.diagnostics import BookError, Report
from book.model import Article, Location, Origin, Person, Source
from book.read import guard, shape
from book.read.extract import locate
from book.read.front import day, tag
from book.read.links import keep_links
from book.read.markdown import NO_TEXT, REFUSED
from book.read.names import slug_of
from book.read.said import addresses, meta, tags
from book.xhtml import Element


@dataclass(frozen=True, slots=True)
class _Said:
    """What the page says of itself."""

    title: str | None
    site: str | None
    base: str | None
    language: str | None
    addresses: tuple[str, ...]


def read(source: Source, report: Report) -> Article:
    """Return the article of a saved page.

    The title is the article's own ``h1``, else ``og:title``, else the page's title
    without the name of the site. What stands outside the article is in ``asides``.
    """
    guard.size(source)
    guard.elements(source)
    page = xhtml.page(source.text)
    said = _said(page, source)
    heading = _heading(page, said)
    found = locate(source, page, heading)
    body, refused = xhtml.sanitised(xhtml.html(found.element))
    if refused:
        report(REFUSED.at(Location(source.name, found.line), names=", ".join(refused)))
    keep_links(body, said.base, source)
    title = found.title or said.title or PurePath(source.name).stem
    slug = slug_of(title)
    body = shape.settle(body, slug)
    if shape.empty(body):
        raise BookError(NO_TEXT.at(Location(source.name)))
    date = day(found.date or "")
    last = max((n for n, line in enumerate(source.lines, start=1) if line.strip()), default=1)
    return Article(
        id=source.name,
        title=title,
        slug=slug,
        body=xhtml.inner(body),
        origin=Origin(source.name, 1, last, found.title_line),
        signals=found.signals,
        language=said.language,
        date=date,
        date_source="page metadata" if date else None,
        authors=tuple(Person(name) for name in found.authors),
        asides=found.asides,
        addresses=said.addresses,
        tags=tags(page),
    )


def _said(page: Element, source: Source) -> _Said:
    site = meta(page, "og:site_name")
    title = meta(page, "og:title") or _page_title(page, site)
    found = addresses(page, source)
    return _Said(title, site, found[0] if found else None, _language(page), found)


def _language(page: Element) -> str | None:
    """Return the language that ``page`` declares, with its region if somebody chose one.

    Software writes ``fr-FR`` and ``en-US`` unasked.
    """
    given = (tag((page.get("lang") or page.get("xml:lang") or "").strip()) or "").lower()
    language, _, region = given.partition("-")
    if region in (language, "us"):
        return language or None
    return f"{language}-{region.upper()}" if len(region) == 2 else language or None


def _page_title(page: Element, site: str | None) -> str | None:
    """Return the title of the page without the name of its site."""
    element = next(page.iter("title"), None)
    whole = " ".join(xhtml.text(element).split()) if element is not None else ""
    parts = [part.strip() for part in re.split(r"\s+[|–—·«»•-]\s+", whole)]
    own = [part for part in parts if part and part != site]
    return max(own, key=len) if own else whole or None


def _heading(page: Element, said: _Said) -> Element | None:
    """Return the ``h1`` that is the article's: the one that the page's title names."""
    headings = [h for h in page.iter("h1") if xhtml.text(h).strip()]
    title = _letters(said.title or "")
    named = [h for h in headings if title and _letters(xhtml.text(h)) == title]
    inside = [
        h for h in headings if any(a.tag in {"article", "main"} for a in h.iterancestors())
    ]
    site = _letters(said.site or "")
    others = [h for h in headings if _letters(xhtml.text(h)) != site]
    return next(iter([*named, *inside, *others]), None)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
