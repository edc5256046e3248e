"""What a printer would refuse is found, each thing by itself, and nothing else is said."""

from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from book.check import facts, preflight
from book.check.anatomy.survey import survey
from book.check.pages import reading
from book.check.preflight import listed
from book.diagnostics import Diagnostic
from book.printers import named
from tests.check.press import A5, made, picture

Q = b"q 144 0 0 144 60 60 cm /Im Do Q"
INTENT = {"/OutputIntents": Array([Dictionary(S=Name.GTS_PDFX)])}
OUTLINE = {"/Outlines": Dictionary(First=Dictionary(Title="a"))}
SPOT = Array([Name.Separation, Name("/Gold"), Name.DeviceGray, Dictionary(FunctionType=2)])
TEXT = b"BT /F 12 Tf 100 100 Td (a) Tj ET"


def helvetica() -> dict[str, Any]:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    return {"/Font": {"/F": font}}


def said(data: bytes, profile: str) -> list[str]:
    found: list[Diagnostic] = []
    facts.look(data, profile, found.append)
    return [f"{one.code} {one.message}" for one in found]


def codes(data: bytes, profile: str) -> list[str]:
    return [one.split()[0] for one in said(data, profile)]


@pytest.mark.parametrize("profile", ["kdp", "bod", "lulu", "ingramspark"])
def test_a_plain_book_in_black_suits_all_of_them(profile: str) -> None:
    assert said(made(pages=32), profile) == []


@pytest.mark.parametrize(
    ("code", "profile", "what"),
    [
        ("V361", "kdp", {"pages": 23}),
        ("V362", "kdp", {"trim": (280.0, 600.0)}),
        ("V363", "kdp", {"sheet": (-34, -34, 454, 630)}),
        ("V364", "press", {"trim": None, "catalog": INTENT}),
        ("V336", "ingramspark", {"content": b"1 0 0 rg 9 9 9 9 re f"}),
        ("V336", "lulu", {"content": b"/CS cs 1 0 0 0 sc 9 9 9 9 re f",
                          "resources": {"/ColorSpace": {"/CS": Array([Name.DeviceN, Array(
                              [Name.Black]), Name.DeviceCMYK, Dictionary()])}}}),
        ("V337", "bod", {"content": b"/S cs .5 scn 9 9 9 9 re f",
                         "resources": {"/ColorSpace": {"/S": SPOT}}}),
        ("V339", "ingramspark", {"content": b".7 .7 .7 .7 k 9 9 9 9 re f"}),
        ("V340", "bod", {"content": Q, "resources": {
            "/XObject": {"/Im": picture(40, "DeviceGray", b"\x80" * 1600)}}}),
        ("V341", "bod", {"content": b".1 w 9 9 m 99 9 l S"}),
        ("V341", "bod", {"content": b"1 w .1 0 0 .1 0 0 cm 9 9 m 99 9 l S"}),
        ("V342", "kdp", {"content": b"/G gs 9 9 9 9 re f", "resources": {
            "/ExtGState": {"/G": Dictionary(ca=0.5)}}}),
        ("V343", "kdp", {"annotations": True}),
        ("V345", "press", {}),
    ],
)  # fmt: skip
def test_each_fault_is_found(code: str, profile: str, what: dict[str, Any]) -> None:
    assert codes(made(**{"pages": 32, **what}), profile) == [code]


def test_an_outline_is_not_for_the_press() -> None:
    assert codes(made(catalog=OUTLINE), "kdp") == ["V344"]


def test_text_in_four_inks_is_found_and_a_font_that_is_missing() -> None:
    content = b".1 .1 .1 .9 k " + TEXT
    found = codes(made(content, resources=helvetica()), "bod")

    assert found == ["V304", "V338"]
    assert codes(made(TEXT, resources=helvetica()), "bod") == ["V304"]


def test_text_too_near_to_the_spine_is_named_with_its_page() -> None:
    near = TEXT.replace(b"100 100", b"20 100")  # 7 mm
    (_, found) = said(made(near, resources=helvetica()), "kdp")

    assert found.startswith("V365 text comes within 7.")
    assert found.endswith("of the spine (pages 1); Amazon KDP asks for 9.5 mm")


def test_a_picture_shows_how_much_ink_it_lays_down() -> None:
    heavy = {"/XObject": {"/Im": picture(600, "DeviceCMYK", b"\xd0" * (600 * 600 * 4))}}
    (found,) = said(made(Q, resources=heavy), "ingramspark")

    assert found == (
        "V339 up to 326 % of ink lie on one place (pages 1); IngramSpark takes 240 %"
    )


def test_colours_are_found_inside_forms_and_patterns() -> None:
    form = {"/Subtype": Name.Form, "/BBox": Array([0, 0, 99, 99])}
    tile = {"/PatternType": 1, "/PaintType": 1, "/BBox": Array([0, 0, 9, 9]), "/XStep": 9}
    inside = b"1 0 0 rg 9 9 9 9 re f"
    drawn = made(b"/Fm Do", resources={"/XObject": {"/Fm": (form, inside)}})
    tiled = made(
        b"/Pattern cs /P scn 9 9 99 99 re f", resources={"/Pattern": {"/P": (tile, inside)}}
    )

    assert codes(drawn, "ingramspark") == codes(tiled, "ingramspark") == ["V336"]


def test_a_file_may_be_too_large() -> None:
    data, found = made(), list[Diagnostic]()
    large = replace(survey(data), size=651_000_000)
    preflight.examine(preflight.Case(large, reading(data), named("kdp")), found.append)

    assert [one.code for one in found] == ["V346"]


def test_an_archive_says_what_it_is_and_what_its_colours_mean() -> None:
    found = said(made(b"1 0 0 rg 9 9 9 9 re f", annotations=True), "archive")

    assert [one.split(":")[0] for one in found] == [
        "V306 the PDF has no outline",
        "V351 not fit for an archive (PDF/A, 6.6.4)",
        "V351 not fit for an archive (PDF/A, 6.2.3)",
        "V351 not fit for an archive (PDF/A, 6.2.4.3)",
        "V351 not fit for an archive (PDF/A, 6.3.2)",
        "V352 hard to read for a screen reader (PDF/UA, 7.1)",
    ]


def test_the_facts_of_a_file_are_told() -> None:
    (table,), _ = facts.look(made(b"0 0 1 0 k 9 9 9 9 re f", pages=4), "", lambda _: None)
    rows = dict(table.rows)

    assert (rows["pages"], rows["trim"]) == ("4", "148.0 × 210.0 mm")
    assert (rows["colours"], rows["most ink"], rows["bleed"]) == ("CMYK", "100 %", "none")


@pytest.mark.parametrize(
    "saving",
    [
        {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
        {"object_stream_mode": pikepdf.ObjectStreamMode.disable, "linearize": True},
        {"compress_streams": False},
    ],
)
def test_however_a_file_is_written_the_same_is_found(saving: dict[str, Any]) -> None:
    content = b"1 0 0 rg 9 9 9 9 re f .5 0 0 0 k 9 9 9 9 re f"

    assert codes(made(content, **saving), "press") == ["V336", "V345"]


def test_a_file_without_its_table_is_read_by_looking_for_objects() -> None:
    whole = made(b"1 0 0 rg 9 9 9 9 re f")
    broken = whole[: whole.rindex(b"startxref")] + b"startxref\n7\n%%EOF"

    assert codes(broken, "ingramspark") == ["V336"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"%PDF-1.7\nstartxref\n5\n%%EOF" * 99])
def test_what_is_no_pdf_is_said_once(data: bytes) -> None:
    assert codes(data, "kdp") == ["V301"]


def test_pages_are_listed_shortly() -> None:
    assert listed([3, 5, 6, 7, 9]) == "3, 5–7, 9"
    assert listed(range(1, 40, 2)) == "1, 3, 5, 7, 9, 11 and 14 more"
    assert A5[0] < A5[1]
