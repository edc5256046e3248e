"""Bare addresses become links, their text kept whole.

The punctuation of the sentence around an address stays outside it. Only addresses that
a book may hold: ``http``, ``https``, ``ftp``, ``mailto``, and a bare ``www.``.
"""

import re
from urllib.parse import quote, urlsplit

from book import xhtml
from book.clean.lines import Desk

_ADDRESS = re.compile(
    r"""(?<![\w@/.])(?:
      (?P<url>(?:https?|ftp)://[^\s<>"«»“”‘’„‹›]+ | www\.[^\s<>"«»“”‘’/]+\.[^\s<>"«»“”‘’]+)
    | (?P<mail>(?:mailto:)?\w[\w.+-]{0,63}@(?:[\w-]{1,63}\.){1,7}[a-zA-Z]{2,24})(?![\w@-]))""",
    re.VERBOSE | re.IGNORECASE,
)
_TRAILING = ".,;:!?…'*_-–—|"
_PAIRS = {")": "(", "]": "[", "}": "{"}
_CLOSED = frozenset({"a", "pre", "code", "kbd", "samp", "script", "style"})
_SAFE = "!$&'()*+,;=:@/?~-._"


def mark(body: xhtml.Element, desk: Desk) -> None:
    """Put every bare address in an ``a``; links and code are left as they are."""
    for element in list(body.iter()):
        if not _closed(element):
            _link_text(element)
        parent = element.getparent()
        if parent is not None and not _closed(parent):
            _link_tail(element, parent)


def _closed(element: xhtml.Element) -> bool:
    return element.tag in _CLOSED or any(e.tag in _CLOSED for e in element.iterancestors())


def _link_text(element: xhtml.Element) -> None:
    before, links = _links(element.text or "")
    if links:
        element.text = before
        for index, link in enumerate(links):
            element.insert(index, link)


def _link_tail(element: xhtml.Element, parent: xhtml.Element) -> None:
    before, links = _links(element.tail or "")
    if links:
        element.tail = before
        place = parent.index(element) + 1
        for index, link in enumerate(links):
            parent.insert(place + index, link)


def _links(text: str) -> tuple[str, list[xhtml.Element]]:
    """Return the text before the first address, and the links with what follows each."""
    found: list[tuple[int, int, str]] = []
    for match in _ADDRESS.finditer(text):
        shown = _trimmed(match.group())
        href = target(shown)
        if href is not None:
            found.append((match.start(), match.start() + len(shown), href))
    if not found:
        return text, []
    starts = [start for start, _, _ in found[1:]] + [len(text)]
    links = []
    for (start, end, href), following in zip(found, starts, strict=True):
        link = xhtml.make("a", text[start:end], href=href)
        link.tail = text[end:following]
        links.append(link)
    return text[: found[0][0]], links


def _trimmed(address: str) -> str:
    """Return ``address`` without the punctuation that belongs to the sentence."""
    while address:
        last = address[-1]
        unpaired = last in _PAIRS and address.count(_PAIRS[last]) < address.count(last)
        if last not in _TRAILING and not unpaired:
            break
        address = address[:-1]
    return address


def target(address: str) -> str | None:
    """Return the ``href`` for ``address`` in the letters of RFC 3986, ``None`` if none.

    The host is written in ASCII (RFC 3490); what is not allowed elsewhere is encoded.
    """
    if "://" not in address and "@" in address:
        return "mailto:" + quote(address.removeprefix("mailto:"), safe="@.+-_")
    whole = address if "://" in address else f"http://{address}"
    try:
        parts = urlsplit(whole)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if not re.fullmatch(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*", host) or parts.username:
        return None
    return "".join(
        (
            f"{parts.scheme.lower()}://{host}{port}",
            _encoded(parts.path),
            f"?{_encoded(parts.query)}" if parts.query else "",
            f"#{_encoded(parts.fragment)}" if parts.fragment else "",
        )
    )


def _encoded(part: str) -> str:
    """Percent-encode ``part``; what is encoded already stays."""
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(part, safe=_SAFE + "%"))
