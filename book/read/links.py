"""Links of an article that leads a life of its own, away from its site."""

import re
from urllib.parse import urljoin

from book.diagnostics import Code, Report, Severity
from book.model import Location, Source
from book.xhtml import Element, unwrap

NOWHERE = Code(
    "R107",
    Severity.NOTE,
    "the link “{href}”{more} leads to a file that is not in the book; its words stay",
    hint="write the full address (https://…) to keep the link",
    explanation="A link without a host name leads to a neighbour of the file on its site. In "
    "the book there is no such neighbour, and a link into the void is an error in an EPUB. The "
    "words of the link stay, without the link.",
)


def keep_outward(body: Element, base: str | None, source: Source, report: Report) -> None:
    """Complete the links of ``body`` from ``base``; unwrap, and say, those still relative."""
    lost: list[str] = []
    for link in list(body.iter("a")):
        href = link.attrib.get("href", "").strip()
        if base and href and not href.startswith("#"):
            href = _joined(base, href)
        if href.startswith("#") or _outward(href):
            link.set("href", href)
            continue
        if href:
            lost.append(href)
        unwrap(link)
    if lost:
        before, found, _ = source.text.partition(lost[0])
        here = Location(source.name, before.count("\n") + 1 if found else None)
        more = f" (and {len(lost) - 1} more)" if len(lost) > 1 else ""
        report(NOWHERE.at(here, href=lost[0], more=more))


def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:  # “http://[” and the like
        return href


def _outward(href: str) -> bool:
    return re.match(r"(https?://[^\s/]|mailto:\S)", href, re.IGNORECASE) is not None
