"""A booklet is read as it is folded: the text of each half page of each side of each sheet."""

from io import BytesIO
from itertools import chain

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.diagnostics import BookError, Diagnostic
from book.impose import PAPERS, Imposed, Options, impose
from book.impose.plan import Sheet, Side, planned
from book.model import Artifact
from tests.impose.numbered import A5, numbered

Halves = list[tuple[str, str]]


def unheard(diagnostic: Diagnostic) -> None:
    pytest.fail(str(diagnostic))


def imposed(data: bytes, options: Options | None = None) -> Imposed:
    return impose(Artifact("pdf", data), options or Options(), unheard)


def halves(data: bytes) -> Halves:
    """Return what stands at the left and at the right of each side."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            left = text.get_text_bounded(0, 0, width / 2, height)
            right = text.get_text_bounded(width / 2, 0, width, height)
            found.append((left.strip(), right.strip()))
    return found


def expected(sheets: list[Sheet], pages: int) -> Halves:
    def words(number: int) -> str:
        return f"page {number}" if number <= pages else ""

    sides = chain.from_iterable((sheet.front, sheet.back) for sheet in sheets)
    return [(words(side.left), words(side.right)) for side in sides]


def test_eight_pages_lie_as_every_printer_knows_them() -> None:
    assert halves(imposed(numbered(8)).artifact.data) == [
        ("page 8", "page 1"),
        ("page 2", "page 7"),
        ("page 6", "page 3"),
        ("page 4", "page 5"),
    ]


def test_what_is_missing_to_the_last_sheet_is_blank() -> None:
    done = imposed(numbered(6))

    assert (done.pages, done.blanks, done.sizes) == (6, 2, (2,))
    assert halves(done.artifact.data) == [
        ("", "page 1"),
        ("page 2", ""),
        ("page 6", "page 3"),
        ("page 4", "page 5"),
    ]


def test_signatures_follow_each_other_and_the_last_may_be_thinner() -> None:
    done = imposed(numbered(22), Options(signature=16))

    assert (done.sizes, done.blanks) == ((4, 2), 2)
    found = halves(done.artifact.data)
    assert found == expected(list(planned(22, 16)), 22)
    assert found[0] == ("page 16", "page 1")
    assert found[8:10] == [("", "page 17"), ("page 18", "")]


def test_a_book_bound_at_the_right_begins_at_the_left() -> None:
    found = halves(imposed(numbered(4), Options(leftward=True)).artifact.data)

    assert found == [("page 1", "page 4"), ("page 3", "page 2")]


@given(st.integers(1, 200), st.integers(1, 12), st.booleans())
def test_every_page_is_laid_once_and_in_reach_of_its_fold(
    pages: int, sheets: int, leftward: bool
) -> None:
    plan = list(planned(pages, sheets * 4, leftward=leftward))
    sides = [side for sheet in plan for side in (sheet.front, sheet.back)]

    numbers = sorted(n for side in sides for n in (side.left, side.right))
    assert numbers == list(range(1, len(plan) * 4 + 1))
    assert 0 <= len(plan) * 4 - pages < 4
    for sheet in plan:
        sums = {side.left + side.right for side in (sheet.front, sheet.back)}
        assert sums == {
            one.left + one.right
            for other in plan
            if other.signature == sheet.signature
            for one in (other.front, other.back)
        }


def test_leaves_read_on_when_the_folded_sheets_are_turned() -> None:
    """Fold them: the right half of a front is backed by the left half of its back."""
    for sheet in planned(32, 16):
        assert sheet.back.left == sheet.front.right + 1
        assert sheet.front.left == sheet.back.right + 1


def places(data: bytes) -> list[list[float]]:
    """Return how far from the fold the two pages of each side begin, in millimetres."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            half = page.get_width() / 2
            lefts = [
                box[0] if box[0] > half else box[2]
                for box in (o.get_bounds() for o in page.get_objects(max_depth=1))
            ]
            found.append(sorted(round((x - half) * 25.4 / 72, 2) for x in lefts))
    return found


def test_the_outer_sheets_creep_away_from_the_fold() -> None:
    """The innermost stays; each sheet around it moves by what a sheet is thick."""
    still = places(imposed(numbered(12), Options(creep=0)).artifact.data)
    moved = places(imposed(numbered(12), Options(creep=0.5)).artifact.data)

    shifts = [
        [round(b - a, 2) for a, b in zip(before, after, strict=True)]
        for before, after in zip(still, moved, strict=True)
    ]
    assert shifts == [[-1, 1], [-1, 1], [-0.5, 0.5], [-0.5, 0.5], [0, 0], [0, 0]]


def test_pages_keep_their_size_and_touch_the_fold() -> None:
    done = imposed(numbered(4), Options(paper=PAPERS["a3"], creep=0))

    assert done.edge == "short"
    with pypdfium2.PdfDocument(done.artifact.data) as document:
        page = document[0]
        assert page.get_size() == pytest.approx((1190.55, 841.89), abs=0.1)
        for placed in page.get_objects(max_depth=1):
            assert placed.get_matrix().get()[0] == pytest.approx(1, abs=1e-4)
    # “page 1” begins 20 points left of the middle of an A5 page that stands at the fold.
    assert places(done.artifact.data)[0][1] == pytest.approx(
        (A5[0] / 2 - 20) * 25.4 / 72, abs=0.4
    )


def test_what_is_too_large_for_the_sheet_is_made_smaller_and_said() -> None:
    said: list[Diagnostic] = []

    impose(Artifact("pdf", numbered(4, (432, 648))), Options(), said.append)

    assert [d.code for d in said] == ["P303"]
    assert "91 %" in said[0].message


def test_narrow_pages_turn_on_the_long_edge() -> None:
    done = imposed(numbered(4, (200, 800)), Options(paper=PAPERS["a4"]))

    assert done.edge == "long"
    assert done.sheet[0] < done.sheet[1]


def test_marks_are_drawn_where_to_fold_and_where_to_cut() -> None:
    plain = imposed(numbered(4), Options(paper=PAPERS["a3"]))
    marked = imposed(numbered(4), Options(paper=PAPERS["a3"], marks=True))

    def lines(done: Imposed) -> int:
        with pypdfium2.PdfDocument(done.artifact.data) as document:
            return sum(o.type == 2 for o in document[0].get_objects(max_depth=1))

    assert lines(plain) == 0
    assert lines(marked) == 2 + 4 + 4


def test_fonts_are_shared_and_the_same_file_gives_the_same_bytes() -> None:
    source = numbered(40)
    done = imposed(source).artifact.data

    assert done == imposed(source).artifact.data
    with pikepdf.open(BytesIO(done)) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]
        assert sum(o.get("/Type") == "/Font" for o in fonts) == 1
        assert "/CreationDate" not in pdf.docinfo


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no PDF"),
        (b"%PDF-1.7\nnothing", "no PDF"),
        (numbered(4, lock="secret"), "password"),
    ],
)
def test_what_is_no_open_pdf_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(BookError, match=f"P301.*{why}"):
        imposed(data)


def test_pages_of_several_sizes_and_too_many_staples_are_said() -> None:
    said: list[Diagnostic] = []

    impose(Artifact("pdf", numbered(64, last=(400, 500))), Options(signature=0), said.append)

    assert [d.code for d in said] == ["P304", "P302"]
    assert "16 sheets" in said[0].message
    assert said[1].message.startswith("page 64 measures 141 × 176 mm")


def test_sixty_pages_are_stapled_and_more_are_sewn() -> None:
    assert imposed(numbered(60)).sizes == (15,)
    assert imposed(numbered(61)).sizes == (4, 4, 4, 4)


def test_a_side_is_two_pages() -> None:
    assert next(planned(1, 16)) == Sheet(1, Side(4, 1), Side(2, 3), 0)
