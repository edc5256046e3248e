"""Put the parts of a book together: one PDF, with the numbers that they left open.

The objects of the parts are written as they come, under new numbers; destinations, the
outline and the tags are gathered by ``structure``; each typeface is embedded once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from zlib import compress, decompress

from book.bind.pdf.paging import Paging
from book.bind.pdf.parts import PIXEL, Margins, Part, Reference
from book.bind.pdf.sheaf import Annotation, Drawn, Objects, Sheaf
from book.bind.pdf.writer import (
    FLATE,
    LEVEL,
    Writer,
    dictionary,
    listed,
    real,
    reference,
    renumbered,
    string,
)

MARGINS = "FlorilegeMargins"
ARTIFACT, END = b"/Artifact <</Type /Pagination>> BDC", b"EMC"
STATES, FORMS = "ExtGState", "XObject"
OWN = (FORMS, "Pattern", "Shading")  # what has the same name in two sheaves is not the same


@dataclass(frozen=True, slots=True)
class Bound:
    """A part in the book: the numbers of its pages, moved to the right by ``moves``."""

    part: Part
    pages: tuple[int, ...]
    moves: tuple[float, ...]


@dataclass(slots=True)
class Book:
    """A PDF on its way, with the numbers of what it has only one of.

    ``kids`` are its pages so far, ``elements`` the tags of the first level, ``parents`` the
    parent tree; ``following`` is the number that the next annotation has in it. ``pictures``
    are known by their digests, ``steps`` by what they say: short streams that pages share.
    """

    writer: Writer
    tagged: bool
    following: int
    fonts: int
    tree: int
    document: int
    kids: list[int] = field(default_factory=list)
    elements: list[int] = field(default_factory=list)
    parents: list[tuple[int, int]] = field(default_factory=list)
    bound: list[Bound] = field(default_factory=list)
    pictures: dict[bytes, int] = field(default_factory=dict)
    steps: dict[bytes, int] = field(default_factory=dict)

    def step(self, says: bytes) -> int:
        """Return the number of the stream that ``says`` this and no more."""
        if says not in self.steps:
            self.steps[says] = self.writer.add_stream(b"<<>>", says)
        return self.steps[says]


@dataclass(frozen=True, slots=True)
class Copied:
    """A sheaf whose objects stand in the book under new ``numbers``.

    ``draws`` is what its pages draw with, by kind and name.
    """

    sheaf: Sheaf
    numbers: Sequence[int]
    draws: Mapping[str, dict[str, bytes]]

    def content(self, page: Drawn) -> bytes:
        """Return the data of the stream that ``page`` is drawn with."""
        return self.sheaf.objects.streams[page.stream]


@dataclass(frozen=True, slots=True)
class View:
    """How a page is drawn: with what, by which streams, how far moved, in points."""

    resources: int
    contents: Sequence[int]
    move: float = 0


def link(
    parts: Sequence[Part],
    margins: Sequence[Margins],
    paging: Paging,
    fonts: Objects,
    *,
    tagged: bool,
) -> Book:
    """Return a PDF on its way that has all pages of ``parts`` in their places.

    ``fonts`` is what ``fonts.embed`` made.
    """
    writer = Writer()
    numbers = [writer.reserve() if length else 0 for length in fonts.lengths]
    _write(writer, fonts, numbers, range(len(numbers)))
    pages = sum(len(frame.sheaf.pages) for frame in margins)
    document = writer.reserve() if tagged else 0
    book = Book(writer, tagged, pages, numbers[-1], writer.reserve(), document)
    for part, frame, start in zip(parts, margins, paging.starts, strict=True):
        _bind(book, part, frame, start, paging)
    return book


def close(book: Book, entries: Mapping[str, bytes], facts: Mapping[str, str]) -> bytes:
    """Return the bytes of ``book``, with ``entries`` in its catalog.

    ``facts`` is what it says of itself.
    """
    kids = listed([reference(page) for page in book.kids])
    tree = {"Type": b"/Pages", "Kids": kids, "Count": b"%d" % len(book.kids)}
    book.writer.write(book.tree, dictionary(tree))
    catalog = {"Type": b"/Catalog", "Pages": reference(book.tree), **entries}
    said = {name: string(fact) for name, fact in facts.items()}
    root, info = book.writer.add(dictionary(catalog)), book.writer.add(dictionary(said))
    return book.writer.close(root, info)


def _bind(book: Book, part: Part, frame: Margins, start: int, paging: Paging) -> None:
    """Add the pages of ``part`` to ``book``, and the blank ones before it."""
    text, around = _copied(book, part.sheaf), _copied(book, frame.sheaf)
    blanks = len(frame.sheaf.pages) - len(part.sheaf.pages)
    apart = _is_apart(text, around)
    own = _resources(book, around) if blanks or apart else 0
    for page in frame.sheaf.pages[:blanks]:
        drawn = book.writer.add_stream(FLATE, around.content(page))
        _page(book, around, page, View(own, _set_aside(book, drawn)))
    over = [
        _over(book, text, f"{MARGINS}{leaf}", _form(page, own) if apart else FLATE, data)
        for leaf, page in enumerate(frame.sheaf.pages[blanks:])
        for data in [around.content(page)]
    ]
    if not apart:
        text.draws[STATES].update(around.draws[STATES])
    own = _resources(book, text)
    moves = part.shift if start % 2 == 0 and part.shift is not None else (0.0,) * len(over)
    shown = _shown(part, paging)
    for leaf, (page, move) in enumerate(zip(part.sheaf.pages, moves, strict=True)):
        drawn = book.writer.add_stream(FLATE, shown.get(leaf) or text.content(page))
        contents = (*_moved(book, drawn, move * PIXEL), *over[leaf])
        _page(book, text, page, View(own, contents, move * PIXEL))
    pages = tuple(text.numbers[page.number] for page in part.sheaf.pages)
    book.elements += [text.numbers[element] for element in part.sheaf.elements]
    book.bound.append(Bound(part, pages, moves))


def _copied(book: Book, sheaf: Sheaf) -> Copied:
    """Write the objects of ``sheaf``, apart from its pages and from pictures seen before."""
    objects = sheaf.objects
    numbers = [0] * len(objects.lengths)
    fresh: list[int] = []
    for number, length in enumerate(objects.lengths):
        if length and (book.tagged or number < sheaf.tags):
            picture = objects.pictures.get(number)
            if picture in book.pictures:
                numbers[number] = book.pictures[picture]
                continue
            fresh.append(number)
            numbers[number] = book.writer.reserve()
            if picture is not None:
                book.pictures[picture] = numbers[number]
    for page in sheaf.pages:
        for number in (page.number, *(one.number for one in page.annotations)):
            numbers[number] = book.writer.reserve()
    numbers[sheaf.fonts], numbers[sheaf.document] = book.fonts, book.document
    _write(book.writer, objects, numbers, fresh)
    draws = {
        kind: {name: renumbered(one, numbers) for name, one in named.items()}
        for kind, named in sheaf.resources.items()
    }
    return Copied(sheaf, numbers, draws)


def _write(
    writer: Writer, objects: Objects, numbers: Sequence[int], chosen: Iterable[int]
) -> None:
    """Write those of ``objects`` that are ``chosen`` and have a body."""
    wanted = frozenset(chosen)
    for number, body in objects.each():
        if number in wanted:
            whole = renumbered(body, numbers)
            if number in objects.streams:
                writer.write_stream(numbers[number], whole, objects.streams[number])
            else:
                writer.write(numbers[number], whole)


def _is_apart(text: Copied, around: Copied) -> bool:
    """Whether the margins must not draw with what the text draws with.

    States are mostly equal where their names are. Pictures and patterns are not: margins
    that have some become forms, which have their own.
    """
    states = text.draws[STATES]
    return any(around.draws[kind] for kind in OWN) or any(
        states.get(name, state) != state for name, state in around.draws[STATES].items()
    )


def _form(page: Drawn, resources: int) -> bytes:
    """Return the head of a form (8.10) of the size of ``page``."""
    entries = {
        "Type": b"/XObject",
        "Subtype": b"/Form",
        "BBox": _box(*page.size),
        "Resources": reference(resources),
        "Filter": b"/FlateDecode",
    }
    return dictionary(entries)


def _over(book: Book, text: Copied, name: str, head: bytes, data: bytes) -> Sequence[int]:
    """Return the streams that draw margins over a page of ``text``: a form, or ``data``."""
    drawn = book.writer.add_stream(head, data)
    if head != FLATE:
        text.draws[FORMS][name] = reference(drawn)
        drawn = book.step(f"/{name} Do".encode())
    return _set_aside(book, drawn)


def _set_aside(book: Book, drawn: int) -> Sequence[int]:
    """Return streams that mark all that is ``drawn`` as no part of the text."""
    return book.step(ARTIFACT), drawn, book.step(END)


def _moved(book: Book, drawn: int, move: float) -> Sequence[int]:
    """Return streams that move what is ``drawn`` by ``move`` points to the right."""
    if not move:
        return (drawn,)
    return book.step(b"q 1 0 0 1 %b 0 cm" % real(move)), drawn, book.step(b"Q")


def _resources(book: Book, copied: Copied) -> int:
    """Write what the pages of ``copied`` draw with; return its number."""
    kinds = {kind: dictionary(named) for kind, named in copied.draws.items() if named}
    return book.writer.add(dictionary({**kinds, "Font": reference(book.fonts)}))


def _page(book: Book, own: Copied, page: Drawn, view: View) -> None:
    """Write ``page``, one of ``own``, as the next page of ``book``."""
    place, number = len(book.kids), own.numbers[page.number]
    box = _box(*page.size)
    entries = {
        "Type": b"/Page",
        "Parent": reference(book.tree),
        "MediaBox": box,
        "TrimBox": box,
        "BleedBox": box,
        "Resources": reference(view.resources),
        "Contents": listed([reference(stream) for stream in view.contents]),
    }
    if page.marks:
        entries["Tabs"] = b"/S"
    if page.marks and book.tagged:
        entries["StructParents"] = b"%d" % place
        book.parents.append((place, own.numbers[page.marks]))
    if page.annotations:
        links = [_annotation(book, own, one, view.move) for one in page.annotations]
        entries["Annots"] = listed([reference(link) for link in links])
    book.kids.append(number)
    book.writer.write(number, dictionary(entries))


def _annotation(book: Book, own: Copied, one: Annotation, move: float) -> int:
    left, low, right, high = one.box
    entries = {"Rect": _box(left + move, low, right + move, high)}
    if one.element and book.tagged:
        entries["StructParent"] = b"%d" % book.following
        book.parents.append((book.following, own.numbers[one.element]))
        book.following += 1
    number = own.numbers[one.number]
    body = renumbered(one.body, own.numbers)
    book.writer.write(number, body.removesuffix(b">>") + dictionary(entries)[2:])
    return number


def _box(*sides: float) -> bytes:
    """Return a rectangle (7.9.5), or one that begins at nought and is so wide and high."""
    corners = sides if len(sides) > 2 else (0, 0, *sides)
    return listed([real(side) for side in corners])


def _shown(part: Part, paging: Paging) -> Mapping[int, bytes]:
    """Return what draws those leaves on which ``part`` left places for page numbers."""
    leaves: dict[int, list[Reference]] = {}
    for one in part.references:
        leaves.setdefault(one.leaf, []).append(one)
    found: dict[int, bytes] = {}
    for leaf, references in leaves.items():
        stream = part.sheaf.pages[leaf].stream
        content = decompress(part.sheaf.objects.streams[stream])
        for one in references:
            number = paging.anchors.get(one.anchor, 0)
            content = content.replace(one.mark, one.shown(number))
        found[leaf] = compress(content, LEVEL)
    return found
