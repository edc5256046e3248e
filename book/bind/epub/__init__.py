"""Bind a publication as an EPUB 3.3: finished documents in, one finished file out.

ebooklib is the container and nothing more. Every document goes in as the bytes that
render made, since ``EpubHtml`` loses heads, bare text and the case of SVG attributes;
navigation, metadata and dates are our own. The same publication gives the same bytes.
"""

import io
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from book.bind.epub import archive, contents, package
from book.bind.epub.contents import Contents
from book.diagnostics import BookError, Code, Report, Severity
from book.language.tags import primary
from book.model import Artifact, ContentDocument, Location, Publication

XHTML = "application/xhtml+xml"
NCX = "application/x-dtbncx+xml"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he iw ji ks ps sd ug ur yi".split())
SAFE = re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9._-]*/)*[A-Za-z0-9_][A-Za-z0-9._-]*")
OURS = frozenset({"content.opf"})
GUIDE = {"cover": "cover", "toc": "toc", "titlepage": "title-page", "chapter": "text"}

DUPLICATE = Code(
    "E101",
    Severity.ERROR,
    "two files of the book are both called “{href}”",
    hint="give one of them another name",
    explanation="Every file inside an EPUB has a name of its own, and capital letters do not "
    "make a difference, since some readers unpack the book on a disk that knows none. Two "
    "files of this book would have had the same name, so it was not made. Rename one of the "
    "images or articles that they come from.",
)
UNSAFE = Code(
    "E102",
    Severity.ERROR,
    "“{href}” is not a safe name for a file inside an EPUB",
    hint="rename it with letters A to Z, digits, hyphens, underscores and dots",
    explanation="File names inside an EPUB are kept to plain letters, digits, hyphens, "
    "underscores and dots, in folders below the book. Anything else breaks in some readers, "
    "and a name that climbs out of the book with “..” is an attack. Rename the file.",
)
BROKEN = Code(
    "E103",
    Severity.ERROR,
    "this document is not well-formed XHTML: {why}",
    hint="if you have templates of your own, look at the one for “{role}”",
    explanation="A reading system shows nothing of a document that is not well-formed XML. "
    "The templates that come with the program make well-formed documents, so look at your own "
    "templates first: an element that is not closed, or an entity such as &nbsp;, which XML "
    "does not know (write the character itself).",
)
NO_NAV = Code(
    "E104",
    Severity.ERROR,
    "the book has no table of contents to navigate by",
    hint="see that the theme has a template epub/nav.xhtml",
    explanation="An EPUB must have one navigation document, with the role “toc”, from which "
    "a reading system builds its table of contents. The publication had none.",
)


@dataclass(frozen=True, slots=True)
class Options:
    """``modified`` is what the book says of its own last change; never the clock."""

    modified: datetime


def bind(publication: Publication, options: Options, report: Report) -> Artifact:
    """Return ``publication`` as an EPUB. Raises ``BookError`` where it cannot be one."""
    _refuse_bad_names(publication)
    nav = _nav(publication)
    found = {d.href: _look_through(d) for d in publication.documents}
    files = tuple(_files(publication, nav, found))
    cover = next((f.uid for f in files if "cover-image" in f.properties), None)
    said = package.statements(
        publication.metadata, tuple(found.values()), publication.resources, cover
    )
    loose = _contain(publication, files, tuple(said), options)
    return Artifact("epub", archive.settle(loose))


@dataclass(frozen=True, slots=True)
class _File:
    """One item of the manifest."""

    uid: str
    href: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()
    linear: bool = True


def _contain(
    publication: Publication,
    files: Sequence[_File],
    said: Sequence[package.Statement],
    options: Options,
) -> bytes:
    """Let ebooklib make the package document and the first, still restless archive."""
    from ebooklib import epub  # noqa: PLC0415  what --help need not pay for

    language = publication.metadata.language

    class Writer(epub.EpubWriter):  # type: ignore[misc]
        def _write_opf_file(self, root: Any) -> None:
            root.set(XML_LANG, language)
            del root.attrib["prefix"]  # rendition: is reserved, and nothing here uses it
            if not any(f.uid == "ncx" for f in files):
                del root.find("spine").attrib["toc"]
            super()._write_opf_file(root)

    book = epub.EpubBook()
    book.IDENTIFIER_ID = package.IDENTIFIER
    book.metadata.clear()  # a random identifier, and the generator
    for statement in said:
        _state(book, statement)
    items = {f.href: _item(epub.EpubItem, f) for f in files}
    for item in items.values():
        book.add_item(item)
    book.spine = [items[d.href] for d in publication.documents]
    book.guide = _guide(publication)
    if primary(language) in RIGHT_TO_LEFT:
        book.set_direction("rtl")
    stream = io.BytesIO()
    modified = options.modified.astimezone(UTC)
    settings = {"epub3_pages": False, "mtime": modified, "compresslevel": 0}
    # Not write_epub(): it swallows what goes wrong.
    Writer(stream, book, settings).write()
    return stream.getvalue()


def _files(
    publication: Publication, nav: ContentDocument, found: Mapping[str, Contents]
) -> Iterator[_File]:
    cover = _cover(publication, found)
    taken: set[str] = set()
    for d in publication.documents:
        marks = (*("nav",) * (d is nav), *found[d.href].properties)
        data = d.markup.encode()
        yield _File(_uid(d.href, taken), d.href, XHTML, data, marks, d.linear)
    for r in publication.resources:
        uid = "ncx" if r.media_type == NCX else _uid(r.href, taken)
        marks = ("cover-image",) if r.href == cover else ()
        yield _File(uid, r.href, r.media_type, r.data, marks)


def _uid(href: str, taken: set[str]) -> str:
    """Return an XML id that tells which file it stands for."""
    stem = "x-" + re.sub(r"[^A-Za-z0-9.-]", "-", href)
    uid, n = stem, 2
    while uid in taken:
        uid, n = f"{stem}-{n}", n + 1
    taken.add(uid)
    return uid


def _item(kind: type[Any], file: _File) -> Any:
    item = kind(file.uid, file.href, file.media_type, file.data)
    item.properties = list(file.properties)
    item.is_linear = file.linear
    return item


def _state(book: Any, statement: package.Statement) -> None:
    """Hand one statement to ebooklib, which drops text that XML cannot hold."""
    from book.xhtml import legal  # noqa: PLC0415

    text = re.sub(r"[ \t\r\n]+", " ", legal(statement.text)).strip(" ")
    attributes = {name: legal(value) for name, value in statement.attributes.items()}
    if statement.dc is not None:
        book.add_metadata("DC", statement.dc, text, attributes)
    else:
        book.add_metadata(None, "meta", text or None, attributes)


def _guide(publication: Publication) -> list[dict[str, str]]:
    """Return what Kindle and old readers look up: cover, contents, where text begins."""
    marks: dict[str, dict[str, str]] = {}
    for d in publication.documents:
        kind = GUIDE.get(d.role)
        if kind is not None and kind not in marks:
            marks[kind] = {"type": kind, "href": d.href, "title": d.title}
    return list(marks.values())


def _cover(publication: Publication, found: Mapping[str, Contents]) -> str | None:
    """Return the ``href`` of the cover image: that of the page with the role ``cover``."""
    for document in publication.documents:
        if document.role == "cover" and found[document.href].images:
            source = unquote(urlsplit(found[document.href].images[0]).path)
            return posixpath.normpath(posixpath.join(posixpath.dirname(document.href), source))
    alone = (r.href for r in publication.resources if re.fullmatch(r"cover\.\w+", r.href))
    return next(alone, None)


def _nav(publication: Publication) -> ContentDocument:
    for document in publication.documents:
        if document.role == "toc":
            return document
    raise BookError(NO_NAV.at(Location(publication.metadata.title)))


def _look_through(document: ContentDocument) -> Contents:
    try:
        return contents.read(document.markup)
    except ValueError as error:
        where = Location(document.href)
        raise BookError(BROKEN.at(where, why=error, role=document.role)) from None


def _refuse_bad_names(publication: Publication) -> None:
    taken = set(OURS)
    where = Location(publication.metadata.title)
    for href in (
        *(d.href for d in publication.documents),
        *(r.href for r in publication.resources),
    ):
        if not SAFE.fullmatch(href):
            raise BookError(UNSAFE.at(where, href=href))
        if href.casefold() in taken:
            raise BookError(DUPLICATE.at(where, href=href))
        taken.add(href.casefold())
