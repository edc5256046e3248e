"""The page follows its trim, and what a printer asks of a book of so many pages."""

from dataclasses import replace

import pytest

from book import theme
from book.model import Edition, Part
from book.render import Options, PartsOptions, PrintOptions, render, sized
from book.render.page import PRESETS, Wish, page
from book.theme import CLASSIQUE
from tests.render.sample import ARTICLES, book, chapters, markup, publication

BOOK = book(Part(None, chapters(ARTICLES)))


@pytest.mark.parametrize("trim", PRESETS)
def test_each_preset_keeps_its_proportions_and_a_readable_line(trim: str) -> None:
    found = page(trim)

    assert found.inside < found.outside
    assert found.head < found.foot
    assert 50 <= found.letters <= 68
    assert found.head + found.lines * found.leading * 25.4 / 72 + found.foot == pytest.approx(
        found.height, abs=0.1
    )


@pytest.mark.parametrize(("pages", "gutter"), [(150, 14.12), (501, 19.05), (800, 22.225)])
def test_a_thick_book_leaves_more_room_at_the_spine(pages: int, gutter: float) -> None:
    options = PrintOptions(trim="pocket", printer="kdp")

    assert sized(BOOK, options, CLASSIQUE, pages).inside == pytest.approx(gutter, abs=0.01)


def test_a_printer_keeps_text_from_all_edges() -> None:
    found = sized(BOOK, PrintOptions(trim="pocket", printer="ingramspark"), CLASSIQUE, 200)

    assert min(found.inside, found.outside, found.head, found.foot) >= 12.7
    # The running head stands in the margin, two lines above the text.
    assert found.head - 2 * found.leading * 25.4 / 72 >= 12.69


def test_without_a_printer_the_number_of_pages_has_no_say() -> None:
    thin, thick = (sized(BOOK, PrintOptions(), CLASSIQUE, pages) for pages in (90, 900))

    assert thin == thick == page("a5")


def test_large_print_has_sixteen_points_at_least() -> None:
    for trim in PRESETS:
        assert page(trim, CLASSIQUE, Wish(large=True)).size >= 16
    assert sized(BOOK, PrintOptions(large=True), CLASSIQUE) == page(
        "a5", CLASSIQUE, Wish(large=True)
    )


def test_a_reader_has_two_columns_of_a_readable_width() -> None:
    options = PrintOptions(trim="letter", columns="two")
    found = sized(BOOK, options, CLASSIQUE)

    assert (found.width, found.columns) == (215.9, 2)
    assert 60 <= found.letters / 2 <= 70
    assert sized(BOOK, replace(options, columns="one"), CLASSIQUE).columns == 1


def test_notes_stand_after_the_text_where_that_is_asked_for() -> None:
    parts = PartsOptions(notes="chapter")
    made = render(BOOK, Options(theme.load(), Edition.PRINT, parts=parts), lambda _: None)

    assert 'class="fn' not in markup(made, "le-moulin.xhtml")


def test_in_columns_notes_stand_after_the_text_and_addresses_in_it() -> None:
    made, _ = publication(BOOK, Edition.PRINT, PrintOptions(trim="letter", columns="two"))
    text = markup(made, "le-moulin.xhtml")
    usual = markup(publication(BOOK, Edition.PRINT)[0], "le-moulin.xhtml")

    assert 'class="fn' not in text
    assert "(<a" in text
    assert 'class="fn' in usual
