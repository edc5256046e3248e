"""QR codes for paper: the only module that knows segno."""

from dataclasses import dataclass
from functools import lru_cache

LEAST = 15.0  # millimetres; a telephone reads it at arm's length
MODULE = 0.33  # millimetres of one square, below which paper and cameras lose it
QUIET = 4  # empty squares around it (ISO/IEC 18004, 5.3.8)


@dataclass(frozen=True, slots=True)
class Square:
    """A code of ``modules`` squares a side, its border with it: a path of SVG.

    ``size`` is its side in millimetres, ``target`` what it says.
    """

    target: str
    modules: int
    size: float
    path: str


@lru_cache(maxsize=256)
def square(target: str) -> Square | None:
    """Return ``target`` as a QR code that restores 15 % of itself; ``None`` for too long."""
    import segno  # noqa: PLC0415  only where codes are asked for

    try:
        code = segno.make_qr(target, error="m", boost_error=False)
    except segno.DataOverflowError:
        return None
    rows = [bytes(row) for row in code.matrix]
    modules = len(rows) + 2 * QUIET
    strokes = (
        f"M{start + QUIET} {y + QUIET}h{end - start}v1h{start - end}z"
        for y, row in enumerate(rows)
        for start, end in _runs(row)
    )
    return Square(target, modules, max(LEAST, round(modules * MODULE, 1)), "".join(strokes))


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Return where the dark squares of ``row`` begin and end."""
    edges = [n for n, (a, b) in enumerate(zip(b"\0" + row, row + b"\0", strict=True)) if a != b]
    return list(zip(edges[::2], edges[1::2], strict=True))
