"""Look a PDF through, whoever made it: what a printer or a reader would stumble on."""

from collections.abc import Sequence
from dataclasses import dataclass

from book.check import pages
from book.check.folding import words
from book.check.pages import TOLERANCE, UNREADABLE, Box, Leaf, Line, Reading, UnreadableError
from book.diagnostics import Code, Report, Severity
from book.model import Artifact, Location

SIZE = Code(
    "V302",
    Severity.ERROR,
    "page {page} measures {is_} mm, the others {other} mm",
    hint="see the size in [print] trim and in your own print.css",
    explanation="All pages of a book have the size of its trim. One that differs is refused by "
    "the printer or is scaled, which spoils its margins.",
)
TRIM = Code(
    "V303",
    Severity.ERROR,
    "the pages measure {is_} mm, the trim asked for is {other} mm",
    hint="see the size in [print] trim and in your own print.css",
    explanation="The pages do not have the size that was asked for in book.toml. A style sheet "
    "of the project may set a size of its own.",
)
NOT_EMBEDDED = Code(
    "V304",
    Severity.ERROR,
    "the font {font} is not embedded (first on page {page})",
    hint="use a font whose file the theme carries",
    explanation="A font that is not inside the PDF is replaced by another on the machine of "
    "the printer; lines break differently or letters are lost. Printers refuse such a file.",
)
FOREIGN = Code(
    "V305",
    Severity.WARNING,
    "the font {font} is not one of the theme (first on page {page}: “{text}”)",
    hint="add a font with these letters to the theme, or leave the letters out",
    explanation="Some letters are in none of the fonts of the theme, so a font of this machine "
    "was taken. The book looks different when it is made on another machine.",
)
NO_OUTLINE = Code(
    "V306",
    Severity.WARNING,
    "the PDF has no outline",
    hint="see that chapters keep their headings",
    explanation="The outline is the list of chapters that a reader of the PDF shows beside the "
    "pages. It is made from the headings; a book of several chapters should have one.",
)
OUTSIDE = Code(
    "V307",
    Severity.ERROR,
    "on page {page} text runs out of the page: “{text}”",
    hint="shorten or break what is too wide: a long word, a table, lines of code",
    explanation="Some text stands outside the trim and would be cut off. A word that cannot be "
    "broken, a wide table or a line of code does this.",
)
NOT_AT_HEAD = Code(
    "V308",
    Severity.WARNING,
    "“{title}” begins in the middle of page {page}",
    hint="see the page breaks in your own print.css",
    explanation="A chapter opens on a fresh page; this one begins below other text.",
)

POINT = 25.4 / 72  # millimetres
SHOWN = 40
WHERE = Location("book.pdf")
RUNNING = 90  # letters above a title: a running head, a number, a label


@dataclass(frozen=True, slots=True)
class Promise:
    """What this PDF was meant to be; what is empty is not checked.

    ``trim`` is in millimetres; ``families`` are those of the theme, ``chapters`` titles.
    ``outlined``: it should have an outline, which a press does not want.
    """

    trim: tuple[float, float] | None = None
    families: frozenset[str] = frozenset()
    chapters: tuple[str, ...] = ()
    outlined: bool = True


ANYTHING = Promise()


def check(artifact: Artifact, report: Report, promise: Promise = ANYTHING) -> Reading | None:
    """Report what is wrong with a PDF; never raise, whatever the file is.

    Returns what was read, if anything could be.
    """
    try:
        found = pages.reading(artifact.data)
    except UnreadableError as error:
        report(UNREADABLE.at(WHERE, why=error))
        return None
    return examine(found, promise, report)


def examine(book: Reading, promise: Promise, report: Report) -> Reading:
    """Report what is wrong with a PDF that has been read."""
    _check_sizes([leaf.trim for leaf in book.leaves], promise, WHERE, report)
    _check_fonts(book.leaves, promise, WHERE, report)
    _check_places(book.leaves, WHERE, report)
    if promise.outlined and not book.outline and len(book.leaves) > 1:
        report(NO_OUTLINE.at(WHERE))
    _check_heads(book.outline, book.leaves, promise, WHERE, report)
    return book


def _check_sizes(
    trims: Sequence[Box], promise: Promise, where: Location, report: Report
) -> None:
    for n, trim in enumerate(trims, start=1):
        if not _same(trim, _size(trims[0])):
            facts = {"page": n, "is_": _shown(_size(trim)), "other": _shown(_size(trims[0]))}
            report(SIZE.at(where, **facts))
    if promise.trim is not None and trims:
        width, height = promise.trim
        if not _same(trims[0], (width / POINT, height / POINT)):
            asked = _shown((width / POINT, height / POINT))
            report(TRIM.at(where, is_=_shown(_size(trims[0])), other=asked))


def _check_fonts(
    leaves: Sequence[Leaf], promise: Promise, where: Location, report: Report
) -> None:
    seen: set[str] = set()
    ours = {_plain(family) for family in promise.families}
    for n, leaf in enumerate(leaves, start=1):
        for face in (face for face in leaf.faces if face.name not in seen):
            seen.add(face.name)
            if not face.embedded:
                report(NOT_EMBEDDED.at(where, font=face.name, page=n))
            if ours and not any(_plain(face.name).startswith(name) for name in ours):
                facts = {"font": face.name, "page": n, "text": _cut(face.text)}
                report(FOREIGN.at(where, **facts))


def _check_places(leaves: Sequence[Leaf], where: Location, report: Report) -> None:
    for n, leaf in enumerate(leaves, start=1):
        if leaf.astray is not None:
            report(OUTSIDE.at(where, page=n, text=_cut(leaf.astray)))


def _check_heads(
    outline: Sequence[Line],
    leaves: Sequence[Leaf],
    promise: Promise,
    where: Location,
    report: Report,
) -> None:
    wanted = {tuple(words(title)) for title in promise.chapters}
    for line in outline:
        if line.page is None or line.top is None or tuple(words(line.title)) not in wanted:
            continue
        if leaves[line.page].above.get(line.top, 0) > RUNNING:
            report(NOT_AT_HEAD.at(where, title=line.title, page=line.page + 1))


def _size(box: Box) -> tuple[float, float]:
    return box.right - box.left, box.top - box.bottom


def _same(box: Box, size: tuple[float, float]) -> bool:
    return all(abs(a - b) <= TOLERANCE for a, b in zip(_size(box), size, strict=True))


def _shown(size: tuple[float, float]) -> str:
    return " × ".join(f"{side * POINT:.1f}".removesuffix(".0") for side in size)


def _plain(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
