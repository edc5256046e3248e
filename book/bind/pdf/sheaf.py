"""Pages that are drawn and not yet in a book: objects of a PDF, as plain values.

An object is known by its number in the sheaf; ``link`` gives it another one in the book.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from struct import pack, unpack
from zlib import compress, decompress

FAST = 1  # of zlib's levels: what is packed is unpacked soon
BETWEEN = b"\0"
WIDTH = 4  # bytes
REFERENCE = re.compile(rb"\((?:[^\\()\0]|\\[^\0])*\)|(\d+) 0 R\b")


@dataclass(frozen=True, slots=True)
class Objects:
    """Objects of a PDF, numbered from 0 as their bodies follow each other.

    ``template`` has the bodies, a zero byte between them, and in it each reference is
    ``%d 0 R``; of a stream it has the dictionary without the length. ``references`` are the
    numbers that these lead to, four bytes each. Both are compressed. There are ``count``
    numbers: those after the last body stand for what whoever links has to write.

    ``streams`` has the data of the streams, ready to be written, ``pictures`` the digests
    of pictures: equal ones have equal digests.
    """

    template: bytes
    references: bytes
    count: int
    streams: Mapping[int, bytes]
    pictures: Mapping[int, bytes]

    def renumbered(self, numbers: Sequence[int]) -> list[bytes]:
        """Return all bodies, in which a reference to ``n`` leads to ``numbers[n]``."""
        packed = decompress(self.references)
        wanted = unpack(f"<{len(packed) // WIDTH}I", packed)
        filled = decompress(self.template) % tuple(map(numbers.__getitem__, wanted))
        return filled.split(BETWEEN)


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link on a page: ``box`` is left, bottom, right and top, in points.

    The body of ``number`` is its dictionary without ``/Rect`` and ``/StructParent``.
    ``element`` is the tag that holds it.
    """

    number: int
    box: tuple[float, float, float, float]
    element: int | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page: its size in points, and the number of the stream that it is drawn with.

    ``marks`` is the list of the tags that hold its marked contents.
    """

    number: int
    size: tuple[float, float]
    stream: int
    annotations: tuple[Annotation, ...]
    marks: int | None


@dataclass(frozen=True, slots=True)
class Sheaf:
    """Pages that are drawn: their objects, and what part these play.

    The first ``plain`` objects are written as they are, those up to ``tagged`` as well
    where tags are wanted; ``elements`` are the tags of the first level. ``resources`` is
    what all pages draw with, by kind and name, fonts aside: numbers of bodies that are
    values, not objects. ``fonts`` and ``document`` are the numbers by which the sheaf
    speaks of what a book has only one of: the dictionary of the fonts, and the tag that
    holds all others.
    """

    objects: Objects
    pages: tuple[Drawn, ...]
    resources: Mapping[str, Mapping[str, int]]
    plain: int
    tagged: int
    elements: tuple[int, ...]
    fonts: int
    document: int


NOTHING = Sheaf(Objects(b"", b"", 0, {}, {}), (), {}, 0, 0, (), 0, 0)


def packed(bodies: Iterable[bytes], places: Mapping[int, int]) -> tuple[bytes, bytes]:
    """Return ``bodies`` as the template and the references of ``Objects``.

    What they call ``n`` shall be called ``places[n]``. Text in strings is left alone, where
    all brackets in it have a backslash before them; in a hexadecimal string, a name or a
    number nothing looks like a reference (ISO 32000-1, 7.3).
    """
    found: list[int] = []

    def opened(match: re.Match[bytes]) -> bytes:
        if match[1] is None:
            return match[0]
        found.append(places[int(match[1])])
        return b"%d 0 R"

    whole = BETWEEN.join(body.replace(BETWEEN, rb"\000") for body in bodies)
    template = REFERENCE.sub(opened, whole.replace(b"%", b"%%"))
    references = pack(f"<{len(found)}I", *found)
    return compress(template, FAST), compress(references, FAST)
