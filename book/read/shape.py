"""Bring harmless HTML into the shape of a book's body: blocks, one after another.

Web pages put text into boxes of boxes, lists into lists without an item, blocks into
bold type. XHTML in an EPUB may not, and a book has no boxes. Nothing here drops a
word: what has no place is unwrapped or becomes a paragraph.
"""

import re
from collections.abc import Iterator

from book import xhtml
from book.read import valid
from book.xhtml import Element

# Boxes: what stands in them is kept, they are not.
_BOXES = frozenset(
    "address article aside body center details div fieldset footer header hgroup main nav "
    "section summary".split()
)

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = (xhtml.BLOCKS | _BOXES) - {"body"}
_OBSOLETE = {"strike": "s", "tt": "code", "font": "span"}

# Empty, these are what an editor left behind.
_PHRASES = tuple(
    "a abbr b cite code del dfn em i ins kbd mark q s samp small strong u var".split()
)

# Of no use on paper without an appearance of their own.
_BARE = frozenset({"span", "font", "picture", "wbr"})


def _speaks(element: Element) -> bool:
    """Tell a ``span`` that says in what language, or which way, its words are written."""
    said = element.get("lang") or element.get("dir")
    return element.tag == "span" and bool(said) and bool(xhtml.text(element).strip())


def settle(body: Element, prefix: str) -> Element:
    """Return what stands in ``body`` as a new ``body`` of blocks; ids begin with ``prefix``."""
    for old, new in _OBSOLETE.items():
        for element in list(body.iter(old)):
            element.tag = new
    valid.mend(body)
    settled = xhtml.make("body")
    settled.extend(_flow(body))
    for element in list(settled.iter("*")):
        if element.tag in _BARE and element.getparent() is not None and not _speaks(element):
            xhtml.unwrap(element)
    _identify(settled, prefix)
    for element in reversed(list(settled.iter(*_PHRASES))):
        if empty(element) and not element.text and element.find(".//br") is None:
            cut(element)
    for paragraph in settled.iter("p"):
        _trim(paragraph)
    return settled


def empty(element: Element) -> bool:
    """Tell whether neither a letter nor a picture stands in ``element``."""
    return not xhtml.text(element).strip() and element.find(".//img") is None


def _flow(box: Element) -> list[Element]:
    """Return what stands in ``box`` as blocks; loose words between them become paragraphs."""
    blocks: list[Element] = []
    loose = xhtml.make("p", box.text)
    for child in list(box):
        tail, child.tail = child.tail, None
        if child.tag in _BLOCKS or _holds_blocks(child):
            blocks += [*_paragraph(loose), *_block(child)]
            loose = xhtml.make("p", tail)
        else:
            loose.append(child)
            child.tail = tail
    return [*blocks, *_paragraph(loose)]


def _block(element: Element) -> list[Element]:
    tag = element.tag
    if tag == "section" and element.get("class") == "footnotes":
        return _refilled(element, _flow(element))
    if tag in _BOXES or tag not in _BLOCKS or tag in {"dd", "dt", "li", "figcaption"}:
        return _flow(element)
    if tag in {"ul", "ol"}:
        return _list(element)
    if tag == "table":
        return _table(element)
    if tag == "dl":
        return _definitions(element)
    if tag == "figure":
        return _figure(element)
    if tag == "blockquote":
        return _refilled(element, _flow(element))
    if tag == "hr":
        return [element]
    _only_phrases(element)  # p, pre, headings
    if tag == "p" and _is_picture(element):
        return [_pictured(element)]
    return [] if empty(element) else [element]


def _paragraph(loose: Element) -> Iterator[Element]:
    if not empty(loose):
        loose.text = (loose.text or "").lstrip(" \t\n") or None
        yield _pictured(loose) if _is_picture(loose) else loose


def _list(element: Element) -> list[Element]:
    items: list[Element] = []
    for child in _children(element, "li"):
        if child.tag in {"ul", "ol"} and items:
            items[-1].extend(_block(child))
            continue
        item = child if child.tag == "li" else _wrapped("li", child)
        _settle_cell(item)
        if not empty(item):
            items.append(item)
    return _refilled(element, items)


def _definitions(element: Element) -> list[Element]:
    entries: list[Element] = []
    for box in [child for child in element if child.tag == "div"]:
        xhtml.unwrap(box)
    for child in _children(element, "dd"):
        entry = child if child.tag in {"dt", "dd"} else _wrapped("dd", child)
        if entry.tag == "dt":
            _only_phrases(entry)
        else:
            _settle_cell(entry)
        entries.append(entry)
    # XHTML wants a term before its explanation, and both.
    if {entry.tag for entry in entries} != {"dt", "dd"} or entries[0].tag != "dt":
        box = xhtml.make("div")
        box.extend(entries)
        return _flow(box)
    return _refilled(element, entries)


def _table(element: Element) -> list[Element]:
    for column in [child for child in element if child.tag in {"col", "colgroup"}]:
        element.remove(column)
    for cell in [*element.iter("td", "th", "caption")]:
        _settle_cell(cell)
    return [] if empty(element) else [element]


def _figure(element: Element) -> list[Element]:
    """Return a figure as its pictures, then its caption; without a picture, no figure."""
    pictures = list(element.iter("img"))
    caption = element.find(".//figcaption")
    if not pictures:
        return _flow(element)
    for picture in pictures:
        cut(picture)
    blocks: list[Element] = []
    if caption is not None:
        cut(caption)
        _only_phrases(caption)
    figure = xhtml.make("figure")
    figure.extend(pictures)
    if caption is not None and not empty(caption):
        figure.append(caption)
    blocks.append(figure)
    return [*blocks, *(block for block in _flow(element) if not empty(block))]


def _is_picture(paragraph: Element) -> bool:
    """Tell whether a paragraph is a picture and nothing else."""
    pictures = list(paragraph.iter("img"))
    return len(pictures) == 1 and not xhtml.text(paragraph).strip()


def _pictured(paragraph: Element) -> Element:
    """Return the figure that a lone picture is; its title is its caption."""
    picture = next(paragraph.iter("img"))
    cut(picture)
    figure = xhtml.make("figure")
    figure.append(picture)
    if title := picture.attrib.pop("title", "").strip():
        figure.append(xhtml.make("figcaption", title))
    return figure


def _settle_cell(cell: Element) -> None:
    """Keep the loose words of a cell or item where only lists stand beside them."""
    if any(child.tag in _BLOCKS - {"ul", "ol"} or _holds_blocks(child) for child in cell):
        blocks = _flow(cell)
        if len(blocks) == 1 and blocks[0].tag == "p":
            _refill(cell, list(blocks[0]), blocks[0].text)
        else:
            _refill(cell, blocks, None)
        return
    for inner in [child for child in cell if child.tag in {"ul", "ol"}]:
        index, tail = cell.index(inner), inner.tail
        inner.tail = None
        settled = _list(inner)
        if not settled:
            cell.remove(inner)
            continue
        cell[index] = settled[0]
        settled[0].tail = tail


def _only_phrases(element: Element) -> None:
    """Unwrap the blocks inside ``element``, which may hold none, parting their words."""
    for inner in [child for child in element.iter("*") if child is not element]:
        if inner.tag in _BLOCKS:
            inner.tail = " " + (inner.tail or "")
            xhtml.unwrap(inner)


def _children(element: Element, tag: str) -> list[Element]:
    """Return the children of ``element``; its loose words come wrapped into ``tag``."""
    children: list[Element] = []
    if element.text and element.text.strip():
        children.append(xhtml.make(tag, element.text.strip()))
    for child in list(element):
        tail, child.tail = child.tail, None
        children.append(child)
        if tail and tail.strip():
            children.append(xhtml.make(tag, tail.strip()))
    return children


def _wrapped(tag: str, element: Element) -> Element:
    wrapper = xhtml.make(tag)
    wrapper.append(element)
    return wrapper


def _refilled(element: Element, children: list[Element]) -> list[Element]:
    """Return ``element`` with ``children`` as its content, or nothing for no children."""
    _refill(element, children, None)
    return [element] if children else []


def _refill(element: Element, children: list[Element], text: str | None) -> None:
    for child in list(element):
        element.remove(child)
    element.text = text
    element.extend(children)


def _trim(paragraph: Element) -> None:
    """Drop the white space that ends ``paragraph``."""
    if len(paragraph):
        paragraph[-1].tail = (paragraph[-1].tail or "").rstrip(" \t\n") or None
    else:
        paragraph.text = (paragraph.text or "").rstrip(" \t\n") or None


def cut(element: Element) -> None:
    """Take ``element`` out of its place, leaving the words that follow it."""
    parent = element.getparent()
    if parent is None:
        return
    tail, element.tail = element.tail, None
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + (tail or "") or None
    else:
        before.tail = (before.tail or "") + (tail or "") or None
    parent.remove(element)


def _holds_blocks(element: Element) -> bool:
    return any(inner.tag in _BLOCKS for inner in element.iter("*") if inner is not element)


def _identify(body: Element, prefix: str) -> None:
    """Make ids unique in a book and drop dead links; an id stays if something may lead to it.

    That is a link here, or one of another article that leads to a heading.
    """
    wanted = {
        link.attrib["href"][1:]
        for link in body.iter("a")
        if link.attrib.get("href", "").startswith("#")
    }
    names: dict[str, str] = {}
    taken: set[str] = set()
    for element in body.iter("*"):
        old = element.attrib.pop("id", None)
        if old is None or old in names or not (old in wanted or element.tag in _HEADINGS):
            continue
        name = f"{prefix}-{re.sub(r'[^A-Za-z0-9_-]+', '-', old)}"
        while name in taken:
            name += "-2"
        taken.add(name)
        names[old] = name
        element.set("id", name)
    for link in list(body.iter("a")):
        href = link.attrib.get("href", "")
        if href.startswith("#") and href[1:] in names:
            link.set("href", f"#{names[href[1:]]}")
        elif not re.match(r"(https?:|mailto:|site:|source:)", href, re.IGNORECASE):
            xhtml.unwrap(link)
