"""What a style sheet may ask for that needs the whole book in one piece."""

import re
from collections.abc import Iterator

from book import xhtml
from book.bind.pdf.parts import InseparableError
from book.model import Publication

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

# What is asked for, and how it is written.
BINDING = {
    "running elements": re.compile(r"\b(?:running|element)\s*\("),
    "target-text()": re.compile(r"\btarget-text\s*\("),
    "position: fixed": re.compile(r"\bposition\s*:\s*fixed\b"),
    "pages counted anew": re.compile(
        r"\bcounter-(?:reset|set|increment)\s*:[^;}]*(?<![\w-])pages?(?![\w-])"
    ),
    "counters that run through the book": re.compile(
        r"\bcounter-(?:set|increment)\s*:(?!\s*(?:none|footnote|list-item)\s*[;}])"
    ),
    "@page :nth()": re.compile(r":nth\((?![^)]*\bof\b)"),
}


def check(publication: Publication) -> None:
    """Raise ``InseparableError`` where a style sheet asks for the whole book at once."""
    for sheet in _sheets(publication):
        bare = _COMMENT.sub(" ", sheet)
        for reason, pattern in BINDING.items():
            if pattern.search(bare):
                raise InseparableError(reason)


def _sheets(publication: Publication) -> Iterator[str]:
    """Yield every style sheet of ``publication``, and what its documents say of style."""
    for resource in publication.resources:
        if resource.media_type == "text/css":
            yield resource.data.decode("utf-8", "replace")
    for document in publication.documents:
        tree = xhtml.document(document.markup)
        for element in tree.iter("{*}style"):
            yield xhtml.text(element)
        for element in tree.iter("{*}link"):
            if "attachment" in (element.get("rel") or "").split():
                raise InseparableError("attachments")
        for element in tree.iterfind(".//*[@style]"):
            yield f"{{{element.get('style')}}}"
