"""The barcode of a book: its ISBN as an EAN-13, and five digits beside it (EAN-5).

Widths of bars and which digit is drawn how are those of ISO/IEC 15420; sizes those of the
GS1 General Specifications, 5.2, at 100 %.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from book.cover.drawing import WHITE, Box, Shape, neutral, rectangle
from book.cover.shaping import Face
from book.diagnostics import BookError, Code, Severity
from book.model import Location

__all__ = ["Barcode", "Isbn", "bars", "isbn", "supplement"]

WRONG_DIGIT = Code(
    "T160",
    Severity.ERROR,
    "the ISBN {isbn} cannot be right: its last digit would be {digit}",
    hint="compare it with the paper of the agency; one of its digits is wrong",
    explanation="The last digit of an ISBN is reckoned from the others, so that a slip of the "
    "pen is found. Here it does not fit. A barcode with a wrong number sells another book, or "
    "none, so none is drawn. Compare the number with what the ISBN agency wrote.",
)
NO_ISBN = Code(
    "T161",
    Severity.ERROR,
    "“{isbn}” is no ISBN",
    hint="write the thirteen digits that begin with 978 or 979, or the ten of an old ISBN",
    explanation="An ISBN has thirteen digits and begins with 978 or 979, or ten digits, the "
    "last of which may be an X. Hyphens and spaces do not count. Other numbers (an ISSN, a "
    "UUID) have no place in the barcode of a book.",
)

MODULE = 0.33  # millimetres: the narrowest bar
BARS = 22.85  # how high they are
GUARD = 5  # modules by which the guards reach further down
QUIET = (11, 7)  # modules that stay white before and after
BLACK = neutral(0)

# How a digit is drawn in the three sets: the widths of space, bar, space, bar, in modules.
# Set B is set A from right to left, set C is set A with bars and spaces exchanged.
WIDTHS = "3211 2221 2122 1411 1132 1231 1114 1312 1213 3112".split()
# Which set each digit of the left half is drawn in, by the first digit, which has no bars.
LEFT = "AAAAAA AABABB AABBAB AABBBA ABAABB ABBAAB ABBBAA ABABAB ABABBA ABBABA".split()
# The same for the five digits beside it, by their own check digit.
BESIDE = "BBAAA BABAA BAABA BAAAB ABBAA AABBA AAABB ABABA ABAAB AABAB".split()


@dataclass(frozen=True, slots=True)
class Isbn:
    """Thirteen digits, and how the author writes them."""

    digits: str
    written: str


def isbn(text: str, where: Location) -> Isbn:
    """Return the ISBN that ``text`` is; an old one of ten digits becomes one of thirteen.

    Raises ``BookError`` where it is none, or its check digit is wrong.
    """
    written = re.sub(r"^(urn:)?isbn[:\s]*", "", text.strip(), flags=re.IGNORECASE)
    plain = re.sub(r"[\s\u2010-\u2013-]", "", written).upper()
    if re.fullmatch(r"\d{9}[\dX]", plain):
        old = _check_of_ten(plain[:9])
        if plain[9] != old:
            raise BookError(WRONG_DIGIT.at(where, isbn=written, digit=old))
        digits = _closed(f"978{plain[:9]}")
        return Isbn(digits, digits)
    if not re.fullmatch(r"97[89]\d{10}", plain):
        raise BookError(NO_ISBN.at(where, isbn=text))
    digits = _closed(plain[:12])
    if digits != plain:
        raise BookError(WRONG_DIGIT.at(where, isbn=written, digit=digits[12]))
    return Isbn(digits, written)


def _closed(twelve: str) -> str:
    """Return ``twelve`` digits and the one that makes the weighted sum a multiple of ten."""
    total = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(twelve))
    return f"{twelve}{-total % 10}"


def _check_of_ten(nine: str) -> str:
    total = sum(
        int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)
    )
    return "0123456789X"[-total % 11]


def bars(digits: str) -> str:
    """Return the 95 modules of an EAN-13, a bar as 1 and a space as 0.

    >>> bars("9782070409228")[:10]
    '1010111011'
    """
    first, left, right = int(digits[0]), digits[1:7], digits[7:]
    sets = zip(left, LEFT[first], strict=True)
    halves = "".join(_modules(d, s) for d, s in sets), "".join(_modules(d, "C") for d in right)
    return f"101{halves[0]}01010{halves[1]}101"


def supplement(five: str) -> str:
    """Return the modules of the ``five`` digits that stand beside an EAN-13."""
    odd, even = sum(map(int, five[::2])), sum(map(int, five[1::2]))
    chosen = BESIDE[(3 * odd + 9 * even) % 10]
    drawn = [_modules(digit, one) for digit, one in zip(five, chosen, strict=True)]
    return "1011" + "01".join(drawn)


def _modules(digit: str, chosen: str) -> str:
    widths = [int(width) for width in WIDTHS[int(digit)]]
    if chosen == "B":
        widths.reverse()
    first = "1" if chosen == "C" else "0"
    signs = (first, "01"[first == "0"]) * 2
    return "".join(sign * width for sign, width in zip(signs, widths, strict=True))


APART = 9  # modules between an EAN-13 and the digits beside it: 7 to 12 are allowed


@dataclass(frozen=True, slots=True)
class Barcode:
    """A barcode to be drawn, in millimetres from the upper left corner of its margins."""

    isbn: Isbn
    face: Face
    price: str = ""

    @property
    def size(self) -> tuple[float, float]:
        modules = sum(QUIET) + 95
        if self.price:
            modules += APART - QUIET[1] + 47 + 5
        return modules * MODULE, 3.6 + BARS + 4.0

    def shapes(self) -> Iterator[Shape]:
        """Yield the white ground, the ISBN above, the bars and the digits below."""
        yield rectangle(Box(0, 0, *self.size), WHITE)
        left, top = QUIET[0] * MODULE, 3.6
        words = f"ISBN {self.isbn.written}"
        size = min(3.1, 95 * MODULE / self.face.width(words))
        yield self._text(words, left + 47.5 * MODULE, top - 1.0, size)
        for at, wide in _runs(bars(self.isbn.digits)):
            guard = at < 3 or 45 <= at < 50 or at >= 92
            low = top + BARS + (GUARD * MODULE if guard else 0)
            yield _bar(left, at, wide, top, low)
        digits, foot = self.isbn.digits, top + BARS + 3.2
        yield self._text(digits[0], left - 7 * MODULE, foot, 3.6)
        for number, digit in enumerate(digits[1:]):
            middle = 3 + 7 * number + 3.5 + (5 if number >= 6 else 0)
            yield self._text(digit, left + middle * MODULE, foot, 3.6)
        if self.price:
            yield from self._beside(left + (95 + APART) * MODULE, top)

    def _beside(self, left: float, top: float) -> Iterator[Shape]:
        """Yield the five digits of the price: their bars stand lower, their figures above."""
        for at, wide in _runs(supplement(self.price)):
            yield _bar(left, at, wide, top + 3.6, top + BARS + GUARD * MODULE)
        for number, digit in enumerate(self.price):
            yield self._text(digit, left + (4 + 9 * number + 3.5) * MODULE, top + 2.6, 3.6)

    def _text(self, text: str, middle: float, baseline: float, size: float) -> Shape:
        left = middle - self.face.width(text) * size / 2
        return self.face.letters_at(text, size, (left, baseline), BLACK)


def _bar(left: float, at: int, wide: int, top: float, low: float) -> Shape:
    start = left + at * MODULE
    return rectangle(Box(start, top, start + wide * MODULE, low), BLACK)


def _runs(modules: str) -> Iterator[tuple[int, int]]:
    """Yield where each bar begins and how wide it is."""
    for found in re.finditer("1+", modules):
        yield found.start(), len(found[0])
