"""QR codes on the finished page, read back by what reads them in a telephone."""

import pytest

from book.bind import pdf
from book.diagnostics import Diagnostic
from book.model import Edition, Part
from book.render import Options, PartsOptions, render
from book.theme import load
from tests.render import sample

ADDRESSES = (
    "https://www.rivoire.example/moulins/roue.html?annee=1911",
    "https://archives.example/" + "registre-des-deliberations-du-conseil/" * 5,
)


def test_the_codes_beside_links_lead_where_the_links_do() -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    pdfium = pytest.importorskip("pypdfium2")
    text = "".join(f'<p>Voir <a href="{one}">le cahier</a>.</p>' for one in ADDRESSES)
    whole = sample.book(Part(None, sample.chapters([sample.article(1, "un", "Un", text)])))
    said: list[Diagnostic] = []
    options = Options(load(), Edition.PRINT, parts=PartsOptions(links="list", qr="links"))
    bound = pdf.bind(render(whole, options, said.append), pdf.Options(), said.append)

    document = pdfium.PdfDocument(bound.data)
    found = {}
    for page in document:
        image = page.render(scale=200 / 72).to_pil()  # what a telephone sees, at best
        for code in zxingcpp.read_barcodes(image):
            corners = code.position
            found[code.text] = (corners.top_right.x - corners.top_left.x) / 200 * 25.4
    document.close()

    assert tuple(sorted(found)) == tuple(sorted(ADDRESSES))
    assert found[ADDRESSES[0]] >= 12  # the border takes the rest of 15 mm
    assert said == []
