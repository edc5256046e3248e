"""Our own look at an EPUB: each fault is found, and nothing makes it stumble."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from book.check import epub
from book.diagnostics import Diagnostic
from book.model import Artifact
from tests.check.hostile import changed, good, pack

PLAN = "EPUB/text/plan.xhtml"
OPF = "EPUB/content.opf"
BEFORE = "<p>Le plan"


def said(artifact: Artifact) -> list[str]:
    found: list[Diagnostic] = []
    epub.check(artifact, found.append)
    return [f"{d.location} {d.code} {d.message}" for d in found]


def codes(artifact: Artifact) -> list[str]:
    return [line.split()[1] for line in said(artifact)]


def test_a_good_book_is_silent() -> None:
    assert said(pack(good())) == []


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        ('<p id="x">a</p><p id="x">b</p>', "V207 the id “x” stands here twice"),
        ('<a href="nowhere.xhtml">a</a>', "V208 “nowhere.xhtml” leads nowhere inside the book"),
        ('<a href="quai.xhtml#no">a</a>', "V208 “quai.xhtml#no” leads nowhere inside the book"),
        ('<a href="#no">a</a>', "V208 “#no” leads nowhere inside the book"),
        ('<img src="gone.png" alt=""/>', "V208 “gone.png” leads nowhere inside the book"),
        (
            '<img src="https://example.org/a.png" alt=""/>',
            "V209 “https://example.org/a.png” would be fetched from the network",
        ),
        (
            '<img src="//example.org/a.png" alt=""/>',
            "V209 “//example.org/a.png” would be fetched from the network",
        ),
        (
            '<p style="background: url(http://example.org/a)">a</p>',
            "V209 “http://example.org/a” would be fetched from the network",
        ),
        ("<script>1</script>", "V210 there is a script here: <script>"),
        ('<p onclick="x()">a</p>', "V210 there is a script here: onclick"),
        (
            '<a href="java&#9;script:alert(1)">a</a>',
            "V210 there is a script here: java\tscript:alert(1)",
        ),
    ],
)
def test_a_fault_in_a_document_is_named(added: str, expected: str) -> None:
    assert said(changed(PLAN, BEFORE, added + BEFORE)) == [f"{PLAN} {expected}"]


@pytest.mark.parametrize(
    "added",
    [
        '<a href="https://example.org/">a</a>',
        '<a href="mailto:a@example.org">a</a>',
        '<a href="quai.xhtml#n1">a</a>',
        '<a id="here" href="#here">a</a>',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt=""/>',
    ],
)
def test_what_is_right_is_left_in_peace(added: str) -> None:
    assert said(changed(PLAN, BEFORE, added + BEFORE)) == []


def test_an_ill_formed_document_is_named() -> None:
    assert codes(changed(PLAN, BEFORE, "<p>" + BEFORE)) == ["V206"]


def test_entities_are_refused_before_they_are_read() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    assert codes(changed(PLAN, "<!DOCTYPE html>", bomb)) == ["V206"]


def test_a_long_document_is_remarked() -> None:
    assert codes(changed(PLAN, BEFORE, "<p>mot</p>" * 40_000 + BEFORE)) == ["V211"]


def test_a_style_sheet_may_not_fetch() -> None:
    files = good()
    files["EPUB/styles/epub.css"] += b'@import "https://example.org/a.css";'
    assert codes(pack(files)) == ["V209"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('properties="nav"', ""),
        ('<itemref idref="x-text-plan.xhtml"/>', '<itemref idref="nobody"/>'),
    ],
)
def test_a_fault_of_the_package_is_named(old: str, new: str) -> None:
    assert codes(changed(OPF, old, new)) == ["V203"]


def test_a_file_that_is_gone_is_named() -> None:
    files = good()
    del files["EPUB/images/quai.png"]
    assert codes(pack(files)) == ["V204", "V208"]


def test_a_file_that_nobody_lists_is_named() -> None:
    assert said(pack({**good(), "EPUB/secret.txt": b"x"})) == [
        "EPUB/secret.txt V205 this file is in the archive, but the package does not list it"
    ]


def test_mimetype_must_come_first_stored_and_exact() -> None:
    files = good()
    assert codes(pack(files, stored=())) == ["V202"]
    assert codes(pack({**files, "mimetype": b"application/epub+zip\n"})) == ["V202"]
    last = {name: files[name] for name in [*list(files)[1:], "mimetype"]}
    assert codes(pack(last)) == ["V202"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a text file that was given another name\n",
        b"PK\x03\x04 and no more",
        b"%PDF-1.7\n",
        pack({"a.txt": b"a"}).data,
        pack({"META-INF/container.xml": b"<container"}).data,
        pack({"META-INF/container.xml": b"<container/>"}).data,
        pack({"bomb": b"0" * (8 << 20)}).data,
        b"".join(pack(good()).data.partition(b"PK\x01\x02")[:1]),
    ],
)
def test_what_is_no_epub_is_said_in_one_line(data: bytes) -> None:
    assert codes(Artifact("epub", data))[-1] == "V201"


def test_an_encrypted_archive_is_said() -> None:
    data = bytearray(pack(good()).data)
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    assert codes(Artifact("epub", bytes(data))) == ["V201"]


def test_two_names_that_differ_in_capitals_are_one() -> None:
    files = good()
    assert "V207" in codes(pack({**files, "EPUB/TEXT/plan.xhtml": files[PLAN]}))


def test_a_very_deep_document_is_no_trouble() -> None:
    deep = "<div>" * 20_000 + "</div>" * 20_000
    assert codes(changed(PLAN, BEFORE, deep + BEFORE)) == []


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_damage_makes_it_stumble(data: st.DataObject) -> None:
    whole = bytearray(pack(good()).data)
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    for damaged in (bytes(whole), bytes(whole[:cut])):
        epub.check(Artifact("epub", damaged), lambda _: None)


def test_a_name_that_stands_twice_in_the_archive_is_named() -> None:
    stream = io.BytesIO(pack(good()).data)
    with zipfile.ZipFile(stream, "a") as opened, pytest.warns(UserWarning, match="Duplicate"):
        opened.writestr(PLAN, b"<html/>")
    assert "V207" in codes(Artifact("epub", stream.getvalue()))
