"""Read a finished PDF back, with PDFium."""

import ctypes
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from book.check.lines import TextLine, text_lines
from book.diagnostics import Code, Severity

UNREADABLE = Code(
    "V301",
    Severity.ERROR,
    "this is not a PDF that can be opened: {why}",
    hint="make the book again, or fetch the file again if it was copied",
    explanation="The file is not a PDF, is cut short, or is locked by a password, so nothing "
    "can be said about it and no printer would take it.",
)

TOLERANCE = 0.5  # points by which text may stand out of its page, or above a place
DEEPEST = 15  # forms inside forms


class UnreadableError(Exception):
    """The file is not a PDF that can be opened; the text says why."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the outline: ``page`` counts from 0, ``top`` in points from the foot."""

    title: str
    level: int
    page: int | None
    top: float | None


@dataclass(frozen=True, slots=True)
class Box:
    """Where something stands, in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Face:
    """A font, and the first text that is set in it."""

    name: str
    embedded: bool
    text: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page: its trim (TrimBox, else MediaBox), its text, and what else was asked.

    ``faces`` are those that no page of the same gathering shows before; ``astray`` is the
    first text out of the trim, ``above`` the count of letters above a place on the page.
    ``area`` holds all text, ``lines`` are what is set, ``pictures`` where images stand.
    """

    trim: Box
    text: str
    faces: tuple[Face, ...]
    astray: str | None
    above: Mapping[float, int]
    area: Box | None = None
    lines: tuple[TextLine, ...] = ()
    pictures: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A finished PDF, read. ``names`` are the pages of named places, if it has no outline."""

    outline: tuple[Line, ...]
    leaves: tuple[Leaf, ...]
    names: Mapping[str, int] = field(default_factory=dict)


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Open the PDF ``data``. Raises ``UnreadableError``."""
    import pypdfium2  # noqa: PLC0415

    try:
        with pypdfium2.PdfDocument(data) as document:
            yield document
    except pypdfium2.PdfiumError as error:  # when it is opened, or at a page that is broken
        raise UnreadableError(str(error)) from None


def reading(data: bytes) -> Reading:
    """Read the whole of a PDF here and now. Raises ``UnreadableError``."""
    with opened(data) as document:
        lines = outline(document)
        places = places_in(lines, range(len(document)))
        return Reading(lines, tuple(leaves(document, places)), names(document, lines))


def count(data: bytes) -> int:
    """Return how many pages a PDF has. Raises ``UnreadableError``."""
    with opened(data) as document:
        return len(document)


def texts(document: Any) -> Iterator[str]:
    """Yield the text of each page, its lines ended by line feeds."""
    return (leaf.text for leaf in leaves(document, {}))


def outline(document: Any) -> tuple[Line, ...]:
    """Return the outline, as far as it can be read."""
    lines = []
    for bookmark in document.get_toc():
        target = bookmark.get_dest()
        page = target.get_index() if target else None
        view = list(target.get_view()[1]) if target else []
        top = float(view[1]) if len(view) > 1 else None
        lines.append(Line(bookmark.get_title(), bookmark.level, page, top))
    return tuple(lines)


def names(document: Any, lines: Sequence[Line]) -> Mapping[str, int]:
    """Return the pages of named places, counted from 0; none where there is an outline."""
    from pypdfium2 import raw  # noqa: PLC0415

    found: dict[str, int] = {}
    for number in range(0 if lines else raw.FPDF_CountNamedDests(document.raw)):
        size = ctypes.c_long(0)
        raw.FPDF_GetNamedDest(document.raw, number, None, size)
        if size.value <= 0:
            continue
        text = ctypes.create_string_buffer(size.value)
        target = raw.FPDF_GetNamedDest(document.raw, number, text, size)
        page = raw.FPDFDest_GetDestPageIndex(document.raw, target)
        if page >= 0:
            found[text.raw.decode("utf-16-le", "replace").rstrip("\0")] = page
    return found


def places_in(lines: Sequence[Line], pages: range) -> Mapping[int, tuple[float, ...]]:
    """Return where lines lead: the heights by the page, counted from the first of ``pages``."""
    found: dict[int, tuple[float, ...]] = {}
    for line in lines:
        if line.page is not None and line.page in pages and line.top is not None:
            n = line.page - pages.start
            found[n] = (*found.get(n, ()), line.top)
    return found


def leaves(document: Any, places: Mapping[int, tuple[float, ...]]) -> Iterator[Leaf]:
    """Yield each page of ``document``, and what stands above its ``places``."""
    known: set[str] = set()
    for n in range(len(document)):
        page = document[n]
        textpage = page.get_textpage()
        yield _leaf(page, textpage, places.get(n, ()), known)
        textpage.close()
        page.close()


def _leaf(page: Any, textpage: Any, places: Sequence[float], known: set[str]) -> Leaf:
    trim = Box(*page.get_trimbox())
    runs = tuple(_runs(page))
    astray = (run for run, box in runs if not _inside(box, trim))
    return Leaf(
        trim=trim,
        text=textpage.get_text_range().replace("\r\n", "\n").replace("\r", "\n"),
        faces=tuple(_faces(runs, textpage, known)),
        astray=next((text for run in astray if (text := _said(run, textpage)).strip()), None),
        above={
            place: sum(
                len(_said(run, textpage).strip())
                for run, box in runs
                if box.bottom > place + TOLERANCE
            )
            for place in places
        },
        area=_around([box for _, box in runs]),
        lines=text_lines(textpage),
        pictures=tuple(_pictures(page)),
    )


def _around(boxes: Sequence[Box]) -> Box | None:
    """Return the box around ``boxes``, but for those of blanks, which are empty."""
    seen = [one for one in boxes if one.right > one.left and one.top > one.bottom]
    if not seen:
        return None
    return Box(
        min(one.left for one in seen),
        min(one.bottom for one in seen),
        max(one.right for one in seen),
        max(one.top for one in seen),
    )


def _pictures(page: Any) -> Iterator[Box]:
    """Yield where the images of ``page`` stand."""
    from pypdfium2 import raw  # noqa: PLC0415

    sides = [ctypes.c_float() for _ in range(4)]
    kinds = frozenset({raw.FPDF_PAGEOBJ_IMAGE})
    for found in _objects_in(page, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, kinds):
        if raw.FPDFPageObj_GetBounds(found, *sides):
            yield Box(*(side.value for side in sides))


def _runs(page: Any) -> Iterator[tuple[Any, Box]]:
    """Yield each run of text on ``page`` with its place, those inside of forms, too.

    PDFium's own functions are called here: the objects of its Python side would take as
    long to make as the page takes to parse.
    """
    from pypdfium2 import raw  # noqa: PLC0415

    sides = [ctypes.c_float() for _ in range(4)]
    kinds = frozenset({raw.FPDF_PAGEOBJ_TEXT})
    for run in _objects_in(page, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, kinds):
        if not raw.FPDFPageObj_GetBounds(run, *sides):
            raise UnreadableError("a run of text has no place")
        yield run, Box(*(side.value for side in sides))


def _objects_in(
    holder: Any,
    count: Callable[[Any], int],
    get: Callable[[Any, int], Any],
    kinds: frozenset[int],
    depth: int = 0,
) -> Iterator[Any]:
    from pypdfium2 import raw  # noqa: PLC0415

    for n in range(count(holder)):
        found = get(holder, n)
        kind = raw.FPDFPageObj_GetType(found) if found else raw.FPDF_PAGEOBJ_UNKNOWN
        if kind in kinds:
            yield found
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            inner = raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject
            yield from _objects_in(found, *inner, kinds, depth + 1)


def _faces(runs: Sequence[tuple[Any, Box]], textpage: Any, known: set[str]) -> Iterator[Face]:
    """Yield the fonts that are not ``known``, and make them known."""
    from pypdfium2 import PdfTextObj, raw  # noqa: PLC0415

    here: set[int | None] = set()
    for run, _ in runs:
        # The place of a font in memory is its own as long as its page is open.
        place = ctypes.cast(raw.FPDFTextObj_GetFont(run), ctypes.c_void_p).value
        if place in here:
            continue
        here.add(place)
        font = PdfTextObj(run, textpage=textpage).get_font()
        name = font.get_base_name().rpartition("+")[2]  # a subset is called ABCDEF+Name
        if name not in known:
            known.add(name)
            yield Face(name, font.is_embedded, _said(run, textpage))


def _said(run: Any, textpage: Any) -> str:
    """Return the text of a run; of one that holds half a letter beyond U+FFFF, U+FFFD."""
    from pypdfium2 import PdfTextObj  # noqa: PLC0415

    try:
        return str(PdfTextObj(run, textpage=textpage).extract())
    except UnicodeDecodeError:
        return "\ufffd"


def _inside(box: Box, trim: Box) -> bool:
    return (
        box.left >= trim.left - TOLERANCE
        and box.right <= trim.right + TOLERANCE
        and box.bottom >= trim.bottom - TOLERANCE
        and box.top <= trim.top + TOLERANCE
    )
