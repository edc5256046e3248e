"""Pages that are drawn and not yet in a book: objects of a PDF, as plain values.

An object is known by its number in the sheaf; ``link`` gives it another one in the book.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zlib import decompress


@dataclass(frozen=True, slots=True)
class Objects:
    """Objects of a PDF, by their numbers, from 0.

    ``bodies`` has them one after the other, compressed: of a stream its dictionary, without
    the length. ``lengths`` are those of the bodies, in bytes; an object without any is left
    to whoever links. ``streams`` is the data of the streams, ready to be written,
    ``pictures`` the digests of pictures: equal ones have equal digests.
    """

    bodies: bytes
    lengths: tuple[int, ...]
    streams: Mapping[int, bytes]
    pictures: Mapping[int, bytes]

    def each(self) -> Iterator[tuple[int, bytes]]:
        """Yield number and body of each object that has a body."""
        bodies, place = decompress(self.bodies), 0
        for number, length in enumerate(self.lengths):
            if length:
                yield number, bodies[place : place + length]
                place += length


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link on a page: ``box`` is left, bottom, right and top, in points.

    ``body`` is its dictionary without ``/Rect`` and ``/StructParent``, ``element`` the
    number of the tag that holds it, or 0.
    """

    number: int
    box: tuple[float, float, float, float]
    body: bytes
    element: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page: its size in points, and the number of the stream that it is drawn with.

    ``marks`` is the number of the list of tags that hold its marked contents, or 0.
    """

    number: int
    size: tuple[float, float]
    stream: int
    annotations: tuple[Annotation, ...]
    marks: int


@dataclass(frozen=True, slots=True)
class Sheaf:
    """Pages that are drawn: the objects of them, and what part these play.

    ``resources`` is what all pages draw with, by kind and name, fonts aside. ``fonts`` and
    ``document`` are the numbers by which the sheaf speaks of what a book has only one of:
    the dictionary of fonts, and the tag that holds all others. ``elements`` are the tags of
    the first level. Objects from the number ``tags`` on are there for the tags alone.
    """

    objects: Objects
    pages: tuple[Drawn, ...]
    resources: Mapping[str, Mapping[str, bytes]]
    fonts: int = 0
    document: int = 0
    elements: tuple[int, ...] = ()
    tags: int = 0


NOTHING = Sheaf(Objects(b"", (), {}, {}), (), {})
