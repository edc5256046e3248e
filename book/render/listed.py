"""The addresses of a chapter's links as a numbered list behind it, for paper."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from book import xhtml
from book.render import addresses, links
from book.render.codes import Square, square
from book.render.environment import marked
from book.render.references.pages import is_inside

__all__ = ["Listed", "lines", "number", "shown"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list; ``code`` is its QR code, where there is to be one."""

    id: str
    number: int
    address: Markup
    code: Square | None


def number(body: xhtml.Element, prefix: str, before: tuple[str, ...]) -> tuple[str, ...]:
    """Put behind each link the number of its address, in brackets; return the addresses.

    ``before`` are those that the chapter has already: an address has one number in it.
    """
    numbers = {target: n for n, target in enumerate(before, start=1)}
    for link in list(body.iter("a")):
        href = link.get("href", "")
        if not href or href.startswith("tel:") or is_inside(href):
            continue
        if not xhtml.text(link).strip() or (links.is_bare(link) and not _is_cut(href)):
            continue
        target = addresses.untracked(href)
        _follow(link, prefix, numbers.setdefault(target, len(numbers) + 1))
    return tuple(numbers)


def lines(targets: tuple[str, ...], prefix: str, *, coded: bool) -> Iterator[Listed]:
    """Yield the lines of the list of a chapter."""
    for n, target in enumerate(targets, start=1):
        code = square(target) if coded and target.startswith("http") else None
        address = addresses.noted(target)
        yield Listed(_name(prefix, n), n, shown(address.target, address.shown), code)


def shown(target: str, text: str) -> Markup:
    """Return a link to ``target`` whose words are an address that may break."""
    body = xhtml.make("body")
    link = xhtml.make("a", href=target, class_="url")
    addresses.write_breakable(link, text)
    body.append(link)
    return marked(body)


def _is_cut(href: str) -> bool:
    return len(addresses.shown_address(href)) > addresses.INLINE


def _follow(link: xhtml.Element, prefix: str, n: int) -> None:
    call = xhtml.make("sup", class_="linkref")
    call.append(xhtml.make("a", f"[{n}]", href=f"#{_name(prefix, n)}"))
    parent = link.getparent()
    if parent is not None:
        call.tail, link.tail = link.tail, None
        parent.insert(parent.index(link) + 1, call)


def _name(prefix: str, n: int) -> str:
    return f"{prefix}-link-{n}"
