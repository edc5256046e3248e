"""The oracle that compares two PDFs sees what was changed, and nothing else."""

from collections.abc import Callable
from functools import cache
from io import BytesIO

import pikepdf
import pytest

from tests.bind.likeness import differences
from tests.render.sample import book, bound

Change = Callable[[pikepdf.Pdf], None]


@cache
def sample() -> bytes:
    return bound(book())[0].data


def doctored(change: Change) -> bytes:
    written = BytesIO()
    with pikepdf.open(BytesIO(sample())) as document:
        change(document)
        document.save(written, fix_metadata_version=False)
    return written.getvalue()


def _a_letter(document: pikepdf.Pdf) -> None:
    page = document.pages[-1]
    page.contents_coalesce()
    stream = page.Contents
    code = stream.read_bytes()
    first = code.index(b"[<") + 2
    stream.write(code[:first] + b"0040" + code[first + 4 :])


def _a_destination(document: pikepdf.Pdf) -> None:
    place = document.Root.Names.Dests.Names[1]
    place[2] = float(place[2]) + 1


def _a_target(document: pikepdf.Pdf) -> None:
    _first_link(document).Dest = pikepdf.String("elsewhere")


def _a_rectangle(document: pikepdf.Pdf) -> None:
    link = _first_link(document)
    link.Rect[0] = float(link.Rect[0]) + 1


def _first_link(document: pikepdf.Pdf) -> pikepdf.Object:
    page = next(p for p in document.pages if "/Annots" in p.obj and "/Dest" in p.Annots[0])
    return page.Annots[0]


def _a_title(document: pikepdf.Pdf) -> None:
    document.Root.Outlines.First.Title = pikepdf.String("Other")


def _the_order_of_tags(document: pikepdf.Pdf) -> None:
    kids = document.Root.StructTreeRoot.K[0].K
    kids[2], kids[4] = kids[4], kids[2]


def _a_parent(document: pikepdf.Pdf) -> None:
    _first_link(document).StructParent = 0


def _the_language(document: pikepdf.Pdf) -> None:
    document.Root.Lang = pikepdf.String("en")


def _the_trim(document: pikepdf.Pdf) -> None:
    document.pages[3].TrimBox[2] = 100


def _a_font(document: pikepdf.Pdf) -> None:
    font = next(iter(document.pages[-1].resources.Font.values()))
    font.BaseFont = pikepdf.Name("/ABCDEF+Other")


def _the_last_page(document: pikepdf.Pdf) -> None:
    page = document.pages[-1]
    page.contents_add(b"0 0 1 rg 10 10 20 20 re f")


def _nothing(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.Unheard = 1


def test_a_book_is_like_itself() -> None:
    assert differences(sample(), sample()) == {}


def test_how_a_file_is_written_makes_no_difference() -> None:
    assert differences(doctored(_nothing), sample()) == {}


@pytest.mark.parametrize(
    ("change", "subjects"),
    [
        (_a_letter, {"text", "tags", "pixels"}),
        (_a_destination, {"destinations"}),
        (_a_target, {"links", "tags"}),
        (_a_rectangle, {"links"}),
        (_a_title, {"outline"}),
        (_the_order_of_tags, {"tags"}),
        (_a_parent, {"faults"}),
        (_the_language, {"metadata"}),
        (_the_trim, {"pages"}),
        (_a_font, {"fonts"}),
        (_the_last_page, {"pixels"}),
    ],
)
def test_each_change_is_seen_where_it_was_made(change: Change, subjects: set[str]) -> None:
    assert set(differences(doctored(change), sample())) == subjects


def test_what_is_set_apart_is_not_compared() -> None:
    assert differences(doctored(_a_title), sample(), apart={"outline"}) == {}


def test_a_tenth_of_a_point_is_no_difference() -> None:
    def nudged(document: pikepdf.Pdf) -> None:
        link = _first_link(document)
        link.Rect[0] = float(link.Rect[0]) + 0.09

    assert differences(doctored(nudged), sample()) == {}
