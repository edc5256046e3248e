"""Our own look at a PDF."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from book.check import pdf
from book.check.pdf import Promise
from book.diagnostics import Diagnostic
from book.model import Artifact

FONT = Path(__file__).parents[2] / "styles/fonts/EBGaramond-Regular.ttf"
FACE = f"@font-face {{ font-family: 'EB Garamond'; src: url({FONT.as_uri()}) }}"
STYLE = (
    f"{FACE} html {{ font: 10pt 'EB Garamond' }}"
    "@page { size: 80mm 120mm; margin: 12mm } h1 { break-before: page; font: inherit }"
)
CHAPTERS = "<h1>Le quai</h1><p>Vide.</p><h1>Le plan</h1><p>Petit.</p>"


def printed(body: str, style: str = STYLE, *, tagged: bool = False) -> Artifact:
    import weasyprint  # noqa: PLC0415

    html = f"<html lang='fr'><head><style>{style}</style></head><body>{body}</body></html>"
    return Artifact("pdf", weasyprint.HTML(string=html).write_pdf(pdf_tags=tagged))


@pytest.fixture(scope="module")
def book() -> Artifact:
    return printed(CHAPTERS)


def said(artifact: Artifact, promise: Promise | None = None) -> list[str]:
    found: list[Diagnostic] = []
    pdf.check(artifact, found.append, *(() if promise is None else (promise,)))
    return [f"{d.code} {d.message}" for d in found]


def test_a_good_book_is_silent(book: Artifact) -> None:
    assert said(book) == []
    assert said(book, Promise((80, 120), frozenset({"EB Garamond"}), ("Le quai",))) == []


def test_another_trim_than_was_asked_for_is_named(book: Artifact) -> None:
    assert said(book, Promise(trim=(148, 210))) == [
        "V303 the pages measure 80 × 120 mm, the trim asked for is 148 × 210 mm"
    ]


def test_a_page_of_another_size_is_named() -> None:
    odd = STYLE + "@page :nth(2) { size: 90mm 120mm }"
    assert said(printed(CHAPTERS, odd)) == [
        "V302 page 2 measures 90 × 120 mm, the others 80 × 120 mm"
    ]


def test_a_font_of_this_machine_is_named(book: Artifact) -> None:
    assert said(book, Promise(families=frozenset({"Source Serif"}))) == [
        "V305 the font EB-Garamond is not one of the theme (first on page 1: “Le quai”)"
    ]


def test_text_that_runs_out_of_the_page_is_named() -> None:
    (found,) = said(printed("<h1>a</h1><pre>" + "x" * 90 + "</pre><h1>b</h1>"))
    assert found.startswith("V307 on page 1 text runs out of the page: “xxxx")


def test_a_chapter_in_the_middle_of_a_page_is_named() -> None:
    run_on = "<h1>Le quai</h1>" + "<p>La cale est vide ce matin.</p>" * 5 + "<h1>Le plan</h1>"
    artifact = printed(run_on, STYLE.replace("break-before: page;", ""))
    assert said(artifact, Promise(chapters=("Le quai", "Le plan"))) == [
        "V308 “Le plan” begins in the middle of page 1"
    ]


def test_a_book_without_an_outline_is_remarked() -> None:
    flat = "<p style='break-after: page'>un</p><p>deux</p>"
    assert said(printed(flat)) == ["V306 the PDF has no outline"]


def test_a_font_that_is_not_embedded_is_named() -> None:
    assert said(Artifact("pdf", BARE))[0].startswith("V304 the font Helvetica is not embedded")


@pytest.mark.parametrize("data", [b"", b"a text file\n", b"%PDF-1.7\n", b"PK\x03\x04"])
def test_what_is_no_pdf_is_said(data: bytes) -> None:
    (found,) = said(Artifact("pdf", data))
    assert found.startswith("V301")


def test_half_a_pdf_is_said(book: Artifact) -> None:
    (found,) = said(Artifact("pdf", book.data[: len(book.data) // 2]))
    assert found.startswith("V301")


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_no_damage_makes_it_stumble(data: st.DataObject) -> None:
    whole = bytearray(BARE)
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    pdf.check(Artifact("pdf", bytes(whole)), lambda _: None)


BARE = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R
/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 40>>stream
BT /F 12 Tf 20 100 Td (un quai vide) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""
