"""Colour spaces (ISO 32000-1, 8.6), as far as a printer asks: which inks they stand for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from book.check.anatomy.file import File, Stream
from book.check.anatomy.tokens import Name

GREY, RGB, CMYK, LAB, SPOT, PATTERN = "grey", "rgb", "cmyk", "lab", "spot", "pattern"
BY_NAME = {
    "DeviceGray": GREY,
    "G": GREY,
    "CalGray": GREY,
    "DeviceRGB": RGB,
    "RGB": RGB,
    "CalRGB": RGB,
    "DeviceCMYK": CMYK,
    "CMYK": CMYK,
    "Lab": LAB,
    "Separation": SPOT,
    "DeviceN": SPOT,
    "Pattern": PATTERN,
}
BY_COUNT = {1: GREY, 3: RGB, 4: CMYK}
DEEPEST = 4  # spaces that are based on others


@dataclass(frozen=True, slots=True)
class Space:
    """``kind`` is one of the words above; ``inks`` are the names of spot colours."""

    kind: str
    inks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour that something is painted in."""

    space: Space
    values: tuple[float, ...] = ()

    @property
    def total(self) -> float:
        """How much ink lies there, in per cent; of light, which is no ink, nothing."""
        if self.space.kind == GREY:
            return 100 * (1 - self.values[0]) if self.values else 100.0
        return 100 * sum(self.values) if self.space.kind in (CMYK, SPOT) else 0.0

    @property
    def plates(self) -> frozenset[str]:
        """The plates that the colour prints on; of light, those of all four inks."""
        kind = self.space.kind
        if kind == GREY:
            return frozenset() if self.total == 0 else frozenset("K")
        if kind == CMYK and len(self.values) == 4:
            return frozenset(ink for ink, v in zip("CMYK", self.values, strict=True) if v > 0)
        if kind == SPOT:
            return frozenset(self.space.inks)
        white = kind == RGB and bool(self.values) and min(self.values) >= 1
        return frozenset() if white or kind == PATTERN else frozenset("CMYK")


BLACK = Colour(Space(GREY), (0.0,))


def space(file: File, value: Any, named: Any = None, depth: int = 0) -> Space:
    """Return the space that ``value`` is; ``named`` are those of the resources."""
    found = file.of(value)
    if isinstance(found, Name):
        own = file.dictionary(named).get(found)
        if own is not None and depth < DEEPEST:
            return space(file, own, None, depth + 1)
        return Space(BY_NAME.get(found, SPOT))
    if not isinstance(found, list) or not found or depth > DEEPEST:
        return Space(SPOT)
    family = str(file.of(found[0]))
    if family == "ICCBased" and isinstance(stream := file.of(found[1]), Stream):
        return Space(BY_COUNT.get(file.of(stream.head.get("N")), RGB))
    if family in ("Indexed", "I"):
        return space(file, found[1], named, depth + 1)
    if family == "Separation":
        return _spot([file.of(found[1])])
    if family == "DeviceN":
        return _spot(file.array(found[1]))
    return Space(BY_NAME.get(family, SPOT))


def _spot(names: Sequence[Any]) -> Space:
    """Return the space of inks by name: black alone is grey, for a printer."""
    if [str(name) for name in names] == ["Black"]:
        return Space(CMYK)
    return Space(SPOT, tuple(map(str, names)))
