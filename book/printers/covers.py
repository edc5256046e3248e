"""What printers say of covers: how wide the spine is, what is cut off, where no word stands.

``[spine]`` and ``[cover]`` of the same files. The spine is as wide as its pages are thick:
``page`` is what one page adds, half a leaf, or ``per-inch`` how many make an inch, and
``plus`` what glue and cover add. Where there is an ``estimate``, the printer publishes no
formula; where there are no ``papers``, nobody does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from book.printers import UNITS, named, table

__all__ = ["AT_HOME", "Cover", "Paper", "cover"]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of a printer: what a page of it adds to the spine, in millimetres."""

    name: str
    page: float


@dataclass(frozen=True, slots=True)
class Cover:
    """What a printer asks of a wrap cover; lengths in millimetres.

    The ``field`` is the white box of the barcode, as width and height, ``field_edge`` how
    far it stands from the edges; ``by_spine`` says on which side of the back.
    """

    name: str
    papers: tuple[Paper, ...] = ()
    plus: float = 0.0
    is_estimate: bool = False
    text_from: int = 0
    clear: float = 1.5
    bleed: float = 3.0
    edge: float = 6.0
    field: tuple[float, float] = (0.0, 0.0)
    field_edge: float = 10.0
    by_spine: bool = False
    space: str = "cmyk"
    pages: tuple[int, int] = (1, 2000)

    def spine(self, pages: int, paper: Paper) -> float:
        """Return how wide the spine of so many pages is."""
        return pages * paper.page + self.plus


# A printer of whom nothing is known: three millimetres are cut, as nearly everywhere.
AT_HOME = Cover("the printer")


@cache
def cover(key: str) -> Cover | None:
    """Return what the printer ``key`` asks of a cover, if that is known."""
    written = table(key)
    if "cover" not in written:
        return None
    spine, wrap = written["spine"], written["cover"]
    printer = named(key)
    return Cover(
        printer.name,
        tuple(Paper(one["name"], _page(one)) for one in spine["papers"]),
        _length(spine, "plus", 0),
        spine.get("estimate", False),
        spine.get("text-from", {}).get("is", 0),
        _length(spine, "clear", AT_HOME.clear),
        _length(wrap, "bleed", AT_HOME.bleed),
        _length(wrap, "edge", AT_HOME.edge),
        (_length(wrap, "field-width", 0), _length(wrap, "field-height", 0)),
        _length(wrap, "field-edge", AT_HOME.field_edge),
        wrap.get("field-side", {}).get("is") == "spine",
        wrap["space"]["is"],
        (printer.value("pages.least", 1), printer.value("pages.most", AT_HOME.pages[1])),
    )


def _page(paper: Mapping[str, Any]) -> float:
    if "per-inch" in paper:
        return float(UNITS["in"] / paper["per-inch"])
    return _measured(paper["page"])


def _length(section: Mapping[str, Any], name: str, otherwise: float) -> float:
    return _measured(section[name]["is"]) if name in section else otherwise


def _measured(length: str) -> float:
    return float(length[:-2]) * UNITS[length[-2:]]
