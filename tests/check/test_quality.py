"""Pages set ill on purpose, line by line: each fault is found, and a clean page is silent."""

from collections.abc import Sequence

import pytest

from book.check import pages
from book.check.area import area
from book.check.lines import TextLine
from book.check.quality import Quality, measured, remark
from book.diagnostics import Diagnostic
from tests.check.test_pdf import FACE, printed

STYLE = f"""
{FACE} @page {{
  size: 80mm 120mm; margin: 12mm 12mm 12mm 14mm; font: 8pt 'EB Garamond';
  @top-center {{ content: "Le port" }} @bottom-center {{ content: counter(page) }}
}}
@page :left {{ margin: 12mm 14mm 12mm 12mm }}
html {{ font: 10pt/13pt 'EB Garamond' }} body {{ margin: 0 }}
section {{ break-before: page }}
div {{ height: 13pt; white-space: nowrap; text-align: justify; text-align-last: justify }}
.last, .title, .heading, .fn {{ text-align: start; text-align-last: start }}
.in {{ text-indent: 12pt }}
.heading {{ font-style: italic; margin-top: 13pt }}
.title {{ font-size: 16pt; line-height: 13pt }}
.far {{ height: 39pt }} .low {{ padding-top: 5pt }} .wide {{ width: 170pt }}
.fn {{ margin-top: 20pt; font-size: 7pt }}
sup {{ font-size: 6pt; line-height: 1 }}
"""

RAGGED = f"""{STYLE}
div {{ text-align: start; text-align-last: start }} .in {{ text-indent: 0; margin-top: 6.5pt }}
"""

OPENING = "¶Les barques rentrent avant la marée"
MIDDLE = ("quand le phare éclaire encore la jetée", "et que les mouettes réveillent les gens")
END = "du quartier neuf.|"
PARAGRAPH = (OPENING, *MIDDLE, END)
CLEAN = PARAGRAPH * 3
KINDS = {"#": "heading", "=": "title", "^": "low", "~": "far", ">": "wide", "*": "fn"}


def row(text: str) -> str:
    """Set one line: ``¶`` is indented, ``|`` is not stretched, other marks name a class."""
    classes = ["in"] * text.startswith("¶") + ["last"] * text.endswith("|")
    classes += [KINDS[text[0]]] if text[0] in KINDS else []
    shown = text.strip("|").lstrip("¶#=^~>*")
    return f"<div class='{' '.join(classes)}'>{shown}</div>"


def book(*leaves: Sequence[str], chapters: Sequence[int] = (1,), style: str = STYLE) -> Quality:
    """Set pages line by line and measure them; ``chapters`` are pages where one opens."""
    marks = {
        n: f"style='bookmark-level: 1; bookmark-label: \"Chapitre {n}\"'" for n in chapters
    }
    body = "".join(
        f"<section {marks.get(n, '')}>{''.join(map(row, leaf))}</section>"
        for n, leaf in enumerate(leaves, start=1)
    )
    return measured(pages.reading(printed(body, style).data))


def said(quality: Quality) -> list[tuple[str, int, str]]:
    return [(fault.code.number, fault.page, fault.words) for fault in quality.faults]


def only(code: str, quality: Quality) -> list[dict[str, object]]:
    """Return what is known of each fault of one kind; lines that are alike have others."""
    return [dict(fault.facts) for fault in quality.faults if fault.code.number == code]


@pytest.fixture(scope="module")
def clean() -> Quality:
    return book(CLEAN, CLEAN, CLEAN)


def test_a_clean_page_says_nothing(clean: Quality) -> None:
    spoken: list[Diagnostic] = []
    remark(clean, spoken.append)

    assert said(clean) == []
    assert spoken == []


def test_the_type_area_is_found_again(clean: Quality) -> None:
    area = clean.area

    assert area is not None
    assert (area.size, area.leading, area.lines) == (10.0, 13.0, 12)
    assert (area.justified, area.indented) == (True, True)
    assert area.recto.left - area.verso.left == pytest.approx(2 / 25.4 * 72, abs=0.1)
    assert area.recto.measure == pytest.approx(54 / 25.4 * 72, abs=0.6)
    assert (clean.lines, clean.share) == (36, 1.0)


def test_the_leading_is_found_to_a_hundredth_of_a_point() -> None:
    words = "Le bac part quand le passeur a fini son café."
    page = [
        TextLine(words, 50, 300, round(600 - n * 13.75, 2), 9.5, "Serif", (), ())
        for n in range(33)
    ]
    found = area([page, page])

    assert found is not None
    assert (found.leading, found.lines) == (13.75, 33)


def test_a_last_line_at_the_head_of_a_page_is_a_widow() -> None:
    cut = (*CLEAN, OPENING, *MIDDLE)
    assert said(book(cut, (END, *CLEAN), CLEAN)) == [("V321", 2, END.strip("|"))]


def test_a_first_line_at_the_foot_of_a_page_is_an_orphan() -> None:
    found = book((*CLEAN, OPENING), (*MIDDLE, END, *CLEAN), CLEAN)
    assert said(found) == [("V322", 1, OPENING.strip("¶"))]


@pytest.mark.parametrize("below", [(), (OPENING,)], ids=["none", "one line"])
def test_a_heading_without_two_lines_below_it_is_stranded(below: tuple[str, ...]) -> None:
    rest = PARAGRAPH[len(below) :]
    found = book((*PARAGRAPH * 3, "#Le vieux port", *below), (*rest, *CLEAN), CLEAN)
    assert ("V323", 1, "Le vieux port") in said(found)


def test_a_line_that_begins_with_a_closing_mark_is_named() -> None:
    lines = [f"{sign} et que les mouettes réveillent tout" for sign in ";!»%?:"]
    found = book((OPENING, MIDDLE[0], *lines, END, *PARAGRAPH), CLEAN)
    assert only("V324", found) == [{"sign": sign} for sign in ";!»%?:"]


def test_a_quotation_may_open_a_line_with_an_inward_mark() -> None:
    line = "»Weder das Meer noch der Wind« rief er"
    assert said(book((OPENING, line, *MIDDLE, END, *PARAGRAPH * 2), CLEAN)) == []


def test_a_word_broken_where_a_leaf_is_turned_is_named_only_there() -> None:
    broken, rest = "et que les mouettes réveillent le quar-", "tier neuf et le port.|"
    leaf = (*CLEAN[:-2], broken)
    found = book(leaf, (MIDDLE[0], rest, *CLEAN), leaf, (MIDDLE[0], rest, *CLEAN))
    assert said(found) == [("V325", 1, broken), ("V325", 3, broken)]
    assert said(book(CLEAN, leaf, (MIDDLE[0], rest, *CLEAN))) == []


def test_more_than_three_hyphens_running_are_a_ladder() -> None:
    broken = [f"{line[:-1]}\u2010" for line in (OPENING, *MIDDLE, MIDDLE[0])]
    three = book((*broken[:3], END, *CLEAN[:8]), CLEAN)
    assert only("V326", three) == []
    assert only("V326", book((*broken, END, *CLEAN[:8]), CLEAN)) == [{"count": 4}]


def test_a_line_with_wide_spaces_is_loose() -> None:
    (fault,) = book(
        (OPENING, "quand le phare éclaire encore", *MIDDLE, END, *CLEAN[:8]), CLEAN
    ).faults
    assert (fault.code.number, fault.words) == ("V327", "quand le phare éclaire encore")
    assert float(fault.facts["width"]) > 6.5


def test_wide_spaces_below_each_other_make_a_river() -> None:
    lines = ("quand le phare éclaire encore la jetée",) * 4
    assert only("V328", book((OPENING, *lines, END, *CLEAN[:8]), CLEAN)) == [{"count": 4}]
    assert only("V328", book((OPENING, *lines[:3], END, *CLEAN[:8]), CLEAN)) == []


def test_a_line_broken_after_its_first_syllable_is_named() -> None:
    found = book((OPENING, "quand le pha\u2010|", *MIDDLE, END, *CLEAN[:8]), CLEAN)
    assert said(found) == [("V329", 1, "quand le pha\u2010")]


def test_a_page_that_ends_early_is_explained() -> None:
    (fault,) = book(CLEAN[:8], ("#Le vieux port", *CLEAN[:8]), CLEAN).faults
    assert (fault.code.number, fault.page) == ("V330", 1)
    assert fault.facts == {"count": 4, "why": "a heading follows, which stays with its text"}


def test_a_chapter_does_not_end_with_two_lines_on_a_page() -> None:
    found = book(CLEAN[:-2], CLEAN[-2:], CLEAN, chapters=(1, 3))
    assert said(found) == [("V331", 2, MIDDLE[1])]
    assert found.faults[0].article == "Chapitre 1"
    assert said(book(CLEAN[:-2], CLEAN[:4], CLEAN, chapters=(1, 3))) == []


def test_lines_off_the_grid_are_counted() -> None:
    low = (f"^{OPENING.strip('¶')}", *CLEAN[1:11])
    (fault,) = (f for f in book(CLEAN, low, low).faults if f.code.number == "V332")
    assert fault.page == 2
    assert 0.3 < float(fault.facts["share"]) < 0.5


def test_a_note_stands_on_the_page_of_its_call() -> None:
    called = "et que les mouettes réveillent<sup>1</sup> les gens"
    note = "*1. Voir le plan du port."
    leaf = (OPENING, MIDDLE[0], called, END, *CLEAN[:6])
    parted = book(leaf, (*CLEAN[:10], note), CLEAN)
    assert [f for f in said(parted) if f[0] == "V333"] == [
        ("V333", 2, "1. Voir le plan du port.")
    ]
    assert said(book((*leaf, note), CLEAN, CLEAN)) == []


def test_text_in_the_margin_is_named() -> None:
    wide = f">{MIDDLE[0]} là"
    (fault,) = book((OPENING, wide, *MIDDLE, END, *CLEAN[:7]), CLEAN).faults
    assert (fault.code.number, fault.words) == ("V334", wide.strip(">"))


def test_a_line_of_a_title_does_not_end_with_a_small_word() -> None:
    leaf = ("=Le phare et la", "=jetée neuve", "~", *CLEAN[:8])
    (fault,) = book(leaf, CLEAN).faults
    assert (fault.code.number, fault.facts) == ("V335", {"sign": "la"})
    assert said(book(("=Le phare", "=et la jetée neuve", "~", *CLEAN[:8]), CLEAN)) == []


def test_a_ragged_text_with_space_between_paragraphs_is_read_as_well() -> None:
    clean = book(CLEAN, CLEAN, CLEAN, style=RAGGED)
    cut = book((*CLEAN, OPENING, *MIDDLE), (END, *CLEAN), CLEAN, style=RAGGED)
    assert clean.area is not None
    assert (clean.area.justified, clean.area.indented, clean.share) == (False, False, 1.0)
    assert said(clean) == []
    assert said(cut) == [("V321", 2, END.strip("|"))]


def test_rows_of_a_table_are_not_loose_lines() -> None:
    rows = ("mars 204", "avril 117", "mai 318")
    assert only("V327", book((*PARAGRAPH, *rows, *PARAGRAPH), CLEAN)) == []


def test_without_an_outline_a_chapter_is_known_by_the_white_above_it() -> None:
    sunk = ("=Le phare", "~", *CLEAN[:8])
    found = book(
        CLEAN,
        CLEAN[:6],
        sunk,
        CLEAN,
        chapters=(),
        style=f"{STYLE} .title {{ margin-top: 39pt }}",
    )
    assert said(found) == []


def test_a_build_says_in_one_line_what_could_be_better() -> None:
    spoken: list[Diagnostic] = []
    loose = (OPENING, "quand le phare éclaire encore", *MIDDLE, END, *CLEAN[:8])
    remark(book(loose, loose), spoken.append)
    assert [(d.code, d.message) for d in spoken] == [
        ("V310", "2 places on its pages could be set better: loose line 2")
    ]


def test_every_fault_can_be_said() -> None:
    loose = (OPENING, "quand le phare éclaire encore", *MIDDLE, END, *CLEAN[:8])
    (fault,) = book(loose, CLEAN).faults
    said = fault.diagnostic()
    assert said.message.startswith("on page 1 the words of a line stand ")
    assert said.message.endswith(
        " because “quand” did not fit: “quand le phare éclaire encore” (Chapitre 1)"
    )


def test_a_title_that_has_its_page_to_itself_is_not_stranded() -> None:
    part = ("#Première partie", "#Le vieux port")
    assert only("V323", book(part, CLEAN, CLEAN, chapters=(1, 2))) == []


def test_a_few_lines_are_not_judged() -> None:
    short = book((*PARAGRAPH, f">{MIDDLE[0]}"))
    assert (short.area, short.faults) == (None, ())
