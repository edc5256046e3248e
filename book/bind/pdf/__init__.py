"""From a print publication to a PDF.

``join`` makes one document of many, ``typefaces`` looks for letters that we cannot set,
``typeset`` is the only module that knows WeasyPrint.
"""

from dataclasses import dataclass

from book.bind.pdf import repairs, typefaces
from book.bind.pdf.join import join
from book.bind.pdf.typefaces import families
from book.diagnostics import Report
from book.model import Artifact, Publication

__all__ = ["Options", "bind", "families"]

MENDINGS = 2  # layouts after the first one
RECTO_FROM = 8  # pages of the mean chapter, from which chapters open on the right


@dataclass(frozen=True, slots=True)
class Options:
    """``tagged``: give the PDF a structure that screen readers follow."""

    tagged: bool = True


def bind(publication: Publication, options: Options, report: Report) -> Artifact:
    """Return ``publication`` as a PDF; the same publication gives the same bytes.

    With the feature ``opening-auto`` the pages of the first layout decide whether chapters
    open on the right. What ``repairs`` sees on the pages is mended, in at most ``MENDINGS``
    further layouts. Raises ``BookError`` where something asks for a file that
    is not in the publication.
    """
    from book.bind.pdf.typeset import lay_out, mean_chapter, write  # noqa: PLC0415  slow

    typefaces.check(publication, report)
    recto = "opening-recto" in publication.features
    made = repairs.Repairs()
    layout = lay_out(publication, join(publication, made, recto=recto))
    for _ in range(MENDINGS):
        opening = _recto(publication, mean_chapter(layout), recto=recto)
        needed = made | repairs.wanted(layout.document.pages)
        if opening is recto and needed == made:
            break
        recto, made = opening, needed
        layout = lay_out(publication, join(publication, made, recto=recto))
    return Artifact("pdf", write(layout, report, tagged=options.tagged))


def _recto(publication: Publication, pages: float, *, recto: bool) -> bool:
    """Whether chapters of so many pages open on the right, where the book leaves it to us."""
    return pages >= RECTO_FROM if "opening-auto" in publication.features else recto
