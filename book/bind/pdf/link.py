"""Put the parts of a book together: one PDF, with the numbers that they left open.

The objects of the parts are written as they come, under new numbers; destinations, the
outline and the tags are gathered by ``structure``; each typeface is embedded once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import compress, decompress

from book.bind.pdf.finish import READING, Finish, sheets
from book.bind.pdf.paging import Paging
from book.bind.pdf.parts import PIXEL, Margins, Part, Reference
from book.bind.pdf.sheaf import Annotation, Drawn, Objects
from book.bind.pdf.volume import Bound, Copied, Volume, copied
from book.bind.pdf.writer import FLATE, LEVEL, dictionary, listed, real, reference, string

MARGINS = "FlorilegeMargins"
ARTIFACT, END = b"/Artifact <</Type /Pagination>> BDC", b"EMC"
STATES, FORMS = "ExtGState", "XObject"
OWN = (FORMS, "Pattern", "Shading")  # what has the same name in two sheaves is not the same


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
    finish: Finish = READING,
) -> Volume:
    """Return a PDF on its way that has all pages of ``parts`` in their places.

    ``fonts`` is what ``fonts.embed`` made.
    """
    both = zip(parts, margins, strict=True)
    pages = sum(len(frame.sheaf.pages or part.sheaf.pages) for part, frame in both)
    volume = Volume.begun(fonts, pages, finish)
    for part, frame, start in zip(parts, margins, paging.starts, strict=True):
        _bind(volume, part, frame, start, paging)
    return volume


def close(volume: Volume, entries: Mapping[str, bytes], facts: Mapping[str, str]) -> bytes:
    """Return the bytes of ``volume``, with ``entries`` in its catalog.

    ``facts`` is what it says of itself.
    """
    kids = listed([reference(page) for page in volume.kids])
    tree = {"Type": b"/Pages", "Kids": kids, "Count": b"%d" % len(volume.kids)}
    volume.writer.write(volume.tree, dictionary(tree))
    catalog = {"Type": b"/Catalog", "Pages": reference(volume.tree), **entries}
    said = {name: string(fact) for name, fact in facts.items()}
    root, info = volume.writer.add(dictionary(catalog)), volume.writer.add(dictionary(said))
    return volume.writer.close(root, info)


def _bind(volume: Volume, part: Part, frame: Margins, start: int, paging: Paging) -> None:
    """Add the pages of ``part`` to ``volume``, and the blank ones before it."""
    text = copied(volume, part.sheaf)
    over: Sequence[Sequence[int]] = [()] * len(part.sheaf.pages)
    if frame.sheaf.pages:  # a book set as one document has its margins already
        over = _margins(volume, text, copied(volume, frame.sheaf))
    own = _resources(volume, text)
    moves = part.shift if start % 2 == 0 and part.shift is not None else (0.0,) * len(over)
    shown = _shown(part, paging)
    for leaf, (page, move) in enumerate(zip(part.sheaf.pages, moves, strict=True)):
        drawn = volume.writer.add_stream(FLATE, shown.get(leaf) or text.content(page))
        contents = (*_moved(volume, drawn, move * PIXEL), *over[leaf])
        _page(volume, text, page, View(own, contents, move * PIXEL))
    pages = tuple(text.numbers[page.number] for page in part.sheaf.pages)
    volume.elements += [text.numbers[element] for element in part.sheaf.elements]
    volume.bound.append(Bound(part, pages, moves))


def _margins(volume: Volume, text: Copied, around: Copied) -> Sequence[Sequence[int]]:
    """Return the streams that draw the margins of each page of ``text``, as no part of it.

    The pages that ``around`` has before these are blank ones; they are added to ``volume``.
    """
    pages = around.sheaf.pages
    blanks = len(pages) - len(text.sheaf.pages)
    apart = _is_apart(text, around)
    own = _resources(volume, around) if blanks or apart else 0
    drawn: list[Sequence[int]] = []
    for leaf, page in enumerate(pages, start=-blanks):
        is_form = apart and leaf >= 0
        head = _form(page, own) if is_form else FLATE
        stream = volume.writer.add_stream(head, around.content(page))
        if is_form:
            name = f"{MARGINS}{leaf}"
            text.draws[FORMS][name] = reference(stream)
            stream = volume.step(f"/{name} Do".encode())
        drawn.append((volume.step(ARTIFACT), stream, volume.step(END)))
    for page, contents in zip(pages[:blanks], drawn, strict=False):
        _page(volume, around, page, View(own, contents))
    if not apart:
        text.draws[STATES].update(around.draws[STATES])
    return drawn[blanks:]


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


def _moved(volume: Volume, drawn: int, move: float) -> Sequence[int]:
    """Return streams that move what is ``drawn`` by ``move`` points to the right."""
    if not move:
        return (drawn,)
    return volume.step(b"q 1 0 0 1 %b 0 cm" % real(move)), drawn, volume.step(b"Q")


def _resources(volume: Volume, own: Copied) -> int:
    """Write what the pages of ``own`` draw with; return its number."""
    kinds = {kind: dictionary(named) for kind, named in own.draws.items() if named}
    return volume.writer.add(dictionary({**kinds, "Font": reference(volume.fonts)}))


def _page(volume: Volume, own: Copied, page: Drawn, view: View) -> None:
    """Write ``page``, one of ``own``, as the next one of the volume."""
    place, number = len(volume.kids), own.numbers[page.number]
    entries = {
        "Type": b"/Page",
        "Parent": reference(volume.tree),
        **sheets.boxes(page.size, volume.finish),
        "Resources": reference(view.resources),
        "Contents": listed([reference(stream) for stream in _on_sheet(volume, page, view)]),
    }
    if page.marks is not None:
        entries["Tabs"] = b"/S"
    if page.marks is not None and volume.tagged:
        entries["StructParents"] = b"%d" % place
        volume.parents.append((place, own.numbers[page.marks]))
    if page.annotations and volume.finish.on_screen:
        links = [_annotation(volume, own, one, view.move) for one in page.annotations]
        entries["Annots"] = listed([reference(link) for link in links])
    volume.kids.append(number)
    volume.writer.write(number, dictionary(entries))


def _on_sheet(volume: Volume, page: Drawn, view: View) -> Sequence[int]:
    """Return the streams of ``page`` in its place on a sheet that is larger, with marks."""
    finish = volume.finish
    if not finish.around:
        return view.contents
    placing = volume.step(sheets.placing(page.size, finish))
    marks = (volume.step(sheets.marks(page.size, finish)),) if finish.marks else ()
    return (placing, *view.contents, volume.step(b"Q"), *marks)


def _annotation(volume: Volume, own: Copied, one: Annotation, move: float) -> int:
    left, low, right, high = one.box
    entries = {"Rect": _box(left + move, low, right + move, high)}
    if volume.finish.kind == "archive":
        entries["F"] = b"4"  # printed, as ISO 19005-2, 6.3.2, asks of all
    if one.element is not None and volume.tagged:
        entries["StructParent"] = b"%d" % volume.following
        volume.parents.append((volume.following, own.numbers[one.element]))
        volume.following += 1
    number, body = own.numbers[one.number], own.bodies[one.number]
    volume.writer.write(number, body.removesuffix(b">>") + dictionary(entries)[2:])
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
