"""A whole PDF: its objects by number, its pages (ISO 32000-1, 7.5 and 7.7)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from book.check.anatomy.filters import decoded
from book.check.anatomy.tokens import Name, Operator, Reference, Tokens
from book.check.pages import UnreadableError

MOST_PAGES = 20_000
MOST_OBJECTS = 2_000_000
DEEPEST = 40  # page trees, references that lead to references
OBJECT = re.compile(rb"(?<![0-9])(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj(?![a-z])")
START = re.compile(rb"startxref\s+(\d+)")
BROKEN = (UnreadableError, ValueError, IndexError, EOFError, TypeError, KeyError)
INHERITED = ("Resources", "MediaBox", "CropBox", "Rotate")


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream (7.3.8): its dictionary and its data as they stand in the file."""

    head: Mapping[str, Any]
    raw: bytes


@dataclass(frozen=True, slots=True)
class Where:
    """Where an object is: at a place of the file, or the so-manieth of an object stream."""

    place: int
    holder: int | None = None


@dataclass(slots=True)
class File:
    """A PDF. Whatever ``of`` returns is resolved; what it holds may be references."""

    data: bytes
    trailer: Mapping[str, Any] = field(default_factory=dict)
    table: dict[int, Where] = field(default_factory=dict)
    _known: dict[int, Any] = field(default_factory=dict)
    _held: dict[int, list[Any]] = field(default_factory=dict)

    @classmethod
    def opened(cls, data: bytes) -> "File":
        """Read the table of ``data``, or look for its objects. Raises ``UnreadableError``."""
        file = cls(data)
        try:
            file._follow()
            sound = isinstance(file.of(file.trailer.get("Root")), dict)
        except BROKEN:
            sound = False
        if not sound:
            file = cls(data)
            file._search()
        return file

    def of(self, value: Any) -> Any:
        """Return ``value``, or what it refers to; ``None`` for what is not there."""
        for _ in range(DEEPEST):
            if not isinstance(value, Reference):
                return value
            value = self._object(value.number)
        return None

    def dictionary(self, value: Any) -> Mapping[str, Any]:
        """Return ``value``, resolved, if it is a dictionary or has one; else an empty one."""
        found = self.of(value)
        if isinstance(found, Stream):
            return found.head
        return found if isinstance(found, dict) else {}

    def array(self, value: Any) -> list[Any]:
        """Return ``value`` and what it holds, resolved, if it is an array; else nothing."""
        found = self.of(value)
        return [self.of(one) for one in found] if isinstance(found, list) else []

    def content(self, stream: Stream) -> tuple[bytes, str]:
        """Return the data of ``stream``, unfolded, and the filter of a picture. See filters."""
        head = dict(stream.head)
        for name in ("Filter", "DecodeParms"):
            value = self.of(head.get(name))
            head[name] = [self.of(one) for one in value] if isinstance(value, list) else value
        return decoded(head, stream.raw)

    @property
    def catalog(self) -> Mapping[str, Any]:
        """The catalog of the document (7.7.2)."""
        return self.dictionary(self.trailer.get("Root"))

    def pages(self) -> Iterator[Mapping[str, Any]]:
        """Yield the pages (7.7.3), each with what it inherits. Raises ``UnreadableError``."""
        count, waiting = 0, [(self.catalog.get("Pages"), dict[str, Any](), 0)]
        while waiting:
            node, above, depth = waiting.pop()
            here = self.dictionary(node)
            inherited = above | {name: here[name] for name in INHERITED if name in here}
            kids = self.of(here.get("Kids"))
            count += 1
            if depth > DEEPEST or count > MOST_PAGES:
                raise UnreadableError("the tree of pages does not end")
            if isinstance(kids, list):
                waiting += [(kid, inherited, depth + 1) for kid in reversed(kids)]
            elif here:
                yield {**inherited, **here}

    def _object(self, number: int) -> Any:
        if number not in self._known:
            self._known[number] = None  # while it is read: it may refer to itself
            where = self.table.get(number)
            if where is not None:
                self._known[number] = self._read(where)
        return self._known[number]

    def _read(self, where: Where) -> Any:
        if where.holder is None:
            return self._at(where.place)[1]
        if where.holder not in self._held:
            self._held[where.holder] = self._unpacked(where.holder)
        held = self._held[where.holder]
        return held[where.place] if where.place < len(held) else None

    def _unpacked(self, holder: int) -> list[Any]:
        """Return the objects of an object stream (7.5.7)."""
        stream = self._object(holder)
        if not isinstance(stream, Stream):
            return []
        data, _ = self.content(stream)
        first, count = (int(self.of(stream.head[name])) for name in ("First", "N"))
        heads = Tokens(data[:first])
        places = [heads.next() for _ in range(min(count, MOST_OBJECTS) * 2)][1::2]
        return [Tokens(data, first + place).next() for place in places]

    def _at(self, place: int) -> tuple[int, Any]:
        """Return the number and the value of the object at ``place`` of the file."""
        tokens = Tokens(self.data, place)
        number, _, word = tokens.next(), tokens.next(), tokens.next()
        if not isinstance(number, int) or word != Operator(b"obj"):
            raise UnreadableError(f"there is no object at {place}")
        value = tokens.next()
        if not isinstance(value, dict):
            return number, value
        after = re.compile(rb"[\0\t\n\f\r ]*stream\r?\n?").match(self.data, tokens.place)
        return number, value if after is None else self._stream(value, after.end())

    def _stream(self, head: dict[str, Any], start: int) -> Stream:
        length = self.of(head.get("Length"))
        if isinstance(length, int) and 0 <= length <= len(self.data) - start:
            end = start + length
            if self.data[end : end + 20].lstrip().startswith(b"endstream"):
                return Stream(head, self.data[start:end])
        end = self.data.find(b"endstream", start)
        return Stream(head, self.data[start : end if end >= 0 else len(self.data)])

    def _follow(self) -> None:
        """Read the tables, the newest first (7.5.4, 7.5.8)."""
        found = START.findall(self.data[-2048:])
        waiting, seen = [int(found[-1])] if found else [], set[int]()
        while waiting:
            place = waiting.pop(0)
            if place in seen:
                continue
            seen.add(place)
            trailer = self._rows(place) if self.data[place : place + 4] == b"xref" else None
            trailer = trailer if trailer is not None else self._packed_rows(place)
            self.trailer = {**trailer, **self.trailer}
            waiting += [n for k in ("XRefStm", "Prev") if isinstance(n := trailer.get(k), int)]

    def _rows(self, place: int) -> Mapping[str, Any]:
        tokens = Tokens(self.data, place + 4)
        while isinstance(first := tokens.next(), int):
            for number in range(first, first + min(tokens.next(), MOST_OBJECTS)):
                offset, _, kind = tokens.next(), tokens.next(), tokens.next()
                if kind == Operator(b"n"):
                    self.table.setdefault(number, Where(offset))
        trailer = tokens.next()
        return trailer if isinstance(trailer, dict) else {}

    def _packed_rows(self, place: int) -> Mapping[str, Any]:
        _, stream = self._at(place)
        if not isinstance(stream, Stream):
            raise UnreadableError("there is no table of objects")
        data, _ = self.content(stream)
        widths = [int(width) for width in stream.head["W"]]
        index = stream.head.get("Index", [0, stream.head["Size"]])
        numbers = (
            n for a, b in zip(index[::2], index[1::2], strict=True) for n in range(a, a + b)
        )
        for start, number in zip(range(0, len(data), sum(widths)), numbers, strict=False):
            kind, second, third = _fields(data, start, widths)
            if kind == 1:
                self.table.setdefault(number, Where(second))
            elif kind == 2:
                self.table.setdefault(number, Where(third, second))
        return stream.head

    def _search(self) -> None:
        """Look for the objects of a file whose table is broken; the last of a number counts."""
        for found in OBJECT.finditer(self.data):
            self.table[int(found[1])] = Where(found.start())
        for number in [*self.table][:MOST_OBJECTS]:
            try:
                one = self.of(Reference(number))
                kind = self.dictionary(one).get("Type")
                if kind == "ObjStm" and isinstance(one, Stream):
                    self._take(number, one)
                elif kind == "Catalog":
                    self.trailer = {**self.trailer, "Root": Reference(number)}
            except BROKEN:
                continue
        if "Root" not in self.trailer:
            raise UnreadableError("there is no catalog")

    def _take(self, holder: int, stream: Stream) -> None:
        data, _ = self.content(stream)
        heads = Tokens(data[: int(stream.head["First"])])
        for place in range(int(stream.head["N"])):
            number, _ = heads.next(), heads.next()
            self.table.setdefault(number, Where(place, holder))
            if self.dictionary(Reference(number)).get("Type") == Name("Catalog"):
                self.trailer = {**self.trailer, "Root": Reference(number)}


def _fields(data: bytes, start: int, widths: list[int]) -> tuple[int, int, int]:
    """Return the three fields of a row; the kind is 1 where it is not written."""
    values = []
    for width in widths[:3]:
        values.append(int.from_bytes(data[start : start + width]))
        start += width
    return values[0] if widths[0] else 1, values[1], values[2]
