"""What runs through a whole PDF: destinations, the outline, the tags."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from book.bind.pdf.link import Bound
from book.bind.pdf.parts import PIXEL, Bookmark


def name_places(book: pikepdf.Pdf, bound: Sequence[Bound]) -> frozenset[str]:
    """Give ``book`` its named destinations, each name where it comes first."""
    found: dict[str, Array] = {}
    for one in bound:
        for anchor in one.part.anchors:
            page = one.pages[anchor.leaf]
            place = _place(page, anchor.x + one.moves[anchor.leaf], anchor.y)
            found.setdefault(anchor.name, place)
    if found:
        names = Array()
        for name, place in sorted(found.items(), key=lambda item: String(item[0]).unparse()):
            names.extend([String(name), place])
        book.Root.Names = Dictionary(Dests=book.make_indirect(Dictionary(Names=names)))
    return frozenset(found)


def outline(book: pikepdf.Pdf, bound: Sequence[Bound]) -> None:
    """Give ``book`` its outline."""
    lines = [
        Line(mark, _place(page, mark.x + one.moves[mark.leaf], mark.y))
        for one in bound
        for mark in one.part.bookmarks
        for page in [one.pages[mark.leaf]]
    ]
    top = nested(lines)
    if top:
        root = book.make_indirect(Dictionary())
        _hang(book, root, top)
        book.Root.Outlines = root


def tag(book: pikepdf.Pdf, bound: Sequence[Bound], language: str, *, tagged: bool) -> None:
    """Join the tags of all parts under one document (ISO 32000-1, 14.7), or leave them out."""
    book.Root.Lang = String(language)
    if not tagged:
        _untag(bound)
        return
    whole = Dictionary(Type=Name.StructElem, S=Name.Document, K=Array())
    document = book.make_indirect(whole)
    root = book.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([document])))
    document.P = root
    numbers: list[tuple[int, Object]] = []
    places = {page.objgen: number for number, page in enumerate(p.obj for p in book.pages)}
    following = len(book.pages)
    for one in bound:
        for element in one.tree.K[0].K:
            element.P = document
            document.K.append(element)
        following = _renumber(one, places, numbers, following)
    tree = Array()
    for number, target in sorted(numbers, key=lambda pair: pair[0]):
        tree.append(number)
        tree.append(target)
    root.ParentTree = book.make_indirect(Dictionary(Nums=tree))
    book.Root.StructTreeRoot = root
    book.Root.MarkInfo = Dictionary(Marked=True)
    book.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def _untag(bound: Sequence[Bound]) -> None:
    for page in (page for one in bound for page in one.pages):
        del page.StructParents
        for annotation in page.get("/Annots", ()):
            if "/StructParent" in annotation:
                del annotation.StructParent


def _renumber(
    one: Bound,
    places: dict[tuple[int, int], int],
    numbers: list[tuple[int, Object]],
    following: int,
) -> int:
    """Give the pages and annotations of ``one`` their places in the parent tree."""
    tree = one.tree
    old = tree.ParentTree.Nums
    targets = {int(old[n]): old[n + 1] for n in range(0, len(old), 2)}
    for page in one.pages:
        place = places[page.objgen]
        numbers.append((place, targets[int(page.StructParents)]))
        page.StructParents = place
    for page in one.pages:
        for annotation in page.get("/Annots", ()):
            if "/StructParent" in annotation:
                numbers.append((following, targets[int(annotation.StructParent)]))
                annotation.StructParent = following
                following += 1
    return following


@dataclass(slots=True)
class Line:
    """A line of the outline, and those below it."""

    mark: Bookmark
    place: Array
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


def _hang(book: pikepdf.Pdf, parent: Object, lines: Sequence[Line]) -> int:
    """Hang ``lines`` below ``parent``; return how many are seen when all is open."""
    made = [
        book.make_indirect(
            Dictionary(Title=String(one.mark.label), Dest=one.place, Parent=parent)
        )
        for one in lines
    ]
    seen = len(made)
    for line, item, before, after in zip(
        lines, made, [None, *made], [*made[1:], None], strict=False
    ):
        if before is not None:
            item.Prev = before
        if after is not None:
            item.Next = after
        below = _hang(book, item, line.below) if line.below else 0
        item.Count = -below if line.mark.closed else below
        seen += 0 if line.mark.closed else below
    parent.First, parent.Last, parent.Count = made[0], made[-1], seen
    return seen


def _place(page: Object, x: float, y: float) -> Array:
    height = float(page.MediaBox[3])
    return Array([page, Name.XYZ, x * PIXEL, height - y * PIXEL, 0])
