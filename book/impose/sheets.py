"""The pages of a PDF laid on sheets: as they are, vectors and fonts, by PDFium.

PDFium puts the pages side by side, each once and with its fonts shared; then each is moved
to its fold. All lengths are in points.
"""

import ctypes
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import blake2b
from io import BytesIO
from typing import Any

from book.impose.plan import Sheet, Side

TICK, GAP = 14.0, 6.0  # of a mark: how long, how far from the page
HAIRLINE = 0.25


class ForeignError(Exception):
    """The file is not a PDF whose pages can be laid out; the text says why."""


@dataclass(frozen=True, slots=True)
class Stock:
    """The sheet as it goes through the printer, and how the pages stand on it.

    ``creep`` is what each sheet inside pushes a page away from the fold.
    """

    width: float
    height: float
    scale: float
    creep: float
    marks: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A page on half a side: how large it is, and how far it stands from the fold."""

    width: float
    height: float
    shift: float


def sizes(data: bytes) -> tuple[tuple[float, float], ...]:
    """Return width and height of each page. Raises ``ForeignError``."""
    with _opened(data) as document:
        return tuple(document.get_page_size(n) for n in range(len(document)))


def laid(data: bytes, sheets: Sequence[Sheet], stock: Stock) -> bytes:
    """Return a PDF of ``sheets``, front and back in turn. Raises ``ForeignError``.

    The same file gives the same bytes.
    """
    import pypdfium2  # noqa: PLC0415
    from pypdfium2 import raw  # noqa: PLC0415

    with ExitStack() as until_done:
        source = until_done.enter_context(_opened(data))
        row = until_done.enter_context(pypdfium2.PdfDocument.new())
        sides = [
            (side, sheet.around * stock.creep)
            for sheet in sheets
            for side in (sheet.front, sheet.back)
        ]
        places = _queued(source, row, sides)
        handle = raw.FPDF_ImportNPagesToOne(row.raw, stock.width, stock.height, 2, 1)
        if not handle:
            raise ForeignError("its pages cannot be copied")
        done = until_done.enter_context(pypdfium2.PdfDocument(handle))
        for number, pair in enumerate(places):
            page = done[number]
            _moved(page, pair, stock)
            if stock.marks:
                _marked(page, pair[1], stock)
            page.gen_content()
            page.close()
        file = BytesIO()
        done.save(file)
    return _timeless(file.getvalue())


def _opened(data: bytes) -> Any:
    import pypdfium2  # noqa: PLC0415

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        why = "a password locks it" if locked else "it is no PDF, or is damaged"
        raise ForeignError(why) from None
    if not len(document):
        document.close()
        raise ForeignError("it has no pages")
    return document


def _queued(
    source: Any, row: Any, sides: Sequence[tuple[Side, float]]
) -> list[tuple[Place, Place]]:
    """Put the pages into ``row`` in the order of ``sides``; return how each pair stands."""
    count = len(source)
    queue = [number for side, _ in sides for number in (side.left, side.right)]
    try:
        row.import_pages(source, [number - 1 for number in queue if number <= count])
    except Exception as error:  # PdfiumError, which is not imported before it is needed
        raise ForeignError("its pages cannot be copied") from error
    usual = source.get_page_size(0)
    for at, number in enumerate(queue):
        if number > count:
            row.new_page(*usual, index=at).close()
    shifts = [shift for _, shift in sides]
    measures: list[tuple[float, float]] = [row.get_page_size(at) for at in range(len(queue))]
    return [
        (Place(*left, shift), Place(*right, shift))
        for left, right, shift in zip(measures[::2], measures[1::2], shifts, strict=True)
    ]


def _moved(page: Any, pair: tuple[Place, Place], stock: Stock) -> None:
    """Move the two pages, which stand as large as may be in their halves, to the fold."""
    half = stock.width / 2
    for placed, at, side in zip(_forms(page), pair, (-1, 1), strict=True):
        was = min(half / at.width, stock.height / at.height)
        factor = stock.scale / was
        middle = half + side * half / 2
        wanted = half + side * (at.width * stock.scale / 2 + at.shift)
        matrix = placed.get_matrix()
        a, b, c, d, e, f = matrix.get()
        up = stock.height / 2
        placed.set_matrix(
            type(matrix)(
                a * factor,
                b * factor,
                c * factor,
                d * factor,
                (e - middle) * factor + wanted,
                (f - up) * factor + up,
            )
        )


def _forms(page: Any) -> list[Any]:
    from pypdfium2 import raw  # noqa: PLC0415

    return list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_FORM], max_depth=1))


def _marked(page: Any, place: Place, stock: Stock) -> None:
    """Draw where to fold, and where to cut if the sheet is larger than its two pages."""
    for (left, bottom), (right, top), dashed in _marks(place, stock):
        _drawn(page, (left, bottom), (right, top), dashed=dashed)


Point = tuple[float, float]


def _marks(place: Place, stock: Stock) -> Iterator[tuple[Point, Point, bool]]:
    half, up = stock.width / 2, stock.height / 2
    wide, high = place.width * stock.scale, place.height * stock.scale / 2
    margin = stock.height / 2 - high
    tick = min(TICK, margin - GAP) if margin > GAP else TICK / 2
    head = up + high + GAP if margin > GAP else stock.height - tick
    for low in (head, stock.height - head - tick):
        yield (half, low), (half, low + tick), True
    if margin > GAP:
        for across in (half - wide, half + wide):
            for low in (head, stock.height - head - tick):
                yield (across, low), (across, low + tick), False
    beside = half - wide
    if beside > GAP:
        long = min(TICK, beside - GAP)
        for level in (up - high, up + high):
            yield (beside - GAP - long, level), (beside - GAP, level), False
            far = half + wide + GAP
            yield (far, level), (far + long, level), False


def _drawn(page: Any, start: Point, end: Point, *, dashed: bool) -> None:
    from pypdfium2 import raw  # noqa: PLC0415

    path = raw.FPDFPageObj_CreateNewPath(*start)
    raw.FPDFPath_LineTo(path, *end)
    raw.FPDFPageObj_SetStrokeColor(path, 0, 0, 0, 255)
    raw.FPDFPageObj_SetStrokeWidth(path, HAIRLINE)
    raw.FPDFPath_SetDrawMode(path, raw.FPDF_FILLMODE_NONE, 1)
    if dashed:
        raw.FPDFPageObj_SetDashArray(path, (ctypes.c_float * 2)(2.0, 2.0), 2, 0)
    raw.FPDFPage_InsertObject(page.raw, path)


_DATE = re.compile(rb"/CreationDate\(D:\d{14}[^)]*\)")
_NAME = re.compile(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]")


def _timeless(data: bytes) -> bytes:
    """Return ``data`` without the hour and the chance that PDFium puts into a new file."""
    dated = _DATE.sub(lambda found: b" " * len(found[0]), data)
    head, _, tail = dated.rpartition(b"trailer")
    anonymous = _NAME.sub(b"", tail)
    name = blake2b(head + anonymous, digest_size=16).hexdigest().upper().encode()
    return head + b"trailer" + _NAME.sub(b"/ID[<%b><%b>]" % (name, name), tail)
