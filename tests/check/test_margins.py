"""Running heads and folios are taken off a page, and nothing of the author's."""

from book.check.margins import bare, heads, said
from book.model import ContentDocument

BOOK = said("Le livre")
OWN = heads(ContentDocument("quai.xhtml", "chapter", "Le quai", '<h1 data-short="Quai">'))


def page(*lines: str, folio: int = 12) -> list[str]:
    return bare("\n".join(lines), folio, BOOK, OWN).split("\n")


def test_the_head_and_the_folio_are_taken_off_wherever_they_are_painted() -> None:
    assert page("un", "deux", "trois", "Le livre", "12") == ["un", "deux", "trois", "", ""]
    assert page("QUAI", "12", "un", "deux", "trois", "quatre")[:2] == ["", ""]


def test_a_line_that_is_called_like_another_chapter_is_the_authors() -> None:
    lines = ("un", "deux", "Le phare", "Quai", "12")
    assert page(*lines) == ["un", "deux", "Le phare", "", ""]


def test_of_two_lines_that_are_alike_the_last_painted_is_the_margin() -> None:
    assert page("un", "deux", "Le quai", "Le quai", "12") == ["un", "deux", "Le quai", "", ""]
    assert page("un", "deux", "12", "Quai", "12") == ["un", "deux", "12", "", ""]


def test_a_head_in_the_middle_of_a_page_is_the_authors() -> None:
    assert page("un", "deux", "Quai", "trois", "quatre", "cinq")[2] == "Quai"


def test_a_short_page_has_margins_too() -> None:
    assert page("Quai") == [""]
    assert page("") == [""]
