"""How much ink a picture in four inks lays down."""

from io import BytesIO
from typing import Any

from book.check.anatomy.file import File, Stream
from book.check.pages import UnreadableError

SIDE = 160  # pixels that a picture is drawn together to: a speck of ink does no harm
FULL = 255
MOST_PIXELS = 200_000_000


def ink(file: File, stream: Stream, width: int, height: int) -> float:
    """Return the most ink that lies on a place of the picture, in per cent; 0 if unknown."""
    from PIL import Image  # noqa: PLC0415

    if width * height > MOST_PIXELS:
        return 0.0
    try:
        data, kind = file.content(stream)
        if kind in ("DCTDecode", "DCT"):
            picture: Any = Image.open(BytesIO(data))
            picture.load()
        elif kind:
            return 0.0
        else:
            picture = Image.frombytes("CMYK", (width, height), data[: width * height * 4])
    except (UnreadableError, OSError, ValueError):
        return 0.0
    if picture.mode != "CMYK":
        return 0.0
    small = picture.reduce(max(1, width // SIDE, height // SIDE)).tobytes()
    most = max((sum(small[n : n + 4]) for n in range(0, len(small), 4)), default=0)
    # Pillow turns every CMYK JPEG over; where the PDF does not, light and ink change places.
    turned = bool(kind) and file.of(stream.head.get("Decode")) is None
    least = min((sum(small[n : n + 4]) for n in range(0, len(small), 4)), default=0)
    return 100 * ((4 * FULL - least) if turned else most) / FULL
