"""What kind of image some bytes are, and whether they can be trusted in a book."""

import struct
import warnings
from io import BytesIO

LARGEST = 20 * 2**20
"""Bytes: a photograph at full size and best quality has ten million."""

MOST_PIXELS = 50_000_000
"""A full A4 page at 600 dots to the inch has 35 million."""

_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}


class NotAnImage(Exception):  # noqa: N818  it is what was found, not an accident
    """The bytes are not an image that a book can show; the message says why."""


def media_type(data: bytes) -> str:
    """Return the media type of an image, after decoding it. Raises ``NotAnImage``."""
    from PIL import Image  # noqa: PLC0415  slow to load, and many books have no picture

    if len(data) > LARGEST:
        raise NotAnImage(f"it has more than {LARGEST // 2**20} MB")
    if _is_svg(data):
        raise NotAnImage("it is an SVG, which may hold scripts")
    try:
        # Pillow warns of large images; the limit here is ours.
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(BytesIO(data), formats=list(_TYPES)) as image,
        ):
            if image.width * image.height > MOST_PIXELS:
                raise NotAnImage(f"it has {image.width} × {image.height} pixels")
            kind = _TYPES[image.format or ""]
            image.load()
    except Image.DecompressionBombError:
        raise NotAnImage("it has far too many pixels") from None
    except (OSError, SyntaxError, ValueError, EOFError, struct.error):
        raise NotAnImage("it is broken, or neither PNG, JPEG, GIF nor WebP") from None
    return kind


def _is_svg(data: bytes) -> bool:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith(b"<svg") or (head.startswith(b"<") and b"<svg" in head)
