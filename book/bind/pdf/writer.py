"""A PDF, written object by object: only what must be known at the end stays in memory.

Sections are those of ISO 32000-1. All objects that are no streams go into object streams
(7.5.7), so that they are compressed together, and what finds them is a cross-reference
stream (7.5.8). Equal objects in an equal order give equal bytes.

For a press all is written as PDF 1.4 has it, plainly and with a table (7.5.4): what checks
the files of printers may be old.
"""

import re
from array import array
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from io import BytesIO
from zlib import compress

HEADER = b"%%PDF-%b\n%%\xe2\xe3\xcf\xd3\n"  # the bytes above 127 tell that it is no text: 7.5.2
NEW, PLAIN = b"1.7", b"1.4"
TOGETHER = 200  # objects in an object stream: fewer than its one byte of an index counts
LEVEL = 6  # of zlib
FLATE = b"<</Filter /FlateDecode>>"

# A row of the cross-reference stream: its kind, then offset, or number and index: 7.5.8.3.
WIDTHS = (1, 4, 1)
ROW = sum(WIDTHS)
IN_FILE, IN_STREAM = 1 << 40, 2 << 40
NEXT = b"\x02" + b"\x00" * (ROW - 1) + b"\x01"  # one more index than in the row before


class Writer:
    """A PDF on its way. A number is given by ``reserve``, and then written once."""

    def __init__(self, version: bytes = NEW) -> None:
        self._file = BytesIO()
        self._file.write(HEADER % version)
        self._plain = version != NEW
        self._rows = array("Q", [0])
        self._waiting: list[tuple[int, bytes]] = []

    def reserve(self, count: int = 1) -> int:
        """Return the first of ``count`` numbers for objects that are still to be written."""
        self._rows.extend([0] * count)
        return len(self._rows) - count

    def write(self, number: int, body: bytes) -> None:
        """Write an object that is no stream."""
        if self._plain:
            self._rows[number] = IN_FILE | self._file.tell() << 8
            self._file.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
            return
        self._waiting.append((number, body))
        if len(self._waiting) == TOGETHER:
            self._flush()

    def write_stream(self, number: int, head: bytes, data: bytes) -> None:
        """Write a stream (7.3.8); ``head`` is its dictionary without the length."""
        self._rows[number] = IN_FILE | self._file.tell() << 8
        self._file.write(b"%d 0 obj\n%b/Length %d>>\n" % (number, head[:-2], len(data)))
        self._file.write(b"stream\n")
        self._file.write(data)
        self._file.write(b"\nendstream\nendobj\n")

    def add(self, body: bytes) -> int:
        """Write an object that is no stream under a number of its own; return that."""
        number = self.reserve()
        self.write(number, body)
        return number

    def add_stream(self, head: bytes, data: bytes) -> int:
        """Write a stream under a number of its own; return that."""
        number = self.reserve()
        self.write_stream(number, head, data)
        return number

    def close(self, root: int, info: int) -> bytes:
        """Return the whole file; ``root`` is its catalog, ``info`` what it says of itself."""
        self._flush()
        with self._file.getbuffer() as written:
            digest = blake2b(written, digest_size=16).hexdigest().encode()
        number = 0 if self._plain else self.reserve()
        place = self._file.tell()
        trailer = {
            "Size": b"%d" % len(self._rows),
            "Root": reference(root),
            "Info": reference(info),
            "ID": listed([b"<%b>" % digest] * 2),
        }
        if self._plain:
            self._file.write(b"xref\n0 %d\n0000000000 65535 f \n" % len(self._rows))
            self._file.writelines(_row(row) for row in self._rows[1:])
            self._file.write(b"trailer\n%b\n" % dictionary(trailer))
            return self._ended(place)
        self._rows[number] = IN_FILE | place << 8
        head = {
            **trailer,
            "Type": b"/XRef",
            "W": listed([b"%d" % width for width in WIDTHS]),
            "Filter": b"/FlateDecode",
            "DecodeParms": dictionary({"Predictor": b"12", "Columns": b"%d" % ROW}),
        }
        self.write_stream(number, dictionary(head), compress(_differences(self._rows), LEVEL))
        return self._ended(place)

    def _ended(self, place: int) -> bytes:
        self._file.write(b"startxref\n%d\n%%%%EOF\n" % place)
        return self._file.getvalue()

    def _flush(self) -> None:
        """Write the objects that wait as one object stream (7.5.7)."""
        if not self._waiting:
            return
        stream, place = self.reserve(), 0
        places: list[int] = []
        for index, (number, body) in enumerate(self._waiting):
            self._rows[number] = IN_STREAM | stream << 8 | index
            places += (number, place)
            place += len(body) + 1
        front = " ".join(map(str, places)).encode() + b"\n"
        head = b"<</Type /ObjStm/N %d/First %d/Filter /FlateDecode>>"
        data = front + b"\n".join(body for _, body in self._waiting)
        self.write_stream(
            stream, head % (len(self._waiting), len(front)), compress(data, LEVEL)
        )
        self._waiting.clear()


def reference(number: int) -> bytes:
    """Return what refers to the object ``number`` (7.3.10)."""
    return b"%d 0 R" % number


def dictionary(entries: Mapping[str, bytes]) -> bytes:
    """Return a dictionary (7.3.7) of values that are written already."""
    return b"<<%b>>" % b"".join(
        b"/%b %b" % (name.encode(), value) for name, value in entries.items()
    )


def listed(values: Sequence[bytes]) -> bytes:
    """Return an array (7.3.6) of values that are written already."""
    return b"[%b]" % b" ".join(values)


def real(value: float) -> bytes:
    """Return ``value`` as a number (7.3.3), to a millionth."""
    return f"{value:.6f}".rstrip("0").rstrip(".").encode()


def string(text: str) -> bytes:
    """Return ``text`` as a string (7.9.2.2): in ASCII, or else in UTF-16."""
    found = encoded(text)
    if text.isascii():
        return b"(%b)" % re.sub(rb"([\\()])", rb"\\\1", found).replace(b"\r", rb"\r")
    return b"<%b>" % found.hex().encode()


def encoded(text: str) -> bytes:
    """Return the bytes that stand for ``text``; names are sorted by these (7.9.6)."""
    return text.encode() if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")


def _row(row: int) -> bytes:
    """Return a row of the table (7.5.4); a number that was never used is free."""
    place = (row >> 8) & 0xFFFFFFFF
    return b"%010d 00000 n \n" % place if row else b"0000000000 65535 f \n"


def _differences(rows: Sequence[int]) -> bytes:
    """Return ``rows`` as bytes, each less the row above: PNG's filter Up (7.4.4.4)."""
    pieces: list[bytes] = []
    above, before = bytes(ROW), -ROW
    for row in rows:
        here = row.to_bytes(ROW)
        if row == before + 1:
            pieces.append(NEXT)
        else:
            pieces.append(b"\x02")
            pieces.append(bytes((a - b) & 0xFF for a, b in zip(here, above, strict=True)))
        above, before = here, row
    return b"".join(pieces)
