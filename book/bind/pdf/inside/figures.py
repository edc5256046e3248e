"""Page numbers that are put in after the pages are set.

A section is set before anybody knows on which pages the others will stand. A reference
to one of them is set with a number that has as many figures, and its place in the
page's stream is kept open. That is right only where a figure is as wide as any other and
no pair of them is kerned, so that is tried out, letter by letter, in the very style of
the reference. Where it does not hold the reference is rigid: its section is set again
once the number is known.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from weasyprint.draw.text import draw_first_line
from weasyprint.matrix import Matrix
from weasyprint.text.line_break import _font_style_cache_key, create_layout, line_size

from book.bind.pdf.inside import targets
from book.bind.pdf.inside.galley import Galley, Laid
from book.bind.pdf.inside.targets import Box
from book.bind.pdf.parts import Reference

_PIECE = re.compile(rb"<([0-9a-f]+)>|(-?[0-9.]+)")

FIGURES = "0123456789"
GLYPH = 4  # hexadecimal digits
SHOW = b"] TJ"
PAIRS = "".join(first + second for first, second in product(FIGURES, FIGURES))


@dataclass(frozen=True, slots=True)
class Slot:
    """Generated content with one page number in it, and nothing else that may change."""

    anchor: str
    number: int


@dataclass(slots=True)
class Case:
    """The figures of each style of a document, as they were tried out."""

    galley: Galley
    tried: dict[tuple[str, str], tuple[bytes, ...] | None] = field(default_factory=dict)

    def figures(
        self, box: Box, text: str, number: str, stream: Any
    ) -> tuple[bytes, ...] | None:
        """Return the glyphs of the ten figures where ``number`` stands in ``text``."""
        key = _font_style_cache_key(box.style, include_size=True), text
        if key not in self.tried:
            self.tried[key] = _figures(self.galley, box, text, number, stream)
        return self.tried[key]


def _slots(galley: Galley) -> dict[int, Slot]:
    """Return, by the id of its box, what content shows one page number, as it stands.

    Each is built with two numbers, to see that they stand in it and nothing else changes.
    Afterwards all numbers are those given.
    """
    collector = galley.collector
    asking = {box: targets.counted(box) for box in collector.asking()}
    given = collector.numbers
    shown = []
    for figure in ("8", "7"):
        collector.fill_in({anchor: int(figure * len(str(n))) for anchor, n in given.items()})
        shown.append([_text(box) for box in asking])
    collector.fill_in()
    found = {}
    for (box, counted), eights, sevens in zip(asking.items(), *shown, strict=True):
        if len(counted.anchors) == 1 and not counted.own:
            number = given.get(counted.anchors[0], 0)
            eight, seven = ("8" * len(str(number)), "7" * len(str(number)))
            once = eights.count(eight) == 1 and "8" not in eights.replace(eight, "")
            if once and eights.replace(eight, seven) == sevens:
                found[id(box)] = Slot(counted.anchors[0], number)
    return found


def _text(box: Box) -> str:
    return "".join(getattr(one, "text", "") for one in box.descendants(placeholders=True))


def references(laid: Sequence[Laid], streams: Sequence[Any]) -> tuple[Reference, ...]:
    """Open the places of page numbers in ``streams``, on which the pages are drawn.

    Returns those that could be opened; the others stay as they are drawn.
    """
    found: list[Reference | None] = []
    leaf = 0
    for one in laid:
        case, kept = Case(one.galley), _slots(one.galley)
        for page in one.pages:
            stream = streams[leaf]
            found.extend(
                _opened(case, box, kept.get(id(asking)), stream, leaf)
                for asking, texts in targets.lookups(one.galley.collector, page)
                for box in texts
                if box in stream._tags  # noqa: SLF001
            )
            leaf += 1
    return tuple(reference for reference in found if reference is not None)


def rigid(laid: Sequence[Laid], opened: Iterable[Reference]) -> frozenset[str]:
    """Return the anchors whose numbers are drawn and could not be opened."""
    drawn = (targets.lookups(one.galley.collector, page) for one in laid for page in one.pages)
    boxes = [{id(box): box for box, _ in found} for found in drawn]
    asked = Counter(
        anchor
        for once in boxes
        for box in once.values()
        for anchor in targets.counted(box).anchors
    )
    asked.subtract(reference.anchor for reference in opened)
    return frozenset(anchor for anchor, count in asked.items() if count > 0)


def _opened(
    case: Case, box: Box, slot: Slot | None, stream: Any, leaf: int
) -> Reference | None:
    if slot is None or str(slot.number) not in box.text:
        return None
    place = _shown(stream, stream._tags[box]["mcid"])  # noqa: SLF001
    figures = case.figures(box, box.text, str(slot.number), stream)
    if place is None or figures is None:
        return None
    parted = _parted(_units(stream.stream[place]), _run(figures, str(slot.number)))
    if parted is None:
        return None
    mark = b"%%REFERENCE-%d-%d%%" % (leaf, stream._tags[box]["mcid"])  # noqa: SLF001
    stream.stream[place] = mark
    before, behind = (b"".join(units) for units in parted)
    digits = len(str(slot.number))
    return Reference(leaf, mark, slot.anchor, digits, before, behind, figures)


def _shown(stream: Any, mcid: int) -> int | None:
    """Return where the only ``TJ`` of the marked content ``mcid`` stands in ``stream``."""
    operations = stream.stream
    places: list[int] = []
    within = False
    for place, operation in enumerate(operations):
        if operation == b"BDC":
            within = dict(operations[place - 1]).get("MCID") == mcid
        elif operation == b"EMC":
            within = False
        elif within and isinstance(operation, bytes) and operation.endswith(SHOW):
            places.append(place)
    return places[0] if len(places) == 1 else None


def _figures(
    galley: Galley, box: Box, text: str, number: str, stream: Any
) -> tuple[bytes, ...] | None:
    """Try out whether figures may take each other's place in ``text``."""
    pairs = _units(_drawn(galley, box, PAIRS, stream))
    if len(pairs) != len(PAIRS):
        return None
    figures = tuple(pairs[PAIRS.index(figure * 2)] for figure in FIGURES)
    widths = {_width(galley, box, figure) for figure in FIGURES}
    if _run(figures, PAIRS) != pairs or len(widths) != 1:
        return None
    around = set()
    for figure in FIGURES:
        replaced = text.replace(number, figure * len(number))
        units = _units(_drawn(galley, box, replaced, stream))
        parted = _parted(units, _run(figures, figure * len(number)))
        around.add(parted and (tuple(parted[0]), tuple(parted[1])))
    return figures if len(around) == 1 and None not in around else None


def _width(galley: Galley, box: Box, text: str) -> float:
    """Return how wide ``text`` is in the style of ``box``, in pixels."""
    layout = create_layout(text, box.style, galley.context, None, 0)
    return float(line_size(layout.get_first_line()[0], box.style)[0])


def _run(figures: tuple[bytes, ...], number: str) -> list[bytes]:
    return [figures[int(figure)] for figure in number]


def _drawn(galley: Galley, box: Box, text: str, stream: Any) -> bytes:
    """Return the one ``TJ`` that shows ``text`` in the style of ``box``, or nothing."""
    trial = box.copy()
    trial.text = text
    trial.pango_layout = create_layout(text, box.style, galley.context, None, 0)
    scratch = stream.clone()
    scratch.stream = []
    scratch.begin_text()
    draw_first_line(scratch, trial, "clip", "none", Matrix(d=-1))
    shown = [one for one in scratch.stream if isinstance(one, bytes) and one.endswith(SHOW)]
    return shown[0] if len(shown) == 1 else b""


def _units(drawn: bytes) -> list[bytes]:
    """Take the operand of a ``TJ`` apart into glyphs, each with the space behind it.

    ``[<00480049>12<004a>] TJ`` gives ``<0048>``, ``<0049> 12``, ``<004a>``.
    """
    units: list[bytes] = []
    for glyphs, space in _PIECE.findall(drawn.removesuffix(SHOW)):
        cut = (glyphs[place : place + GLYPH] for place in range(0, len(glyphs), GLYPH))
        units.extend(b"<" + glyph + b">" for glyph in cut)
        if space:
            units[-1:] = [units[-1] + b" " + space] if units else []
    return units


def _parted(units: list[bytes], run: list[bytes]) -> tuple[list[bytes], list[bytes]] | None:
    """Return what stands before and behind ``run``, if it stands among ``units`` once."""
    length = len(run)
    places = [n for n in range(len(units) - length + 1) if units[n : n + length] == run]
    if len(places) != 1:
        return None
    return units[: places[0]], units[places[0] + length :]
