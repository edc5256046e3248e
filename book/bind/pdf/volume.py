"""A book on its way into a PDF: objects of the parts are written as they come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from book.bind.pdf.finish import READING, Finish
from book.bind.pdf.parts import Part
from book.bind.pdf.sheaf import Drawn, Objects, Sheaf
from book.bind.pdf.writer import NEW, PLAIN, Writer


@dataclass(frozen=True, slots=True)
class Bound:
    """A part in the book: the numbers of its pages, moved to the right by ``moves``."""

    part: Part
    pages: tuple[int, ...]
    moves: tuple[float, ...]


@dataclass(slots=True)
class Volume:
    """A PDF on its way, with the numbers of what it has only one of.

    ``kids`` are its pages so far, ``elements`` the tags of the first level, ``parents`` the
    parent tree; ``following`` is the number that the next annotation has in it. ``pictures``
    are known by their digests, ``steps`` by what they say: short streams that pages share.
    """

    writer: Writer
    tagged: bool
    following: int
    fonts: int
    tree: int
    document: int
    finish: Finish = READING
    kids: list[int] = field(default_factory=list)
    elements: list[int] = field(default_factory=list)
    parents: list[tuple[int, int]] = field(default_factory=list)
    bound: list[Bound] = field(default_factory=list)
    pictures: dict[bytes, int] = field(default_factory=dict)
    steps: dict[bytes, int] = field(default_factory=dict)

    @classmethod
    def begun(cls, fonts: Objects, pages: int, finish: Finish = READING) -> "Volume":
        """Return a PDF of so many ``pages``, of which none is there yet.

        The last of ``fonts`` is the dictionary of them.
        """
        tagged = finish.tagged and finish.on_screen
        writer = Writer(PLAIN if finish.kind == "press" else NEW)
        first = writer.reserve(fonts.count)
        numbers = range(first, first + fonts.count)
        _write(writer, fonts, fonts.renumbered(numbers), numbers, range(fonts.count))
        document = writer.reserve() if tagged else 0
        return cls(writer, tagged, pages, numbers[-1], writer.reserve(), document, finish)

    def step(self, says: bytes) -> int:
        """Return the number of the stream that ``says`` this and no more."""
        if says not in self.steps:
            self.steps[says] = self.writer.add_stream(b"<<>>", says)
        return self.steps[says]


@dataclass(frozen=True, slots=True)
class Copied:
    """A sheaf whose objects stand in the book under new ``numbers``, but for its pages.

    ``bodies`` are those of all objects, with these numbers. ``draws`` is what the pages
    draw with, by kind and name.
    """

    sheaf: Sheaf
    numbers: Sequence[int]
    bodies: Sequence[bytes]
    draws: Mapping[str, dict[str, bytes]]

    def content(self, page: Drawn) -> bytes:
        """Return the data of the stream that ``page`` is drawn with."""
        return self.sheaf.objects.streams[page.stream]


def copied(volume: Volume, sheaf: Sheaf) -> Copied:
    """Write the objects of ``sheaf``, apart from its pages and from pictures seen before."""
    objects, writer = sheaf.objects, volume.writer
    numbers = [0] * objects.count
    fresh = _pictured(volume, objects, numbers)
    wanted = range(sheaf.tagged if volume.tagged else sheaf.plain)
    plain = [number for number in wanted if number not in objects.pictures]
    pages = [(page.number, *(one.number for one in page.annotations)) for page in sheaf.pages]
    others = [*plain, *chain.from_iterable(pages)]
    for place, number in enumerate(others, start=writer.reserve(len(others))):
        numbers[number] = place
    numbers[sheaf.fonts], numbers[sheaf.document] = volume.fonts, volume.document
    bodies = objects.renumbered(numbers)
    _write(writer, objects, bodies, numbers, (*fresh, *plain))
    draws = {
        kind: {name: bodies[number] for name, number in named.items()}
        for kind, named in sheaf.resources.items()
    }
    return Copied(sheaf, numbers, bodies, draws)


def _pictured(volume: Volume, objects: Objects, numbers: list[int]) -> Sequence[int]:
    """Give all pictures their ``numbers``; return those that are new to the book."""
    fresh: list[int] = []
    for number, digest in objects.pictures.items():
        if digest not in volume.pictures:
            volume.pictures[digest] = volume.writer.reserve()
            fresh.append(number)
        numbers[number] = volume.pictures[digest]
    return fresh


def _write(
    writer: Writer,
    objects: Objects,
    bodies: Sequence[bytes],
    numbers: Sequence[int],
    chosen: Iterable[int],
) -> None:
    """Write those of ``objects`` that are ``chosen``."""
    for number in chosen:
        if number in objects.streams:
            writer.write_stream(numbers[number], bodies[number], objects.streams[number])
        else:
            writer.write(numbers[number], bodies[number])
