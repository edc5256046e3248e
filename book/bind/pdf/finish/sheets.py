"""The sheet around a page: bleed, and the marks by which it is cut.

The page boundaries are those of ISO 32000-1, 14.11.2. Marks stand off the bleed, so that
none of them is left on a page that is cut a little too large.
"""

from collections.abc import Iterator, Mapping

from book.bind.pdf.finish import MILLIMETRE, Finish
from book.bind.pdf.writer import listed, real

OFFSET = 1.0  # millimetres between the bleed, or the trim where it has none, and a mark
LENGTH = 5.0
HAIRLINE = 0.25  # points


def boxes(size: tuple[float, float], finish: Finish) -> Mapping[str, bytes]:
    """Return the boxes of a page of so many points, its trim where its sheet has it."""
    around, bleed = finish.around, finish.bleed * MILLIMETRE
    width, height = size
    trim = (around, around, around + width, around + height)
    left, low, right, high = trim
    return {
        "MediaBox": _box(0, 0, right + around, high + around),
        "TrimBox": _box(*trim),
        "BleedBox": _box(left - bleed, low - bleed, right + bleed, high + bleed),
    }


def placing(size: tuple[float, float], finish: Finish) -> bytes:
    """Return what puts a page into its place on the sheet, where it is cut at the bleed."""
    bleed = finish.bleed * MILLIMETRE
    clip = (-bleed, -bleed, size[0] + 2 * bleed, size[1] + 2 * bleed)
    there = real(finish.around)
    return b"q 1 0 0 1 %b %b cm %b re W n" % (there, there, b" ".join(map(real, clip)))


def marks(size: tuple[float, float], finish: Finish) -> bytes:
    """Return what draws the crop marks, two at each corner, in black."""
    lines = b"\n".join(
        b"%b m %b l S" % (_point(*start), _point(*end)) for start, end in _lines(size, finish)
    )
    return b"q 0 G %b w\n%b\nQ" % (real(HAIRLINE), lines)


Point = tuple[float, float]


def _lines(size: tuple[float, float], finish: Finish) -> Iterator[tuple[Point, Point]]:
    near = (finish.bleed + OFFSET) * MILLIMETRE
    far = near + LENGTH * MILLIMETRE
    around = finish.around
    for x, outwards in ((around, -1), (around + size[0], 1)):
        for y, upwards in ((around, -1), (around + size[1], 1)):
            yield (x + outwards * near, y), (x + outwards * far, y)
            yield (x, y + upwards * near), (x, y + upwards * far)


def _point(x: float, y: float) -> bytes:
    return b"%b %b" % (real(x), real(y))


def _box(*sides: float) -> bytes:
    return listed([real(side) for side in sides])
