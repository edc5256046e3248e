"""Words on the cover: which face holds them, how they break, how large they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

MEASURE = 1180  # the widest line, in pixels
LEADING = 1.12
TRACKING = 0.09  # between capitals, of their size
LEAST = 24  # no line is smaller
TRIAL = 200  # the size at which widths are measured
MOST_LINES = 10
LONGEST_WORD = 32  # letters; what is longer is cut
SMALL = 3  # letters of a word that leads to the next: de, the, und
PAUSES = tuple(":?!…,;.–—»”)")
FIRST_UNSPACED = 0x1100  # scripts from here on may break between any two letters


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface of the theme and the code points it holds."""

    data: bytes
    letters: frozenset[int]

    def at(self, size: int) -> "FreeTypeFont":
        from PIL import ImageFont  # noqa: PLC0415  slow to load

        return ImageFont.truetype(BytesIO(self.data), size)

    def holds(self, text: str) -> bool:
        """Return whether it has every letter and digit of ``text``."""
        return all(ord(c) in self.letters for c in text if c.isalnum())

    def readable(self, text: str) -> str:
        """Return ``text`` without the signs (an emoji, say) that it has not."""
        return " ".join("".join(c for c in text if ord(c) in self.letters).split(" "))


class Words(NamedTuple):
    """Text and the face that holds it."""

    text: str
    face: Face


class Block(NamedTuple):
    """Lines of text set in one size."""

    face: Face
    size: int
    lines: tuple[str, ...]
    tracking: float = 0

    @property
    def height(self) -> int:
        return round(len(self.lines) * self.size * LEADING)


def opened(data: bytes) -> Face:
    from fontTools.ttLib import TTFont  # noqa: PLC0415  slow to load

    with TTFont(BytesIO(data), lazy=True) as font:
        return Face(data, frozenset(font.getBestCmap() or ()))


def capitals(words: Words, largest: int, room: int) -> Block:
    """Return ``words`` in spaced capitals, where the script has capitals."""
    raised = words.text.upper()
    if raised == words.text.lower() or not words.face.holds(raised):
        return fitted(words, largest, room)
    return fitted(Words(raised, words.face), largest, room, TRACKING)


def fitted(words: Words, largest: int, room: int, tracking: float = 0) -> Block:
    """Return ``words`` broken by sense, as large as the measure and ``room`` allow."""
    text, face = words
    pieces = _pieces(text)
    font = face.at(TRIAL)
    widths = [font.getlength(piece) / TRIAL + tracking * len(piece) for piece in pieces]
    best, merit = Block(face, LEAST, (text,), tracking), float("-inf")
    for count in range(1, min(len(pieces), MOST_LINES) + 1):
        cuts, badness = _broken(pieces, widths, count)
        wide = max(sum(widths[start:end]) for start, end in cuts)
        size = int(min(largest, MEASURE / wide, room / (count * LEADING)))
        if size * (1 - badness) > merit:
            merit = size * (1 - badness)
            lines = tuple("".join(pieces[start:end]).strip(" ") for start, end in cuts)
            best = Block(face, max(size, LEAST), lines, tracking)
    return best


def _pieces(text: str) -> list[str]:
    """Cut ``text`` where a line may end; a piece keeps the space behind it."""
    pieces: list[str] = []
    for word in text.split(" "):
        spaced = any(c.isalpha() and ord(c) < FIRST_UNSPACED for c in word)
        step = LONGEST_WORD if spaced else 1
        pieces += [word[at : at + step] for at in range(0, len(word), step)]
        if pieces:
            pieces[-1] += " "
    return pieces


def _broken(
    pieces: Sequence[str], widths: Sequence[float], count: int
) -> tuple[list[tuple[int, int]], float]:
    """Cut ``pieces`` into ``count`` lines of like width; return them and how bad they are.

    The least sum of costs over all ways, by dynamic programming: a line costs the square
    of its distance from the mean width, and a break what ``_cost`` says.
    """
    mean = sum(widths) / count
    ends = [0.0]
    for width in widths:
        ends.append(ends[-1] + width)
    total = len(pieces)
    best: list[tuple[float, list[tuple[int, int]]]] = [(0.0, [])]
    best += [(float("inf"), [])] * total
    for _ in range(count):
        row: list[tuple[float, list[tuple[int, int]]]] = [(float("inf"), [])] * (total + 1)
        for end in range(1, total + 1):
            ending = _cost(pieces[end - 1]) if end < total else 0.0
            for start in range(end):
                cost, cuts = best[start]
                cost += ((ends[end] - ends[start]) / mean - 1) ** 2 / count + ending
                if cost < row[end][0]:
                    row[end] = (cost, [*cuts, (start, end)])
        best = row
    cost, cuts = best[total]
    return cuts, cost


def _cost(piece: str) -> float:
    """Return what it costs to end a line with ``piece``: « deux… » little, « de » much."""
    word = piece.rstrip()
    if len(word) <= SMALL and piece.endswith(" "):
        return 0.15
    return -0.05 if word.endswith(PAUSES) else 0.02


def put(pen: "ImageDraw", block: Block, centre: float, top: int) -> int:
    """Draw ``block`` around ``centre``, its first line below ``top``; return where it ends."""
    font = block.face.at(block.size)
    baseline = top + block.size * 0.8
    for line in block.lines:
        if block.tracking:
            _put_spaced(pen, line, font, (centre, baseline), block.tracking * block.size)
        else:
            pen.text((centre, baseline), line, 255, font, anchor="ms")
        baseline += block.size * LEADING
    return top + block.height


def _put_spaced(
    pen: "ImageDraw",
    line: str,
    font: "FreeTypeFont",
    at: tuple[float, float],
    tracking: float,
) -> None:
    """Draw ``line`` letter by letter, kerned, ``tracking`` pixels apart."""
    steps = [
        font.getlength(first + second) - font.getlength(second) + tracking
        for first, second in pairwise(line)
    ]
    left = at[0] - (sum(steps) + font.getlength(line[-1])) / 2
    for letter, step in zip(line, [*steps, 0], strict=True):
        pen.text((left, at[1]), letter, 255, font, anchor="ls")
        left += step
