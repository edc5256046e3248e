"""What XHTML in an EPUB demands of single elements, where HTML lets everything pass.

EPUBCheck calls each of these an error, and one in one article would stop the book. See
the HTML standard, sections 4.4.5 (``ol``), 4.5.10 (``ruby``), 4.5.25 (``bdo``) and
4.9.11 (``td``).
"""

import re

from book import xhtml
from book.xhtml import Element

_WHOLE = {
    "start": r"-?\d{1,9}",
    "value": r"-?\d{1,9}",
    "colspan": r"[1-9]\d{0,2}",
    "rowspan": r"\d{1,4}",
}
_DIRECTIONS = frozenset({"ltr", "rtl"})
_GLOSS = frozenset({"rt", "rp"})


def mend(body: Element) -> None:
    """Drop what an element of ``body`` may not bear, in place; every word stays."""
    for element in body.iter("*"):
        for name, pattern in _WHOLE.items():
            if not re.fullmatch(pattern, element.get(name, "1").strip(), re.ASCII):
                del element.attrib[name]
        if element.get("dir", "ltr").casefold() not in _DIRECTIONS | {"auto"}:
            del element.attrib["dir"]
    for element in list(body.iter("bdo")):
        if element.get("dir", "").casefold() not in _DIRECTIONS:
            xhtml.unwrap(element)
    for ruby in list(body.iter("ruby")):
        if not _is_glossed(ruby):
            xhtml.unwrap(ruby)
    for gloss in list(body.iter(*_GLOSS)):
        above = gloss.getparent()
        if above is not None and above.tag != "ruby":
            xhtml.unwrap(gloss)


def _is_glossed(ruby: Element) -> bool:
    """Tell whether each stretch of text in ``ruby`` has its gloss, in ``rp`` or bare."""
    plan = "b" if (ruby.text or "").strip() else ""
    for child in ruby:
        plan += {"rt": "t", "rp": "p"}.get(str(child.tag), "b")
        plan += "b" if (child.tail or "").strip() else ""
    return re.fullmatch(r"(b+(t+|(pt)+p))+", plan) is not None and ruby.find(".//ruby") is None
