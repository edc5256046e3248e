"""Parts that are set apart become one sound PDF."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any
from zlib import compress

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from book.bind.pdf import link
from book.bind.pdf.finish import Finish
from book.bind.pdf.paging import Paging
from book.bind.pdf.parts import Edge, Margins, Part
from book.bind.pdf.sheaf import Drawn, Objects, Sheaf, packed
from book.model import Resource
from tests.bind.test_sections import bound, printed, referring

PICTURE = '<p><img src="roue.png" alt="Une roue"/></p>'
FONTS = Objects(*packed([b"<<>>"], {}), 1, {}, {})


@cache
def made(*, tagged: bool = True) -> bytes:
    return bound(printed(referring()), finish=Finish(tagged=tagged))[0]


def sheaf(content: bytes, draws: Mapping[str, Mapping[str, bytes]]) -> Sheaf:
    """Return one page that draws ``content`` with ``draws``."""
    kinds = ("ExtGState", "XObject", "Pattern", "Shading", "ColorSpace")
    named = [(kind, name) for kind in kinds for name in draws.get(kind, {})]
    resources: dict[str, dict[str, int]] = {kind: {} for kind in kinds}
    for number, (kind, name) in enumerate(named):
        resources[kind][name] = number
    first = len(named)
    objects = Objects(
        *packed([draws[kind][name] for kind, name in named], {}),
        first + 4,
        {first + 1: compress(content)},
        {},
    )
    page = Drawn(first, (99.5, 120.0), first + 1, (), None)
    return Sheaf(objects, (page,), resources, 0, 0, (), first + 2, first + 3)


def linked(text: Sheaf, around: Sheaf) -> bytes:
    part = replace(Part.impossible("a.xhtml", ""), sheaf=text, opens=Edge((), ""))
    untagged = Finish(tagged=False)
    volume = link.link([part], [Margins(around, ())], Paging((1,), 1, {}), FONTS, untagged)
    return link.close(volume, {}, {})


def reached(document: pikepdf.Pdf) -> Iterator[Any]:
    """Yield each numbered object that the trailer leads to."""
    waiting: list[Any] = [document.trailer]
    seen = set()
    while waiting:
        one = waiting.pop()
        if one.objgen != (0, 0):
            if one.objgen in seen:
                continue
            seen.add(one.objgen)
            yield one
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            waiting += [value for _, value in one.items() if isinstance(value, pikepdf.Object)]
        elif isinstance(one, pikepdf.Array):
            waiting += [value for value in one if isinstance(value, pikepdf.Object)]


@pytest.mark.parametrize("tagged", [True, False])
def test_the_file_is_sound_and_holds_nothing_that_nobody_asks_for(tagged: bool) -> None:
    with pikepdf.open(BytesIO(made(tagged=tagged))) as document:
        assert document.check_pdf_syntax() == []
        found = {one.objgen for one in reached(document)}
        others = [one for one in document.objects if one.objgen not in found]
        assert {str(one.get("/Type")) for one in others} == {"/ObjStm", "/XRef"}


def test_a_picture_in_many_sections_stands_in_the_file_once_with_its_mask() -> None:
    picture = BytesIO()
    Image.new("RGBA", (6, 4), (90, 20, 0, 128)).save(picture, "PNG")
    plain = printed(referring())
    pictured = replace(
        plain,
        documents=tuple(
            replace(one, markup=one.markup.replace("</body>", f"{PICTURE}</body>"))
            for one in plain.documents
        ),
        resources=(*plain.resources, Resource("roue.png", "image/png", picture.getvalue())),
    )

    with pikepdf.open(BytesIO(bound(pictured)[0])) as document:
        kinds = Counter(
            str(one.ColorSpace)
            for one in reached(document)
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        )
    assert kinds == {"/DeviceRGB": 1, "/DeviceGray": 1}


def test_margins_draw_with_what_the_page_draws_with() -> None:
    text = sheaf(b"/a1 gs", {"ExtGState": {"a1": b"<</ca 1>>"}})
    around = sheaf(b"/a.5 gs", {"ExtGState": {"a.5": b"<</ca 0.5>>", "a1": b"<</ca 1>>"}})

    with pikepdf.open(BytesIO(linked(text, around))) as document:
        page = document.pages[0]
        assert set(page.Resources.ExtGState) == {"/a1", "/a.5"}
        assert "/XObject" not in page.Resources
        page.contents_coalesce()
        says = page.Contents.read_bytes().split()
    assert says == b"/a1 gs /Artifact <</Type /Pagination>> BDC /a.5 gs EMC".split()


@pytest.mark.parametrize(
    "draws",
    [
        {"ExtGState": {"s0": b"<</BM /Multiply>>"}},
        {"Pattern": {"p0": b"<</PatternType 2>>"}},
        {"Shading": {"s0": b"<</ShadingType 2>>"}},
    ],
)
def test_margins_that_draw_with_something_else_become_a_form(draws: Any) -> None:
    text = sheaf(b"/s0 gs", {"ExtGState": {"s0": b"<</BM /Screen>>"}})

    with pikepdf.open(BytesIO(linked(text, sheaf(b"0 0 m", draws)))) as document:
        page = document.pages[0]
        assert page.Resources.ExtGState.s0.BM == "/Screen"
        ((name, form),) = page.Resources.XObject.items()
        kind, names = next(iter(draws.items()))
        assert set(form.Resources[f"/{kind}"]) == {f"/{name}" for name in names}
        assert [float(side) for side in form.BBox] == [0, 0, 99.5, 120]
        page.contents_coalesce()
        assert f"{name} Do".encode() in page.Contents.read_bytes()


def test_another_reader_opens_every_page() -> None:
    document = pypdfium2.PdfDocument(made())
    try:
        sizes = {document[number].get_size() for number in range(len(document))}
    finally:
        document.close()
    assert len(sizes) == 1


def test_who_links_need_not_know_how_to_typeset() -> None:
    program = (
        "import sys; from book.bind.pdf import link, structure; "
        "sys.exit(not {'weasyprint', 'pydyf', 'pikepdf'}.isdisjoint(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (0, b"")
