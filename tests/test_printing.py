"""What ``[print]`` asks of a PDF, in the words of who binds it and who checks it."""

from datetime import UTC, datetime

import pytest

from book import build, theme
from book.bind.pdf import Finish
from book.build import editions, printing
from book.build.values import Manuscript, Material
from book.config import Config
from book.model import Artifact, Format, Part, Source
from book.render import PrintOptions
from tests.check.press import made
from tests.render.sample import ARTICLES, book, chapters

WHEN = datetime(2024, 5, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("options", "bleed", "marks"),
    [
        (PrintOptions(kind="press"), 3, True),
        (PrintOptions(kind="press", printer="kdp"), 0, False),
        (PrintOptions(kind="press", printer="bod", bleed="5mm", marks="yes"), 5, True),
        (PrintOptions(kind="press", marks="no", bleed="0mm"), 0, False),
    ],
)
def test_bleed_and_marks_are_the_printers_unless_they_are_said(
    options: PrintOptions, bleed: float, marks: bool
) -> None:
    found = printing.finish(options, b"", (), WHEN)

    assert (found.kind, found.bleed, found.marks) == ("press", bleed, marks)
    assert found.inks.colour == "grey"


def test_a_pdf_to_be_read_is_left_alone_and_not_checked_against_a_printer() -> None:
    options = PrintOptions(printer="kdp")

    assert printing.finish(options, b"", (), WHEN) == Finish()
    assert printing.profile(options) == ""
    assert printing.profile(PrintOptions(kind="press")) == "press"
    assert printing.profile(PrintOptions(kind="press", printer="bod")) == "bod"


def test_an_archive_takes_the_sources_where_it_is_asked_to() -> None:
    sources = (Source("a/été.md", Format.MARKDOWN, "# Été\n"),)

    assert printing.attached(sources, PrintOptions(kind="archive")) == ()
    (one,) = printing.attached(sources, PrintOptions(kind="archive", attach=True))
    assert (one.href, one.media_type, one.data) == (
        "a/été.md",
        "text/markdown",
        b"# \xc3\x89t\xc3\xa9\n",
    )


@pytest.mark.parametrize(("pages", "gutter"), [(24, None), (501, 19.05)])
def test_a_book_in_another_row_of_the_table_is_set_again(pages: int, gutter: float) -> None:
    options = PrintOptions(trim="pocket", kind="press", printer="kdp")
    manuscript = Manuscript(Material((), (), (), ()), book(Part(None, chapters(ARTICLES))), ())
    press = build.Press(manuscript, theme.load(), Config(print=options), WHEN)
    workshop = editions.Workshop(press)

    found = editions.fitting(Artifact("pdf", made(pages=pages)), workshop)

    assert (found is workshop) is (gutter is None)
    assert gutter is None or found.press.page.inside == gutter
