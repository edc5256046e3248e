"""What the binder makes of a publication, read back without ebooklib."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from book.bind.epub import Options, bind
from book.check import container, epub, epubcheck
from book.diagnostics import BookError, Diagnostic
from book.model import Artifact, ContentDocument, Metadata, Person, Publication, Resource
from tests.bind.sample import METADATA, MODIFIED, png, sample

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def bound(publication: Publication, modified: datetime = MODIFIED) -> Artifact:
    said: list[Diagnostic] = []
    artifact = bind(publication, Options(modified), said.append)
    assert not said
    return artifact


def archive(artifact: Artifact) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(artifact.data))


def package(publication: Publication) -> Element:
    with archive(bound(publication)) as opened:
        return container.parse(opened.read("EPUB/content.opf"))


def properties(root: Element, name: str) -> list[str]:
    return [e.text or "" for e in root.iterfind(f"{OPF}metadata/{OPF}meta[@property='{name}']")]


def with_document(markup: str, href: str = "text/more.xhtml") -> Publication:
    whole = sample()
    more = ContentDocument(href, "chapter", "Encore", markup)
    return replace(whole, documents=(*whole.documents, more))


def page(body: str) -> str:
    return (
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head>'
        f"<body>{body}</body></html>"
    )


@pytest.mark.java
def test_epubcheck_has_nothing_to_say(tmp_path: Path) -> None:
    said: list[Diagnostic] = []
    path = tmp_path / "port.epub"
    path.write_bytes(bound(sample()).data)
    if not epubcheck.run(path, said.append):
        pytest.skip(str(said[0]))
    assert said == []


def test_our_own_checks_have_nothing_to_say() -> None:
    said: list[Diagnostic] = []
    epub.check(bound(sample()), said.append)
    assert said == []


def test_the_same_publication_gives_the_same_bytes() -> None:
    assert bound(sample()) == bound(sample())


def test_the_time_zone_of_the_date_makes_no_difference() -> None:
    elsewhere = MODIFIED.astimezone(timezone(timedelta(hours=9)))
    assert bound(sample(), elsewhere) == bound(sample())


def test_mimetype_comes_first_and_pictures_are_stored() -> None:
    with archive(bound(sample())) as opened:
        entries = opened.infolist()
    assert entries[0].filename == "mimetype"
    assert {e.date_time for e in entries} == {(1980, 1, 1, 0, 0, 0)}
    stored = {e.filename for e in entries if e.compress_type == zipfile.ZIP_STORED}
    assert stored == {"mimetype", "EPUB/cover.png", "EPUB/images/quai.png"}


def test_documents_are_bound_byte_for_byte() -> None:
    publication = sample()
    with archive(bound(publication)) as opened:
        for document in publication.documents:
            assert opened.read(f"EPUB/{document.href}") == document.markup.encode()
        for resource in publication.resources:
            assert opened.read(f"EPUB/{resource.href}") == resource.data


def test_the_package_says_who_made_the_book_and_as_what() -> None:
    root = package(sample())
    creators = [e.text for e in root.iter(f"{DC}creator")]
    assert creators == ["Jeanne Le Goff", "Yves Kerbrat"]
    assert [e.text for e in root.iter(f"{DC}contributor")] == ["Rachel Bloch"]
    assert properties(root, "role") == ["aut", "aut", "trl"]
    assert properties(root, "file-as") == ["Le Goff, Jeanne"]
    ids = [e.get("id") for e in root.iter() if "id" in e.attrib]
    assert len(ids) == len(set(ids))


def test_the_package_names_its_language_and_its_date() -> None:
    root = package(sample())
    assert root.get(XML_LANG) == "fr"
    assert properties(root, "dcterms:modified") == ["2024-05-17T12:00:00Z"]
    assert "Ebook-lib" not in ElementTree.tostring(root, encoding="unicode")


def test_typography_in_the_title_is_kept() -> None:
    title = "Qui\u00a0? «\u00a0Nous\u202f!\u00a0»"
    root = package(sample(replace(METADATA, title=title)))
    assert root.findtext(f"{OPF}metadata/{DC}title") == title


def test_control_characters_in_the_metadata_are_dropped() -> None:
    publication = replace(sample(), metadata=replace(METADATA, rights="libre\x0c\x00 !"))
    assert package(publication).findtext(f"{OPF}metadata/{DC}rights") == "libre !"


def test_properties_say_what_a_reading_system_must_know() -> None:
    root = package(sample())
    said = {e.get("href"): e.get("properties") for e in root.iter(f"{OPF}item")}
    assert {href: p for href, p in said.items() if p} == {
        "nav.xhtml": "nav",
        "text/plan.xhtml": "svg",
        "cover.png": "cover-image",
    }


def test_what_is_not_linear_stays_out_of_the_way() -> None:
    root = package(sample())
    aside = [e.get("idref") for e in root.iter(f"{OPF}itemref") if e.get("linear") == "no"]
    assert aside == ["x-nav.xhtml"]


@pytest.mark.parametrize(("language", "way"), [("fr", None), ("he", "rtl"), ("fa-IR", "rtl")])
def test_pages_turn_the_way_the_language_is_read(language: str, way: str | None) -> None:
    publication = replace(sample(), metadata=replace(METADATA, language=language))
    spine = package(publication).find(f"{OPF}spine")
    assert spine is not None
    assert spine.get("page-progression-direction") == way


def test_described_pictures_are_claimed() -> None:
    root = package(sample())
    assert properties(root, "schema:accessMode") == ["textual", "visual"]
    assert properties(root, "schema:accessModeSufficient") == ["textual", "textual,visual"]
    assert "alternativeText" in properties(root, "schema:accessibilityFeature")
    assert properties(root, "schema:accessibilityHazard") == ["none"]
    assert properties(root, "dcterms:conformsTo") == []


@pytest.mark.parametrize(
    "image",
    [
        '<img src="../images/quai.png" alt=""/>',
        '<img src="../images/quai.png"/>',
        '<img src="../images/quai.png" alt="quai.png"/>',
        '<img src="../images/quai.png" alt="DSC04363.JPG"/>',
        '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1"/></svg>',
    ],
)
def test_one_picture_without_a_description_withdraws_the_claim(image: str) -> None:
    root = package(with_document(page(image)))
    assert "alternativeText" not in properties(root, "schema:accessibilityFeature")
    assert properties(root, "schema:accessModeSufficient") == ["textual,visual"]
    assert "Certaines images" in properties(root, "schema:accessibilitySummary")[0]


def test_decoration_needs_no_description() -> None:
    root = package(with_document(page('<img src="../images/quai.png" alt="" role="none"/>')))
    assert "alternativeText" in properties(root, "schema:accessibilityFeature")


def test_page_markers_name_the_printed_book_that_they_are_of() -> None:
    marker = '<span xmlns:epub="http://www.idpf.org/2007/ops" epub:type="pagebreak"/>'
    root = package(with_document(page(f"<p>Le {marker}bac</p>")))
    paper = properties(root, "pageBreakSource")

    assert [e.text for e in root.iterfind(f"{OPF}metadata/{DC}source")] == paper
    assert paper != [METADATA.identifier]
    assert "pageBreakMarkers" in properties(root, "schema:accessibilityFeature")
    assert "pageNavigation" not in properties(root, "schema:accessibilityFeature")
    assert properties(package(sample()), "pageBreakSource") == []


def test_a_book_of_text_alone_claims_no_pictures() -> None:
    whole = sample()
    bare = [
        d
        for d in whole.documents
        if d.role != "cover" and "<img" not in d.markup and "<svg" not in d.markup
    ]
    root = package(replace(whole, documents=tuple(bare)))
    assert properties(root, "schema:accessMode") == ["textual"]
    assert properties(root, "schema:accessModeSufficient") == ["textual"]
    assert "alternativeText" not in properties(root, "schema:accessibilityFeature")


def test_a_picture_that_moves_is_an_unknown_hazard() -> None:
    whole = sample()
    gif = Resource("images/vague.gif", "image/gif", b"GIF89a...NETSCAPE2.0...")
    root = package(replace(whole, resources=(*whole.resources, gif)))
    assert properties(root, "schema:accessibilityHazard") == ["unknown"]


def test_the_summary_is_in_the_language_of_the_book_or_in_english() -> None:
    for language, own in (("de-AT", "de"), ("br", "en")):
        publication = replace(sample(), metadata=replace(METADATA, language=language))
        found = package(publication).find(
            f"{OPF}metadata/{OPF}meta[@property='schema:accessibilitySummary']"
        )
        assert found is not None
        assert found.get(XML_LANG) == own


def test_old_readers_find_the_cover_and_the_beginning() -> None:
    root = package(sample())
    cover = root.find(f"{OPF}metadata/{OPF}meta[@name='cover']")
    assert cover is not None
    assert cover.get("content") == "x-cover.png"
    guide = {e.get("type"): e.get("href") for e in root.iter(f"{OPF}reference")}
    assert guide["text"] == "text/quai.xhtml"


@pytest.mark.parametrize(
    "href",
    ["../evil.xhtml", "/etc/passwd", "a b.xhtml", "été.xhtml", ".hidden", "a//b", "a\\b", ""],
)
def test_an_unsafe_name_is_refused(href: str) -> None:
    with pytest.raises(BookError, match="E102"):
        bound(with_document(page("<p>a</p>"), href))


@pytest.mark.parametrize("href", ["text/quai.xhtml", "TEXT/Quai.xhtml", "content.opf"])
def test_a_name_given_twice_is_refused(href: str) -> None:
    with pytest.raises(BookError, match="E101"):
        bound(with_document(page("<p>a</p>"), href))


@pytest.mark.parametrize("body", ["<p>a", "<p>&nbsp;</p>", "<b><i></b></i>"])
def test_an_ill_formed_document_is_refused(body: str) -> None:
    with pytest.raises(BookError, match="E103"):
        bound(with_document(page(body)))


def test_a_book_without_navigation_is_refused() -> None:
    whole = sample()
    documents = tuple(d for d in whole.documents if d.role != "toc")
    with pytest.raises(BookError, match="E104"):
        bound(replace(whole, documents=documents))


def test_the_smallest_book_needs_no_more_than_a_title() -> None:
    metadata = Metadata("Rien", "en", "urn:uuid:0", authors=(Person("A"), Person("A")))
    nav = ContentDocument("nav.xhtml", "toc", "Contents", page("<nav/>"))
    publication = replace(sample(), metadata=metadata, documents=(nav,), resources=())
    root = package(publication)
    spine = root.find(f"{OPF}spine")
    assert spine is not None
    assert "toc" not in spine.attrib


def test_the_date_is_never_now() -> None:
    long_ago = datetime(1999, 12, 31, 23, 59, 59, tzinfo=UTC)
    with archive(bound(sample(), long_ago)) as opened:
        assert b"1999-12-31T23:59:59Z" in opened.read("EPUB/content.opf")


def test_a_cover_without_a_page_is_still_the_cover() -> None:
    whole = sample()
    cover = Resource("cover.jpg", "image/jpeg", png())
    kept = tuple(r for r in whole.resources if r.href != "cover.png")
    documents = tuple(d for d in whole.documents if d.role != "cover")
    root = package(replace(whole, resources=(*kept, cover), documents=documents))
    found = [
        e.get("href") for e in root.iter(f"{OPF}item") if e.get("properties") == "cover-image"
    ]
    assert found == ["cover.jpg"]
