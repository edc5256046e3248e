"""The pictures that articles speak of: the only door through which one comes in.

A picture is read from a regular file inside the project or inside the folder of the
article's own source, or from a ``data:`` address. No network, no other folder, no
link that leads out: an article may come from anywhere, and what it names is then
shown in a book that is given away.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from book import xhtml
from book.diagnostics import Code, Diagnostic, Report, Severity
from book.model import Article, Location, Resource
from book.sources.images import LARGEST, NotAnImage, media_type
from book.xhtml import Element

REFUSED = Code(
    "S121",
    Severity.ERROR,
    "refused: {address}: {why}",
    hint="{advice}",
    explanation="An article shows a picture from the network or from a place outside the "
    "project. Pictures are read only from the folder of the project and from that of the "
    "article's source, so that a hostile article can neither call home nor show your own "
    "files. Its description stands in the place of the picture.",
)

MISSING = Code(
    "S122",
    Severity.ERROR,
    "there is no picture “{address}”",
    hint="it was looked for as {path}; put it there, or correct the address",
    explanation="An article shows a picture whose file does not exist. Its description stands "
    "in the place of the picture.",
    local=True,
)

UNUSABLE = Code(
    "S123",
    Severity.ERROR,
    "the picture “{address}” cannot be used: {why}",
    hint="save it as a PNG or JPEG of a reasonable size",
    explanation="A picture is too large, broken, or of a kind that is not safe in a book. PNG, "
    "JPEG, GIF and WebP are shown. SVG is a program as much as a picture and is refused. The "
    "description stands in its place.",
    local=True,
)

NO_ALT = Code(
    "S124",
    Severity.WARNING,
    "no description: {names}",
    hint="describe each for those who cannot see it: ![A lighthouse at dusk](…) in Markdown",
    explanation="A reader who is blind hears the description of a picture. A book whose "
    "pictures lack it must not say that it is accessible. An ornament may have an empty one.",
)


class _NotShownError(Exception):
    """A picture is not shown, and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


@dataclass(slots=True)
class _Album:
    """What has been fetched so far: each picture once, under a name of its own."""

    resources: dict[str, Resource] = field(default_factory=dict)
    names: dict[bytes, str] = field(default_factory=dict)

    def add(self, data: bytes, kind: str, slug: str) -> str:
        if data not in self.names:
            suffix = {"image/jpeg": "jpg"}.get(kind, kind.removeprefix("image/"))
            number = 1
            while (href := f"images/{slug}-{number}.{suffix}") in self.resources:
                number += 1
            self.names[data] = href
            self.resources[href] = Resource(href, kind, data)
        return self.names[data]


def illustrate(
    articles: Sequence[Article], root: Path, report: Report
) -> tuple[tuple[Article, ...], tuple[Resource, ...]]:
    """Return ``articles`` with the addresses of their pictures set to those of the resources.

    Files are read inside ``root`` and inside the folder of the article's source. A
    picture that cannot be shown is an error, and its description takes its place.
    """
    album = _Album()
    illustrated = tuple(
        _illustrated(article, root, album, report) if "<img" in article.body else article
        for article in articles
    )
    return illustrated, tuple(album.resources.values())


def _illustrated(article: Article, root: Path, album: _Album, report: Report) -> Article:
    body = xhtml.fragment(article.body)
    folder = Path(article.origin.source).parent
    here = Location(article.origin.source, article.origin.title_line)
    silent: list[str] = []
    for picture in list(body.iter("img")):
        address = picture.get("src", "").strip()
        for name in ("width", "height", "srcset", "sizes", "loading"):
            picture.attrib.pop(name, None)
        try:
            data, kind = _fetched(address, folder, root, here)
        except _NotShownError as error:
            report(error.diagnostic)
            _describe(picture)
            continue
        picture.set("src", album.add(data, kind, article.slug))
        if "alt" not in picture.attrib:
            picture.set("alt", "")
            silent.append(_short(address))
    if silent:
        report(NO_ALT.at(here, names=", ".join(silent)))
    return replace(article, body=xhtml.inner(body))


def _fetched(address: str, folder: Path, root: Path, here: Location) -> tuple[bytes, str]:
    """Return the bytes and media type of a picture. Raises ``_NotShownError``."""
    if address.casefold().startswith("data:"):
        data = _embedded(address, here)
    else:
        data = _read(address, folder, root, here)
    try:
        return data, media_type(data)
    except NotAnImage as error:
        raise _NotShownError(UNUSABLE.at(here, address=_short(address), why=error)) from None


def _embedded(address: str, here: Location) -> bytes:
    from base64 import b64decode  # noqa: PLC0415
    from binascii import Error  # noqa: PLC0415

    head, _, payload = address.partition(",")
    try:
        if not head.casefold().endswith(";base64"):
            return unquote(payload).encode()
        return b64decode("".join(unquote(payload).split()), validate=True)
    except Error:
        why = "its base64 is broken"
        raise _NotShownError(UNUSABLE.at(here, address=_short(address), why=why)) from None


def _read(address: str, folder: Path, root: Path, here: Location) -> bytes:
    if re.match(r"[a-z][a-z0-9+.-]*:|//", address, re.IGNORECASE):
        remote = not address.casefold().startswith("file:")
        why = "no network is read" if remote else "only files beside the article are read"
        advice = f"save it beside {here.source} and name the file"
        raise _NotShownError(REFUSED.at(here, address=_short(address), why=why, advice=advice))
    name = unquote(re.split(r"[?#]", address, maxsplit=1)[0])
    if not name or "\0" in name:
        raise _NotShownError(MISSING.at(here, address=address, path=folder))
    path = folder / name
    if not path.exists() and (root / name.lstrip("/")).is_file():
        path = root / name.lstrip("/")
    resolved = path.resolve()
    if not any(resolved.is_relative_to(place.resolve()) for place in (root, folder)):
        why = "it lies outside the project and the article's folder"
        advice = f"copy it beside {here.source} and name the copy"
        raise _NotShownError(REFUSED.at(here, address=_short(address), why=why, advice=advice))
    return _bytes(resolved, path, address, here)


def _bytes(resolved: Path, path: Path, address: str, here: Location) -> bytes:
    if not resolved.is_file():
        raise _NotShownError(MISSING.at(here, address=_short(address), path=path))
    try:
        if resolved.stat().st_size > LARGEST:
            why = f"it has more than {LARGEST // 2**20} MB"
            raise _NotShownError(UNUSABLE.at(here, address=_short(address), why=why))
        return resolved.read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        raise _NotShownError(UNUSABLE.at(here, address=_short(address), why=why)) from None


def _describe(picture: Element) -> None:
    """Put the description of ``picture`` in its place."""
    words = " ".join(picture.get("alt", "").split())
    parent = picture.getparent()
    if parent is None:
        return
    picture.attrib.clear()
    picture.tag, picture.text = "span", words or None
    xhtml.unwrap(picture)
    if parent.tag == "figure":
        _captioned(parent)
    elif parent.tag == "p" and not xhtml.text(parent).strip() and not len(parent):
        _removed(parent)


def _captioned(figure: Element) -> None:
    """Make paragraphs of a figure that has lost its only picture."""
    if figure.find(".//img") is not None:
        return
    words = (figure.text or "").strip()
    caption = figure.find("figcaption")
    if caption is None:
        figure.tag, figure.text = "p", words
        figure.set("class", "caption")
        if not words:
            _removed(figure)
        return
    caption.tag = "p"
    caption.set("class", "caption")
    figure.text = None
    if words and words != xhtml.text(caption).strip():
        figure.insert(0, xhtml.make("p", words, class_="caption"))
    xhtml.unwrap(figure)


def _removed(element: Element) -> None:
    element.text = None
    for child in list(element):
        element.remove(child)
    if element.getparent() is not None:
        xhtml.unwrap(element)


def _short(address: str) -> str:
    return address if len(address) <= 120 else f"{address[:100]}… ({len(address)} characters)"
