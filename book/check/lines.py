"""The lines that are set on a page, read from where each letter stands.

A page is text painted in an order; what makes a line of it is a common baseline. Measures
are in points, from the lower left corner of the page.
"""

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

COLUMN = 2.0  # em between two pieces of a line: what stands apart so far is another cell
LEVEL = 0.34  # em by which pieces of one line may stand higher or lower: raised figures
TIGHT = 0.27  # em: a space that is nothing to look at, nor are the others of its line
RAISED = 0.15  # em above the baseline, from which on a figure is a superior

_SPACES = re.compile("[ \u00a0\u2000-\u2003\u2009\t]+")  # U+202F does not stretch
_BROKEN = "[\x02\ufffe]"  # how PDFium gives a hyphen by which it joins two lines
_PIECE_END = re.compile(f"[\r\n]|{_BROKEN}|$")
_CALL = re.compile(
    r"(?<=[^\W\d]{2})\d{1,3}(?!\d)|(?<=[»”’)\].,;:!?…\u202f\u00a0])\d{1,3}(?!\d)"
)
_BRACKETED = re.compile(r"\[(\d{1,3})\]")


class Gap(NamedTuple):  # made by the hundred thousand: a dataclass takes five times as long
    """A space between two words of a line."""

    left: float
    right: float

    @property
    def width(self) -> float:
        return self.right - self.left


class TextLine(NamedTuple):  # read back from the cache by the ten thousand
    """A line of text: ``face`` is that of all of it, or empty; ``calls`` are of notes.

    ``cells`` counts the pieces that stand far apart, as in a table. Of ``gaps`` that are as
    narrow as anybody would wish, only the first is told.
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
    return tuple(_joined(tuple(_pieces(_Letters.of(textpage)))))


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters of a page, in the order of painting, and PDFium to ask where they stand."""

    textpage: Any
    raw: Any
    said: str  # one for each of PDFium's, so that halves of a letter beyond U+FFFF are two

    @classmethod
    def of(cls, textpage: Any) -> "_Letters":
        from pypdfium2 import raw  # noqa: PLC0415

        count = textpage.count_chars()
        units = textpage.get_text_range(0, count).encode("utf-16-le", "surrogatepass")
        said = [int.from_bytes(units[n : n + 2], "little") for n in range(0, len(units), 2)]
        if len(said) != count:
            said = [raw.FPDFText_GetUnicode(textpage, n) for n in range(count)]
        return cls(textpage, raw, "".join(chr(unit or 0xFFFD) for unit in said))

    def origin(self, n: int) -> tuple[float, float]:
        """Return where letter ``n`` begins, on its baseline."""
        x, y = ctypes.c_double(), ctypes.c_double()
        self.raw.FPDFText_GetCharOrigin(self.textpage, n, x, y)
        return x.value, y.value

    def right(self, n: int) -> float:
        """Return where letter ``n`` ends."""
        box = self.raw.FS_RECTF()
        self.raw.FPDFText_GetLooseCharBox(self.textpage, n, box)
        return float(box.right)

    def bottom(self, n: int) -> float:
        """Return the lowest ink of letter ``n``."""
        sides = [ctypes.c_double() for _ in range(4)]  # left, right, bottom, top
        self.raw.FPDFText_GetCharBox(self.textpage, n, *sides)
        return sides[2].value

    def size(self, n: int) -> float:
        """Return the size of letter ``n`` on the page, whatever scale it is painted at."""
        size = float(self.raw.FPDFText_GetFontSize(self.textpage, n))
        matrix = self.raw.FS_MATRIX()
        if not self.raw.FPDFText_GetMatrix(self.textpage, n, matrix):
            return size
        return size * float((matrix.c**2 + matrix.d**2) ** 0.5)

    def face(self, n: int) -> str:
        """Return the name of the font that letter ``n`` is set in."""
        flags, room = ctypes.c_int(), ctypes.create_string_buffer(128)
        length = self.raw.FPDFText_GetFontInfo(self.textpage, n, room, len(room), flags)
        name = room.value.decode("utf-8", "replace") if length <= len(room) else ""
        return name.rpartition("+")[2]


def _pieces(letters: _Letters) -> Iterator[TextLine]:
    """Yield what was painted without a break, in the order of painting."""
    start = 0
    for end in (match.end() for match in _PIECE_END.finditer(letters.said)):
        if piece := _piece(letters, start, end):
            yield piece
        start = end


def _piece(letters: _Letters, start: int, end: int) -> TextLine | None:
    """Return the piece of ``letters`` from ``start`` to ``end``, if it shows anything."""
    whole = letters.said[start:end]
    text = whole.strip()
    if not text:
        return None
    start += len(whole) - len(whole.lstrip())
    end = start + len(text)
    middle = _spokesman(letters.said, start, end)
    faces = {letters.face(n) for n in {start, middle, end - 1}}
    size = letters.size(middle)
    baseline = letters.origin(middle)[1]
    return TextLine(
        text=_whole(text),
        left=round(letters.origin(start)[0], 2),
        right=round(letters.right(end - 1), 2),
        baseline=round(baseline, 2),
        size=round(size, 2),
        face=faces.pop() if len(faces) == 1 else "",
        gaps=tuple(_gaps(letters, start, end, TIGHT * size)),
        calls=tuple(_calls(letters, text, start, baseline + RAISED * size)),
    )


def _spokesman(said: str, start: int, end: int) -> int:
    """Return the letter nearest to the middle that is no mark: it speaks for its piece."""
    middle = (start + end) // 2
    for off in range(end - start):
        for n in (middle - off, middle + off):
            if start <= n < end and said[n].isalnum():
                return n
    return middle


def _whole(text: str) -> str:
    """Return ``text`` with its hyphen, and with letters beyond U+FFFF in one piece."""
    units = re.sub(_BROKEN, "-", text).encode("utf-16-le", "surrogatepass")
    return units.decode("utf-16-le", "replace")


def _gaps(letters: _Letters, start: int, end: int, tight: float) -> Iterator[Gap]:
    """Yield the spaces of a line, only the first where that is ``tight``."""
    for space in _SPACES.finditer(letters.said, start, end):
        left, right = letters.right(space.start() - 1), letters.origin(space.end())[0]
        yield Gap(round(left, 2), round(right, 2))
        if right - left < tight:
            return


def _calls(letters: _Letters, text: str, start: int, height: float) -> Iterator[int]:
    """Yield the numbers in ``text`` that stand as superiors, or in brackets."""
    for found in _CALL.finditer(text):
        if letters.bottom(start + found.start()) > height:
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
