"""From a print publication to a PDF, section by section.

    cut        the publication into sections that begin on fresh pages     join
    typeset    each of them, with page numbers that are guessed            typeset
    settle     what page each begins on; set again what that changes       paging
    margins    folios and running heads                                    margins
    link       pages, destinations, outline, tags, typefaces               link, structure

What a style sheet asks for may bind the whole book together (running elements, counters
that run through it): then, or where it is asked for, ``whole`` sets one document.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from book.bind.pdf import paging, repairs, typefaces
from book.bind.pdf.finish import READING, Finish, Inks
from book.bind.pdf.guess import Measure
from book.bind.pdf.join import join, sections, setting
from book.bind.pdf.parts import InseparableError, Margins, Part, Spread
from book.bind.pdf.sheaf import NOTHING
from book.bind.pdf.typefaces import fonts, opened
from book.diagnostics import BookError, Code, Report, Severity
from book.model import Artifact, Location, Publication

__all__ = ["Finish", "Inks", "Measure", "Options", "Spread", "bind", "fonts", "opened"]

WHOLE = Code(
    "P104",
    Severity.NOTE,
    "the pages are set as one document, because of {reason}",
    "It takes longer, and all of it each time; nothing else is different.",
    explanation=(
        "A book is set chapter by chapter, in several processes, and later only where it "
        "changed. Something here binds its pages together so that this would not give the "
        "same book: mostly a property in a style sheet of the project. The book was set in "
        "one piece instead, as --one-document does it."
    ),
)

MENDINGS = 4  # layouts of a whole document after the first one that may mend something
LAYOUTS = 10  # and those in which its page numbers have to settle
RECTO_FROM = 8  # pages of the mean chapter, from which chapters open on the right


IMPOSSIBLE = Code(
    "P121",
    Severity.ERROR,
    "no {kind} PDF can be made of this book, because of {reason}",
    "Leave out what is named, or make the PDF for reading.",
    explanation=(
        "For an archive or a press each thing on a page is written anew: colours as inks, "
        "pictures without transparency. Something in this book (a typeface of coloured or "
        "drawn letters, a form, an attachment, bleed in a style sheet) can be written in one "
        "way only, which neither of them takes."
    ),
)


@dataclass(frozen=True, slots=True)
class Options:
    """``one_document``: set the book in one piece. ``finish`` is what the PDF is for.

    ``measure`` is what a page holds, for guesses that cost time where they are wrong.
    """

    one_document: bool = False
    finish: Finish = READING
    measure: Measure = field(default_factory=Measure)


def bind(
    publication: Publication, options: Options, report: Report, spread: Spread | None = None
) -> Artifact:
    """Return ``publication`` as a PDF; the same publication gives the same bytes.

    ``spread`` sets the sections, wherever it does that: by default here, one by one.

    With the feature ``opening-auto`` the pages of the first layout decide whether chapters
    open on the right. Raises ``BookError`` where something asks for a file that is not in
    the publication.
    """
    spread = spread or _here(report)
    artifact, absent = _set(publication, options, report, spread)
    ours = spread(opened, fonts(publication), None)
    typefaces.check(publication, ours, absent, report)
    return artifact


def _set(
    publication: Publication, options: Options, report: Report, spread: Spread
) -> tuple[Artifact, frozenset[int]]:
    """Return the PDF, and the code points for which no typeface at all was found."""
    if options.one_document:
        return _whole(publication, options, report, spread)
    try:
        return _by_section(publication, options, report, spread)
    except InseparableError as error:
        report(WHOLE.at(Location(publication.metadata.title), reason=error))
        return _whole(publication, options, report, spread)


def _by_section(
    publication: Publication, options: Options, report: Report, spread: Spread
) -> tuple[Artifact, frozenset[int]]:
    from book.bind.pdf import assembly, separable  # noqa: PLC0415  slow

    separable.check(publication)
    recto = "opening-recto" in publication.features
    made = assembly.compose(publication, options.measure, spread, recto=recto)
    opening = _recto(publication, assembly.mean_chapter(publication, made), recto=recto)
    if opening is not recto:
        made = assembly.compose(publication, options.measure, spread, recto=opening)
    return assembly.assemble(publication, made, spread, report, options.finish), _absent(
        made.parts
    )


def _absent(parts: Sequence[Part]) -> frozenset[int]:
    return frozenset(c for part in parts for face in part.faces for c in face.missing)


def _here(report: Report) -> Spread:
    """Return what runs a pass on one item after the other."""

    def spread(run: Any, items: Sequence[Any], setting: Any) -> Sequence[Any]:
        return [run(item, setting, report) for item in items]

    return spread


def _whole(
    publication: Publication, options: Options, report: Report, spread: Spread
) -> tuple[Artifact, frozenset[int]]:
    """Set ``publication`` in one piece, again where ``repairs`` sees something to mend.

    It sees nothing worth mending on pages whose numbers have not yet the right width.
    """
    from book.bind.pdf.whole import lay_out, mean_chapter  # noqa: PLC0415  slow

    recto = "opening-recto" in publication.features
    made, mendings = repairs.Repairs(), 0
    numbers = paging.foreseen(sections(publication, recto=recto), options.measure)
    layout = lay_out(publication, join(publication, made, numbers, recto=recto), numbers)
    for _ in range(LAYOUTS):
        opening = _recto(publication, mean_chapter(layout), recto=recto)
        mending = opening is recto and layout.fits and mendings < MENDINGS
        needed = made | repairs.wanted(layout.pages) if mending else made
        if opening is recto and needed == made and layout.settled:
            break
        mendings += needed != made
        recto, made = opening, needed
        numbers = layout.numbers
        layout = lay_out(publication, join(publication, made, numbers, recto=recto), numbers)
    return _written(layout, options, report, spread)


def _written(
    layout: Any, options: Options, report: Report, spread: Spread
) -> tuple[Artifact, frozenset[int]]:
    """Write what is set in one piece: for an archive and a press in our own way."""
    from book.bind.pdf import assembly, whole  # noqa: PLC0415  slow

    publication, finish = layout.publication, options.finish
    if finish.kind == "reading":
        packet = assembly.packet(publication, finish)
        data, absent = whole.write(layout, report, packet, tagged=finish.tagged)
        return Artifact("pdf", data), absent
    try:
        part = whole.drawn(layout)
        pages = len(part.sheaf.pages)
        bundle = assembly.Bundle(
            setting(publication, recto=False),
            (part,),
            (Margins(NOTHING, ()),),
            paging.Paging((1,), pages, {}),
        )
        return assembly.bound(publication, bundle, spread, report, finish), _absent([part])
    except InseparableError as error:
        where = Location(publication.metadata.title)
        raise BookError(IMPOSSIBLE.at(where, kind=finish.kind, reason=error)) from None


def _recto(publication: Publication, pages: float, *, recto: bool) -> bool:
    """Whether chapters of so many pages open on the right, where the book leaves it to us."""
    return pages >= RECTO_FROM if "opening-auto" in publication.features else recto
