"""Text in a column, ragged at the right: the lines that are least uneven together."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from book.cover.drawing import Colour, Shape
from book.cover.shaping import Face

__all__ = ["Column", "set_in", "shortened"]

POINT = 25.4 / 72
LEADING = 1.4
SIZES = tuple(size / 2 * POINT for size in range(25, 16, -1))  # 12.5 to 8.5 points
LETTERS = 68  # in a line, at most
LETTER = 0.42  # the mean width of one, of the size: a serif's is less, a sans's as much


class Column(NamedTuple):
    """Paragraphs broken into lines of one size, in millimetres; ``gap`` stands between them."""

    face: Face
    size: float
    paragraphs: tuple[tuple[str, ...], ...]
    gap: float = 0.5

    @property
    def height(self) -> float:
        lines = sum(map(len, self.paragraphs)) + self.gap * max(0, len(self.paragraphs) - 1)
        return lines * self.size * LEADING

    def shapes(
        self, left: float, top: float, colour: Colour, right: float | None = None
    ) -> Iterator[Shape]:
        """Yield its lines from ``top`` downwards; they end at ``right``, if that is given."""
        baseline = top + self.size
        for lines in self.paragraphs:
            for line in lines:
                start = left
                if right is not None:
                    start = right - self.face.width(line) * self.size
                yield self.face.letters_at(line, self.size, (start, baseline), colour)
                baseline += self.size * LEADING
            baseline += self.gap * self.size * LEADING


def set_in(
    paragraphs: Sequence[str],
    face: Face,
    room: tuple[float, float],
    sizes: Sequence[float] = SIZES,
) -> Column | None:
    """Return ``paragraphs`` in the largest of ``sizes`` for which ``room`` is wide and high."""
    for size in sizes:
        measure = min(room[0], LETTERS * LETTER * size) / size
        broken = tuple(_lines(paragraph, face, measure) for paragraph in paragraphs)
        column = Column(face, size, broken)
        if column.height <= room[1]:
            return column
    return None


def shortened(text: str, words: int) -> str:
    """Return the sentences of ``text`` that end within so many ``words``; else that many."""
    found = text.split(" ")
    if len(found) <= words:
        return text
    head = " ".join(found[:words])
    ends = [end.end() for end in re.finditer(r"[.!?…。！？][»”’)\u00a0\u202f]*(?= )", head)]
    if ends and ends[-1] > len(head) / 3:
        return head[: ends[-1]]
    return head.rstrip(" ,;:–—-") + "…"


def _lines(text: str, face: Face, measure: float) -> tuple[str, ...]:
    """Break ``text`` so that the squares of what its lines lack, but the last, sum to least."""
    words = [word for word in re.split("[ \n\t]+", text) if word]
    widths = [face.width(word) for word in words]
    space = face.width(" ")
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(words) + 1):
        wide, found = -space, (float("inf"), end - 1)
        for start in range(end - 1, -1, -1):
            wide += widths[start] + space
            if wide > measure and start < end - 1:
                break
            last = end == len(words)
            rag = 0.0 if last else max(0.0, measure - wide) ** 2
            lonely = measure**2 if last and start == end - 1 and start else 0.0
            found = min(found, (best[start][0] + rag + lonely, start))
        best.append(found)
    lines, end = [], len(words)
    while end:
        start = best[end][1]
        lines.append(" ".join(words[start:end]))
        end = start
    return tuple(reversed(lines))
