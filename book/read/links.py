"""Links of an article that leads a life of its own, away from its site."""

import re
from posixpath import dirname, join, normpath
from urllib.parse import quote, urljoin

from book.model import Source
from book.read import tags
from book.xhtml import Element, unwrap

# Links to a neighbour of the file, and from the root of its site. Which article that is, if
# it is one of the book, is found when all of them are known (see book.render.references).
NEIGHBOUR, ROOT = "source:", "site:"


def keep_links(body: Element, base: str | None, source: Source) -> None:
    """Complete the links of ``body`` from ``base``, or from the name of its file.

    Without ``base`` a link to a neighbour becomes ``source:posts/moon.md``, one from the
    root of the site ``site:/2015/09/moon/``. What leads nowhere is unwrapped.
    """
    for link in list(body.iter("a")):
        href = tags.plain(link.attrib.get("href", "").strip())
        if base and href and not href.startswith("#"):
            href = _joined(base, href)
        elif href.startswith("//"):
            href = f"https:{href}"
        if href.startswith("#") or _outward(href):
            link.set("href", href)
        elif href and not re.match(r"[\w+.-]+:", href):
            link.set("href", _neighbour(source.name, href))
        else:
            unwrap(link)


def _neighbour(name: str, href: str) -> str:
    """Return the link ``href`` of the file ``name`` so that it can be told from others.

    >>> _neighbour("posts/sea.md", "../notes/moon.md#tides")
    'source:notes/moon.md#tides'
    """
    path = re.split("[?#]", href, maxsplit=1)[0]
    rest, here = href[len(path) :], name.replace("\\", "/")
    where = normpath(join(dirname(here), path)) if path else here
    start = ROOT + path if path.startswith("/") else NEIGHBOUR + where
    if rest.startswith("?") and not path:  # the number of a page, not a page of the file
        start = f"{ROOT}/"
    elif path.startswith("@/"):  # a file by its name, wherever it lies
        start = NEIGHBOUR + path.removeprefix("@/").lstrip("/")
    return quote(start + rest, safe="/#?=&%:@!$'()*+,;~")


def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:  # “http://[” and the like
        return href


def _outward(href: str) -> bool:
    return re.match(r"(https?://[^\s/]|mailto:\S)", href, re.IGNORECASE) is not None
