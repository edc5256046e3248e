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
    "EPUB",
    "Element",
    "document",
    "fragment",
    "html",
    "inner",
    "legal",
    "lines",
    "local",
    "make",
    "page",
    "sanitised",
    "text",
    "unwrap",
    "whole",
]

BLOCKS = frozenset(
    "address article aside blockquote dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li "
    "ol p pre section table tbody td tfoot th thead tr ul".split()
)

# Characters that XML 1.0 does not allow (section 2.2).
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# The namespace of ``epub:type``, as lxml writes it before a name.
EPUB = "{http://www.idpf.org/2007/ops}"
etree.register_namespace("epub", EPUB.strip("{}"))

# What an author's HTML may hold. Of these, ``book.read.shape`` keeps the ones a book knows.
TAGS = BLOCKS | frozenset(
    "a abbr b bdi bdo br caption center cite code col colgroup del details dfn em fieldset "
    "font footer header hgroup i img ins kbd main mark nav picture q rp rt ruby s samp small "
    "span strike strong sub summary sup tt u var wbr".split()
)

# What goes with all that is inside it: nothing there is meant to be read on paper.
REFUSED = frozenset(
    "applet audio button canvas dialog embed frame frameset iframe input math noembed noframes "
    "noscript object script select style svg template textarea title video".split()
)

_ATTRIBUTES = {
    "*": {"id", "lang", "dir"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "title"},
    "li": {"value"},
    "ol": {"start", "reversed"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}

# The marks of python-markdown's notes, and our own.
_CLASSES = {
    "a": {"footnote-backref", "footnote-ref"},
    "blockquote": {"epigraph", "pullquote", "verse", "wp-block-pullquote"},
    "div": {"footnote"},
    "p": {"caption", "verse"},
    "pre": {"verse", "wp-block-verse"},
    "section": {"footnotes"},
    "sup": {"noteref"},
}

_SCHEMES = frozenset({"http:", "https:", "mailto:", "data:"})

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


def document(markup: str) -> Element:
    """Parse a whole XHTML document. Raises ``ValueError`` where it is not well-formed."""
    try:
        return etree.fromstring(markup.encode("utf-8"), _PARSER)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"not well-formed: {error}") from None


def whole(root: Element) -> str:
    """Return the markup of a whole document, from ``<?xml`` to ``</html>``."""
    etree.cleanup_namespaces(root, {"epub": EPUB.strip("{}")}, keep_ns_prefixes=["epub"])
    markup = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{markup}\n'


def local(root: Element) -> Element:
    """Take all names of ``root`` out of their namespaces, in place; drop foreign attributes.

    ``xml:lang`` goes too: an HTML parser reads ``lang``.
    """
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
        for name in element.attrib:
            if name.startswith("{"):
                del element.attrib[name]
    etree.cleanup_namespaces(root)
    return root


def html(root: Element) -> str:
    """Return ``root``, whose names are local, as HTML5."""
    return etree.tostring(root, encoding="unicode", method="html", doctype="<!DOCTYPE html>")


def page(html: str) -> Element:
    """Parse a whole HTML page, however broken; comments stay out of its text."""
    parser = etree.HTMLParser(
        no_network=True, remove_pis=True, remove_comments=True, encoding="utf-8"
    )
    root = etree.fromstring(legal(html).encode() or b"<p></p>", parser)
    return make("html") if root is None else root


def sanitised(html: str) -> tuple[Element, tuple[str, ...]]:
    """Return ``html`` as a ``body`` of harmless elements, and the names of what was refused.

    Harmless: elements of ``TAGS``, no scripts, handlers, styles or frames, and addresses of
    ``http``, ``https``, ``mailto``, relative ones, and ``data:`` for images. A name is that
    of an element (``script``), of an attribute (``onclick``) or a scheme (``javascript:``).
    """
    import nh3  # noqa: PLC0415  only where HTML is read

    clean = nh3.clean(
        legal(html),
        tags=set(TAGS),
        clean_content_tags=set(REFUSED),
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        attribute_filter=_harmless,
        link_rel=None,
        url_schemes={"http", "https", "mailto", "data"},
    )
    body = page(f"<html><body>{clean}</body></html>").find("body")
    return (make("body") if body is None else body), tuple(sorted(_refused(page(html))))


def _harmless(tag: str, attribute: str, value: str) -> str | None:
    data = value.strip().casefold().startswith("data:")
    if data and (tag, attribute) != ("img", "src"):
        return None
    return value


def _refused(root: Element) -> Iterator[str]:
    names: set[str] = set()
    for element in root.iter("*"):
        if element.tag in REFUSED - {"noscript", "title"}:
            names.add(str(element.tag))
        for name, value in element.attrib.items():
            scheme = re.match(r"[\s\x00-\x20]*([a-z][a-z0-9+.-]*:)", value, re.IGNORECASE)
            if name.startswith("on"):
                names.add(name)
            elif name in {"href", "src"} and scheme and scheme[1].casefold() not in _SCHEMES:
                names.add(scheme[1].casefold())
    yield from names
