"""A justified line of few words is not left wide for the sake of the hyphenation zone."""

import pypdfium2
import weasyprint

from book.bind.pdf.inside import quick
from book.check.lines import TextLine, text_lines
from tests.check.test_pdf import FACE

quick.install()

FEW = (
    "Mariniers, voudriez-vous des passerelles nouvelles, qui attendent au bord de cette rive ?"
)
MANY = (
    "Le vent a pris la mer et la nuit est là sur ce quai où nous attendions le retour des gens."
)


def lines(text: str, align: str, zone: str = "10%") -> list[TextLine]:
    style = (
        f"{FACE} @page {{ size: 94mm 60mm; margin: 0 }} body {{ margin: 0 }}"
        f"p {{ margin: 0; font: 12pt/15pt 'EB Garamond'; text-align: {align};"
        f"hyphens: auto; hyphenate-limit-chars: 6 2 3; hyphenate-limit-zone: {zone} }}"
    )
    html = (
        f"<html lang='fr'><head><style>{style}</style></head><body><p>{text}</p></body></html>"
    )
    with pypdfium2.PdfDocument(weasyprint.HTML(string=html).write_pdf()) as document:
        return list(text_lines(document[0].get_textpage()))


def test_a_line_of_few_spaces_takes_the_syllable_that_fills_it() -> None:
    ours, theirs = lines(FEW, "justify")[0], lines(FEW, "start")[0]

    assert theirs.text.endswith("nouvelles, qui")
    assert ours.text == f"{theirs.text} at\u2010"
    assert max(gap.width for gap in ours.gaps) < 4


def test_where_many_spaces_share_it_the_zone_keeps_the_word_whole() -> None:
    ours, bare = lines(MANY, "justify")[0], lines(MANY, "justify", zone="0")[0]

    assert (ours.text[-4:], bare.text[-3:]) == ("nous", "at\u2010")
    assert max(gap.width for gap in ours.gaps) < 4
