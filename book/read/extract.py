"""Where on a page the article stands: the only module that knows trafilatura."""

import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from book import xhtml
from book.model import Aside, Fate, Source
from book.read.shape import cut
from book.xhtml import Element

# Less than this of an <article>'s words, and trafilatura has missed the point.
ENOUGH = 0.7

_CHROME_TAGS = frozenset("nav aside footer form button menu dialog".split())
_CHROME = frozenset(
    "addtoany advert ads breadcrumb breadcrumbs comment comments commentlist cookie cookies "
    "jp-relatedposts menu nav navbar navigation newsletter pager pagination promo related "
    "relatedposts respond share sharedaddy sharing sidebar skip social subscribe tagcloud "
    "tags widget".split()
)
_BLOCKS = xhtml.BLOCKS | _CHROME_TAGS | {"body", "header", "html", "label", "main"}
_UNSEEN = frozenset("head script style noscript template svg title".split())


@dataclass(frozen=True, slots=True)
class Found:
    """The article of a page: its element, without its title, and what was beside it."""

    element: Element
    line: int | None
    title: str | None
    title_line: int | None
    date: str | None
    authors: tuple[str, ...]
    signals: tuple[str, ...]
    asides: tuple[Aside, ...]


def locate(source: Source, page: Element, heading: Element | None) -> Found:
    """Return the article of ``page``, taken out of it: ``page`` is used up."""
    words = _judged(source.text)
    element, how = _chosen(page, words)
    line, title, title_line = element.sourceline, None, None
    asides: list[Aside] = []
    if heading is not None:
        title, title_line = " ".join(xhtml.text(heading).split()), heading.sourceline
        cut(heading)
    for part in _chrome(element, words):
        asides += _asides(source, part)
        cut(part)
    if element.getparent() is not None:
        cut(element)
        asides = [*_asides(source, page), *asides]
    date, authors = _metadata(source.text)
    asides.sort(key=lambda aside: aside.line)
    return Found(element, line, title, title_line, date, authors, (how,), tuple(asides))


def _judged(html: str) -> Counter[str]:
    """Return the words that trafilatura takes for the article's, in precision mode."""
    import trafilatura  # noqa: PLC0415  only where a page is read

    # It warns of pages without an article, which is for us to say.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    text = trafilatura.extract(
        html, favor_precision=True, include_comments=False, include_tables=True
    )
    return _words(text or "")


def _metadata(html: str) -> tuple[str | None, tuple[str, ...]]:
    """Return the date (ISO 8601) and the authors that the page's metadata name."""
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415

    # Not the extensive search: it takes any year in the text for the date.
    found = extract_metadata(
        html, date_config={"original_date": True, "extensive_search": False}
    )
    if found is None:
        return None, ()
    names = [" ".join(name.split()) for name in (found.author or "").split(";")]
    return found.date, tuple(dict.fromkeys(filter(None, names)))


def _chosen(page: Element, words: Counter[str]) -> tuple[Element, str]:
    """Return the smallest element that holds nearly all of ``words``, and what told so."""
    body = next(page.iter("body"), page)
    articles = list(body.iter("article"))
    own = _words(_text(articles[0])) if len(articles) == 1 else Counter()
    if not words or (own and (own & words).total() < ENOUGH * own.total()):
        marked = articles if len(articles) == 1 else list(body.iter("main"))
        return (marked[0], "marked as the article") if marked else (body, "body")
    element = body
    while True:
        inner = next((child for child in element if _holds(child, words)), None)
        if inner is None or inner.tag in {"p", "pre", "table", "ul", "ol", "blockquote"}:
            return element, "main text"
        element = inner


def _holds(element: Element, words: Counter[str]) -> bool:
    return (_words(_text(element)) & words).total() >= 0.95 * words.total()


def _chrome(element: Element, words: Counter[str]) -> list[Element]:
    """Return the parts of ``element`` that are marked as chrome and not judged otherwise."""
    found: list[Element] = []
    for part in element.iter("*"):
        if part is element or any(above in found for above in part.iterancestors()):
            continue
        if _marked(part) and not _is_judged(part, words):
            found.append(part)
    return found


def _marked(part: Element) -> bool:
    names = f"{part.get('class', '')} {part.get('id', '')} {part.get('role', '')}".casefold()
    tokens = set(names.split()) | set(re.split(r"[\s_-]+", names))
    return part.tag in _CHROME_TAGS or not _CHROME.isdisjoint(tokens)


def _is_judged(part: Element, words: Counter[str]) -> bool:
    """Tell whether a large part of the article stands in ``part``, whatever its name."""
    shared = (_words(_text(part)) & words).total()
    return words.total() > 0 and shared > 0.3 * words.total()


def _asides(source: Source, element: Element) -> Iterator[Aside]:
    """Yield the text in ``element``, one aside for each block of it."""
    for line, text in _blocks(element, element.sourceline or 1):
        if text.strip():
            yield Aside(
                source.name, line, text.strip(), Fate.BOILERPLATE, "outside the article"
            )


def _blocks(element: Element, line: int) -> Iterator[tuple[int, str]]:
    loose = [element.text or ""]
    for child in element:
        if child.tag in _UNSEEN:
            loose.append(child.tail or "")
        elif any(element.tag in _BLOCKS for element in child.iter("*")):
            yield line, "".join(loose)
            yield from _blocks(child, child.sourceline or line)
            loose = [child.tail or ""]
        else:
            loose += [xhtml.text(child), child.tail or ""]
    yield line, "".join(loose)


def _text(element: Element) -> str:
    return " ".join(text for _, text in _blocks(element, 0))


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))
