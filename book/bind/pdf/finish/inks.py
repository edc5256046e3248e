"""Colours as inks: a grey is printed with black alone, whatever the file called it."""

from functools import cache
from io import BytesIO
from typing import Any

from book.bind.pdf.finish import Inks
from book.diagnostics import BookError, Code, Severity
from book.model import Location

# ruff: noqa: PLC0415  Pillow is imported where there is a colour to convert

Colour = tuple[float, ...]  # one, three or four numbers from 0 to 1: grey, RGB, CMYK

NO_PROFILE = Code(
    "P120",
    Severity.ERROR,
    "no CMYK profile: {reason}",
    "Name the ICC file that your printer asks for in [print] icc, or leave out colour: "
    'colour = "grey".',
    explanation="Which amounts of four inks give a colour depends on the press and the paper. "
    "An ICC profile says it; printers name theirs, and eci.org gives the usual ones away. "
    "None of them may be shipped with a program like this one, so the file has to be named.",
)

LUMA = (0.2126, 0.7152, 0.0722)  # ITU-R BT.709, as sRGB has it
NEUTRAL = 0.004  # a difference that eight bits do not show
WHITE = (0.9505, 1.0, 1.089)  # of D65
TO_RGB = (
    (3.2406, -1.5372, -0.4986),
    (-0.9689, 1.8758, 0.0415),
    (0.0557, -0.2040, 1.0570),
)


def inked(colour: Colour, inks: Inks) -> Colour:
    """Return ``colour`` in the inks that there are: one number, or four."""
    if len(colour) == 1:
        return colour
    if len(colour) == 4:
        return colour if inks.colour == "cmyk" else (_grey_of(colour),)
    if inks.colour == "grey" or max(colour) - min(colour) <= NEUTRAL:
        return (luma(colour),)
    return _separated(colour, inks)


def luma(colour: Colour) -> float:
    """Return the grey that looks as light as ``colour``, three numbers of sRGB."""
    found = sum(share * value for share, value in zip(LUMA, colour, strict=True))
    return min(max(found, 0.0), 1.0)


def thinned(colour: Colour, alpha: float) -> Colour:
    """Return ``colour`` as it looks on white paper where it is so much opaque."""
    if len(colour) == 4:
        return tuple(value * alpha for value in colour)
    return tuple(1 - (1 - value) * alpha for value in colour)


def of_lab(lightness: float, a: float, b: float) -> Colour:
    """Return a colour of CIE L*a*b* (ISO 32000-1, 8.6.5.4) as sRGB, cut to what that has."""
    middle = (lightness + 16) / 116
    wide = (middle + a / 500, middle, middle - b / 200)
    xyz = [w * (t**3 if t > 6 / 29 else 3 * (6 / 29) ** 2 * (t - 4 / 29))
           for w, t in zip(WHITE, wide, strict=True)]  # fmt: skip
    return tuple(_encoded(sum(m * v for m, v in zip(row, xyz, strict=True))) for row in TO_RGB)


def transform(profile: bytes, kind: str = "RGB") -> Any:
    """Return what takes pictures of sRGB to the inks of ``profile``. Raises ``BookError``."""
    if not profile:
        raise BookError(NO_PROFILE.at(Location("print.icc"), reason="colour needs one"))
    return _transform(profile, kind)


@cache
def _transform(profile: bytes, kind: str) -> Any:
    from PIL import ImageCms

    try:
        inks = ImageCms.getOpenProfile(BytesIO(profile))
        return ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"),
            inks,
            kind,
            "CMYK",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (OSError, ImageCms.PyCMSError):
        reason = "the file is no ICC profile of four inks"
        raise BookError(NO_PROFILE.at(Location("print.icc"), reason=reason)) from None


def _separated(colour: Colour, inks: Inks) -> Colour:
    from PIL import Image, ImageCms

    levels = tuple(round(min(max(value, 0), 1) * 255) for value in colour)
    one = Image.new("RGB", (1, 1), levels)
    found = ImageCms.applyTransform(one, transform(inks.profile))
    return tuple(level / 255 for level in found.tobytes()) if found is not None else colour


def _grey_of(colour: Colour) -> float:
    cyan, magenta, yellow, black = colour
    return 1 - min(1.0, 1 - luma((1 - cyan, 1 - magenta, 1 - yellow)) + black)


def _encoded(value: float) -> float:
    value = min(max(value, 0.0), 1.0)
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
