"""A press PDF has black ink and no links; an archive says what it is; both in either way."""

import shutil
import subprocess
from collections import Counter
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from book.bind import pdf
from book.bind.pdf import Finish, Inks
from book.bind.pdf.finish import facts, inks, pictures, srgb
from book.bind.pdf.finish.painting import Painter
from book.bind.pdf.finish.pictures import Picture
from book.check import keeping
from book.check.anatomy.survey import survey
from book.check.pages import texts
from book.diagnostics import BookError, Diagnostic
from book.model import Part, Resource
from book.render import PrintOptions
from tests.bind.likeness import differences
from tests.bind.test_sections import APART, printed
from tests.render import sample

GREY = Inks("grey")
PRESS = Finish("press", inks=GREY, bleed=3, marks=True, dated=datetime(2024, 5, 17, tzinfo=UTC))
KEPT = Finish(
    "archive",
    dated=datetime(2024, 5, 17, tzinfo=UTC),
    attached=(Resource("été.md", "text/markdown", b"# La roue\n"),),
)
COLOURED = """
<p style="color: #c22">Rouge, <span style="color: rgb(0 0 200 / 50%)">bleu</span>.</p>
<p style="opacity: .5">À moitié, <a href="https://example.org/">un lien</a>.</p>
"""


@cache
def finished(finish: Finish, *, one_document: bool = False) -> bytes:
    one = sample.article(1, "roue", "La roue", COLOURED + sample.MILL)
    book = sample.book(Part(None, sample.chapters((one,))))
    made = printed(book, PrintOptions(opening="any"))
    return pdf.bind(made, pdf.Options(one_document, finish), lambda _: None).data


def operators(data: bytes) -> Counter[str]:
    """Count the operators of all pages, forms and patterns."""
    found: Counter[str] = Counter()
    with pikepdf.open(BytesIO(data)) as document:
        drawn = [one for one in document.objects if isinstance(one, pikepdf.Stream)]
        forms = [
            one for one in drawn if one.get("/Subtype") == "/Form" or "/PatternType" in one
        ]
        for stream in (*document.pages, *forms):
            found.update(str(one.operator) for one in pikepdf.parse_content_stream(stream))
    return found


@pytest.mark.parametrize("one_document", [False, True])
def test_a_press_pdf_is_painted_in_black_alone(one_document: bool) -> None:
    found = operators(finished(PRESS, one_document=one_document))

    assert found["g"] > 0
    assert not {"rg", "RG", "k", "K", "cs", "CS", "scn", "SCN", "gs"} & found.keys()


def test_a_press_pdf_has_nothing_for_a_screen_and_room_for_the_knife() -> None:
    with pikepdf.open(BytesIO(finished(PRESS))) as document:
        assert {"/Outlines", "/StructTreeRoot", "/Metadata"}.isdisjoint(document.Root.keys())
        for page in document.pages:
            assert "/Annots" not in page
            assert beyond(page, "/BleedBox") == [-3, -3, 3, 3]
            assert beyond(page, "/MediaBox") == [-12, -12, 12, 12]
    assert finished(PRESS).startswith(b"%PDF-1.4")


def beyond(page: pikepdf.Page, box: str) -> list[float]:
    """Return how far a box goes beyond the trim, in millimetres."""
    pairs = zip(page[box], page["/TrimBox"], strict=True)
    return [round((float(side) - float(trim)) / 72 * 25.4, 2) for side, trim in pairs]


def test_a_press_pdf_says_the_same_as_one_to_be_read() -> None:
    ours, theirs = (
        list(texts(pypdfium2.PdfDocument(finished(one)))) for one in (PRESS, Finish())
    )

    assert len(ours) > 4
    assert ours == theirs


@pytest.mark.parametrize("finish", [PRESS, KEPT], ids=["press", "archive"])
def test_both_ways_to_set_a_book_give_the_same(finish: Finish) -> None:
    whole = finished(finish, one_document=True)

    assert differences(finished(finish), whole, apart=APART) == {}


def test_an_archive_is_fit_to_be_kept_and_has_its_sources() -> None:
    said: list[Diagnostic] = []
    keeping.examine(survey(finished(KEPT)), said.append)

    assert [f"{one.code} {one.message}" for one in said] == []
    with pikepdf.open(BytesIO(finished(KEPT))) as document:
        assert document.attachments["été.md"].get_file().read_bytes() == b"# La roue\n"
        with document.open_metadata() as told:
            assert (told.pdfa_status, told["dc:title"]) == ("3A", str(document.docinfo.Title))
            assert told["xmp:CreateDate"] == "2024-05-17T00:00:00+00:00"
            assert document.docinfo["/CreationDate"] == "D:20240517000000+00'00'"


def test_what_only_one_engine_can_write_is_no_press_pdf() -> None:
    one = sample.article(1, "roue", "La roue", "<p>Vide.</p>")
    few = sample.book(Part(None, sample.chapters((one,))))
    made = printed(few, style="@page { bleed: 3mm }")

    with pytest.raises(BookError) as refused:
        pdf.bind(made, pdf.Options(True, PRESS), lambda _: None)
    assert refused.value.diagnostic.code == "P121"
    assert "bleed" in refused.value.diagnostic.message


PAINTED = {
    "1 0 0 rg": "0.2126 g",
    ".5 .5 .5 RG": "0.5 G",
    "0 0 0 1 k": "0 g",
    "/DeviceCMYK cs 0 0 0 .25 scn": "0.75 g",
    "/lab-d65 cs 100 0 0 scn": "1 g",
    "0 0 0 rg /a0.5 gs": "0 g 0.5 g",
    "/a0.5 gs (1 0 0 rg) Tj": "0.5 g (1 0 0 rg) Tj",
    "/a0.5 gs q 1 1 1 rg Q": "0.5 g q 1 g Q",
    "/Pattern cs /p0 scn /a0.5 gs": "/Pattern cs /p0 scn",
    "/a0.5 gs /i0 Do": "0.5 g q /a0.5 gs /i0 Do Q",
    "/a0.5 gs /x0 Do": "0.5 g /x0 Do",
    "/s0 gs [<0102>] TJ": "/s0 gs [<0102>] TJ",
}


@pytest.mark.parametrize("content", PAINTED)
def test_each_colour_becomes_grey_and_opaque(content: str) -> None:
    painter = Painter(GREY, {b"a0.5": {b"ca": 0.5}}, frozenset({7}))
    found = painter.rewritten(content.encode(), {b"x0": 7}).decode()

    assert " ".join(found.split()) == PAINTED[content]
    assert painter.drawn == ({7: 0.5} if "x0" in content else {})


def test_what_a_thin_group_holds_is_thin() -> None:
    painter = Painter(GREY, {}, frozenset())

    assert painter.rewritten(b"0 0 0 rg", {}, 0.25).split(b"\n")[-1] == b"0.75 g"


def test_four_inks_need_a_profile_that_is_one() -> None:
    for profile in (b"", b"no profile", srgb.profile()):
        with pytest.raises(BookError) as refused:
            inks.inked((1, 0, 0), Inks("cmyk", profile))
        assert refused.value.diagnostic.code == "P120"
    assert inks.inked((0.5, 0.5, 0.5), Inks("cmyk")) == pytest.approx((0.5,))


def raw(mode: str, side: int = 8) -> Picture:
    """Return a JPEG as it stands in a PDF: red, or of cyan ink."""
    file = BytesIO()
    colour = (255, 0, 0) if mode == "RGB" else (255, 0, 0, 0)
    Image.new(mode, (side, side), colour).save(file, "JPEG", quality=95)
    space = {"RGB": b"/DeviceRGB", "CMYK": b"/DeviceCMYK"}[mode]
    turned = b"/Decode [1 0 1 0 1 0 1 0]" if mode == "CMYK" else b""
    return Picture(
        b"<</Width 8/Height 8/ColorSpace %b%b/Filter /DCTDecode>>" % (space, turned),
        file.getvalue(),
    )


@pytest.mark.parametrize(("mode", "grey"), [("RGB", 54), ("CMYK", 200)])
def test_a_picture_in_colours_becomes_a_grey_one(mode: str, grey: int) -> None:
    made = pictures.inked(raw(mode), None, GREY)

    assert made is not None
    assert made.head == b"<</Width 8/Height 8/ColorSpace /DeviceGray/Filter /DCTDecode>>"
    found = Image.open(BytesIO(made.data))
    assert found.mode == "L"
    assert found.getpixel((4, 4)) == pytest.approx(grey, abs=3)


def test_a_profile_of_srgb_is_made_that_others_can_read() -> None:
    from PIL import ImageCms  # noqa: PLC0415

    opened = ImageCms.ImageCmsProfile(BytesIO(srgb.profile()))
    same = ImageCms.buildTransform(opened, ImageCms.createProfile("sRGB"), "RGB", "RGB")
    colours = Image.new("RGB", (1, 1), (180, 90, 30))
    shown = ImageCms.applyTransform(colours, same)

    assert shown is not None
    for is_, asked in zip(shown.tobytes(), (180, 90, 30), strict=True):
        assert abs(is_ - asked) <= 1


def test_a_packet_has_no_date_where_none_was_given() -> None:
    packet = facts.packet({"Title": "Un & deux"}, "fr", Finish(tagged=False))

    assert b"Un &amp; deux" in packet
    assert b"Date" not in packet
    assert b"pdfuaid:part" not in packet


@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")
def test_an_independent_rasteriser_finds_ink_on_the_black_plate_alone(tmp_path: Path) -> None:
    (tmp_path / "press.pdf").write_bytes(finished(PRESS))
    done = subprocess.run(
        [
            "gs",
            "-q",
            "-dNOPAUSE",
            "-dBATCH",
            "-dSAFER",
            "-sDEVICE=inkcov",
            "-o",
            "-",
            "press.pdf",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    pages = [[float(share) for share in line.split()[:4]] for line in done.stdout.splitlines()]

    assert len(pages) > 4
    assert all(page[:3] == [0, 0, 0] for page in pages)
    assert sum(page[3] for page in pages) > 0
