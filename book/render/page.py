"""The page of the print edition: from a trim size to margins, type size and lines.

All lengths are in millimetres, all type sizes in points. The proportions are those of
an A5 page drawn by eye (19, 20, 24 and 26 mm of margin, 31 lines of 12 on 15 points);
other trims keep them as far as the measure stays readable.
A printer's least margins go before them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from book.diagnostics import BookError, Code, Severity
from book.model import Location
from book.printers import UNITS

TRIM = Code(
    "T120",
    Severity.ERROR,
    "“{trim}” is not a trim size: {reason}",
    "Write one of {presets}, or width x height with a unit, as in “140mm x 210mm”.",
    explanation=(
        "The trim size is the size of the finished page. It may be a name (a5, 6x9, …) or a "
        "width and a height in mm, cm, in or pt. Books from 74 × 105 mm up to 297 × 420 mm "
        "can be set; ask the printer which sizes it offers."
    ),
)

PRESETS = {
    "a4": (210.0, 297.0),
    "a5": (148.0, 210.0),
    "b5": (176.0, 250.0),
    "pocket": (110.0, 178.0),
    "digest": (139.7, 215.9),
    "square": (210.0, 210.0),
    "letter": (215.9, 279.4),
    "5x8": (127.0, 203.2),
    "5.5x8.5": (139.7, 215.9),
    "6x9": (152.4, 228.6),
    "royal": (156.0, 234.0),
}
NARROWEST, WIDEST = 74.0, 297.0
LOWEST, HIGHEST = 105.0, 420.0

POINT = 25.4 / 72
LETTER = 0.3876  # mean width of a letter of running EB Garamond, in em, measured
LETTERS = 64  # in a full line, where the trim leaves the choice
LETTERS_AT_MOST = 67
SIZES = (10.0, 13.0)  # points
LARGE = (16.0, 20.0)  # of large print, which begins at 16 points (Clear Print, RNIB)
OPEN = 1.25, 1.35  # leading by the size, plain and in large print
GAP = 6.0  # between two columns

# What runs across the page where the text has two columns.
IN_COLUMNS = """.chapter { columns: 2; column-gap: var(--column-gap); column-fill: auto; }
.chapter > .head, .chapter > header, .chapter > figure { column-span: all; }
"""

_SIZE = re.compile(
    r"\s*(\d+(?:[.,]\d+)?)\s*(mm|cm|in|pt)?\s*[x×*]\s*(\d+(?:[.,]\d+)?)\s*(mm|cm|in|pt)\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of a page beside its trim.

    ``gutter`` and ``edge`` are the least margins, at the spine and elsewhere; ``columns``
    is 1 or 2; ``large`` asks for large print.
    """

    gutter: float = 0
    edge: float = 0
    columns: int = 1
    large: bool = False


PLAIN = Wish()


@dataclass(frozen=True, slots=True)
class Page:
    """A page and the block of text on it: ``lines`` lines of ``measure`` millimetres.

    Where it has two ``columns``, they stand ``gap`` apart inside the measure.
    """

    width: float
    height: float
    inside: float
    outside: float
    head: float
    size: float
    leading: float
    lines: int
    columns: int = 1
    gap: float = 0

    @property
    def measure(self) -> float:
        return self.width - self.inside - self.outside

    @property
    def foot(self) -> float:
        # A tenth of a point less, so that the last line is not lost to rounding.
        return self.height - self.head - (self.lines * self.leading + 0.1) * POINT

    @property
    def letters(self) -> float:
        """How many letters a full line holds, those of both columns together."""
        width = self.measure - self.gap * (self.columns - 1)
        return width / (self.size * POINT * LETTER)


def page(trim: str, wish: Wish = PLAIN) -> Page:
    """Return the page of ``trim``, a preset or a size; raise ``BookError`` if it is none."""
    width, height = dimensions(trim)
    two = wish.columns > 1
    inside, outside = width * (10 if two else 19) / 148, width * (11 if two else 24) / 148
    gap = GAP if two else 0.0
    letters = LETTERS * wish.columns
    size = _half((width - inside - outside - gap) / (letters * LETTER * POINT))
    least, most = LARGE if wish.large else SIZES
    size = min(max(size, least), most)
    full = LETTERS_AT_MOST * wish.columns * LETTER * size * POINT + gap
    spare = width - inside - outside - full
    if spare > 0:  # a wide page: the margins take what the eye cannot follow
        inside, outside = inside + spare * 19 / 43, outside + spare * 24 / 43
    inside, outside = max(inside, wish.gutter, wish.edge), max(outside, wish.edge)
    leading = _quarter(size * OPEN[wish.large])
    above = 1 if two else 2  # lines of running head and air that stand in the margin
    head = max(height * (16 if two else 20) / 210, 14.0, wish.edge + above * leading * POINT)
    foot = max(height * (20 if two else 25.9) / 210, wish.edge + above * leading * POINT)
    room = height - head - foot
    return Page(
        width,
        height,
        round(inside, 2),
        round(outside, 2),
        round(head, 2),
        size,
        leading,
        max(round(room / POINT / leading), 12),
        wish.columns,
        gap,
    )


def dimensions(trim: str) -> tuple[float, float]:
    """Return width and height of ``trim`` in millimetres."""
    preset = PRESETS.get(trim.strip().lower().replace(" ", "").replace("×", "x"))
    if preset is not None:
        return preset
    found = _SIZE.fullmatch(trim)
    if found is None:
        raise _refused(trim, "it is neither a name we know nor a width and a height")
    unit = found[4].lower()
    width = _number(found[1]) * UNITS[(found[2] or unit).lower()]
    height = _number(found[3]) * UNITS[unit]
    if not (NARROWEST <= width <= WIDEST and LOWEST <= height <= HIGHEST):
        raise _refused(trim, "it is smaller than 74 × 105 mm or larger than 297 × 420 mm")
    return width, height


def properties(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the custom properties that the style sheets reckon with."""
    yield "page-width", f"{page.width:g}mm"
    yield "page-height", f"{page.height:g}mm"
    yield "margin-inside", f"{page.inside:g}mm"
    yield "margin-outside", f"{page.outside:g}mm"
    yield "margin-head", f"{page.head:g}mm"
    yield "margin-foot", f"{page.foot:.3f}mm"
    yield "size", f"{page.size:g}pt"
    yield "leading", f"{page.leading:g}pt"
    yield "lines", f"{page.lines}"
    yield "columns", f"{page.columns}"
    yield "column-gap", f"{page.gap:g}mm"


def sheet(page: Page) -> str:
    """Return the style sheet that hands the numbers of ``page`` to the others."""
    rules = "".join(f"  --{name}: {value};\n" for name, value in properties(page))
    return f":root {{\n{rules}}}\n{IN_COLUMNS if page.columns > 1 else ''}"


def _refused(trim: str, reason: str) -> BookError:
    return BookError(
        TRIM.at(Location("print.trim"), trim=trim, reason=reason, presets=", ".join(PRESETS))
    )


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _half(value: float) -> float:
    return round(value * 2) / 2


def _quarter(value: float) -> float:
    return round(value * 4) / 4
