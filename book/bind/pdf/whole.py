"""A whole publication as one document: the plain way, and the measure of the other.

It sets any book, whatever its style sheets ask for, in one process and in memory.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from book.bind.pdf.fetching import BASE, SAID, fetcher, lacking, sayings, watched
from book.diagnostics import Report
from book.model import Location, Publication


@dataclass(frozen=True, slots=True)
class Layout:
    """Pages that are set, and what was said on the way.

    ``numbers`` are the pages of all anchors; ``settled`` says that those shown are right,
    ``fits`` that they are as wide as the right ones.
    """

    publication: Publication
    document: Any
    refused: list[str]
    said: tuple[str, ...]
    numbers: Mapping[str, int]
    settled: bool
    fits: bool

    @property
    def pages(self) -> list[Any]:
        """The boxes of the pages."""
        return [page._page_box for page in self.document.pages]  # noqa: SLF001  no other way


def lay_out(
    publication: Publication, markup: str, numbers: Mapping[str, int] | None = None
) -> Layout:
    """Set ``markup``, the joined documents of ``publication``, in pages.

    ``numbers`` are what it shows as the pages of its anchors. WeasyPrint would find them
    out itself, but loses notes as it lays pages out again for a number, and does not tell
    all who refer to a place that it has moved (see ``tests/bind/test_upstream.py``).
    Raises ``BookError`` for a refused address and for blocks nested too deeply.
    """
    from book.bind.pdf.inside import galley, pages  # noqa: PLC0415  a second to import
    from book.bind.pdf.inside.targets import Frozen, counted  # noqa: PLC0415

    refused: list[str] = []
    served = fetcher(publication.resources, refused)
    collector = Frozen(numbers or {})
    with watched(refused, place(publication)) as said:
        styles = galley.styles(markup, served, BASE)
        made = galley.compose(markup, styles, served, frozenset(), collector)
        collector.fill_in()
        document = galley.document(made, styles)
    boxes = [page._page_box for page in document.pages]  # noqa: SLF001  no other way
    found = {name: leaf + 1 for name, leaf in pages.places(boxes).items()}
    asked = {name for box in collector.asking() for name in counted(box).anchors}
    shown = [(found.get(name, 0), collector.numbers.get(name, 0)) for name in asked]
    settled = all(true == given for true, given in shown)
    fits = all(len(str(true)) == len(str(given)) for true, given in shown)
    return Layout(publication, document, refused, tuple(said), found, settled, fits)


def write(layout: Layout, report: Report, *, tagged: bool) -> tuple[bytes, frozenset[int]]:
    """Return ``layout`` as a PDF, and the code points that it has no typeface for.

    What the engine could not do is reported.

    Raises ``BookError`` for an address that is asked for only now: an attachment, or
    something inside an SVG.
    """
    with watched(layout.refused, place(layout.publication)) as said:
        data = layout.document.write_pdf(pdf_tags=tagged)
    for message in sayings((*layout.said, *said)):
        report(SAID.at(place(layout.publication), message=message))
    return bytes(data), lacking(said)


def mean_chapter(layout: Layout) -> float:
    """Return how many pages the mean chapter has, blank ones aside."""
    roles = {PurePosixPath(part.href).stem: part.role for part in layout.publication.documents}
    chapters: set[str] = set()
    pages, role = 0, ""
    for page, box in zip(layout.document.pages, layout.pages, strict=True):
        for anchor in page.anchors:  # a piece of a chapter on each of its pages has its name
            role = roles.get(anchor, role)
            chapters |= {anchor} if roles.get(anchor) == "chapter" else set()
        pages += role == "chapter" and not box.page_type.blank
    return pages / len(chapters) if chapters else 0.0


def place(publication: Publication) -> Location:
    """Return where trouble with the pages is said to be."""
    return Location(publication.metadata.title)
