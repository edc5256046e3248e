"""Pictures in inks: decoded, laid on white paper where they are transparent, encoded again."""

import re
from dataclasses import dataclass
from io import BytesIO
from struct import pack
from typing import Any
from zlib import compress, crc32

from book.bind.pdf.finish import Inks
from book.bind.pdf.finish.inks import LUMA, transform
from book.bind.pdf.writer import LEVEL

# ruff: noqa: PLC0415  Pillow is imported where there is a picture

QUALITY = 92  # of a JPEG that has to be encoded again: no artefact that print shows
ENTRY = rb"/%b\s*(/?[^\s/<>\[\]]+)"
OPAQUE = re.compile(rb"/SMask \d+ 0 R|/Decode\s*\[[^\]]*\]|/DecodeParms\s*<<.*?>>", re.DOTALL)
SPACES = {"L": b"/DeviceGray", "CMYK": b"/DeviceCMYK"}
PNG_KINDS = {1: 0, 3: 2}  # components, and the colour type that PNG gives them


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of a PDF (ISO 32000-1, 8.9.5): its dictionary without the length, its data."""

    head: bytes
    data: bytes


def inked(picture: Picture, mask: Picture | None, inks: Inks) -> Picture | None:
    """Return ``picture`` in ``inks``; ``None`` where it is so already.

    Raises ``BookError`` where colours have no profile to go through.
    """
    space = _entry(picture.head, b"ColorSpace")
    plain = space == b"/DeviceGray" or (space == b"/DeviceCMYK" and inks.colour == "cmyk")
    if plain and mask is None:
        return None
    shown = _opened(picture)
    if mask is not None:
        shown = _on_paper(shown, _opened(mask))
    return _encoded(picture.head, _converted(shown, inks))


def _opened(picture: Picture) -> Any:
    from PIL import Image, ImageChops

    if _entry(picture.head, b"Filter") == b"/DCTDecode":
        shown = Image.open(BytesIO(picture.data))
        shown.load()
        # Pillow turns every CMYK JPEG over, as Adobe has them; a PDF says which are.
        turned = shown.mode == "CMYK" and b"/Decode" not in picture.head
        return ImageChops.invert(shown) if turned else shown
    return Image.open(BytesIO(_png(picture)))


def _png(picture: Picture) -> bytes:
    """Return the file that the data of ``picture`` was taken out of."""
    width, height = (int(_entry(picture.head, name)) for name in (b"Width", b"Height"))
    colours = int(_entry(picture.head, b"Colors") or b"1")
    header = pack(">IIBBBBB", width, height, 8, PNG_KINDS[colours], 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", picture.data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data))
        for kind, data in chunks
    )


def _on_paper(shown: Any, mask: Any) -> Any:
    """Return ``shown`` laid on white, as far as ``mask`` lets it be seen."""
    from PIL import Image

    white = Image.new(shown.mode, shown.size, 0 if shown.mode == "CMYK" else "white")
    return Image.composite(shown, white, mask.convert("L").resize(shown.size))


def _converted(shown: Any, inks: Inks) -> Any:
    from PIL import ImageCms

    if shown.mode == "L":
        return shown
    if shown.mode == "CMYK":
        return shown if inks.colour == "cmyk" else _grey(shown.convert("RGB"))
    coloured = shown.convert("RGB")
    if inks.colour == "grey" or _is_neutral(coloured):
        return _grey(coloured)
    return ImageCms.applyTransform(coloured, transform(inks.profile))


def _grey(shown: Any) -> Any:
    return shown.convert("L", (*LUMA, 0))


def _is_neutral(shown: Any) -> bool:
    from PIL import ImageChops

    red, green, blue = shown.split()
    differences = (ImageChops.difference(red, other) for other in (green, blue))
    return not any(any(one.histogram()[2:]) for one in differences)


def _encoded(head: bytes, shown: Any) -> Picture:
    """Return ``shown`` as a JPEG where it was one, and else without loss."""
    head = OPAQUE.sub(b"", head)
    jpeg = _entry(head, b"Filter") == b"/DCTDecode" and shown.mode == "L"
    if jpeg:
        file = BytesIO()
        shown.save(file, "JPEG", quality=QUALITY, optimize=True)
        data = file.getvalue()
    else:
        data = compress(shown.tobytes(), LEVEL)
        head = head.replace(b"/DCTDecode", b"/FlateDecode")
    space = re.compile(rb"/ColorSpace\s*/\w+")
    return Picture(space.sub(b"/ColorSpace %b" % SPACES[shown.mode], head), data)


def _entry(head: bytes, name: bytes) -> bytes:
    found = re.search(ENTRY % name, head)
    return found[1] if found else b""
