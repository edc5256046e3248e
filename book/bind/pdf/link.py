"""Put the parts of a book together: one PDF, with the numbers that they left open.

Pages, their margins and their annotations are copied with pikepdf; destinations, the
outline and the tags are gathered by ``structure``; each typeface is embedded once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from zlib import decompress

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream, String

from book.bind.pdf.inside.drawing import FONTS
from book.bind.pdf.paging import Paging
from book.bind.pdf.parts import PIXEL, Margins, Part, Reference

MARGINS = "FlorilegeMargins"
_ARTIFACT = b"/Artifact <</Type /Pagination>> BDC\n%s\nEMC"


@dataclass(frozen=True, slots=True)
class Shared:
    """What all parts draw with: the fonts, and the pictures seen so far, by their bytes."""

    fonts: Object
    pictures: dict[bytes, Object]


@dataclass(frozen=True, slots=True)
class Bound:
    """A part whose pages stand in the book: ``pages``, moved to the right by ``moves``."""

    part: Part
    tree: Object
    pages: Sequence[Object]
    moves: tuple[float, ...]


def link(
    parts: Sequence[Part], margins: Sequence[Margins], paging: Paging, fonts: bytes
) -> tuple[pikepdf.Pdf, tuple[Bound, ...]]:
    """Return a PDF with all pages of ``parts`` in their places, and where each stands.

    ``fonts`` is what ``fonts.embed`` made.
    """
    book = pikepdf.new()
    with pikepdf.open(BytesIO(fonts)) as source:
        embedded = book.copy_foreign(source.make_indirect(source.pages[0].Resources.Font))
    pictures: dict[bytes, Object] = {}
    bound = tuple(
        _placed(_bind(book, part, frame, Shared(embedded, pictures)), start, paging)
        for part, frame, start in zip(parts, margins, paging.starts, strict=True)
    )
    return book, bound


def save(book: pikepdf.Pdf, facts: Mapping[str, str]) -> bytes:
    """Return the bytes of ``book``, in which ``facts`` stand as what it says of itself."""
    for name, fact in facts.items():
        book.docinfo[f"/{name}"] = String(fact)
    output = BytesIO()
    book.save(
        output,
        force_version="1.7",
        compress_streams=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
    )
    return output.getvalue()


def _bind(book: pikepdf.Pdf, part: Part, frame: Margins, shared: Shared) -> Bound:
    """Add the pages of ``part`` to ``book``, and the blank ones before it."""
    with (
        pikepdf.open(BytesIO(decompress(part.pdf))) as text,
        pikepdf.open(BytesIO(frame.pdf)) as around,
    ):
        blanks = len(around.pages) - len(text.pages)
        first = len(book.pages)
        for page in (*around.pages[:blanks], *text.pages):
            book.pages.append(page)
        # Pages come first: qpdf would not copy those that tags point to.
        tree = book.copy_foreign(text.Root.StructTreeRoot)
        made = [book.pages[number].obj for number in range(first, len(book.pages))]
        for one in (*made[:1], *made[blanks : blanks + 1]):
            _fill(one.Resources, shared)
        for one in made[:blanks]:
            _set_aside(book, one)
        _frame(book, made[blanks:], around, shared)
    return Bound(part, tree, made[blanks:], (0.0,) * len(part.leaves))


def _placed(one: Bound, start: int, paging: Paging) -> Bound:
    """Return ``one`` on its side of the book, with the numbers that it left open."""
    aside = start % 2 == 0 and one.part.shift is not None
    moves = one.part.shift if aside and one.part.shift is not None else one.moves
    _number(one.part, one.pages, paging)
    for page, move in zip(one.pages, moves, strict=True):
        if move:
            _move(page, move * PIXEL)
    return replace(one, moves=moves)


def _set_aside(book: pikepdf.Pdf, page: Object) -> None:
    """Mark all that is drawn on a blank ``page`` as no part of the text."""
    content = page.Contents.read_bytes()
    page.Contents = book.make_indirect(Stream(book, _ARTIFACT % content))


def _fill(resources: Object, shared: Shared) -> None:
    """Put all fonts into the dictionary that stands for them, and equal pictures in one."""
    stand_in = resources.Font
    if f"/{FONTS}" not in stand_in:  # those of a part are filled once
        return
    del stand_in[f"/{FONTS}"]
    for name, font in shared.fonts.items():
        stand_in[name] = font
    for name, drawn in list(resources.get("/XObject", Dictionary()).items()):
        if drawn.get("/Subtype") == Name.Image:
            key = sha256(drawn.read_raw_bytes()).digest()
            resources.XObject[name] = shared.pictures.setdefault(key, drawn)


def _frame(
    book: pikepdf.Pdf, pages: Sequence[Object], around: pikepdf.Pdf, shared: Shared
) -> None:
    """Lay the margin boxes of the last pages of ``around`` over ``pages``."""
    first = len(around.pages) - len(pages)
    resources = book.copy_foreign(around.make_indirect(around.pages[first].Resources))
    _fill(resources, shared)
    for number, page in enumerate(pages):
        content = around.pages[first + number].Contents.read_bytes()
        if content.strip():
            drawn = _shared(book, page, resources, content)
            over = book.make_indirect(Stream(book, _ARTIFACT % drawn))
            page.Contents = Array([page.Contents, over])


def _shared(book: pikepdf.Pdf, page: Object, resources: Object, content: bytes) -> bytes:
    """Give ``page`` the ``resources`` of its margins; return what draws them.

    States of equal names are equal. Pictures and patterns are not: margins that have some
    become a form, which has its own.
    """
    if any(len(resources.get(f"/{kind}", {})) for kind in ("XObject", "Pattern", "Shading")):
        form = Stream(book, content)
        form.Type, form.Subtype = Name.XObject, Name.Form
        form.BBox, form.Resources = page.MediaBox, resources
        own = Dictionary(dict(page.Resources.items()))
        own.XObject = Dictionary(dict(page.Resources.get("/XObject", Dictionary()).items()))
        own.XObject[f"/{MARGINS}"] = book.make_indirect(form)
        page.Resources = own
        return f"/{MARGINS} Do".encode()
    for name, state in resources.ExtGState.items():
        if name not in page.Resources.ExtGState:
            page.Resources.ExtGState[name] = state
    return content


def _number(part: Part, pages: Sequence[Object], paging: Paging) -> None:
    """Show the true page numbers where ``part`` left places for them."""
    leaves: dict[int, list[Reference]] = {}
    for reference in part.references:
        leaves.setdefault(reference.leaf, []).append(reference)
    for leaf, references in leaves.items():
        stream = _text(pages[leaf])
        content = stream.read_bytes()
        for reference in references:
            shown = reference.shown(paging.anchors.get(reference.anchor, 0))
            content = content.replace(reference.mark, shown)
        stream.write(content)


def _text(page: Object) -> Object:
    """Return the stream with the text of ``page``, its margins aside."""
    contents = page.Contents
    return contents[0] if isinstance(contents, Array) else contents


def _move(page: Object, move: float) -> None:
    """Move the text of ``page``, and what lies over it, by ``move`` points."""
    stream = _text(page)
    stream.write(b"q 1 0 0 1 %f 0 cm\n" % move + stream.read_bytes() + b"\nQ")
    for annotation in page.get("/Annots", ()):
        left, low, right, high = (float(value) for value in annotation.Rect)
        annotation.Rect = Array([left + move, low, right + move, high])
