"""Page numbers that stand side by side, as in an index: each page once, neighbours as a range.

A ``span.pages`` holds a link for each place, with what parts them between; ``data-through``
is the anchor at which a place of several pages ends. Which pages they stand on is known only
once the book is set; then those on one page become one, and pages that follow each other
become a range: ``12–14, 20``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from book import xhtml
from book.bind.pdf.parts import Section
from book.model import Publication

MARK = 'class="pages"'
TO = "–\u2060"  # a line does not end behind it


def merged(
    sections: Sequence[Section], plain: Sequence[Section], numbers: Mapping[str, int]
) -> tuple[Section, ...]:
    """Return ``sections`` with the page numbers of ``plain`` merged as ``numbers`` has them.

    ``plain`` are the same sections as they were cut. What may stay as it is stays the same.
    """
    return tuple(
        _merged(section, before.markup, numbers) if MARK in before.markup else section
        for section, before in zip(sections, plain, strict=True)
    )


def merge(body: xhtml.Element, numbers: Mapping[str, int]) -> None:
    """Merge the page numbers in ``body``, whose links are ``#anchor``, in place.

    >>> 12, 12, 13, 14, 20  becomes  12–14, 20
    """
    for group in list(body.iter("span")):
        if group.get("class") == "pages" and len(group):
            _fill(group, numbers)


def anchors(publication: Publication) -> frozenset[str]:
    """Return the anchors whose pages decide what is merged."""
    return frozenset(
        anchor
        for document in publication.documents
        if MARK in document.markup
        for group in xhtml.document(document.markup).iter("{*}span")
        if group.get("class") == "pages"
        for link in group.iter("{*}a")
        for anchor in ends(link)
    )


def ends(link: xhtml.Element) -> tuple[str, str]:
    """Return the anchors at which the place that ``link`` leads to begins and ends."""
    first = link.get("href", "").partition("#")[2]
    return first, link.get("data-through", first)


def _merged(section: Section, markup: str, numbers: Mapping[str, int]) -> Section:
    inside = xhtml.fragment(markup)
    merge(inside, numbers)
    made = xhtml.inner(inside)
    return section if made == section.markup else replace(section, markup=made)


def _fill(group: xhtml.Element, numbers: Mapping[str, int]) -> None:
    """Leave the links of ``group`` that begin or end a run of pages."""
    between = group[0].tail or ""
    targets: dict[int, str] = {}
    for link in group:
        first, last = ends(link)
        start = numbers.get(first, 0)
        end = max(start, numbers.get(last, 0))
        for page in range(start, end + 1):
            targets.setdefault(page, first if page == start else last)
    for link in list(group):
        group.remove(link)
    for run in _runs(sorted(targets)):
        if len(group):
            group[-1].tail = between
        for page in dict.fromkeys((run[0], run[-1])):
            link = xhtml.make("a", href=f"#{targets[page]}")
            link.tail = TO if page != run[-1] else None
            group.append(link)


def _runs(pages: Sequence[int]) -> Iterator[Sequence[int]]:
    """Cut ``pages``, which ascend, where one does not follow the other."""
    start = 0
    for end in range(1, len(pages) + 1):
        if end == len(pages) or pages[end] != pages[end - 1] + 1:
            yield pages[start:end]
            start = end
