"""The metadata of the package document: what the book says of itself, in Dublin Core."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, uuid5

from book.bind.epub import accessibility
from book.bind.epub.contents import Contents
from book.model import Metadata, Person, Resource

IDENTIFIER = "book-id"
COVER = "cover-image"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Statement:
    """One child of ``metadata``: a Dublin Core element, or a ``meta`` where ``dc`` is None."""

    dc: str | None
    text: str
    attributes: Mapping[str, str] = field(default_factory=dict)


def statements(
    metadata: Metadata,
    contents: Sequence[Contents],
    resources: Sequence[Resource],
    cover: str | None,
) -> Iterator[Statement]:
    """Yield what the package says, in order; ``cover`` is the id of the cover image."""
    yield Statement("identifier", metadata.identifier, {"id": IDENTIFIER})
    yield from _titles(metadata)
    yield from _people(metadata.authors)
    yield Statement("language", metadata.language)
    plain = {
        "publisher": metadata.publisher,
        "date": metadata.date,
        "rights": metadata.rights,
        "description": metadata.description,
    }
    for name, text in plain.items():
        if text.strip():
            yield Statement(name, text)
    for subject in metadata.subjects:
        yield Statement("subject", subject)
    if any(one.pages for one in contents):
        yield from _paginated(metadata)
    yield from _accessible(metadata, contents, resources)
    if cover is not None:
        yield Statement(None, "", {"name": "cover", "content": cover})  # EPUB 2 readers


def _titles(metadata: Metadata) -> Iterator[Statement]:
    yield Statement("title", metadata.title, {"id": "title"})
    yield _refine("title", "title-type", "main")
    if metadata.subtitle.strip():
        yield Statement("title", metadata.subtitle, {"id": "subtitle"})
        yield _refine("subtitle", "title-type", "subtitle")
        yield _refine("title", "display-seq", "1")
        yield _refine("subtitle", "display-seq", "2")


def _people(people: Sequence[Person]) -> Iterator[Statement]:
    """Authors are creators; whoever has another role contributes (EPUB 3.3, D.3.2)."""
    for n, person in enumerate(people, start=1):
        uid = f"person-{n}"
        yield Statement(
            "creator" if person.role == "aut" else "contributor", person.name, {"id": uid}
        )
        yield _refine(uid, "role", person.role, scheme="marc:relators")
        yield _refine(uid, "display-seq", str(n))
        if person.file_as:
            yield _refine(uid, "file-as", person.file_as)


def _paginated(metadata: Metadata) -> Iterator[Statement]:
    """Say which printed book the page numbers are of (EPUB Accessibility 1.1, 3.2)."""
    paper = uuid5(NAMESPACE_URL, f"{metadata.identifier}#print").urn
    yield Statement("source", paper)
    yield _property("pageBreakSource", paper)


def _accessible(
    metadata: Metadata, contents: Sequence[Contents], resources: Sequence[Resource]
) -> Iterator[Statement]:
    for mode in accessibility.modes(contents):
        yield _property("schema:accessMode", mode)
    for modes in accessibility.sufficient(contents):
        yield _property("schema:accessModeSufficient", modes)
    for feature in accessibility.features(contents):
        yield _property("schema:accessibilityFeature", feature)
    yield _property("schema:accessibilityHazard", accessibility.hazard(contents, resources))
    summary = accessibility.summary(contents, metadata.language)
    yield Statement(
        None,
        summary.text,
        {"property": "schema:accessibilitySummary", XML_LANG: summary.language},
    )


def _property(name: str, value: str) -> Statement:
    return Statement(None, value, {"property": name})


def _refine(uid: str, name: str, value: str, **more: str) -> Statement:
    return Statement(None, value, {"refines": f"#{uid}", "property": name, **more})
