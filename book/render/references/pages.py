"""Where a link between articles leads in an edition, and what paper says of it.

``article:its-slug#place`` becomes ``document.xhtml#anchor``. Paper, which nobody can
click, gives the page behind it: an empty link in a span of the class ``see``, whose words
the style sheet writes, in the language of the text.
"""

import re
from collections.abc import Mapping

from book import xhtml

SCHEME = "article:"
PLACES = frozenset("p li dd dt td th figcaption caption blockquote div section body".split())
CLOSED = frozenset("h1 h2 h3 h4 h5 h6 pre code".split())
INLINE = frozenset("b cite em i q small strong u".split())
LOOKED_BACK = 400  # characters before a link, in which a bracket may have opened

_CLOSING = re.compile(r"[\s\u00a0\u202f]*[»”’“›」』》〉\"]")
_INSIDE = re.compile(r"[^/:?#]*\.xhtml#|#")


def lead(body: xhtml.Element, where: Mapping[str, str]) -> None:
    """Lead the links of ``body`` to articles to the documents that hold them.

    ``where`` says for the slug of each article where it stands: ``moulin.xhtml#moulin``. A
    link to an article that is not there is left as it is.
    """
    for link in body.iter("a"):
        href = link.get("href", "")
        slug, _, place = href.removeprefix(SCHEME).partition("#")
        if href.startswith(SCHEME) and slug in where:
            document = where[slug].partition("#")[0]
            link.set("href", f"{document}#{slug}-{place}" if place else where[slug])


def is_inside(href: str) -> bool:
    """Tell whether ``href`` leads to another place of the book."""
    return _INSIDE.match(href) is not None


def say_pages(body: xhtml.Element) -> None:
    """Put behind each link to an article the page where it stands, once in a paragraph.

    It stands behind the mark that ends a quotation, and in brackets of its own unless
    there are some around it.
    """
    said: set[tuple[xhtml.Element, str]] = set()
    for link in list(body.iter("a")):
        href = link.get("href", "")
        above = list(link.iterancestors())
        place = next((element for element in above if element.tag in PLACES), body)
        silent = href.startswith("#") or not xhtml.text(link).strip()
        if not is_inside(href) or silent or (place, href) in said:
            continue
        if not any(element.tag in CLOSED for element in above):
            said.add((place, href))
            name = "see within" if _is_in_brackets(link, place) else "see"
            reference = xhtml.make("span", class_=name)
            reference.append(xhtml.make("a", href=href))
            _follow(link, reference)


def _follow(link: xhtml.Element, reference: xhtml.Element) -> None:
    """Put ``reference`` behind ``link``, the italics it ends and the mark that closes it."""
    parent = link.getparent()
    while parent is not None and parent.tag in INLINE and _is_last(link):
        link, parent = parent, parent.getparent()
    after = link.tail or ""
    closing = _CLOSING.match(after)
    end = closing.end() if closing else 0
    if parent is not None:
        parent.insert(parent.index(link) + 1, reference)
        link.tail, reference.tail = after[:end], after[end:]


def _is_last(element: xhtml.Element) -> bool:
    return element.getnext() is None and not (element.tail or "").strip()


def _is_in_brackets(link: xhtml.Element, place: xhtml.Element) -> bool:
    """Tell whether a bracket has opened before ``link`` and not closed."""
    pieces: list[str] = []
    element = link
    while element is not place and sum(map(len, pieces)) < LOOKED_BACK:
        for before in element.itersiblings(preceding=True):
            pieces += [before.tail or "", xhtml.text(before)]
            if sum(map(len, pieces[-2:])) > LOOKED_BACK:
                break
        parent = element.getparent()
        if parent is None:
            break
        pieces.append(parent.text or "")
        element = parent
    text = "".join(reversed(pieces))[-LOOKED_BACK:]
    return text.rfind("(") > text.rfind(")") or text.rfind("（") > text.rfind("）")
