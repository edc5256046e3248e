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
from book.bind.pdf.guess import Measure
from book.bind.pdf.join import join, sections
from book.bind.pdf.parts import InseparableError, Spread
from book.bind.pdf.typefaces import fonts, opened
from book.diagnostics import Code, Report, Severity
from book.model import Artifact, Location, Publication

__all__ = ["Measure", "Options", "Spread", "bind", "fonts", "opened"]

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

MENDINGS = 2  # layouts of a whole document after the first one that may mend something
LAYOUTS = 8  # and those in which its page numbers have to settle
RECTO_FROM = 8  # pages of the mean chapter, from which chapters open on the right


@dataclass(frozen=True, slots=True)
class Options:
    """``tagged``: give the PDF a structure that screen readers follow.

    ``one_document``: set the book in one piece. ``measure`` is what a page holds, for
    guesses that cost time where they are wrong.
    """

    tagged: bool = True
    one_document: bool = False
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
        return _whole(publication, options, report)
    try:
        return _by_section(publication, options, report, spread)
    except InseparableError as error:
        report(WHOLE.at(Location(publication.metadata.title), reason=error))
        return _whole(publication, options, report)


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
    absent = frozenset(c for part in made.parts for face in part.faces for c in face.missing)
    return assembly.assemble(publication, made, spread, report, tagged=options.tagged), absent


def _here(report: Report) -> Spread:
    """Return what runs a pass on one item after the other."""

    def spread(run: Any, items: Sequence[Any], setting: Any) -> Sequence[Any]:
        return [run(item, setting, report) for item in items]

    return spread


def _whole(
    publication: Publication, options: Options, report: Report
) -> tuple[Artifact, frozenset[int]]:
    """Set ``publication`` in one piece, again where ``repairs`` sees something to mend.

    It sees nothing worth mending on pages whose numbers have not yet the right width.
    """
    from book.bind.pdf.whole import lay_out, mean_chapter, write  # noqa: PLC0415  slow

    recto = "opening-recto" in publication.features
    made, mendings = repairs.Repairs(), 0
    numbers = paging.foreseen(sections(publication, recto=recto), options.measure)
    layout = lay_out(publication, join(publication, made, recto=recto), numbers)
    for _ in range(LAYOUTS):
        opening = _recto(publication, mean_chapter(layout), recto=recto)
        mending = opening is recto and layout.fits and mendings < MENDINGS
        needed = made | repairs.wanted(layout.pages) if mending else made
        if opening is recto and needed == made and layout.settled:
            break
        mendings += needed != made
        recto, made = opening, needed
        layout = lay_out(publication, join(publication, made, recto=recto), layout.numbers)
    data, absent = write(layout, report, tagged=options.tagged)
    return Artifact("pdf", data), absent


def _recto(publication: Publication, pages: float, *, recto: bool) -> bool:
    """Whether chapters of so many pages open on the right, where the book leaves it to us."""
    return pages >= RECTO_FROM if "opening-auto" in publication.features else recto
