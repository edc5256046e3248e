"""What can be said of a finished PDF in a few lines, and whether it suits its purpose."""

from collections.abc import Iterator
from dataclasses import dataclass

from book.check import keeping, pages, pdf, preflight
from book.check.anatomy.survey import Survey, survey
from book.check.pages import UNREADABLE, Box, Reading, UnreadableError
from book.check.preflight import MILLIMETRE, NAMES
from book.diagnostics import Report
from book.printers import named, names

PROFILES = ("archive", "reading")
WITHOUT_INK = ("pattern",)


@dataclass(frozen=True, slots=True)
class Table:
    """Facts under a title: what is asked, what was found."""

    title: str
    rows: tuple[tuple[str, str], ...]


def look(data: bytes, profile: str, report: Report) -> tuple[tuple[Table, ...], Reading | None]:
    """Look a PDF through, whoever made it: what is to be said of it, and what was read.

    ``profile`` is a printer, one of ``PROFILES``, or nothing.
    """
    try:
        book = pages.reading(data)
        pdf.examine(book, pdf.Promise(outlined=profile not in names()), report)
        found = survey(data)
    except UnreadableError as error:
        report(UNREADABLE.at(pdf.WHERE, why=error))
        return (), None
    suit(found, book, profile, report)
    return (Table("The file", tuple(_rows(found, book))),), book


def suit(found: Survey, book: Reading, profile: str, report: Report) -> None:
    """Report what keeps a PDF from its purpose."""
    if profile in names():
        preflight.examine(preflight.Case(found, book, named(profile)), report)
    elif profile == "archive":
        keeping.examine(found, report)
    elif profile == "reading":
        keeping.hear(found, report)


def _rows(found: Survey, book: Reading) -> Iterator[tuple[str, str]]:
    sheets = found.sheets
    first = sheets[0] if sheets else None
    yield "pages", str(len(sheets))
    if first is not None:
        trim = first.trim or first.media
        yield "trim", _size(trim) if first.trim else f"{_size(trim)}, not said"
        yield "sheet", _size(first.media)
        bleed = (trim.left - first.bleed.left) / MILLIMETRE if first.bleed else 0
        yield "bleed", f"{bleed:.1f} mm" if bleed > 0 else "none"
    yield "version", f"PDF {found.version}"
    embedded = sum(found.fonts.values())
    yield "fonts", f"{len(found.fonts)}, {embedded} of them embedded"
    kinds = sorted({NAMES.get(k, k) for s in sheets for k in s.painted.kinds} - {*WITHOUT_INK})
    yield "colours", ", ".join(kinds) or "none"
    yield "most ink", f"{max((s.painted.ink for s in sheets), default=0):.0f} %"
    shown = [one for sheet in sheets for one in sheet.painted.pictures]
    least = min((one.resolution for one in shown), default=0)
    yield "pictures", f"{len(shown)}, from {least:.0f} pixels an inch" if shown else "none"
    thin = [s.painted.thinnest for s in sheets if s.painted.thinnest is not None]
    yield "thinnest line", f"{min(thin):.2f} pt" if thin else "none"
    transparent = sorted({what for sheet in sheets for what in sheet.painted.transparent})
    yield "transparency", ", ".join(transparent) or "none"
    yield "links", str(sum(len(sheet.annotations) for sheet in sheets))
    yield "outline", f"{len(book.outline)} lines" if book.outline else "none"
    yield "tags", "yes" if found.tagged else "no"
    yield "language", found.language or "not said"
    yield "made for", ", ".join(found.intents) or "not said"
    if found.attached:
        yield "attached", ", ".join(found.attached)


def _size(box: Box) -> str:
    width, height = box.right - box.left, box.top - box.bottom
    return f"{width / MILLIMETRE:.1f} × {height / MILLIMETRE:.1f} mm"
