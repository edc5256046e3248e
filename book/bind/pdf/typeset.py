"""Set one section, without knowing where in the book it will stand."""

from dataclasses import dataclass
from functools import lru_cache
from zlib import compress

from book.bind.pdf import repairs
from book.bind.pdf.fetching import BASE, fetcher, sayings, watched
from book.bind.pdf.inside import drawing, figures, pages
from book.bind.pdf.inside.galley import Galley, Styles, compose, finish, paginate, styles
from book.bind.pdf.inside.targets import Box, Frozen
from book.bind.pdf.join import repaired
from book.bind.pdf.parts import InseparableError, Part, Section, Setting
from book.diagnostics import Report
from book.model import Location

MENDINGS = 2  # layouts after the first one
FAST = 1  # of zlib's levels


@dataclass(frozen=True, slots=True)
class Parsed:
    """The style sheets of a book, unless one was refused, and what happened meanwhile."""

    styles: Styles | None
    refused: tuple[str, ...]
    said: tuple[str, ...]


@lru_cache(maxsize=2)
def parsed(setting: Setting) -> Parsed:
    """Read the style sheets of ``setting``: once in a process, for all its sections."""
    refused: list[str] = []
    found = None
    with watched([], Location(BASE)) as said:
        found = styles(setting.head, fetcher(setting.resources, refused), BASE)
    return Parsed(found, tuple(refused), tuple(said))


def typeset(section: Section, setting: Setting, report: Report) -> Part:
    """Return ``section`` set in pages, the first of them recto, without their margins.

    What ``repairs`` sees on the pages is mended, in at most ``MENDINGS`` further layouts.
    Raises ``BookError`` where something asks for a file that is not in the publication.
    """
    sheets = parsed(setting)
    refused = list(sheets.refused)
    part = Part.impossible(section.href, "a file was refused")
    with watched(refused, Location(setting.title)) as said:
        if sheets.styles is not None and not refused:
            try:
                part = _typeset(section, setting, sheets.styles, refused, said)
            except InseparableError as reason:
                part = Part.impossible(section.href, str(reason))
    return part.saying(sheets.said if section.first else ())


def _typeset(
    section: Section, setting: Setting, styles: Styles, refused: list[str], said: list[str]
) -> Part:
    serve = fetcher((*setting.resources, *section.files), refused)
    made = repairs.Repairs()
    galley, sheets = _set(repaired(section, made), section, styles, serve)
    for _ in range(MENDINGS):
        needed = made | repairs.wanted(sheets)
        if needed == made:
            break
        made = needed
        said.clear()  # it will be said again
        galley, sheets = _set(repaired(section, made), section, styles, serve)
    return _drawn(section, galley, sheets, styles, said)


def _set(
    markup: str, section: Section, styles: Styles, serve: object
) -> tuple[Galley, list[Box]]:
    """Lay ``markup`` out in pages."""
    collector = Frozen(section.numbers)
    galley = compose(markup, styles, serve, section.outside, collector)
    collector.check()
    collector.fill_in()
    return galley, paginate(galley, first=section.first, verso=section.verso)


def _drawn(
    section: Section, galley: Galley, sheets: list[Box], styles: Styles, said: list[str]
) -> Part:
    """Draw the pages and gather what the others must know of them."""
    opens, closes = pages.edges(galley)
    places, leaves = pages.places(sheets), tuple(pages.leaf(sheet) for sheet in sheets)
    finish(galley, sheets)
    shift = pages.shift(galley, sheets, (*opens.breaks, *closes.breaks))
    known = section.names | section.outside
    drawn = drawing.draw(sheets, styles, drawing.text, known)
    references = figures.references(galley, sheets, drawn.streams)
    return Part(
        href=section.href,
        pdf=compress(drawing.write(drawn, section.href), FAST),
        leaves=leaves,
        anchors=drawing.anchors(drawn),
        places=places,
        bookmarks=drawing.bookmarks(drawn),
        references=references,
        rigid=figures.rigid(galley, sheets, references),
        faces=drawing.faces(drawn),
        opens=opens,
        closes=closes,
        shift=shift,
        said=tuple(sayings(said)),
    )
