"""A finished PDF against what an archive asks (ISO 19005-2, -3), and a screen reader.

Only what can be read off the file itself: it finds much of what veraPDF finds, not all.
Sections are those of ISO 19005-2, and of ISO 14289-1 where UA is said.
"""

import re
from collections.abc import Iterator

from book.check.anatomy.survey import Survey
from book.check.preflight import listed
from book.diagnostics import Code, Report, Severity
from book.model import Location

WHERE = Location("book.pdf")

NOT_KEPT = Code(
    "V351",
    Severity.ERROR,
    "not fit for an archive (PDF/A, {section}): {reason}",
    hint="make the file as an archive PDF: --pdf archive",
    explanation="PDF/A is the PDF that can still be read in fifty years: all that it needs is "
    "inside it, it says what its colours mean, and what it says of itself agrees. Something "
    "that the standard asks for is missing. The section is that of ISO 19005-2.",
)
NOT_READ = Code(
    "V352",
    Severity.WARNING,
    "hard to read for a screen reader (PDF/UA, {section}): {reason}",
    hint="make the file anew; templates and styles of your own may cause it",
    explanation="Somebody who cannot see the pages hears them, by the tags of the PDF. "
    "Something that this needs is missing. The section is that of ISO 14289-1.",
)

PART = re.compile(rb"<pdfaid:part>\s*(\d)|pdfaid:part=[\"'](\d)")
LEVEL = re.compile(rb"<pdfaid:conformance>\s*(\w)|pdfaid:conformance=[\"'](\w)")
TITLE = re.compile(rb"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", re.DOTALL)
INTENT = "GTS_PDFA1"
MEANT = {3: "rgb", 4: "cmyk", 1: "grey"}


def examine(found: Survey, report: Report) -> None:
    """Report what keeps a PDF from being an archive, or from being heard."""
    for section, reason in _kept(found):
        report(NOT_KEPT.at(WHERE, section=section, reason=reason))
    hear(found, report)


def hear(found: Survey, report: Report) -> None:
    """Report what keeps a PDF from being heard."""
    for section, reason in _heard(found):
        report(NOT_READ.at(WHERE, section=section, reason=reason))


def _kept(found: Survey) -> Iterator[tuple[str, str]]:
    part, level = PART.search(found.xmp), LEVEL.search(found.xmp)
    if part is None or level is None:
        yield "6.6.4", "its metadata do not say that it is PDF/A"
    if INTENT not in found.intents:
        yield "6.2.3", "no output intent says what its colours mean"
    yield from _coloured(found)
    yield from (
        ("6.2.11.4", f"the font {n} is not embedded")
        for n, is_ in found.fonts.items()
        if not is_
    )
    yield from (
        ("6.2.11.7", f"the font {n} does not say what its letters are")
        for n, is_ in found.mapped.items()
        if not is_
    )
    if found.smooth:
        yield "6.2.8", f"pictures are to be smoothed (on {found.smooth} pages)"
    unprinted = [n for n, sheet in enumerate(found.sheets, start=1) if sheet.unprinted]
    if unprinted:
        yield "6.3.2", f"links are not marked to be printed (pages {listed(unprinted)})"
    if level is not None and (level[1] or level[2]) == b"A" and not found.tagged:
        yield "6.7", "it has no tags, which level A asks for"
    if found.attached and part is not None and (part[1] or part[2]) != b"3":
        yield "6.8", "files are attached, which only part 3 allows"


def _coloured(found: Survey) -> Iterator[tuple[str, str]]:
    """A colour of a device needs an intent with a profile of that device (6.2.4.3)."""
    meant = {MEANT.get(found.intents.get(INTENT, 0), ""), "grey"}
    for kind in ("rgb", "cmyk"):
        pages = [n for n, s in enumerate(found.sheets, start=1) if kind in s.painted.kinds]
        if pages and kind not in meant:
            yield (
                "6.2.4.3",
                f"colours are {kind.upper()} without a profile (pages {listed(pages)})",
            )


def _heard(found: Survey) -> Iterator[tuple[str, str]]:
    if not found.tagged:
        yield "7.1", "it has no tags"
        return
    if not found.language:
        yield "7.2", "its language is not said"
    if TITLE.search(found.xmp) is None:
        yield "7.1", "its metadata have no title"
    pages = [n for n, s in enumerate(found.sheets, start=1) if s.annotations and not s.tabs]
    if pages:
        yield (
            "7.18.3",
            f"links are not reached in the order of the text (pages {listed(pages)})",
        )
