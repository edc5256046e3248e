"""Set one section, without knowing where in the book it will stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from book.bind.pdf import repairs
from book.bind.pdf.fetching import BASE, fetcher, sayings, watched
from book.bind.pdf.inside import drawing, figures, pages
from book.bind.pdf.inside.galley import (
    Galley,
    Laid,
    Styles,
    compose,
    finish,
    paginate,
    restyle,
    styles,
)
from book.bind.pdf.inside.targets import Frozen
from book.bind.pdf.join import repaired
from book.bind.pdf.parts import InseparableError, Part, Section, Setting
from book.diagnostics import Report
from book.model import Location

MENDINGS = 4  # layouts after the first one


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
    galley = _composed(section, made, styles, serve)
    laid: tuple[Laid, ...] = (_set(section, galley, ()),)
    for _ in range(MENDINGS):
        needed = made | repairs.wanted([page for one in laid for page in one.pages])
        if needed == made:
            break
        before = _kept(laid, made.changed(needed))
        if not _mended(galley, made, needed):
            galley = _composed(section, needed, styles, serve)
        made = needed
        laid = (*before, _set(section, galley, before))
    return _drawn(section, laid, styles, said)


def _composed(section: Section, made: repairs.Repairs, styles: Styles, serve: object) -> Galley:
    collector = Frozen(section.numbers)
    galley = compose(repaired(section, made), styles, serve, section.outside, collector)
    collector.check()
    collector.fill_in()
    return galley


def _mended(galley: Galley, made: repairs.Repairs, needed: repairs.Repairs) -> bool:
    """Make the repairs that are ``needed`` in ``galley``, unless it must be composed anew."""
    changed = made.changed(needed)
    if needed.joints != made.joints or not changed.isdisjoint(made.styles):
        return False
    return all(restyle(galley, number, needed.styles[number]) for number in sorted(changed))


def _set(section: Section, galley: Galley, before: Sequence[Laid]) -> Laid:
    """Lay ``galley`` out in pages, those that stand ``before`` left as they are."""
    after = before[-1] if before else None
    return paginate(galley, first=section.first, verso=section.verso, after=after)


def _kept(laid: Sequence[Laid], changed: frozenset[str]) -> tuple[Laid, ...]:
    """Return the pages that a change of these blocks leaves alone.

    These end where nothing but text runs over to the next page, and one page earlier than
    need be: a block that grows shorter may move up to the page before it.
    """
    every = [(n, m) for n, one in enumerate(laid) for m in range(len(one.pages))]
    found = (k for k, (n, m) in enumerate(every) if changed & pages.blocks(laid[n].pages[m]))
    end = max(0, next(found, 0) - 1)
    while end and not laid[every[end][0]].fresh[every[end][1]]:
        end -= 1
    place, count = every[end]
    return (*laid[:place], *([laid[place].until(count)] if count else []))


def _drawn(section: Section, laid: Sequence[Laid], styles: Styles, said: list[str]) -> Part:
    """Draw the pages and gather what the others must know of them."""
    sheets = [page for one in laid for page in one.pages]
    opens, closes = pages.edges(laid[-1].galley)
    places, leaves = pages.places(sheets), tuple(pages.leaf(sheet) for sheet in sheets)
    finish(laid)
    shift = pages.shift(laid, (*opens.breaks, *closes.breaks))
    known = section.names | section.outside
    drawn = drawing.draw(sheets, styles, drawing.text, known)
    references = figures.references(laid, drawn.streams)
    return Part(
        href=section.href,
        sheaf=drawing.write(drawn, section.href),
        leaves=leaves,
        anchors=drawing.anchors(drawn),
        places=places,
        bookmarks=drawing.bookmarks(drawn),
        references=references,
        rigid=figures.rigid(laid, references),
        faces=drawing.faces(drawn),
        opens=opens,
        closes=closes,
        shift=shift,
        said=tuple(sayings(said)),
    )
