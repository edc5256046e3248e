"""Two mistakes of WeasyPrint 70 that are seen on the finished pages, and their repair.

A note may stand on the page after its call, where the break falls in a later block. The
last block of the page is then told to leave it earlier, by as many lines as the note
takes: by a higher number of widows, or whole.

A line may be broken after its first syllable, where the text before an inline element
just fills it (about one line in a thousand). An invisible place to break before the
inline elements of that block helps.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

Box = Any  # a box of weasyprint.formatting_structure

GAP = 0.9  # lines of text between it and the notes, as styles/print.css has it
NOTE_LINE = 0.8  # lines of text that a line of a note takes
ORPHANS = 2
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
LINES_TO_MOVE = 14  # a longer block is left alone: a gap would be worse than a parted note


FLOWING = frozenset({"p", "li"})
STARVED = 0.52  # of the letters of a usual line


@dataclass(frozen=True, slots=True)
class Repairs:
    """What to change in blocks, by their numbers: declarations, and more places to break."""

    styles: Mapping[str, str] = field(default_factory=dict)
    joints: frozenset[str] = frozenset()

    def changed(self, other: "Repairs") -> frozenset[str]:
        """Return the numbers of the blocks that ``other`` changes otherwise than this."""
        styles = set(self.styles.items()) ^ set(other.styles.items())
        return frozenset(number for number, _ in styles) | (self.joints ^ other.joints)

    def __or__(self, more: "Repairs") -> "Repairs":
        return Repairs({**self.styles, **more.styles}, self.joints | more.joints)


def wanted(pages: Sequence[Any]) -> Repairs:
    """Return what these pages need."""
    return Repairs(parted(pages), starved(pages))


def starved(pages: Sequence[Any]) -> frozenset[str]:
    """Return the numbers of the blocks with a line that was broken far too early."""
    lines = [
        (box.element.get("data-block"), len(_letters(line)), index == len(box.children) - 1)
        for page in pages
        for box in _text(page)
        if _is_block(box) and box.element_tag in FLOWING and not _is_cut(box)
        for index, line in enumerate(box.children)
        if type(line).__name__ == "LineBox"
    ]
    full = sorted(letters for _, letters, last in lines if not last)
    if not full:
        return frozenset()
    usual = full[len(full) // 2]
    return frozenset(
        block for block, letters, last in lines if not last and letters < usual * STARVED
    )


def parted(pages: Sequence[Any]) -> Mapping[str, str]:
    """Return declarations that free room for notes that left their page, by block number."""
    called = {id(box.element): number for number, box in _calls(pages)}
    lines: dict[int, float] = {}
    for number, note in _notes(pages):
        home = called.get(id(note.element), number)
        if home < number:
            lines[home] = lines.get(home, GAP) + NOTE_LINE * _lines(note)
    repairs = (_room(pages, home, ceil(wanted)) for home, wanted in lines.items())
    return {block: style for repair in repairs for block, style in repair}


def _calls(pages: Sequence[Any]) -> Iterator[tuple[int, Box]]:
    for number, page in enumerate(pages):
        for box in _text(page):
            if (box.element_tag or "").endswith("::footnote-call"):
                yield number, box


def _notes(pages: Sequence[Any]) -> Iterator[tuple[int, Box]]:
    for number, page in enumerate(pages):
        for area in page.children:
            if type(area).__name__ == "FootnoteAreaBox":
                yield from ((number, note) for note in area.children)


def _room(pages: Sequence[Any], number: int, lines: int) -> Iterator[tuple[str, str]]:
    """Yield what frees ``lines`` lines at the foot of page ``number``."""
    blocks = [box for box in _text(pages[number]) if _is_block(box)]
    if not blocks:
        return
    last = blocks[-1].element
    here = sum(_lines(box) for box in blocks if box.element is last)
    after = sum(
        _lines(box)
        for box in _text(pages[number + 1])
        if _is_block(box) and box.element is last
    )
    if after and here - lines >= ORPHANS:
        yield last.get("data-block"), f"widows: {after + lines}"
    elif here <= LINES_TO_MOVE:
        yield _with_heading(blocks).get("data-block"), "break-before: page"


def _with_heading(blocks: Sequence[Box]) -> Any:
    """Return the last of ``blocks``, or the first of the headings right above it."""
    elements = list(dict.fromkeys(box.element for box in blocks))
    place = len(elements) - 1
    while place > 0 and elements[place - 1].tag in HEADINGS:
        place -= 1
    return elements[place]


def _text(page: Any) -> Iterator[Box]:
    """Yield the boxes in the text of ``page``, notes and margins left out."""
    for child in page.children:
        if type(child).__name__ == "BlockBox":
            yield from child.descendants()


def _is_block(box: Box) -> bool:
    """Whether ``box`` is a numbered block itself, not a line or a mark made for it."""
    numbered = box.element is not None and box.element.get("data-block") is not None
    return (
        numbered
        and type(box).__name__ in {"BlockBox", "TableBox"}
        and ("::" not in box.element_tag)
    )


def _letters(box: Box) -> str:
    if type(box).__name__ == "TextBox":
        return str(box.text)
    return "".join(_letters(child) for child in getattr(box, "children", ()))


def _is_cut(box: Box) -> bool:
    """Whether the author cut the lines of ``box``, as in a poem."""
    return next(box.element.iter("br"), None) is not None


def _lines(box: Box) -> int:
    return sum(type(inner).__name__ == "LineBox" for inner in box.descendants())
