"""The values that typesetting by section passes on: all plain, all picklable.

A *section* is a stretch of the book that begins on a fresh page, mostly a chapter. A
*leaf* is one page of it. All lengths are in CSS pixels from the top left of the page, as
WeasyPrint has them; ``structure`` and ``link`` turn them into points.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from book.bind.pdf.sheaf import NOTHING, Objects, Sheaf
from book.model import Resource

PIXEL = 0.75  # points

# Applies a pass to items, wherever that is done; the results are in the items' order.
Spread = Callable[[Callable[..., Any], Sequence[Any], Any], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Section:
    """What is set by itself: a whole document.

    ``title`` is what it is called. ``markup`` is what stands inside ``html``, as XHTML
    without namespaces, and ``root`` the attributes of that. ``files`` are the pictures in
    it; ``inside`` and ``outside`` the anchors that it refers to, its own and those of other
    sections. ``first``: the book begins with it.

    ``names`` are its own anchors. ``numbers`` says which page number to print for an
    anchor: the true one, or one that has as many digits. ``verso``: the first leaf is one,
    which matters only where more than the margins of a page depend on its side.
    """

    href: str
    markup: str
    title: str = ""
    root: tuple[tuple[str, str], ...] = ()
    files: tuple[Resource, ...] = ()
    inside: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    first: bool = False
    numbers: Mapping[str, int] = field(default_factory=dict)
    verso: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What all sections of a book have in common.

    ``head`` holds the style sheets as HTML, ``root`` an empty document for the margins.
    ``title`` is where trouble is said to be.
    """

    title: str
    head: str
    root: str
    resources: tuple[Resource, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page as its margin boxes see it: its kind, and the strings assigned on it.

    ``opening`` names the strings that the very first element of the page assigns.
    """

    side: str
    blank: bool
    name: str
    groups: tuple[tuple[str, int], ...]
    strings: tuple[tuple[str, str], ...] = ()
    opening: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A named place: ``leaf`` counts from nought in its section."""

    name: str
    leaf: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline; ``level`` is that of CSS, from 1."""

    label: str
    level: int
    closed: bool
    leaf: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Reference:
    """A page number that was left open: glyphs before it, behind it, and the ten figures.

    It stands in the stream of its leaf as ``mark``. ``digits`` is how many fit.
    """

    leaf: int
    mark: bytes
    anchor: str
    digits: int
    before: bytes
    behind: bytes
    figures: tuple[bytes, ...]

    def shown(self, number: int) -> bytes:
        """Return what to print for ``number``, which has ``digits`` digits."""
        glyphs = b"".join(self.figures[int(figure)] for figure in str(number))
        return b"[" + self.before + glyphs + self.behind + b"] TJ"


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface at work: how to find it again, and which glyphs were drawn.

    ``name`` is what the streams call it, ``base`` its name for others (``/BaseFont``),
    ``digest`` that of its file.
    """

    name: str
    base: bytes
    family: str
    style: int
    weight: int
    variations: str
    digest: str
    widths: Mapping[int, float]
    to_unicode: Mapping[int, str]
    missing: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Edge:
    """How a section meets its neighbour: break values, outermost first, and page name."""

    breaks: tuple[str, ...]
    page: str


@dataclass(frozen=True, slots=True)
class Part:
    """A section that is set.

    ``sheaf`` has its pages, without margins and without fonts. ``anchors`` are destinations,
    ``places`` the leaves of anchors as references count them. ``references``
    may still be given their numbers; ``rigid`` are the anchors whose numbers the text was
    broken for. ``shift`` is how far a leaf moves to the right when it changes sides, by
    leaf; ``None`` where more than the margins would change. ``inseparable`` says why the
    section cannot be set by itself.
    """

    href: str
    sheaf: Sheaf
    leaves: tuple[Leaf, ...]
    anchors: tuple[Anchor, ...]
    places: Mapping[str, int]
    bookmarks: tuple[Bookmark, ...]
    references: tuple[Reference, ...]
    rigid: frozenset[str]
    faces: tuple[Face, ...]
    opens: Edge
    closes: Edge
    shift: tuple[float, ...] | None
    said: tuple[str, ...] = ()
    inseparable: str = ""

    @classmethod
    def impossible(cls, href: str, reason: str) -> "Part":
        """Return what stands for a section that cannot be set by itself."""
        edge = Edge((), "")
        nothing = frozenset[str]()
        return cls(
            href, NOTHING, (), (), {}, (), (), nothing, (), edge, edge, None, inseparable=reason
        )

    def saying(self, before: tuple[str, ...]) -> "Part":
        """Return the part with ``before`` said first."""
        return replace(self, said=(*before, *self.said))


@dataclass(frozen=True, slots=True)
class Fonts:
    """The typefaces of a book, embedded; ``inseparable`` says why they could not be."""

    objects: Objects
    inseparable: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """The leaves of one section, for their margins; ``page`` is the number of the first.

    ``strings`` are the last values of the strings assigned before it.
    """

    leaves: tuple[Leaf, ...]
    page: int
    pages: int
    strings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Margins:
    """The margin boxes of the leaves of a run, a page each."""

    sheaf: Sheaf
    faces: tuple[Face, ...]
    said: tuple[str, ...] = ()
    inseparable: str = ""


class InseparableError(Exception):
    """The book asks for something that cannot be set section by section."""
