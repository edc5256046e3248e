"""Which page each section begins on, and what numbers its references then show.

Sections are set with numbers that are guessed: only how many digits they have matters.
Once all are set the true ones are known, and a section is set again only where the guess
has the wrong width, or where its text was broken for a number that turned out different.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from book.bind.pdf.guess import Measure, pages
from book.bind.pdf.parts import Edge, InseparableError, Leaf, Part, Run, Section

ROUNDS = 6  # after so many the numbers do not settle, and the book is set as a whole
PARITY = {"recto": 1, "verso": 0}
FORCED = frozenset({"page", "left", "right", "recto", "verso"})
# Which value wins where several meet (https://drafts.csswg.org/css-break-3/#possible-breaks).
STRONGER = {
    "page": {"auto", "avoid", "avoid-page", "avoid-column"},
    "column": {"auto", "avoid", "avoid-page", "avoid-column"},
    "avoid": {"auto"},
    "avoid-page": {"auto"},
    "avoid-column": {"auto"},
}


@dataclass(frozen=True, slots=True)
class Paging:
    """Where the sections stand: ``starts`` are their first pages, from 1."""

    starts: tuple[int, ...]
    pages: int
    anchors: Mapping[str, int]


def guessed(sections: Sequence[Section], measure: Measure) -> tuple[Section, ...]:
    """Return ``sections`` with numbers as wide as they will probably be."""
    found = foreseen(sections, measure)
    return tuple(_numbered(section, found, frozenset()) for section in sections)


def foreseen(sections: Sequence[Section], measure: Measure) -> Mapping[str, int]:
    """Return on which page each anchor of ``sections`` will probably stand."""
    page, found = 1, dict[str, int]()
    for section in sections:
        length = pages(section.markup, measure)
        for name in section.names:
            found[name] = page
        page += length + length % 2
    return found


def paged(parts: Sequence[Part], *, leftwards: bool) -> Paging:
    """Return where ``parts`` stand, each on a page of its own side.

    ``leftwards``: the book is read from right to left, and a recto lies on the left.
    Raises ``InseparableError`` where a section does not begin on a fresh page.
    """
    starts: list[int] = []
    anchors: dict[str, int] = {}
    page = 1
    for number, part in enumerate(parts):
        if part.inseparable:
            raise InseparableError(part.inseparable)
        if number:
            parity = _parity(parts[number - 1].closes, part.opens, leftwards=leftwards)
            page += parity is not None and page % 2 != parity
        starts.append(page)
        for name, leaf in part.places.items():
            anchors.setdefault(name, page + leaf)
        page += len(part.leaves)
    return Paging(tuple(starts), page - 1, anchors)


def again(
    sections: Sequence[Section], parts: Sequence[Part], paging: Paging
) -> tuple[Section, ...]:
    """Return ``sections`` with the numbers that ``paging`` asks for.

    A section that may stay as it is set stays as it is.
    """
    return tuple(
        _again(section, part, start, paging)
        for section, part, start in zip(sections, parts, paging.starts, strict=True)
    )


def runs(parts: Sequence[Part], paging: Paging, *, leftwards: bool) -> tuple[Run, ...]:
    """Return the leaves of each section as they stand in the book, blank ones before it."""
    strings: Mapping[str, str] = {}
    page, found = 1, []
    for part, start in zip(parts, paging.starts, strict=True):
        blanks = tuple(
            Leaf(_side(number, leftwards=leftwards), True, "", ())
            for number in range(page, start)
        )
        leaves = tuple(
            replace(leaf, side=_side(start + number, leftwards=leftwards))
            for number, leaf in enumerate(part.leaves)
        )
        found.append(Run((*blanks, *leaves), page, paging.pages, strings))
        strings = _strings_after(part.leaves, strings)
        page = start + len(leaves)
    return tuple(found)


def mean(parts: Iterable[Part], chapters: frozenset[str]) -> float:
    """Return how many pages the mean of ``chapters`` has."""
    lengths = [len(part.leaves) for part in parts if part.href in chapters]
    return sum(lengths) / len(lengths) if lengths else 0.0


def _numbered(section: Section, numbers: Mapping[str, int], exact: frozenset[str]) -> Section:
    """Return ``section`` with the numbers of ``exact``, and as wide ones for the others."""
    asked = sorted(section.inside | section.outside)
    given = {
        name: numbers[name] if name in exact else int("8" * _digits(numbers[name]))
        for name in asked
        if name in numbers
    }
    return replace(section, numbers=given)


def _again(section: Section, part: Part, start: int, paging: Paging) -> Section:
    true = {name: paging.anchors.get(name, 0) for name in section.numbers}
    given = section.numbers.items()
    wide = any(_digits(number) != _digits(true[name]) for name, number in given)
    broken = any(true[name] != number for name, number in given if name in part.rigid)
    verso = start % 2 == 0 and part.shift is None
    if not wide and not broken and verso == section.verso:
        return section
    return replace(_numbered(section, paging.anchors, part.rigid), verso=verso)


def _strings_after(leaves: Sequence[Leaf], before: Mapping[str, str]) -> Mapping[str, str]:
    """Return the last values of the strings (CSS ``string-set``) after ``leaves``."""
    last = dict(before)
    for leaf in leaves:
        last.update(leaf.strings)
    return last


def _digits(number: int) -> int:
    return len(str(number))


def _side(page: int, *, leftwards: bool) -> str:
    return "right" if (page % 2 == 1) is not leftwards else "left"


def _parity(before: Edge, after: Edge, *, leftwards: bool) -> int | None:
    """Return whether the page after the break is odd (1) or even (0), or may be either."""
    result = "auto"
    for value in (*before.breaks, *after.breaks):
        if value in FORCED - {"page"} or result in STRONGER.get(value, ()):
            result = value
    if result not in FORCED and before.page == after.page:
        raise InseparableError("a document that does not begin on a fresh page")
    if result in {"left", "right"}:
        return int((result == "right") is not leftwards)
    return PARITY.get(result)
