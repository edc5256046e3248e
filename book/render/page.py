"""The page of the print edition: from a trim size to margins, type size and lines.

All lengths are in millimetres, all type sizes in points. A theme is drawn by eye for one
trim; other trims keep its proportions as far as the measure stays readable. A printer's
least margins go before them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from book.diagnostics import BookError, Code, Severity
from book.model import Location
from book.printers import UNITS
from book.theme import CLASSIQUE, Look

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
AUTO = "auto"  # the trim that the theme is drawn for
LARGE = (16.0, 20.0)  # points of large print, which begins at 16 (Clear Print, RNIB)
OPEN = 1.35  # leading by the size, at least, in large print
GAP = 6.0  # between two columns
COLUMN = 0.6  # of the size that a line across the page would have

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

    ``letter`` is the mean width of a letter, in em, and ``usual`` how many of them stand on a
    line where the theme is as it was drawn. Where the page has two ``columns``, they stand
    ``gap`` apart inside the measure.
    """

    width: float
    height: float
    inside: float
    outside: float
    head: float
    size: float
    leading: float
    lines: int
    letter: float = CLASSIQUE.letter
    usual: float = 64
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
        return width / (self.size * POINT * self.letter)

    def fitting(self, letters: int) -> int:
        """Return how many of ``letters``, a line of title as drawn, fit on a line here."""
        return round(letters * min(1, self.letters / self.usual))


def page(trim: str, look: Look = CLASSIQUE, wish: Wish = PLAIN) -> Page:
    """Return the page of ``trim``, a preset, a size or ``auto``, in the theme of ``look``.

    Raises ``BookError`` if it is none of them.
    """
    own = dimensions(look.trim)
    usual = (own[0] - look.inside - look.outside) / (look.size * POINT * look.letter)
    width, height = own if trim == AUTO else dimensions(trim)
    if (width, height) == own and wish == PLAIN:
        margins = look.inside, look.outside, look.head
        text = Page(width, height, *margins, look.size, look.leading, look.lines, look.letter)
        return replace(text, usual=usual)
    size, leading = _type(look, width / own[0], wish)
    gap = GAP if wish.columns > 1 else 0.0
    inside, outside = _sides(look, width, size, wish)
    air = wish.edge + (1 if gap else 2) * leading * POINT  # running head or folio in the margin
    head = max(height * (16 / 210 if gap else look.head / own[1]), 14.0, air)
    below = own[1] - look.head - look.lines * look.leading * POINT
    foot = max(height * (20 / 210 if gap else below / own[1]), air)
    lines = max(round((height - head - foot) / POINT / leading), 12)
    if height - head - lines * leading * POINT <= head and not gap:
        lines -= 1  # the foot is deeper than the head
    margins = round(inside, 2), round(outside, 2), round(head, 2)
    text = Page(width, height, *margins, size, leading, lines, look.letter, usual)
    return replace(text, columns=wish.columns, gap=gap)


def _type(look: Look, share: float, wish: Wish) -> tuple[float, float]:
    """Return the size of the type and its leading, in points, for ``share`` of the trim."""
    least, most = look.smallest, look.largest
    if wish.large:
        least, most = max(least, LARGE[0]), max(most, LARGE[1])
    share = share * COLUMN if wish.columns > 1 else share
    size = min(max(_half(look.size * share), least), most)
    spread = look.leading / look.size
    return size, _quarter(size * (max(spread, OPEN) if wish.large else spread))


def _sides(look: Look, width: float, size: float, wish: Wish) -> tuple[float, float]:
    """Return the margins inside and outside, in millimetres."""
    own = dimensions(look.trim)[0]
    two = wish.columns > 1
    inside = width * (10 / 148 if two else look.inside / own)
    outside = width * (11 / 148 if two else look.outside / own)
    full = look.most * wish.columns * look.letter * size * POINT + GAP * (wish.columns - 1)
    spare = width - inside - outside - full
    if spare > 0:  # a wide page: the margins take what the eye cannot follow
        inside += spare * look.inside / (look.inside + look.outside)
        outside += spare * look.outside / (look.inside + look.outside)
    return max(inside, wish.gutter, wish.edge), max(outside, wish.edge)


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
