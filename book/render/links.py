"""Links: which ones stay, and which of them show their own address."""

import re
from urllib.parse import quote, urlsplit

from book import xhtml
from book.diagnostics import Code, Report, Severity
from book.model import Location
from book.render.addresses import INLINE, bald, cut, shown_address, write_breakable
from book.render.references.pages import is_inside

NOWHERE = Code(
    "T130",
    Severity.NOTE,
    "the link “{text}” leads nowhere from a book ({address}): its words stay, the link goes",
    "Write the whole address, with https://, if readers should be able to follow it.",
    explanation=(
        "A link inside a website (/about, image.jpg) has no meaning in a book, and a script "
        "or a local file must not be reached from one. The words of the link are kept as "
        "they are; only the link is taken off."
    ),
)

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_LINKISH = re.compile(r"(?:https?://|www\.)\S+|mailto:\S+", re.IGNORECASE)


def keep_followable(body: xhtml.Element, place: Location, report: Report) -> None:
    """Take off the links that lead nowhere from a book; their words stay.

    Links to documents of the book are made by us, and lead somewhere.
    """
    ids = {element.get("id") for element in body.iter() if element.get("id")}
    for link in list(body.iter("a")):
        href = (link.get("href") or "").strip()
        here = href.startswith("#")
        inside = href[1:] in ids if here else is_inside(href)
        if inside or (not href and link.get("id")):
            continue
        if _scheme(href) in SCHEMES:
            link.set("href", _escaped(href))
            continue
        if href:
            words = xhtml.text(link).strip()
            report(NOWHERE.at(place, text=words[:60], address=href[:80]))
        xhtml.unwrap(link)


def show_addresses(body: xhtml.Element, *, finely: bool = False) -> None:
    """Shorten the links whose words are their own address; the address stays in ``href``.

    ``finely``: in justified lines an address may break inside its long words, too.
    """
    for link in body.iter("a"):
        if is_bare(link):
            href = link.get("href", "")
            written = xhtml.text(link).strip() if is_inside(href) else href
            shown = cut(shown_address(written), INLINE)
            link.set("class", "url")
            write_breakable(link, shown, finely=finely)


def is_bare(link: xhtml.Element) -> bool:
    """Whether the words of ``link`` are an address, its own or a form of it."""
    words = xhtml.text(link).strip()
    if not words or any(character.isspace() for character in words):
        return False
    href = link.get("href", "")
    return bool(_LINKISH.fullmatch(words)) or bald(words) == bald(href)


def _scheme(href: str) -> str:
    try:
        return urlsplit(href).scheme.lower()
    except ValueError:
        return ""


def _escaped(href: str) -> str:
    """Return ``href`` without the white space, brackets and loose % that a URL cannot hold."""
    return re.sub(
        r"[\s<>\"{}|\\^`]|%(?![0-9A-Fa-f]{2})", lambda bad: quote(bad[0], safe=""), href
    )
