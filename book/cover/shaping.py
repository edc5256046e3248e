"""Letters as outlines: which a typeface has, how wide they run, what they look like.

The only user of HarfBuzz, so that pairs are kerned and letters joined as their designer
drew them. An outline needs no font where it is shown or printed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from book.cover.drawing import Colour, Matrix, Segment, Shape

SCALE = 1000  # units of an em in which we measure

# What a run between letters would undo, or tell apart, is not joined: 6.3.2 of CSS Text.
UNJOINED = {"liga": False, "clig": False, "dlig": False}


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface of the theme and the code points it holds."""

    data: bytes
    letters: frozenset[int]

    def holds(self, text: str) -> bool:
        """Return whether it has every letter and digit of ``text``."""
        return all(ord(c) in self.letters for c in text if c.isalnum())

    def readable(self, text: str) -> str:
        """Return ``text`` without the signs (an emoji, say) that it has not."""
        return " ".join("".join(c for c in text if ord(c) in self.letters).split(" "))

    def width(self, text: str, tracking: float = 0) -> float:
        """Return how wide ``text`` runs at the size of 1, ``tracking`` apart."""
        glyphs = _shaped(self.data, text, bool(tracking))
        advance = sum(glyph.advance for glyph in glyphs) / SCALE
        return advance + tracking * max(0, len(glyphs) - 1)

    def outline(self, text: str, tracking: float = 0) -> tuple[Segment, ...]:
        """Return ``text`` as a path of 1,000 units an em; it begins and stands on zero."""
        path: list[Segment] = []
        at = 0.0
        for glyph in _shaped(self.data, text, bool(tracking)):
            left, up = at + glyph.right, glyph.up
            path += [
                Segment(operator, _placed(numbers, left, up))
                for operator, numbers in _drawn(self.data, glyph.number)
            ]
            at += glyph.advance + tracking * SCALE
        return tuple(path)

    def letters_at(
        self,
        text: str,
        size: float,
        place: tuple[float, float],
        colour: Colour,
        tracking: float = 0,
    ) -> Shape:
        """Return ``text`` in ``colour``, beginning at ``place`` and standing on it."""
        scale = size / SCALE
        matrix = Matrix(scale, 0, 0, -scale, *place)
        return Shape(colour, self.outline(text, tracking), matrix=matrix)

    @property
    def capital(self) -> float:
        """How high a capital stands, of the size."""
        heights = [y for _, numbers in self.outline("H") for y in numbers[1::2]]
        return max(heights, default=0.7 * SCALE) / SCALE


class Glyph(NamedTuple):
    """A glyph of a run: how far the next one stands, and where it stands itself."""

    number: int
    advance: float
    right: float
    up: float


def opened(data: bytes) -> Face:
    """Return the typeface in ``data``."""
    return Face(data, frozenset(_font(data).face.unicodes))


@lru_cache(maxsize=32)
def _font(data: bytes) -> Any:
    import uharfbuzz  # noqa: PLC0415  not for --help

    font = uharfbuzz.Font(uharfbuzz.Face(data))
    font.scale = (SCALE, SCALE)
    return font


@lru_cache(maxsize=4096)
def _shaped(data: bytes, text: str, apart: bool) -> tuple[Glyph, ...]:
    """Return the glyphs of ``text`` from left to right."""
    import uharfbuzz  # noqa: PLC0415

    run = uharfbuzz.Buffer()
    run.add_str(text)
    run.guess_segment_properties()
    uharfbuzz.shape(_font(data), run, UNJOINED if apart else {})
    return tuple(
        Glyph(info.codepoint, place.x_advance, place.x_offset, place.y_offset)
        for info, place in zip(run.glyph_infos, run.glyph_positions, strict=True)
    )


@lru_cache(maxsize=1024)
def _drawn(data: bytes, glyph: int) -> tuple[Segment, ...]:
    pen = Pen()
    _font(data).draw_glyph_with_pen(glyph, pen)
    return tuple(pen.path)


def _placed(numbers: Sequence[float], left: float, up: float) -> tuple[float, ...]:
    return tuple(
        value
        for x, y in zip(numbers[::2], numbers[1::2], strict=True)
        for value in (left + x, up + y)
    )


Point = tuple[float, float]


class Pen:
    """A pen as fontTools calls it; PDF knows no curves of the second degree."""

    def __init__(self) -> None:
        self.path: list[Segment] = []
        self._at: Point = (0, 0)

    def moveTo(self, point: Point) -> None:  # noqa: N802  the protocol's names
        self._step("m", point)

    def lineTo(self, point: Point) -> None:  # noqa: N802
        self._step("l", point)

    def curveTo(self, *points: Point) -> None:  # noqa: N802
        self._step("c", *points)

    def qCurveTo(self, *points: Point) -> None:  # noqa: N802
        (hx, hy), (x, y) = points
        ax, ay = self._at
        near = (ax + (hx - ax) * 2 / 3, ay + (hy - ay) * 2 / 3)
        far = (x + (hx - x) * 2 / 3, y + (hy - y) * 2 / 3)
        self._step("c", near, far, (x, y))

    def closePath(self) -> None:  # noqa: N802
        self.path.append(Segment("h"))

    def endPath(self) -> None:  # noqa: N802
        self.closePath()

    def _step(self, operator: str, *points: Point) -> None:
        self._at = points[-1]
        self.path.append(Segment(operator, tuple(n for point in points for n in point)))
