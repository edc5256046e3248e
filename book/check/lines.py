"""The lines that are set on a page, read from where each letter stands.

A page is text painted in an order; what makes a line of it is a common baseline. Measures
are in points, from the lower left corner of the page.
"""

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

COLUMN = 2.0  # em between two pieces of a line: what stands apart so far is another cell
LEVEL = 0.34  # em by which pieces of one line may stand higher or lower: raised figures
RAISED = 0.15  # em above the baseline, from which on a figure is a superior
SPACES = frozenset(" \u00a0\u2000\u2001\u2002\u2003\u2009\t")  # U+202F does not stretch
ENDS = frozenset("\r\n")

_CALL = re.compile(r"(?<=[^\W\d]{2})\d{1,3}(?!\d)|(?<=[»”’)\].,;:!?…\u202f\u00a0])\d{1,3}(?!\d)")
_BRACKETED = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class Gap:
    """A space between two words of a line."""

    left: float
    right: float

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text: ``face`` is that of all of it, or empty; ``calls`` are of notes.

    ``cells`` counts the pieces that stand far apart, as in a table.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    face: str
    gaps: tuple[Gap, ...]
    calls: tuple[int, ...]
    cells: int = 1


def text_lines(textpage: Any) -> tuple[TextLine, ...]:
    """Return the lines of a page, from its head to its foot."""
    return tuple(_joined(tuple(_pieces(textpage))))


def _pieces(textpage: Any) -> Iterator[TextLine]:
    """Yield what was painted without a break, in the order of painting."""
    from pypdfium2 import raw  # noqa: PLC0415

    count = textpage.count_chars()
    letters = [chr(raw.FPDFText_GetUnicode(textpage, n) or 0xFFFD) for n in range(count)]
    start = 0
    for n in range(count + 1):
        if n == count or letters[n] in ENDS:
            if piece := _piece(textpage, letters, start, n):
                yield piece
            start = n + 1


def _piece(textpage: Any, letters: Sequence[str], start: int, end: int) -> TextLine | None:
    """Return the piece of ``letters`` from ``start`` to ``end``, if it shows anything."""
    while start < end and letters[start].isspace():
        start += 1
    while start < end and letters[end - 1].isspace():
        end -= 1
    if start == end:
        return None
    middle = min(range(start, end), key=lambda n: _farness(letters, n, start, end))
    places = (start, middle, end - 1)
    faces = {_face(textpage, n) for n in places}
    size = _size(textpage, middle)
    text = "".join(letters[start:end])
    _, baseline = _origin(textpage, middle)
    left, _ = _origin(textpage, start)
    return TextLine(
        text=_whole(text),
        left=round(left, 2),
        right=round(_right(textpage, end - 1), 2),
        baseline=round(baseline, 2),
        size=round(size, 2),
        face=faces.pop() if len(faces) == 1 else "",
        gaps=tuple(_gaps(textpage, letters, start, end)),
        calls=tuple(_calls(textpage, text, start, baseline + RAISED * size)),
    )


def _farness(letters: Sequence[str], n: int, start: int, end: int) -> tuple[bool, int]:
    """How ill letter ``n`` speaks for the piece it stands in: by its kind, and its place."""
    return not letters[n].isalnum(), abs(2 * n - start - end)


def _whole(text: str) -> str:
    """Return ``text`` with letters beyond U+FFFF in one piece: PDFium gives their halves."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _gaps(textpage: Any, letters: Sequence[str], start: int, end: int) -> Iterator[Gap]:
    n = start
    while n < end:
        if letters[n] in SPACES:
            before = n - 1
            while letters[n] in SPACES:
                n += 1
            yield Gap(round(_right(textpage, before), 2), round(_origin(textpage, n)[0], 2))
        n += 1


def _calls(textpage: Any, text: str, start: int, height: float) -> Iterator[int]:
    """Yield the numbers in ``text`` that stand as superiors, or in brackets."""
    for found in _CALL.finditer(text):
        if _bottom(textpage, start + found.start()) > height:
            yield int(found[0])
    for found in _BRACKETED.finditer(text):
        yield int(found[1])


def _joined(pieces: Sequence[TextLine]) -> Iterator[TextLine]:
    """Yield lines: pieces on one level and beside each other, put together."""
    rows: list[list[TextLine]] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.baseline, piece.left)):
        row = rows[-1] if rows else []
        if row and _beside(row, piece):
            row.append(piece)
        else:
            rows.append([piece])
    for row in rows:
        yield _line(sorted(row, key=lambda piece: piece.left))


def _beside(row: Sequence[TextLine], piece: TextLine) -> bool:
    size = max(piece.size, *(other.size for other in row))
    level = all(abs(other.baseline - piece.baseline) <= LEVEL * size for other in row)
    return level and all(
        piece.left >= other.right - size / 2 or piece.right <= other.left + size / 2
        for other in row
    )


def _line(row: Sequence[TextLine]) -> TextLine:
    if len(row) == 1:
        return row[0]
    main = max(row, key=lambda piece: (len(piece.text), piece.size))
    text, gaps, cells = row[0].text, list(row[0].gaps), 1
    for before, piece in pairwise(row):
        room = Gap(before.right, piece.left)
        cells += room.width > COLUMN * main.size
        apart = room.width > main.size / 10
        gaps += [room, *piece.gaps] if apart else piece.gaps
        text += f" {piece.text}" if apart else piece.text
    faces = {piece.face for piece in row}
    return TextLine(
        text=text,
        left=row[0].left,
        right=max(piece.right for piece in row),
        baseline=main.baseline,
        size=main.size,
        face=main.face if len(faces) == 1 else "",
        gaps=tuple(gaps),
        calls=tuple(call for piece in row for call in piece.calls),
        cells=cells,
    )


def _origin(textpage: Any, n: int) -> tuple[float, float]:
    from pypdfium2 import raw  # noqa: PLC0415

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(textpage, n, x, y)
    return x.value, y.value


def _right(textpage: Any, n: int) -> float:
    from pypdfium2 import raw  # noqa: PLC0415

    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(textpage, n, box)
    return float(box.right)


def _bottom(textpage: Any, n: int) -> float:
    from pypdfium2 import raw  # noqa: PLC0415

    sides = [ctypes.c_double() for _ in range(4)]  # left, right, bottom, top
    raw.FPDFText_GetCharBox(textpage, n, *sides)
    return sides[2].value


def _size(textpage: Any, n: int) -> float:
    """Return the size of a letter on the page, whatever scale it is painted at."""
    from pypdfium2 import raw  # noqa: PLC0415

    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(textpage, n, matrix):
        return float(raw.FPDFText_GetFontSize(textpage, n))
    scale = float((matrix.c**2 + matrix.d**2) ** 0.5)
    return float(raw.FPDFText_GetFontSize(textpage, n)) * scale


def _face(textpage: Any, n: int) -> str:
    from pypdfium2 import raw  # noqa: PLC0415

    flags, room = ctypes.c_int(), ctypes.create_string_buffer(128)
    length = raw.FPDFText_GetFontInfo(textpage, n, room, len(room), flags)
    name = room.raw[: max(length - 1, 0)].decode("utf-8", "replace") if length <= 128 else ""
    return name.rpartition("+")[2]
