"""Rewrite what a page is painted with: each colour in the inks there are, opaque.

Operators are those of ISO 32000-1, 8.6.8 and 8.4.4. A colour that is partly transparent is
painted as it looks on white paper, and so is each colour of a group that is transparent as a
whole: on paper that is the same. A group with pictures or gradients stays as it is, and the
check of the finished file says so.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from book.bind.pdf.finish import Inks
from book.bind.pdf.finish.inks import Colour, inked, of_lab, thinned
from book.bind.pdf.writer import real

Alphas = Mapping[bytes, Mapping[bytes, float]]

NUMBER = rb"[-+]?(?:\d+\.?\d*|\.\d+)"
OPERATION = re.compile(
    rb"\((?:[^\\()]|\\.)*\)|<[0-9A-Fa-f\s]*>"  # strings are skipped
    rb"|(?<![^\s])((?:" + NUMBER + rb"\s+){1,4})(rg|RG|g|G|k|K|sc|SC|scn|SCN)(?!\S)"
    rb"|(?<![^\s])/(\S+)\s+(cs|CS|gs|Do|scn|SCN)(?!\S)"
    rb"|(?<![^\s])([qQ])(?!\S)",
    re.DOTALL,
)
SPACES = {1: (b"g", b"G"), 4: (b"k", b"K")}
FILL, STROKE = 0, 1


@dataclass(frozen=True, slots=True)
class State:
    """Colours and opacity, for fills and for strokes.

    ``None`` is the black that a page begins with, no number at all a pattern.
    """

    spaces: tuple[bytes, bytes] = (b"DeviceGray", b"DeviceGray")
    colours: tuple[Colour | None, Colour | None] = (None, None)
    alphas: tuple[float, float] = (1.0, 1.0)
    names: tuple[bytes, bytes] = (b"", b"")


@dataclass(slots=True)
class Painter:
    """What rewrites streams. ``alphas`` are the graphics states that say no more than that.

    ``plain`` are forms that hold no more than colours. ``kept`` are the states that are
    still asked for, since something else is painted with them. ``drawn`` is how opaque the
    forms are that the last stream drew.
    """

    inks: Inks
    alphas: Alphas
    plain: frozenset[int]
    kept: set[bytes] = field(default_factory=set)
    drawn: dict[int, float] = field(default_factory=dict)
    _names: Mapping[bytes, int] = field(default_factory=dict)
    _opaque: float = 1.0
    _state: State = State()
    _stack: list[State] = field(default_factory=list)

    def rewritten(
        self, content: bytes, names: Mapping[bytes, int], opaque: float = 1.0
    ) -> bytes:
        """Return ``content`` painted in inks, all of it only so ``opaque``.

        ``names`` are the numbers of the forms that it may draw.
        """
        self._names, self._opaque = names, opaque
        self._state, self._stack, self.drawn = State(), [], {}
        before = [self._painted(FILL), self._painted(STROKE)] if opaque < 1 else []
        return b"\n".join([*before, OPERATION.sub(self._operation, content)])

    def _operation(self, found: re.Match[bytes]) -> bytes:
        operands, colour, name, named, stack = found.groups()
        if colour is not None:
            return self._coloured(operands.split(), colour, found[0])
        if named is not None:
            return self._named(name, named, found[0])
        if stack == b"q":
            self._stack.append(self._state)
        elif stack == b"Q" and self._stack:
            self._state = self._stack.pop()
        return found[0]

    def _coloured(self, operands: Sequence[bytes], operator: bytes, said: bytes) -> bytes:
        side = STROKE if operator.isupper() else FILL
        values = tuple(map(float, operands))
        if operator.lower() in (b"sc", b"scn"):
            space = self._state.spaces[side]
            if space.startswith(b"lab-"):
                values = of_lab(*values)
            elif not space.startswith(b"Device"):
                return said
        self._state = replace(self._state, colours=_with(self._state.colours, side, values))
        return self._painted(side)

    def _named(self, name: bytes, operator: bytes, said: bytes) -> bytes:
        if operator == b"gs":
            return self._opacity(name, said)
        if operator == b"Do":
            return self._drawn(name, said)
        side = STROKE if operator.isupper() else FILL
        if operator.lower() == b"scn":
            self._state = replace(self._state, colours=_with(self._state.colours, side, ()))
            return said
        spaces = _with(self._state.spaces, side, name)
        self._state = replace(self._state, spaces=spaces)
        # The operator that sets the colour sets its space, too; only patterns need theirs.
        return said if name == b"Pattern" else b""

    def _opacity(self, name: bytes, said: bytes) -> bytes:
        if name not in self.alphas:
            return said
        painted: list[bytes] = []
        for side, key in ((FILL, b"ca"), (STROKE, b"CA")):
            if key in self.alphas[name]:
                alphas = _with(self._state.alphas, side, self.alphas[name][key])
                names = _with(self._state.names, side, name)
                self._state = replace(self._state, alphas=alphas, names=names)
                painted.append(self._painted(side))
        return b"\n".join(filter(None, painted))

    def _drawn(self, name: bytes, said: bytes) -> bytes:
        """Return what draws a form or a picture; what cannot be thinned stays transparent."""
        alpha, number = self._state.alphas[FILL], self._names.get(name)
        if number is not None and (alpha == 1 or number in self.plain):
            self.drawn[number] = self._opaque * alpha
            return said
        if alpha == 1:
            return said
        self.kept.add(self._state.names[FILL])
        return b"q\n/%b gs\n%b\nQ" % (self._state.names[FILL], said)

    def _painted(self, side: int) -> bytes:
        colour, alpha = self._state.colours[side], self._state.alphas[side] * self._opaque
        if colour is None:
            if alpha == 1:
                return b""
            colour = (0.0,)
        if not colour:
            return b""
        found = inked(thinned(colour, alpha), self.inks)
        return b"%b %b" % (b" ".join(map(real, found)), SPACES[len(found)][side])


Value = TypeVar("Value")


def _with(pair: tuple[Value, Value], side: int, value: Value) -> tuple[Value, Value]:
    return (value, pair[1]) if side == FILL else (pair[0], value)
