"""What a page is painted with, operator by operator (ISO 32000-1, 8 and 9)."""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from math import hypot, sqrt
from typing import Any

from book.check.anatomy import raster
from book.check.anatomy.file import File, Stream
from book.check.anatomy.spaces import BLACK, Colour, space
from book.check.anatomy.tokens import Name, Operator, Tokens

Matrix = tuple[float, float, float, float, float, float]

DEEPEST, TILES = 12, 3  # forms inside forms, patterns inside patterns
MOST = 4_000_000  # operators of a page
SAME = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
DEVICE = {b"g": "DeviceGray", b"rg": "DeviceRGB", b"k": "DeviceCMYK"}
FILLS = {b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"}
STROKES = {b"S", b"s", b"B", b"B*", b"b", b"b*"}
TEXTS = {b"Tj", b"TJ", b"'", b'"'}
NORMAL = {"Normal", "Compatible"}
GLYPHS = re.compile(rb"\[[^\]()]*\]\s*TJ(?=\s)")  # which ones they are is not asked here
INVISIBLE = (3, 7)  # text rendering modes that paint nothing


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture on a page, by its pixels and by how many of them come to an inch."""

    width: int
    height: int
    resolution: float
    kind: str
    line: bool
    ink: float


@dataclass(slots=True)
class Painted:
    """What was found on a page. Inks are in per cent, widths in points."""

    kinds: set[str] = field(default_factory=set)
    text: set[Colour] = field(default_factory=set)
    ink: float = 0.0
    pictures: list[Shown] = field(default_factory=list)
    transparent: set[str] = field(default_factory=set)
    thinnest: float | None = None
    fonts: set[str] = field(default_factory=set)
    spots: set[str] = field(default_factory=set)

    def see(self, colour: Colour) -> None:
        self.kinds.add(colour.space.kind)
        self.spots.update(colour.space.inks)
        self.ink = max(self.ink, colour.total)


@dataclass(frozen=True, slots=True)
class State:
    """The graphics state (8.4), as far as it is asked for."""

    ctm: Matrix = SAME
    fill: Colour = BLACK
    stroke: Colour = BLACK
    width: float = 1.0
    mode: int = 0


class Painter:
    """Goes through the streams of one page."""

    def __init__(self, file: File) -> None:
        self.file, self.found = file, Painted()
        self._state, self._stack = State(), list[State]()
        self._operands: list[Any] = []
        self._resources: Mapping[str, Any] = {}
        self._count = self._tiles = 0

    def run(self, content: bytes, resources: Mapping[str, Any], depth: int = 0) -> None:
        """Follow ``content``, a stream that draws with ``resources``."""
        before, bottom = self._resources, len(self._stack)
        self._resources, self._operands = resources, []
        tokens = Tokens(GLYPHS.sub(b"TJ", content))
        for one in tokens:
            if not isinstance(one, Operator):
                self._operands.append(one)
                continue
            self._count += 1
            if self._count > MOST:
                break
            with suppress(IndexError, TypeError, ValueError):  # as readers pass it over
                self._operate(one.word, tokens, depth)
            self._operands = []
        del self._stack[bottom:]
        self._resources = before

    def _operate(self, word: bytes, tokens: Tokens, depth: int) -> None:
        if word in FILLS or word in STROKES:
            self._painted(word)
        elif word in TEXTS:
            self._written()
        elif word == b"Do":
            self._drawn(depth)
        elif word in (b"ID", b"BI"):
            self._inline(word, tokens)
        elif word in SETTERS:
            SETTERS[word](self)
        elif word.lower() in DEVICE:
            self._device(word)
        elif word.lower() in (b"cs", b"sc", b"scn"):
            self._special(word)

    def _painted(self, word: bytes) -> None:
        if word in FILLS:
            self.found.see(self._state.fill)
        if word in STROKES:
            self.found.see(self._state.stroke)
            width = self._state.width * _scale(self._state.ctm)
            self.found.thinnest = min(width, self.found.thinnest or width)

    def _written(self) -> None:
        if self._state.mode not in INVISIBLE:
            colour = self._state.stroke if self._state.mode in (1, 5) else self._state.fill
            self.found.text.add(colour)
            self.found.see(colour)

    def _device(self, word: bytes) -> None:
        kind = space(self.file, Name(DEVICE[word.lower()]))
        self._coloured(word.isupper(), Colour(kind, _numbers(self._operands)))

    def _special(self, word: bytes) -> None:
        is_stroke = word.isupper()
        colour = self._state.stroke if is_stroke else self._state.fill
        if word.lower() == b"cs":
            named = self._resources.get("ColorSpace")
            kind = space(self.file, self._operands[-1] if self._operands else None, named)
            self._coloured(is_stroke, Colour(kind))
        elif self._operands and isinstance(self._operands[-1], Name):
            pattern = self._named("Pattern", self._operands[-1])
            self._pattern(pattern)
        else:
            self._coloured(is_stroke, replace(colour, values=_numbers(self._operands)))

    def _coloured(self, is_stroke: bool, colour: Colour) -> None:
        changed = {"stroke": colour} if is_stroke else {"fill": colour}
        self._state = replace(self._state, **changed)  # type: ignore[arg-type]

    def _pattern(self, pattern: Any) -> None:
        """See what a pattern paints with: a tile is a page of its own (8.7.3)."""
        here = self.file.dictionary(pattern)
        shading = self.file.dictionary(here.get("Shading"))
        if shading:
            self._shaded(shading)
        elif isinstance(pattern, Stream):
            before = self._state
            self.run(
                self._content(pattern), self.file.dictionary(here.get("Resources")), DEEPEST
            )
            self._state = before

    def _shaded(self, shading: Mapping[str, Any]) -> None:
        kind = space(self.file, shading.get("ColorSpace"), self._resources.get("ColorSpace"))
        self.found.kinds.add(kind.kind)
        self.found.spots.update(kind.inks)

    def _drawn(self, depth: int) -> None:
        one = self._named("XObject", self._operands[-1] if self._operands else None)
        if not isinstance(one, Stream):
            return
        if one.head.get("Subtype") == "Image":
            self._pictured(one.head, one)
        elif depth < DEEPEST:
            if self.file.dictionary(one.head.get("Group")).get("S") == "Transparency":
                self.found.transparent.add("a group")
            before = self._state
            matrix = _numbers(self.file.array(one.head.get("Matrix")))
            if len(matrix) == len(SAME):
                self._state = replace(before, ctm=_times(matrix, before.ctm))
            own = self.file.dictionary(one.head.get("Resources")) or self._resources
            self.run(self._content(one), own, depth + 1)
            self._state = before

    def _pictured(self, head: Mapping[str, Any], stream: Stream | None) -> None:
        width, height = (int(self.file.of(head.get(n)) or 1) for n in ("Width", "Height"))
        masked = self.file.of(head.get("ImageMask")) is True
        kind = space(self.file, head.get("ColorSpace"), self._resources.get("ColorSpace"))
        if masked:
            self.found.see(self._state.fill)
            kind = self._state.fill.space
        elif head.get("ColorSpace") is not None:
            self.found.kinds.add(kind.kind)
            self.found.spots.update(kind.inks)
        if head.get("SMask") is not None:
            self.found.transparent.add("a picture")
        a, b, c, d, _, _ = self._state.ctm
        across, down = hypot(a, b) / 72, hypot(c, d) / 72
        resolution = min(width / across if across else 0, height / down if down else 0)
        line = masked or self.file.of(head.get("BitsPerComponent", head.get("BPC"))) == 1
        cmyk = stream is not None and kind.kind == "cmyk"
        ink = raster.ink(self.file, stream, width, height) if stream and cmyk else 0.0
        self.found.ink = max(self.found.ink, ink)
        self.found.pictures.append(Shown(width, height, resolution, kind.kind, line, ink))

    def _inline(self, word: bytes, tokens: Tokens) -> None:
        """See a picture that stands in the stream itself (8.9.7), and go on behind it."""
        if word == b"BI":
            return
        keys = self._operands
        pairs = {str(k): v for k, v in zip(keys[::2], keys[1::2], strict=False)}
        long = {SHORT.get(key, key): value for key, value in pairs.items()}
        self._pictured(long, None)
        end = tokens.data.find(b"EI", tokens.place)
        while end >= 0 and not (
            tokens.data[end - 1 : end].isspace() and not tokens.data[end + 2 : end + 3].strip()
        ):
            end = tokens.data.find(b"EI", end + 2)
        tokens.place = end + 2 if end >= 0 else len(tokens.data)

    def _opacity(self) -> None:
        state = self.file.dictionary(self._named("ExtGState", self._operands[-1]))
        for key in ("ca", "CA"):
            value = self.file.of(state.get(key))
            if isinstance(value, int | float) and value < 1:
                self.found.transparent.add("a colour or a group")
        if self.file.of(state.get("SMask")) not in (None, "None"):
            self.found.transparent.add("a soft mask")
        modes = self.file.of(state.get("BM"))
        if not NORMAL.issuperset(modes if isinstance(modes, list) else [modes or "Normal"]):
            self.found.transparent.add("a blend mode")
        if isinstance(width := self.file.of(state.get("LW")), int | float):
            self._state = replace(self._state, width=float(width))

    def _named(self, kind: str, name: Any) -> Any:
        return self.file.of(self.file.dictionary(self._resources.get(kind)).get(name))

    def _content(self, stream: Stream) -> bytes:
        return self.file.content(stream)[0]

    def _push(self) -> None:
        self._stack.append(self._state)

    def _pop(self) -> None:
        self._state = self._stack.pop() if self._stack else self._state

    def _transform(self) -> None:
        matrix = _numbers(self._operands)
        if len(matrix) == len(SAME):
            self._state = replace(self._state, ctm=_times(matrix, self._state.ctm))

    def _font(self) -> None:
        if self._operands and isinstance(self._operands[0], Name):
            font = self.file.dictionary(self._named("Font", self._operands[0]))
            self.found.fonts.add(str(self.file.of(font.get("BaseFont")) or "?"))

    def _line_width(self) -> None:
        self._state = replace(self._state, width=(*_numbers(self._operands), 1.0)[0])

    def _text_mode(self) -> None:
        self._state = replace(self._state, mode=int((*_numbers(self._operands), 0)[0]))

    def _shade(self) -> None:
        self._shaded(self.file.dictionary(self._named("Shading", self._operands[-1])))


SHORT = {"W": "Width", "H": "Height", "CS": "ColorSpace", "IM": "ImageMask"}
SETTERS: Mapping[bytes, Callable[[Painter], None]] = {
    b"q": Painter._push,  # noqa: SLF001  its own table
    b"Q": Painter._pop,  # noqa: SLF001
    b"cm": Painter._transform,  # noqa: SLF001
    b"gs": Painter._opacity,  # noqa: SLF001
    b"Tf": Painter._font,  # noqa: SLF001
    b"w": Painter._line_width,  # noqa: SLF001
    b"Tr": Painter._text_mode,  # noqa: SLF001
    b"sh": Painter._shade,  # noqa: SLF001
}


def _numbers(values: Sequence[Any]) -> tuple[float, ...]:
    return tuple(float(value) for value in values if isinstance(value, int | float))


def _times(one: Sequence[float], other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _scale(matrix: Matrix) -> float:
    return sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
