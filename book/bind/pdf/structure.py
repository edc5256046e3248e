"""What runs through a whole PDF: destinations, the outline, the tags."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from book.bind.pdf.parts import PIXEL, Anchor, Bookmark
from book.bind.pdf.volume import Bound, Volume
from book.bind.pdf.writer import Writer, dictionary, encoded, listed, real, reference, string


def entries(volume: Volume, language: str) -> dict[str, bytes]:
    """Write what runs through ``volume``; return what its catalog says of it."""
    found = {"Lang": string(language)}
    names = _names(volume.bound)
    if names:
        tree = dictionary({"Names": listed(names)})
        found["Names"] = dictionary({"Dests": reference(volume.writer.add(tree))})
    if not volume.finish.on_screen:  # names are not seen, and tell us where chapters begin
        return found
    top = nested(_lines(volume.bound))
    if top:
        found["Outlines"] = reference(_outline(volume.writer, top))
    if volume.tagged:
        found["StructTreeRoot"] = reference(_tree(volume))
        found["MarkInfo"] = dictionary({"Marked": b"true"})
        found["ViewerPreferences"] = dictionary({"DisplayDocTitle": b"true"})
    return found


def _names(bound: Sequence[Bound]) -> list[bytes]:
    """Return the destinations (ISO 32000-1, 12.3.2.3), each name where it comes first."""
    found: dict[str, bytes] = {}
    for one in bound:
        for anchor in one.part.anchors:
            found.setdefault(anchor.name, _place(one, anchor))
    pairs = sorted(found.items(), key=lambda pair: encoded(pair[0]))
    return [written for name, place in pairs for written in (string(name), place)]


def _lines(bound: Sequence[Bound]) -> list["Line"]:
    return [Line(mark, _place(one, mark)) for one in bound for mark in one.part.bookmarks]


def _place(one: Bound, spot: Anchor | Bookmark) -> bytes:
    """Return where ``spot`` is in the book, as a destination (12.3.2.2)."""
    _, height = one.part.sheaf.pages[spot.leaf].size
    x, y = (spot.x + one.moves[spot.leaf]) * PIXEL, height - spot.y * PIXEL
    return listed([reference(one.pages[spot.leaf]), b"/XYZ", real(x), real(y), b"0"])


def _tree(volume: Volume) -> int:
    """Join the tags of all parts under one document (14.7); return the number of the tree."""
    root = volume.writer.reserve()
    document = {
        "Type": b"/StructElem",
        "S": b"/Document",
        "P": reference(root),
        "K": listed([reference(element) for element in volume.elements]),
    }
    volume.writer.write(volume.document, dictionary(document))
    numbers = [
        written
        for place, target in sorted(volume.parents)
        for written in (b"%d" % place, reference(target))
    ]
    parents = volume.writer.add(dictionary({"Nums": listed(numbers)}))
    tree = {
        "Type": b"/StructTreeRoot",
        "K": listed([reference(volume.document)]),
        "ParentTree": reference(parents),
    }
    volume.writer.write(root, dictionary(tree))
    return root


@dataclass(slots=True)
class Line:
    """A line of the outline, and those below it."""

    mark: Bookmark
    place: bytes
    below: list["Line"] = field(default_factory=list)


def nested(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of the first level, each with those below it.

    A level that is skipped counts as none: an ``h3`` after an ``h1`` stands right below it.
    """
    top: list[Line] = []
    above: list[Line] = []
    for line in lines:
        while above and above[-1].mark.level >= line.mark.level:
            above.pop()
        (above[-1].below if above else top).append(line)
        above.append(line)
    return top


def _outline(writer: Writer, top: Sequence[Line]) -> int:
    """Write the outline (12.3.3); return its number."""
    root = writer.reserve()
    ends, seen = _hang(writer, root, top)
    writer.write(root, dictionary({**ends, "Count": b"%d" % seen}))
    return root


def _hang(writer: Writer, parent: int, lines: Sequence[Line]) -> tuple[dict[str, bytes], int]:
    """Write ``lines`` below ``parent``.

    Return how ``parent`` refers to them, and how many are seen when all is open.
    """
    numbers = [writer.reserve() for _ in lines]
    seen = len(lines)
    around = zip(lines, numbers, [0, *numbers], [*numbers[1:], 0], strict=False)
    for line, number, before, after in around:
        ends, below = _hang(writer, number, line.below) if line.below else ({}, 0)
        entries = {
            "Title": string(line.mark.label),
            "Dest": line.place,
            "Parent": reference(parent),
            **({"Prev": reference(before)} if before else {}),
            **({"Next": reference(after)} if after else {}),
            **ends,
            "Count": b"%d" % (-below if line.mark.closed else below),
        }
        writer.write(number, dictionary(entries))
        seen += 0 if line.mark.closed else below
    return {"First": reference(numbers[0]), "Last": reference(numbers[-1])}, seen
