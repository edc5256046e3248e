"""What WeasyPrint may read, and what it says while it works.

WeasyPrint reads any file and any address by default. Here it sees ``data:`` and the
resources of the publication, under an address that cannot exist (RFC 2606), and every
other wish is recorded: those made inside an SVG are swallowed where they arise.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from posixpath import normpath
from typing import Any
from urllib.parse import unquote, urlsplit

from book.diagnostics import BookError, Code, Severity
from book.model import Location, Resource

__all__ = ["BASE", "SAID", "fetcher", "lacking", "sayings", "watched"]

REFUSED = Code(
    "P101",
    Severity.ERROR,
    "the book asks for {address}, which is not one of its own files",
    "Put the file into the project and refer to it there, or take the reference out of "
    "the template, the style sheet or the picture that makes it.",
    explanation=(
        "A PDF is made from the files of the book alone: nothing is fetched from the network "
        "and no other file of this machine is read, because whatever is read may end up in "
        "the book. Something in a template, a style sheet or an SVG picture asked for more."
    ),
)
SAID = Code(
    "P102",
    Severity.WARNING,
    "while setting the pages: {message}",
    "If the message is about a style sheet of the project, mend it there.",
    explanation=(
        "The layout engine met something that it does not understand or cannot show, and "
        "went on without it: mostly a property in a style sheet, or a picture that is "
        "broken. Look at the page concerned."
    ),
)
TOO_DEEP = Code(
    "P103",
    Severity.ERROR,
    "an article nests its blocks too deeply to be set",
    "Look for hundreds of quotes, lists or tables inside one another.",
    explanation=(
        "Quotes in quotes or lists in lists can be set about sixty deep. More than that is "
        "never meant: it comes from a broken export or from a hostile file."
    ),
)

KNOWN = ".notdef glyph"  # typefaces.check says it better
UNHELD = re.compile(r"\(U\+([0-9A-F]+)\)")
BASE = "https://book.invalid/"
LOG = logging.getLogger("weasyprint")


@contextmanager
def watched(refused: list[str], place: Location) -> Iterator[list[str]]:
    """Collect what WeasyPrint logs; turn its refusals and its limits into ``BookError``."""
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415

    listener = _Listener(logging.WARNING)
    handlers, LOG.handlers = LOG.handlers, [listener]
    try:
        yield listener.said
    except FatalURLFetchingError:  # it is in refused, as those inside SVG are
        pass
    except RecursionError:
        raise BookError(TOO_DEEP.at(place)) from None
    finally:
        LOG.handlers = handlers
    if refused:
        raise BookError(REFUSED.at(place, address=refused[0]))


def fetcher(resources: Iterable[Resource], refused: list[str]) -> Any:
    """Return what serves ``resources`` and ``data:``, and puts the rest into ``refused``."""
    from weasyprint.urls import (  # noqa: PLC0415
        FatalURLFetchingError,
        URLFetcher,
        URLFetcherResponse,
    )

    known = {one.href: one for one in resources}

    class Reader(URLFetcher):  # type: ignore[misc]  # weasyprint is untyped
        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            if url.lower().startswith("data:"):
                return super().fetch(url, headers)
            found = known.get(_path(url)) if url.startswith(BASE) else None
            if found is None:
                refused.append(url.removeprefix(BASE))
                raise FatalURLFetchingError(url)
            return URLFetcherResponse(url, found.data, {"Content-Type": found.media_type})

    return Reader()


class _Listener(logging.Handler):
    """Keeps what is logged."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage().splitlines()[0])


def _path(url: str) -> str:
    """Return the path of ``url`` under our base, without its tricks."""
    return normpath(unquote(urlsplit(url).path).lstrip("/"))


def lacking(messages: Iterable[str]) -> frozenset[int]:
    """Return the code points for which, says one of ``messages``, no typeface has a glyph."""
    found = (UNHELD.search(message) for message in messages if message.startswith(KNOWN))
    return frozenset(int(one[1], 16) for one in found if one)


def sayings(messages: Iterable[str]) -> Iterator[str]:
    """Yield, once each, what is worth saying of ``messages``."""
    return (message for message in dict.fromkeys(messages) if not message.startswith(KNOWN))
