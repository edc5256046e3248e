"""Streams into their data (ISO 32000-1, 7.4); those of pictures are left as they are."""

import base64
import zlib
from collections.abc import Mapping
from typing import Any

from book.check.pages import UnreadableError

LARGEST = 128 << 20  # bytes that one stream may unfold to

# Filters by which a picture is stored: what is behind them is a picture of its own.
PICTURES = frozenset({"DCTDecode", "DCT", "JPXDecode", "JBIG2Decode", "CCITTFaxDecode", "CCF"})


def decoded(head: Mapping[str, Any], data: bytes) -> tuple[bytes, str]:
    """Return ``data`` unfolded, and the filter of a picture where one is left, or nothing.

    Raises ``UnreadableError`` where it is broken, too large, or folded in an unknown way.
    """
    filters, settings = head.get("Filter"), head.get("DecodeParms")
    names = filters if isinstance(filters, list) else [filters] if filters else []
    parms = settings if isinstance(settings, list) else [settings]
    for place, name in enumerate(names):
        if name in PICTURES:
            return data, name
        said = parms[place] if place < len(parms) else None
        data = _unfolded(str(name), data, said if isinstance(said, dict) else {})
    return data, ""


def _unfolded(name: str, data: bytes, parms: Mapping[str, Any]) -> bytes:
    if name in ("FlateDecode", "Fl"):
        return _predicted(_inflated(data), parms)
    if name in ("ASCIIHexDecode", "AHx"):
        digits = bytes(c for c in data.partition(b">")[0] if c not in b"\0\t\n\f\r ")
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("latin-1"))
    if name in ("ASCII85Decode", "A85"):
        return base64.a85decode(data.strip().removesuffix(b"~>").removeprefix(b"<~"))
    if name in ("LZWDecode", "LZW"):
        return _predicted(_lzw(data, early=int(parms.get("EarlyChange", 1))), parms)
    if name in ("RunLengthDecode", "RL"):
        return _run(data)
    raise UnreadableError(f"a stream is folded by {name}")


def _inflated(data: bytes) -> bytes:
    """Return what is behind ``data``; of a stream that is cut short, what can be had."""
    inflater = zlib.decompressobj()
    try:
        found = inflater.decompress(data, LARGEST)
    except zlib.error as error:
        raise UnreadableError(f"a stream cannot be unfolded: {error}") from None
    if inflater.unconsumed_tail:
        raise UnreadableError("a stream unfolds to more than 128 MB")
    return found


CLEAR, END, WIDEST = 256, 257, 12  # words of LZW, and bits of its longest


def _lzw(data: bytes, early: int) -> bytes:
    """Return a stream of words of growing width (7.4.4.2)."""
    found, table = bytearray(), dict[int, bytes]()
    width, held, bits, before = 9, 0, 0, b""
    for byte in data:
        held, bits = held << 8 | byte, bits + 8
        if bits < width:
            continue
        bits -= width
        word, held = held >> bits, held & (1 << bits) - 1
        if word == END or len(found) > LARGEST:
            break
        if word == CLEAR:
            table, width, before = {}, 9, b""
            continue
        entry = bytes([word]) if word < CLEAR else table.get(word, before + before[:1])
        if before:
            table[END + 1 + len(table)] = before + entry[:1]
        found += entry
        before = entry
        width = min(max(9, (END + 1 + len(table) + early).bit_length()), WIDEST)
    return bytes(found)


def _run(data: bytes) -> bytes:
    """Return a run-length encoded stream (7.4.5)."""
    found, place = bytearray(), 0
    while place < len(data) and data[place] != 128 and len(found) < LARGEST:
        length = data[place]
        if length < 128:
            found += data[place + 1 : place + 2 + length]
            place += length + 2
        else:
            found += data[place + 1 : place + 2] * (257 - length)
            place += 2
    return bytes(found)


def _predicted(data: bytes, parms: Mapping[str, Any]) -> bytes:
    """Undo the differences of PNG (7.4.4.4); those of TIFF are not met in books."""
    if int(parms.get("Predictor", 1)) < 10:
        return data
    colours, bits = int(parms.get("Colors", 1)), int(parms.get("BitsPerComponent", 8))
    step = max(1, colours * bits // 8)
    width = (colours * bits * int(parms.get("Columns", 1)) + 7) // 8
    above, found = bytes(width), []
    for start in range(0, len(data), width + 1):
        row = bytearray(data[start + 1 : start + 1 + width].ljust(width, b"\0"))
        _undo(data[start], row, above, step)
        above = bytes(row)
        found.append(above)
    return b"".join(found)


def _undo(kind: int, row: bytearray, above: bytes, step: int) -> None:
    if kind == 2:
        row[:] = bytes((a + b) & 0xFF for a, b in zip(row, above, strict=True))
    elif kind in (1, 3, 4):
        for n in range(len(row)):
            left = row[n - step] if n >= step else 0
            corner = above[n - step] if n >= step else 0
            guess = {1: left, 3: (left + above[n]) // 2}.get(kind)
            row[n] = (
                row[n] + (_paeth(left, above[n], corner) if guess is None else guess)
            ) & 255


def _paeth(left: int, above: int, corner: int) -> int:
    """Return whichever is nearest to what the three would make of a plane."""
    guess = left + above - corner
    return min((left, above, corner), key=lambda value: abs(guess - value))
