"""From bytes to the objects of a PDF (ISO 32000-1, 7.3)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from book.check.pages import UnreadableError

DEEPEST = 60  # arrays and dictionaries inside each other

SPACE = rb"\0\t\n\f\r "
REGULAR = rb"[^\0\t\n\f\r ()<>\[\]{}/%]"
TOKEN = re.compile(
    rb"(?:[" + SPACE + rb"]|%[^\r\n]*)*(?:"
    rb"(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?!" + REGULAR + rb"))"
    rb"|/(?P<name>" + REGULAR + rb"*)"
    rb"|(?P<mark><<|>>|[\[\]{}])"
    rb"|(?P<open>\()"
    rb"|<(?P<hex>[0-9A-Fa-f" + SPACE + rb"]*)>"
    rb"|(?P<word>" + REGULAR + rb"+)"
    rb"|(?P<stray>[<>)]))"
)
TEXT_END = re.compile(rb"[\\()]")
ESCAPED = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|[\s\S]))")
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
HEXADECIMAL = re.compile(rb"#([0-9A-Fa-f]{2})")
WORDS: dict[bytes, Any] = {b"true": True, b"false": False, b"null": None}
DROPPED = (b"\r", b"\n", b"\r\n")  # a line that ends in a backslash goes on


class Name(str):
    """A name (7.3.5), without its slash."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """Stands for the object of that number (7.3.10)."""

    number: int


@dataclass(frozen=True, slots=True)
class Operator:
    """A word that is no object: an operator of a content stream, ``obj``, ``stream``."""

    word: bytes


class Tokens:
    """Objects of ``data``, read one after the other from ``place`` on."""

    def __init__(self, data: bytes, place: int = 0) -> None:
        self.data, self.place = data, place
        self._before: list[tuple[int, Any]] = []

    def __iter__(self) -> Iterator[Any]:
        """Yield objects and operators until the end."""
        while True:
            try:
                yield self.next()
            except EOFError:
                return

    def next(self, depth: int = 0) -> Any:
        """Return what comes next. Raises ``EOFError`` at the end."""
        found = TOKEN.match(self.data, self.place)
        if found is None or found.lastgroup is None:
            raise EOFError
        self.place = found.end()
        kind, token = found.lastgroup, found[found.lastgroup]
        if kind == "number":
            return self._number(token)
        if kind == "name":
            return named(token)
        if kind == "open":
            return self._text()
        if kind == "hex":
            digits = bytes(c for c in token if c not in b"\0\t\n\f\r ")
            return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        if kind == "mark" and token in (b"<<", b"["):
            return self._many(token, depth + 1)
        return WORDS[token] if token in WORDS else Operator(token)

    def _number(self, token: bytes) -> Any:
        if not token.isdigit():
            return float(token) if b"." in token else int(token)
        found = REFERRED.match(self.data, self.place)
        if found is None:
            return int(token)
        self.place = found.end()
        return Reference(int(token))

    def _many(self, opens: bytes, depth: int) -> Any:
        """Return the array or the dictionary that was opened."""
        if depth > DEEPEST:
            raise UnreadableError("objects are nested too deeply")
        closes = Operator(b">>" if opens == b"<<" else b"]")
        found: list[Any] = []
        while True:
            try:
                one = self.next(depth)
            except EOFError:
                raise UnreadableError("an object has no end") from None
            if one == closes:
                break
            if not isinstance(one, Operator):
                found.append(one)
        if opens == b"[":
            return found
        pairs = zip(found[::2], found[1::2], strict=False)
        return {key: value for key, value in pairs if isinstance(key, Name)}

    def _text(self) -> bytes:
        """Return a string in brackets (7.3.4.2), which may hold brackets."""
        start, open_ = self.place, 1
        while open_:
            found = TEXT_END.search(self.data, self.place)
            if found is None:
                raise UnreadableError("a string has no end")
            self.place = found.end()
            if found[0] == b"\\":
                self.place += 1
            else:
                open_ += 1 if found[0] == b"(" else -1
        return ESCAPED.sub(_escaped, self.data[start : self.place - 1])


REFERRED = re.compile(rb"[" + SPACE + rb"]+\d+[" + SPACE + rb"]+R(?!" + REGULAR + rb")")


def named(token: bytes) -> Name:
    """Return a name as it reads, its escapes resolved."""
    plain = HEXADECIMAL.sub(lambda found: bytes.fromhex(found[1].decode()), token)
    return Name(plain.decode("latin-1"))


def _escaped(found: re.Match[bytes]) -> bytes:
    if found[1] is not None:
        return bytes([int(found[1], 8) & 0xFF])
    return b"" if found[2] in DROPPED else ESCAPES.get(found[2], found[2])
