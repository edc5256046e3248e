"""The documents of a print publication as one HTML document."""

from collections.abc import Iterator, Mapping

from book import xhtml
from book.bind.pdf.repairs import Repairs
from book.model import ContentDocument, Publication

PLACE_TO_BREAK = "\u200b"

# What may be told to break elsewhere; each has a number in ``data-block``.
BLOCKS = ("p", "li", "blockquote", "pre", "figure", "table", "h2", "h3", "h4", "dl")


def join(publication: Publication, repairs: Repairs, *, recto: bool) -> str:
    """Return all documents of ``publication`` as one, in order, with links inside it.

    ``recto``: chapters open on right-hand pages. Blocks are numbered in ``data-block``, and
    ``repairs`` made. What the heads of the documents link to is linked to once.
    """
    trees = [xhtml.local(xhtml.document(part.markup)) for part in publication.documents]
    root = xhtml.make("html", lang=publication.metadata.language)
    direction = trees[0].get("dir") if trees else None
    if direction:
        root.set("dir", direction)
    root.append(_head(publication, trees))
    body = xhtml.make("body", class_=" ".join(_classes(publication, recto=recto)))
    for tree in trees:
        for part in tree.iterfind("body"):
            body.extend(list(part))
    _link_inside(body, _anchors(publication.documents, trees))
    for number, block in enumerate(body.iter(*BLOCKS)):
        _repair(block, str(number), repairs)
    root.append(body)
    return xhtml.html(root)


def _repair(block: xhtml.Element, number: str, repairs: Repairs) -> None:
    block.set("data-block", number)
    if number in repairs.styles:
        block.set("style", repairs.styles[number])
    for child in block if number in repairs.joints else ():
        before = child.getprevious()
        text = block.text if before is None else before.tail
        if text and text[-1].isspace():
            if before is None:
                block.text = text + PLACE_TO_BREAK
            else:
                before.tail = text + PLACE_TO_BREAK


def _head(publication: Publication, trees: list[xhtml.Element]) -> xhtml.Element:
    metadata = publication.metadata
    head = xhtml.make("head")
    head.append(xhtml.make("meta", charset="utf-8"))
    head.append(xhtml.make("title", metadata.title))
    named = {
        "author": ", ".join(person.name for person in metadata.authors),
        "description": metadata.description,
        "keywords": ", ".join(metadata.subjects),
        "generator": "Florilège",
    }
    for name, content in named.items():
        if content:
            head.append(xhtml.make("meta", name=name, content=content))
    head.extend(_linked_to(trees))
    return head


def _linked_to(trees: list[xhtml.Element]) -> Iterator[xhtml.Element]:
    """Yield the ``link`` and ``style`` of all heads, each once, in order."""
    seen: set[str] = set()
    for tree in trees:
        for element in list(tree.iterfind("head/*")):
            element.tail = None
            markup = xhtml.html(element)
            if element.tag in {"link", "style"} and markup not in seen:
                seen.add(markup)
                yield element


def _classes(publication: Publication, *, recto: bool) -> Iterator[str]:
    yield "opening-recto" if recto else "opening-any"
    if any(part.role == "part" for part in publication.documents):
        yield "with-parts"


def _anchors(
    documents: tuple[ContentDocument, ...], trees: list[xhtml.Element]
) -> Mapping[str, str]:
    """Return for each ``href`` the id of the first element that has one."""
    found = {}
    for part, tree in zip(documents, trees, strict=True):
        ids = (e.get("id") for e in tree.iter() if e.get("id"))
        found[part.href] = next(ids, None) or ""
    return found


def _link_inside(body: xhtml.Element, anchors: Mapping[str, str]) -> None:
    """Turn ``name.xhtml#id`` into ``#id``, and ``name.xhtml`` into its first anchor."""
    for link in body.iter("a"):
        name, _, place = link.get("href", "").partition("#")
        if name in anchors:
            link.set("href", f"#{place or anchors[name]}")
