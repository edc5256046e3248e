"""The page of the print edition: from a trim size to margins, type size and lines.

All lengths are in millimetres, all type sizes in points. A theme is drawn by eye for one
trim; other trims keep its proportions as far as the measure stays readable.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from book.diagnostics import BookError, Code, Severity
from book.model import Location
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
    "5x8": (127.0, 203.2),
    "5.5x8.5": (139.7, 215.9),
    "6x9": (152.4, 228.6),
    "royal": (156.0, 234.0),
}
UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}

NARROWEST, WIDEST = 74.0, 297.0
LOWEST, HIGHEST = 105.0, 420.0

POINT = 25.4 / 72
AUTO = "auto"  # the trim that the theme is drawn for

_SIZE = re.compile(
    r"\s*(\d+(?:[.,]\d+)?)\s*(mm|cm|in|pt)?\s*[x×*]\s*(\d+(?:[.,]\d+)?)\s*(mm|cm|in|pt)\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page and the block of text on it: ``lines`` lines of ``measure`` millimetres.

    ``letter`` is the mean width of a letter, in em, and ``usual`` how many of them stand on a
    line where the theme is as it was drawn.
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

    @property
    def measure(self) -> float:
        return self.width - self.inside - self.outside

    @property
    def foot(self) -> float:
        # A tenth of a point less, so that the last line is not lost to rounding.
        return self.height - self.head - (self.lines * self.leading + 0.1) * POINT

    @property
    def letters(self) -> float:
        """How many letters a full line holds."""
        return self.measure / (self.size * POINT * self.letter)

    def fitting(self, letters: int) -> int:
        """Return how many of ``letters``, a line of title as drawn, fit on a line here."""
        return round(letters * min(1, self.letters / self.usual))


def page(trim: str, look: Look = CLASSIQUE) -> Page:
    """Return the page of ``trim``, a preset, a size or ``auto``, in the theme of ``look``.

    Raises ``BookError`` if it is none of them.
    """
    own = dimensions(look.trim)
    usual = (own[0] - look.inside - look.outside) / (look.size * POINT * look.letter)
    width, height = own if trim == AUTO else dimensions(trim)
    if (width, height) == own:
        margins = look.inside, look.outside, look.head
        text = Page(width, height, *margins, look.size, look.leading, look.lines, look.letter)
        return replace(text, usual=usual)
    inside, outside = width * look.inside / own[0], width * look.outside / own[0]
    share = width / own[0]
    size = min(max(_half(look.size * share), look.smallest), look.largest)
    spare = width - inside - outside - look.most * look.letter * size * POINT
    if spare > 0:  # a wide page: the margins take what the eye cannot follow
        sides = look.inside + look.outside
        inside += spare * look.inside / sides
        outside += spare * look.outside / sides
    leading = _quarter(size * look.leading / look.size)
    head = max(height * look.head / own[1], 14.0)
    foot = height * (own[1] - look.head - look.lines * look.leading * POINT) / own[1]
    lines = max(round((height - head - foot) / POINT / leading), 12)
    if height - head - lines * leading * POINT <= head:  # the foot is deeper than the head
        lines -= 1
    margins = round(inside, 2), round(outside, 2), round(head, 2)
    return Page(width, height, *margins, size, leading, lines, look.letter, usual)


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


def sheet(page: Page) -> str:
    """Return the style sheet that hands the numbers of ``page`` to the others."""
    rules = "".join(f"  --{name}: {value};\n" for name, value in properties(page))
    return f":root {{\n{rules}}}\n"


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
