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
    stream = writer.add_stream(b"<</Filter /FlateDecode>>", compress(content, 9))
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
    """Yield the operators that fill ``shapes`` (8.5.3), their y turned upwards."""
    colour: Colour | None = None
    for shape in shapes:
        if shape.within is not None:
            left, top, right, bottom = shape.within
            clip = _numbers((left, sheet.height - bottom, right - left, bottom - top))
            yield b"q\n%b re W n" % clip
        if shape.colour is not colour or shape.within is not None:
            yield _ink(shape.colour, sheet.space)
            colour = None if shape.within is not None else shape.colour
        for operator, numbers in shape.path:
            turned = [
                sheet.height - value if at % 2 else value for at, value in enumerate(numbers)
            ]
            yield b"%b %b" % (_numbers(turned), operator.encode())
        yield b"f"
        if shape.within is not None:
            yield b"Q"


def _ink(colour: Colour, space: Space) -> bytes:
    if space == "grey":
        return _numbers([colour.grey]) + b" g"
    if space == "cmyk":
        return _numbers(colour.cmyk) + b" k"
    return _numbers(colour.rgb) + b" rg"


def _numbers(values: Sequence[float]) -> bytes:
    return b" ".join(f"{value:.3f}".rstrip("0").rstrip(".").encode() for value in values)


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
