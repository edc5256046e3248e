"""What the head of a web page says of the page: its facts, and its addresses."""

import re
from collections.abc import Iterator

from book.model import Source
from book.xhtml import Element

# Browsers write it above a page that they save: <!-- saved from url=(0028)https://… -->
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s<>]+?)\s*-->", re.IGNORECASE)
_WHOLE = re.compile(r"https?://[^\s/][^\s]*", re.IGNORECASE)
_HEAD = 4_096  # characters in which the mark of a browser stands

_TAG = "article:tag"


def meta(page: Element, name: str) -> str | None:
    """Return what the page says under the property or the name ``name``."""
    for element in page.iter("meta"):
        if name in {element.get("property"), element.get("name")}:
            return " ".join((element.get("content") or "").split()) or None
    return None


def tags(page: Element) -> tuple[str, ...]:
    """Return the subjects that the page says its article has."""
    named = [e.get("content") or "" for e in page.iter("meta") if e.get("property") == _TAG]
    found = (
        " ".join(one.split()) for one in named or (meta(page, "keywords") or "").split(",")
    )
    return tuple(dict.fromkeys(filter(None, found)))


def addresses(page: Element, source: Source) -> tuple[str, ...]:
    """Return the whole addresses of the page, the one it goes by first.

    WordPress numbers what it holds; the number, which stands in the class of its pages,
    makes an address of its own: ``https://moulin.example/?p=123``.
    """
    named = [address for address in _named(page, source) if _WHOLE.fullmatch(address)]
    number = next(_numbers(page), None)
    if named and number is not None:
        root = "/".join(named[0].split("/", 3)[:3])
        named.append(f"{root}/?p={number}")
    return tuple(dict.fromkeys(named))


def _named(page: Element, source: Source) -> Iterator[str]:
    links: dict[str, str] = {}
    for link in page.iter("link"):
        links.setdefault(link.get("rel") or "", (link.get("href") or "").strip())
    yield links.get("canonical", "")
    yield meta(page, "og:url") or ""
    saved = _SAVED.search(source.text, 0, _HEAD)
    yield saved[1] if saved else ""
    yield links.get("shortlink", "")


def _numbers(page: Element) -> Iterator[str]:
    for body in page.iter("body"):
        for name in (body.get("class") or "").split():
            if found := re.fullmatch(r"(?:postid|page-id)-(\d{1,12})", name):
                yield found[1]
