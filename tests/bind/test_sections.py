"""A book set section by section is the book set in one piece."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any, Literal

import pikepdf
import pytest

from book import theme
from book.bind import pdf
from book.bind.pdf.parts import Section
from book.diagnostics import Diagnostic
from book.model import Book, Edition, Part, Publication
from book.render import Options, PrintOptions, render
from tests.bind.likeness import differences
from tests.render import sample
from tests.render.sample import ARTICLES, article, book, chapters, publication

PLAIN = Part(None, chapters(ARTICLES))
Opening = Literal["recto", "any", "auto"]

# Running heads and folios are no part of the tagged text; WeasyPrint 70 tags them, and
# hangs them nowhere.
APART = frozenset({"beside"})

REFERRING = """
<p>Voir <a href="article:la-pendule">la pendule</a>, puis
<a href="article:a-letter">la lettre</a> et <a href="article:le-moulin">le moulin</a>.</p>
"""


def referring() -> Book:
    """Return the sample, its articles referring to each other, forwards and back."""
    linked = tuple(replace(one, body=one.body + REFERRING) for one in ARTICLES)
    return book(
        Part("L’eau et la roue", chapters(linked[:2])), Part("Ici", chapters(linked[2:]))
    )


def many(count: int, more: str = "") -> Book:
    """Return a book of ``count`` chapters that refer to each other, with ``more`` in each."""
    every = [
        article(
            1,
            f"recit-{number}",
            f"Récit numéro {number}",
            more
            + sample.CLOCK * (number % 4 + 1)
            + f'<p>Voir <a href="article:recit-{(number * 7) % count}">un autre récit</a>.</p>',
        )
        for number in range(count)
    ]
    return book(Part(None, chapters(every)))


def printed(of: Book, options: PrintOptions | None = None, style: str = "") -> Publication:
    """Render ``of`` for print, with ``style`` as the last word of its style sheets."""
    made, _ = publication(of, Edition.PRINT, options)
    sheets = tuple(
        replace(one, data=one.data + style.encode()) if one.href.endswith("page.css") else one
        for one in made.resources
    )
    return replace(made, resources=sheets)


def bound(made: Publication, **options: Any) -> tuple[bytes, list[str]]:
    said: list[Diagnostic] = []
    artifact = pdf.bind(made, pdf.Options(**options), said.append)
    return artifact.data, [one.code for one in said]


def unlike(made: Publication, **options: Any) -> dict[str, list[str]]:
    """Return in what the two ways to set ``made`` differ, where the one piece is right."""
    ours, said = bound(made, **options)
    assert set(said) <= {"P110", "P111"}
    theirs, _ = bound(made, one_document=True)
    return differences(ours, _without_namespace(theirs), apart=APART)


def _without_namespace(data: bytes) -> bytes:
    """Return ``data`` without the namespace of PDF 2, which has no place in PDF 1.7."""
    written = BytesIO()
    with pikepdf.open(BytesIO(data)) as document:
        tree = document.Root.StructTreeRoot
        del tree.Namespaces
        del tree.K[0].NS
        document.save(written)
    return written.getvalue()


def test_a_book_with_parts_notes_tables_and_pictures() -> None:
    assert unlike(printed(referring())) == {}


@pytest.mark.parametrize("opening", ["recto", "any"])
def test_chapters_that_open_anywhere(opening: Opening) -> None:
    assert unlike(printed(book(PLAIN), PrintOptions(opening=opening))) == {}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_contents_in_front_and_books_that_are_read_leftwards(language: str) -> None:
    assert unlike(printed(book(PLAIN, language=language))) == {}


@pytest.mark.slow
def test_numbers_of_one_two_and_three_figures_wherever_they_were_guessed() -> None:
    made = printed(many(60), PrintOptions(trim="74mm x 105mm", opening="any"))

    assert unlike(made, measure=pdf.Measure(90, 40)) == {}


STYLES = {
    "figures of different widths": """
        .see a::after { font-variant-numeric: oldstyle-nums proportional-nums; }
        .contents a::after { font-variant-numeric: proportional-nums; position: static; }
    """,
    "sides that differ": """
        @page :left { background: #eee; @footnote { border-left: 2pt solid #333; } }
        @page :right { border-right: 1pt solid #999; }
    """,
    "pages that say where they are": """
        @page { @bottom-left { content: string(chapter, start) " / " string(chapter, last); }
                @bottom-right { content: counter(page) " / " counter(pages); } }
        @page :first { @bottom-right { content: "I"; } }
        @page :blank { @bottom-left { content: "vide"; } background: #fee; }
    """,
    "another book altogether": """
        :root { --size: 10pt; --leading: 14pt; }
        html { font-family: "IBM Plex Mono"; hyphens: none; }
        p { text-align: left; text-indent: 0; margin-bottom: 7pt; }
        @page { margin: 15mm 20mm; size: 150mm 150mm; }
        @page :left { @top-left { content: url(../images/roue.svg); } }
        .chapter { page: text; break-before: left; }
        @page :nth(1 of text) { margin-top: 30mm; }
    """,
}


@pytest.mark.parametrize("style", STYLES)
def test_other_styles(style: str) -> None:
    assert unlike(printed(referring(), style=STYLES[style])) == {}


INSEPARABLE = {
    "running elements": ".opener { position: running(head); }",
    "target-text()": ".see a::before { content: target-text(attr(href url)); }",
    "a text that counts pages": ".opener::after { content: counter(page); }",
    "position: fixed": ".halftitle { position: fixed; top: 0; }",
    "pages counted anew": ".chapter.first { counter-reset: page 1; }",
    "counters that run through the book": "figure { counter-increment: figure; }",
    "@page :nth()": "@page :nth(3) { background: #eee; }",
    "a document that does not begin on a fresh page": ".chapter { break-before: auto; }",
    "bleed": "@page { bleed: 3mm; }",
}


@pytest.mark.parametrize("reason", INSEPARABLE)
def test_what_binds_the_pages_together_is_set_in_one_piece(reason: str) -> None:
    made = printed(book(PLAIN), PrintOptions(opening="any"), INSEPARABLE[reason])
    said: list[Diagnostic] = []

    artifact = pdf.bind(made, pdf.Options(), said.append)

    whole, _ = bound(made, one_document=True)
    assert artifact.data == whole
    assert said[0].code == "P104"
    assert reason in said[0].message


@cache
def plain() -> Publication:
    return printed(referring())


@pytest.mark.parametrize("name", ["moderne", "grands-caracteres"])
def test_other_themes(name: str) -> None:
    small = book(Part("Ici", chapters(ARTICLES[2:])))
    options = Options(theme.load(name=name), Edition.PRINT)
    assert unlike(render(small, options, list[Diagnostic]().append)) == {}


def test_where_the_sections_are_set_and_in_which_order_makes_no_difference() -> None:
    def backwards(run: Any, items: Sequence[Any], setting: Any) -> Sequence[Any]:
        return [run(item, setting, lambda _: None) for item in reversed(items)][::-1]

    one = pdf.bind(plain(), pdf.Options(), lambda _: None)
    other = pdf.bind(
        plain(), pdf.Options(measure=pdf.Measure(20, 20)), lambda _: None, backwards
    )

    assert one.data == other.data


def test_only_what_changed_is_set_again() -> None:
    articles = [replace(one, body=one.body + REFERRING) for one in ARTICLES]
    before = _asked(book(Part(None, chapters(articles))))
    articles[1] = replace(articles[1], body=articles[1].body + "<p>Un mot encore.</p>")
    after = _asked(book(Part(None, chapters(articles))))

    assert {one.href for key, one in after.items() if key not in before} == {"la-pendule.xhtml"}


def _asked(of: Book) -> dict[str, Section]:
    """Return the sections that are set, by all that their setting depends on."""
    asked: dict[str, Section] = {}

    def spread(run: Any, items: Sequence[Any], setting: Any) -> Sequence[Any]:
        if run.__name__ == "typeset":
            asked.update({repr(item): item for item in items})
        return [run(item, setting, lambda _: None) for item in items]

    pdf.bind(printed(of, PrintOptions(opening="recto")), pdf.Options(), lambda _: None, spread)
    return asked


def test_a_book_without_tags_has_none() -> None:
    data, _ = bound(plain(), tagged=False)

    with pikepdf.open(BytesIO(data)) as document:
        assert "/StructTreeRoot" not in document.Root
        assert all("/StructParents" not in page for page in document.pages)


@pytest.mark.slow
def test_a_long_book_full_of_references_and_notes() -> None:
    made = printed(many(24, sample.MILL), PrintOptions(trim="pocket", opening="any"))
    assert unlike(made) == {}
