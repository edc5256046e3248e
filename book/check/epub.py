"""Look an EPUB through, whoever made it: what must hold whether or not Java is there.

Not a validator (that is EPUBCheck's business), but the faults that make a reading
system refuse a book, lose a page, or call home.
"""

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from book.check import container, references
from book.check.container import Container, UnreadableError
from book.check.references import Reference, Use
from book.diagnostics import Code, Report, Severity
from book.model import Artifact, Location

OPF = "{http://www.idpf.org/2007/opf}"
XHTML_TYPE = "application/xhtml+xml"
OURS = "META-INF/"
LARGEST_DOCUMENT = 300_000

UNREADABLE = Code(
    "V201",
    Severity.ERROR,
    "this is not an EPUB that can be opened: {why}",
    hint="make the book again, or fetch the file again if it was copied",
    explanation="An EPUB is a ZIP archive with a container file that leads to a package "
    "document. This file is not one, is cut short, or unpacks to far more than it should. "
    "No reading system would open it.",
)
MIMETYPE = Code(
    "V202",
    Severity.ERROR,
    "the file “mimetype” {fault}",
    hint="an EPUB must begin with it, uncompressed; unpacking and zipping again loses this",
    explanation="The first thing in an EPUB is a file called mimetype, stored without "
    "compression, that says application/epub+zip and nothing else. Some reading systems and "
    "stores refuse a book without it. It is lost when an EPUB is unpacked and zipped by hand.",
)
PACKAGE = Code(
    "V203",
    Severity.ERROR,
    "the package document {fault}",
    hint="make the book again",
    explanation="The package document lists every file of the book and their reading order. "
    "Here it is broken or leaves out something that it must have: a reading order, or a "
    "navigation document.",
)
ABSENT = Code(
    "V204",
    Severity.ERROR,
    "the package lists “{href}”, which is not in the archive",
    hint="make the book again",
    explanation="A file that the package document lists is missing from the archive, so a page "
    "or a picture of the book cannot be shown.",
)
UNLISTED = Code(
    "V205",
    Severity.WARNING,
    "this file is in the archive, but the package does not list it",
    hint="remove it, or make the book again",
    explanation="A reading system does not show a file that the package document leaves out. "
    "It only makes the book larger, and may be something that was not meant to be published.",
)
ILL_FORMED = Code(
    "V206",
    Severity.ERROR,
    "this document is not well-formed: {why}",
    hint="make the book again; if you have templates of your own, look at them first",
    explanation="Content documents are XML. Most reading systems show nothing, or an error, "
    "where one is not well-formed.",
)
TWICE = Code(
    "V207",
    Severity.ERROR,
    "{what} “{name}” stands here twice",
    hint="make the book again",
    explanation="A name must be given once: an id within its document, and the name of a file "
    "within the book whatever its capitals. Links go to the wrong place otherwise, and a "
    "reading system that unpacks the book loses one of the two files.",
)
DEAD_END = Code(
    "V208",
    Severity.ERROR,
    "“{target}” leads nowhere inside the book",
    hint="see that what it points to is in the book, or take the link out of the source",
    explanation="A link, a picture or a style sheet points to a file of the book, or to a "
    "place in one, that does not exist.",
)
REMOTE = Code(
    "V209",
    Severity.ERROR,
    "“{target}” would be fetched from the network",
    hint="put the file into the book",
    explanation="A book must carry its pictures, styles and fonts itself. One that fetches "
    "them tells somebody when and where it is read, and shows nothing without a connection.",
)
SCRIPT = Code(
    "V210",
    Severity.ERROR,
    "there is a script here: {what}",
    hint="take it out of the source or of your template",
    explanation="Scripts do nothing in most reading systems and are a risk in the others. This "
    "program never binds one; a script, a handler such as onclick or a javascript: link that "
    "reached a finished book came from a template, or from another program.",
)
LARGE = Code(
    "V211",
    Severity.WARNING,
    "this document has {size} kB; above 300 kB e-readers turn pages slowly",
    hint="divide the article",
    explanation="E-readers load a content document whole, and many have little memory. Long "
    "documents turn slowly, or are not shown at all. Divide the article in two.",
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the manifest."""

    uid: str
    name: str
    media_type: str
    properties: tuple[str, ...]


def check(artifact: Artifact, report: Report) -> None:
    """Report what is wrong with an EPUB; never raise, whatever the file is."""
    book = Location("book.epub")
    try:
        opened = container.unpack(artifact.data)
        _check_mimetype(opened, report)
        package = opened.package()
    except UnreadableError as error:
        report(UNREADABLE.at(book, why=error))
        return
    try:
        root = container.parse(opened.files[package])
    except ValueError as error:
        report(PACKAGE.at(Location(package), fault=f"is not well-formed: {error}"))
        return
    listed = tuple(_manifest(root, package))
    _check_package(root, listed, Location(package), report)
    _check_files(opened, listed, package, report)
    _check_documents(opened, listed, report)


def _check_mimetype(opened: Container, report: Report) -> None:
    where = Location(container.MIMETYPE)
    if not opened.mimetype_is_first:
        report(MIMETYPE.at(where, fault="is not the first in the archive"))
    elif not opened.mimetype_is_stored:
        report(MIMETYPE.at(where, fault="is compressed"))
    elif opened.files[container.MIMETYPE] != b"application/epub+zip":
        report(MIMETYPE.at(where, fault="says something else than application/epub+zip"))


def _manifest(root: Element, package: str) -> Iterator[Listed]:
    for line in root.iterfind(f"{OPF}manifest/{OPF}item"):
        yield Listed(
            uid=line.get("id", ""),
            name=references.resolve(package, line.get("href", "")),
            media_type=line.get("media-type", ""),
            properties=tuple(line.get("properties", "").split()),
        )


def _check_package(
    root: Element, listed: Sequence[Listed], where: Location, report: Report
) -> None:
    ids = Counter(e.get("id", "") for e in root.iter() if "id" in e.attrib)
    for uid in (uid for uid, n in ids.items() if n > 1):
        report(TWICE.at(where, what="the id", name=uid))
    known = {line.uid for line in listed}
    order = [e.get("idref", "") for e in root.iterfind(f"{OPF}spine/{OPF}itemref")]
    if not order:
        report(PACKAGE.at(where, fault="has no reading order (spine)"))
    for idref in (i for i in order if i not in known):
        report(PACKAGE.at(where, fault=f"has “{idref}” in the spine, not in the manifest"))
    is_old = root.get("version", "").startswith("2")
    if not is_old and sum("nav" in line.properties for line in listed) != 1:
        report(PACKAGE.at(where, fault="does not name exactly one navigation document"))


def _check_files(
    opened: Container, listed: Sequence[Listed], package: str, report: Report
) -> None:
    names = Counter(name.casefold() for name in opened.names)
    for name in (name for name, n in names.items() if n > 1):
        report(TWICE.at(Location(name), what="the file name", name=name))
    for line in listed:
        if not references.is_remote(line.name) and line.name not in opened.files:
            report(ABSENT.at(Location(package), href=line.name))
    known = {line.name for line in listed} | {container.MIMETYPE, package}
    for name in opened.files:
        if name not in known and not name.startswith(OURS):
            report(UNLISTED.at(Location(name)))


def _check_documents(opened: Container, listed: Sequence[Listed], report: Report) -> None:
    documents: dict[str, Element] = {}
    uses: list[tuple[str, Reference]] = []
    for line in (line for line in listed if line.name in opened.files):
        data, where = opened.files[line.name], Location(line.name)
        if line.media_type == XHTML_TYPE:
            if len(data) > LARGEST_DOCUMENT:
                report(LARGE.at(where, size=len(data) // 1000))
            try:
                documents[line.name] = container.parse(data)
            except ValueError as error:
                report(ILL_FORMED.at(where, why=error))
                continue
            uses.extend(
                (line.name, use) for use in references.in_document(documents[line.name])
            )
        elif line.media_type == "text/css":
            css = data.decode(errors="replace")
            uses.extend((line.name, use) for use in references.in_style(css))
    ids = {name: _ids(root, Location(name), report) for name, root in documents.items()}
    for name, use in uses:
        _check_use(name, use, opened, ids, report)


def _ids(root: Element, where: Location, report: Report) -> frozenset[str]:
    ids = Counter(e.get("id", "") for e in root.iter() if "id" in e.attrib)
    for uid in (uid for uid, n in ids.items() if n > 1):
        report(TWICE.at(where, what="the id", name=uid))
    return frozenset(ids)


def _check_use(
    name: str,
    use: Reference,
    opened: Container,
    ids: Mapping[str, frozenset[str]],
    report: Report,
) -> None:
    where = Location(name)
    if use.use is Use.SCRIPT:
        report(SCRIPT.at(where, what=use.target))
    elif references.is_remote(use.target):
        if use.use is Use.RESOURCE:
            report(REMOTE.at(where, target=use.target))
    elif not references.has_scheme(use.target):
        file = references.resolve(name, use.target)
        fragment = references.fragment(use.target)
        held = ids.get(file)
        lost = fragment and held is not None and fragment not in held
        if (file not in opened.files and posixpath.normpath(file) != name) or lost:
            report(DEAD_END.at(where, target=use.target))
