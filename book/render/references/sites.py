"""Sites: which part of which host is ours, and what on a site is an article."""

import re
from collections.abc import Iterable

from book.render.references.addresses import Address

ENOUGH = 3  # addresses, from which on what they have in common is the root of a site

_LISTS = frozenset(
    "archive archives author auteur autor cat categorie categoria categories categorias "
    "category feed kategorie label login page rubrique rubriques rss s search section "
    "tag tags thema theme themes topic topics wp-admin wp-content wp-json wp-login".split()
)
_FILE = re.compile(r"\.[a-z][a-z0-9]{1,4}$", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|heic)$")
_NUMBERED = re.compile(r"(?:p|page_id|id|article|a|story)=\d+")


def is_article(address: Address) -> bool:
    """Tell whether ``address`` looks like that of an article: no list, no file, no entrance.

    >>> is_article(parsed("https://moulin.example/tag/eau/"))
    False
    """
    return is_page(address) and not (address.steps and _FILE.search(address.steps[-1]))


def is_page(address: Address) -> bool:
    """Tell whether one thing to read stands at ``address``: an article, or a file of text."""
    steps = [step.lower() for step in address.steps]
    if not steps:
        return _NUMBERED.fullmatch(address.query) is not None
    months = all(step.isdecimal() and len(step) in {2, 4} for step in steps)
    lists = months or _LISTS & set(steps) or steps[-1][0] in "@~"
    return not lists and not _PICTURE.search(steps[-1])


def sites(found: Iterable[Address]) -> dict[str, str]:
    """Return the hosts of ``found``, each with the path that all of its addresses are under.

    A few addresses may share a heading by chance: only the place of a person on a host
    of many (``@lise``, ``~lise``) counts then.
    """
    by_host: dict[str, set[Address]] = {}
    for address in found:
        if address.host not in {"", "."} and (address.steps or address.query):
            by_host.setdefault(address.host, set()).add(address)
    return {host: _shared(there) for host, there in by_host.items()}


def _shared(there: set[Address]) -> str:
    folders = [address.steps[:-1] for address in there]
    few = len(there) < ENOUGH
    shared = []
    for steps in zip(*folders, strict=False):
        step = steps[0]
        if len(set(steps)) > 1 or step.isdecimal() or (few and step[0] not in "@~"):
            break
        shared.append(f"{step}/")
    return "".join(shared)
