"""What a cover is drawn with: filled outlines in a few inks, the same on screen and on paper.

Coordinates count from the upper left corner, downwards, in the unit of whoever draws.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

__all__ = [
    "BLACK",
    "INK",
    "PAPER",
    "WHITE",
    "Box",
    "Colour",
    "Matrix",
    "Segment",
    "Shape",
    "moved",
    "neutral",
    "rectangle",
]

ROUND = 0.5522847  # of the radius: where a cubic's handles lie on a quarter of a circle


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as a screen shows it, and as it is printed in four inks or in one.

    Components are shares of one; ``grey`` is light, from black at 0 to paper at 1.
    """

    rgb: tuple[float, float, float]
    cmyk: tuple[float, float, float, float]
    grey: float


def neutral(light: float) -> Colour:
    """Return a grey that is printed in black alone."""
    return Colour((light, light, light), (0, 0, 0, round(1 - light, 4)), light)


def _hexadecimal(figures: str) -> tuple[float, float, float]:
    red, green, blue = (int(figures[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


WHITE, BLACK = neutral(1), neutral(0)
INK = Colour(_hexadecimal("111111"), (0, 0, 0, 1), 0)
NIGHT = Colour(_hexadecimal("141414"), (0, 0, 0, 1), 0)
# Ivory on a screen; on paper a tint that needs no black dots, and in one ink the paper itself.
PAPER = Colour(_hexadecimal("f6f3ec"), (0.03, 0.03, 0.07, 0), 1)


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


class Segment(NamedTuple):
    """A step of a path by PDF's name for it (m, l, c or h), and its points in a row."""

    operator: str
    numbers: tuple[float, ...] = ()


class Matrix(NamedTuple):
    """``x' = a·x + c·y + e``, ``y' = b·x + d·y + f``, as PDF has it (8.3.3)."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0


UNMOVED = Matrix()


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled path, which ``matrix`` puts in its place.

    What lies out of ``within``, by the coordinates of the path, is not seen.
    """

    colour: Colour
    path: tuple[Segment, ...]
    within: Box | None = None
    matrix: Matrix = UNMOVED


def moved(shapes: Iterable[Shape], matrix: Matrix) -> Iterator[Shape]:
    """Yield ``shapes`` as ``matrix`` moves, turns and scales them from where they are."""
    for shape in shapes:
        yield replace(shape, matrix=_after(shape.matrix, matrix))


def _after(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return Matrix(
        *(a * p + b * r, a * q + b * s),
        *(c * p + d * r, c * q + d * s),
        *(e * p + f * r + t, e * q + f * s + u),
    )


def rectangle(box: Box, colour: Colour, within: Box | None = None) -> Shape:
    left, top, right, bottom = box
    path = (
        Segment("m", (left, top)),
        Segment("l", (right, top)),
        Segment("l", (right, bottom)),
        Segment("l", (left, bottom)),
        Segment("h"),
    )
    return Shape(colour, path, within)


def frame(box: Box, stroke: float, colour: Colour) -> Iterator[Shape]:
    """Yield the four sides of a frame whose outer edge is ``box``."""
    left, top, right, bottom = box
    yield rectangle(Box(left, top, right, top + stroke), colour)
    yield rectangle(Box(left, bottom - stroke, right, bottom), colour)
    yield rectangle(Box(left, top + stroke, left + stroke, bottom - stroke), colour)
    yield rectangle(Box(right - stroke, top + stroke, right, bottom - stroke), colour)


def quarter(box: Box, colour: Colour, within: Box | None, *, rising: bool) -> Shape:
    """Return a quarter of a disc that fills ``box``.

    Its round side is at the upper left where it is ``rising``, else at the lower right.
    """
    left, top, right, bottom = box
    across, down = (right - left) * (1 - ROUND), (bottom - top) * (1 - ROUND)
    if rising:
        path = (
            Segment("m", (left, bottom)),
            Segment("c", (left, top + down, left + across, top, right, top)),
            Segment("l", (right, bottom)),
        )
    else:
        path = (
            Segment("m", (left, top)),
            Segment("l", (right, top)),
            Segment("c", (right, bottom - down, right - across, bottom, left, bottom)),
        )
    return Shape(colour, (*path, Segment("h")), within)
