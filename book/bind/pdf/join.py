"""The documents of a print publication as HTML: all as one, or each by itself."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from book import xhtml
from book.bind.pdf.locators import ends, merge
from book.bind.pdf.parts import Section, Setting
from book.bind.pdf.repairs import Repairs
from book.model import ContentDocument, Publication

CSS = "text/css"
PLACE_TO_BREAK = "\u200b"

# What may be told to break elsewhere; each has a number in ``data-block``.
BLOCKS = ("p", "li", "blockquote", "pre", "figure", "table", "h2", "h3", "h4", "dl")


def join(
    publication: Publication,
    repairs: Repairs,
    numbers: Mapping[str, int] | None = None,
    *,
    recto: bool,
) -> str:
    """Return all documents of ``publication`` as one, in order, with links inside it.

    ``numbers`` are the pages of its anchors, by which those of an index are merged.
    ``recto``: chapters open on right-hand pages. Blocks are numbered in ``data-block``, and
    ``repairs`` made. What the heads of the documents link to is linked to once.
    """
    trees = _trees(publication)
    root = _root(publication, trees, recto=recto)
    root.insert(0, _head(publication, trees))
    body = root[1]
    for tree in trees:
        for part in tree.iterfind("body"):
            body.extend(list(part))
    _link_inside(body, _anchors(publication.documents, trees))
    merge(body, numbers or {})
    _mend(body, repairs)
    return xhtml.html(root)


def setting(publication: Publication, *, recto: bool) -> Setting:
    """Return what the sections of ``publication`` have in common."""
    trees = _trees(publication)
    head = xhtml.make("html")
    head.append(_head(publication, trees))
    shown = {source for tree in trees for source in _sources(tree)}
    sheets = b"".join(one.data for one in publication.resources if one.media_type == CSS)
    common = tuple(
        one
        for one in publication.resources
        if one.href not in shown or PurePosixPath(one.href).name.encode() in sheets
    )
    root = _root(publication, trees, recto=recto)
    return Setting(publication.metadata.title, xhtml.html(head), xhtml.html(root), common)


def sections(publication: Publication, *, recto: bool) -> tuple[Section, ...]:
    """Return the documents of ``publication``, each to be set by itself, in order."""
    trees = _trees(publication)
    anchors = _anchors(publication.documents, trees)
    files = {one.href: one for one in publication.resources}
    own = [frozenset(e.get("id", "") for e in tree.iter("*")) for tree in trees]
    every = frozenset().union(*own)
    made = []
    for number, (part, tree) in enumerate(zip(publication.documents, trees, strict=True)):
        root = _root(publication, trees, recto=recto)
        root.insert(0, xhtml.make("head"))
        for inner in tree.iterfind("body"):
            root[1].extend(list(inner))
        _link_inside(root[1], anchors)
        linked = {name for link in root.iter("a") for name in ends(link)}
        made.append(
            Section(
                href=part.href,
                markup=xhtml.inner(root),
                title=part.title,
                root=_attributes(root),
                files=tuple(files[href] for href in _sources(root) if href in files),
                inside=frozenset(linked & own[number]),
                outside=frozenset((linked & every) - own[number]),
                names=own[number] - {""},
                first=number == 0,
            )
        )
    return tuple(made)


def repaired(section: Section, repairs: Repairs) -> str:
    """Return ``section`` as HTML, its blocks numbered in ``data-block``, ``repairs`` made."""
    root = xhtml.fragment(section.markup)
    root.tag = "html"
    for name, value in section.root:
        root.set(name, value)
    body = root.find("body")
    if body is not None:
        _mend(body, repairs)
    return xhtml.html(root)


def _trees(publication: Publication) -> list[xhtml.Element]:
    return [xhtml.local(xhtml.document(part.markup)) for part in publication.documents]


def _root(
    publication: Publication, trees: list[xhtml.Element], *, recto: bool
) -> xhtml.Element:
    """Return an ``html`` with an empty ``body``, as all documents have it."""
    root = xhtml.make("html", lang=publication.metadata.language)
    direction = trees[0].get("dir") if trees else None
    if direction:
        root.set("dir", direction)
    root.append(xhtml.make("body", class_=" ".join(_classes(publication, recto=recto))))
    return root


def _attributes(element: xhtml.Element) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), str(value)) for name, value in element.attrib.items())


def _sources(tree: xhtml.Element) -> tuple[str, ...]:
    """Return the files that the pictures of ``tree`` show, once each."""
    return tuple(dict.fromkeys(picture.get("src", "") for picture in tree.iter("img")))


def _mend(body: xhtml.Element, repairs: Repairs) -> None:
    for number, block in enumerate(body.iter(*BLOCKS)):
        _repair(block, str(number), repairs)


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
