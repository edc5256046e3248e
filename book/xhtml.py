"""XHTML fragments as trees: the only module that knows lxml.

A *fragment* is the inside of a body: block elements in no namespace. It travels
between passes as text (see ``Article.body``); inside a pass it is a tree whose
root is a ``body`` element.
"""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element

from book.model import Article

__all__ = [
    "Element",
    "fragment",
    "inner",
    "legal",
    "lines",
    "make",
    "text",
    "unwrap",
]

BLOCKS = frozenset(
    "address article aside blockquote dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li "
    "ol p pre section table tbody td tfoot th thead tr ul".split()
)

# Characters that XML 1.0 does not allow (section 2.2).
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
)


def fragment(markup: str) -> Element:
    """Parse the inside of a body. Raises ``ValueError`` where it is not well-formed."""
    try:
        return etree.fromstring(f"<body>{markup}</body>", _PARSER)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"not well-formed: {error}") from None


def inner(body: Element) -> str:
    """Return the markup of what stands inside ``body``."""
    markup = etree.tostring(body, encoding="unicode", with_tail=False)
    opened = markup.index(">") + 1
    return "" if markup.endswith("/>") else markup[opened : markup.rindex("</")]


def make(tag: str, text: str | None = None, **attributes: str) -> Element:
    """Return a new element; ``class_`` and ``data_line`` become ``class``, ``data-line``."""
    names = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    element = etree.Element(tag, names)
    element.text = text
    return element


def text(element: Element) -> str:
    """Return all text inside ``element``, as it stands."""
    return "".join(element.itertext())


def lines(article: Article) -> Iterator[tuple[int, str]]:
    """Yield ``(source line, text)`` of the blocks that come straight from one line."""
    for block in fragment(article.body):
        if "data-line" in block.attrib:
            yield int(block.attrib["data-line"]), text(block)


def unwrap(element: Element) -> None:
    """Put the content of ``element`` in its place."""
    parent = element.getparent()
    if parent is None:
        raise ValueError("the root has no place of its own")
    index = parent.index(element)
    before = element.getprevious()
    if element.text:
        if before is None:
            parent.text = (parent.text or "") + element.text
        else:
            before.tail = (before.tail or "") + element.text
    children = list(element)
    tail = element.tail
    for offset, child in enumerate(children):
        parent.insert(index + offset, child)
    element.tail = None
    parent.remove(element)
    if tail:
        last = children[-1] if children else before
        if last is None:
            parent.text = (parent.text or "") + tail
        else:
            last.tail = (last.tail or "") + tail


def legal(characters: str) -> str:
    """Return ``characters`` without those that XML cannot hold."""
    return _ILLEGAL.sub("", characters)
