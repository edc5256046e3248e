"""A drawing on a sheet: a PDF of one page for the printer, or a picture for a screen."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Literal
from zlib import compress

from book.bind.pdf.writer import Writer, dictionary, listed, real, reference, string
from book.cover.drawing import Box, Colour, Shape

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["Sheet", "Space", "pdf", "picture"]

Space = Literal["cmyk", "grey", "rgb"]
LEVEL = 6  # of zlib
LEVELS = 16  # of a picture, from its darkest colour to its lightest: four bits


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper, in points; ``bleed`` is what is cut off on each side."""

    width: float
    height: float
    bleed: float = 0
    space: Space = "rgb"


def pdf(shapes: Iterable[Shape], sheet: Sheet) -> bytes:
    """Return ``shapes``, in points from the upper left corner, as a PDF of one page.

    There are no fonts in it and no pictures: every letter is an outline.
    """
    writer = Writer()
    content = b"\n".join(_painted(shapes, sheet))
    stream = writer.add_stream(b"<</Filter /FlateDecode>>", compress(content, LEVEL))
    tree, page = writer.reserve(), writer.reserve()
    whole = Box(0, 0, sheet.width, sheet.height)
    trim = Box(sheet.bleed, sheet.bleed, sheet.width - sheet.bleed, sheet.height - sheet.bleed)
    leaf = {
        "Type": b"/Page",
        "Parent": reference(tree),
        "MediaBox": _box(whole),
        "BleedBox": _box(whole),
        "TrimBox": _box(trim),
        "Resources": b"<<>>",
        "Contents": reference(stream),
    }
    writer.write(page, dictionary(leaf))
    pages = {"Type": b"/Pages", "Kids": listed([reference(page)]), "Count": b"1"}
    writer.write(tree, dictionary(pages))
    root = writer.add(dictionary({"Type": b"/Catalog", "Pages": reference(tree)}))
    info = writer.add(dictionary({"Producer": string("Florilege")}))
    return writer.close(root, info)


def _box(box: Box) -> bytes:
    return listed([real(value) for value in box])


def _painted(shapes: Iterable[Shape], sheet: Sheet) -> Iterator[bytes]:
    """Yield the operators that fill ``shapes`` (8.5.3), first turning y upwards."""
    yield b"1 0 0 -1 0 %b cm" % _numbers((sheet.height,))
    colour: Colour | None = None
    for shape in shapes:
        if shape.colour is not colour:
            yield _ink(shape.colour, sheet.space)
            colour = shape.colour
        yield b"q %b cm" % b" ".join(f"{value:.6g}".encode() for value in shape.matrix)
        if shape.within is not None:
            left, top, right, bottom = shape.within
            yield b"%b re W n" % _numbers((left, top, right - left, bottom - top))
        for operator, numbers in shape.path:
            yield b"%b %b" % (_numbers(numbers), operator.encode())
        yield b"f Q"


def _ink(colour: Colour, space: Space) -> bytes:
    if space == "grey":
        return _numbers([colour.grey]) + b" g"
    if space == "cmyk":
        return _numbers(colour.cmyk) + b" k"
    return _numbers(colour.rgb) + b" rg"


def _numbers(values: Sequence[float]) -> bytes:
    return b" ".join([_number(value) for value in values])


def _number(value: float) -> bytes:
    """Return ``value`` to a thousandth; the points of letters are whole as a rule."""
    if value == int(value):
        return b"%d" % int(value)
    return f"{value:.3f}".rstrip("0").rstrip(".").encode()


def picture(shapes: Iterable[Shape], sheet: Sheet, ends: tuple[Colour, Colour]) -> bytes:
    """Return ``shapes`` as a PNG, a pixel a point, of sixteen tones between two colours."""
    import pypdfium2  # noqa: PLC0415  slow to load

    drawn = pdf(shapes, Sheet(sheet.width, sheet.height, space="grey"))
    with pypdfium2.PdfDocument(drawn) as document:
        grey = document[0].render(grayscale=True).to_pil()
    return _png(grey, ends)


def _png(grey: "Image", ends: tuple[Colour, Colour]) -> bytes:
    dark, light = (one.rgb for one in ends)
    tones = grey.point([(value * (LEVELS - 1) + 127) // 255 for value in range(256)], "P")
    tones.putpalette(
        [
            round(255 * (low + (high - low) * level / (LEVELS - 1)))
            for level in range(LEVELS)
            for low, high in zip(dark, light, strict=True)
        ]
    )
    file = BytesIO()
    tones.save(file, "PNG", optimize=True, bits=4)
    return file.getvalue()
