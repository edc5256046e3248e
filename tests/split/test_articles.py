"""What an article that comes out of a dump is made of."""

from book.diagnostics import Diagnostic
from book.model import Fate, Format, Source
from book.split import Options, Split, split

NOTES = """The rope\u00a0walk

A rope walk is a shed as long as a ship.
    hemp = 3 < 4


• tar & twine
"""


def splitted(*texts: str, options: Options | None = None) -> Split:
    said: list[Diagnostic] = []
    sources = [Source(f"{n}.txt", Format.TEXT, text) for n, text in enumerate(texts)]
    return split(sources, options or Options(), said.append)


def test_a_body_has_a_paragraph_a_line_with_its_number_and_the_gap_above_it() -> None:
    (article,) = splitted(NOTES).articles

    assert article.body == (
        '<p data-line="3" data-gap="1">A rope walk is a shed as long as a ship.</p>'
        '<p data-line="4">    hemp = 3 &lt; 4</p>'
        '<p data-line="7" data-gap="2">• tar &amp; twine</p>'
    )


def test_a_title_keeps_its_non_breaking_space() -> None:
    (article,) = splitted("  The \t rope\u00a0walk  \n\nIt is long.").articles

    assert (article.id, article.title, article.slug) == (
        "0.txt#1",
        "The rope\u00a0walk",
        "the-rope-walk",
    )


def test_slugs_are_counted_where_titles_are_the_same() -> None:
    slugs = [article.slug for article in splitted(NOTES, NOTES, "• !\n• ?").articles]

    assert slugs == ["the-rope-walk", "the-rope-walk-2", "2"]


def test_a_title_without_any_letter_gives_a_numbered_slug() -> None:
    options = Options(titles=("♪ 。",))

    slugs = [a.slug for a in splitted("Song\n\n♪ 。\n\nIt goes up.", options=options).articles]

    assert slugs == ["song", "article-1"]


def test_what_xml_cannot_hold_stands_beside_the_article() -> None:
    (article,) = splitted("The bell\n\nIt rings \x07 at noon.").articles

    assert "It rings  at noon." in article.body
    assert [(a.line, a.text, a.fate, a.reason) for a in article.asides] == [
        (3, "\x07", Fate.MARKUP, "not allowed in XML")
    ]


def test_a_forced_title_makes_no_doubt_and_a_weak_one_does() -> None:
    text = "\n\n".join(["Nets", *["A net is mended knot by knot, and never in a hurry."] * 2])
    weak = text + "\n\n\nBoats\n\nBoats are mended too. Boats wait. Boats lean."

    doubts = splitted(weak).doubts
    forced = splitted(weak, options=Options(titles=("Boats",)))

    assert [(doubt.text, doubt.location.line) for doubt in doubts] == [("Boats", 8)]
    assert forced.doubts == ()
    assert forced.articles[1].signals[0] == "book.toml says so"
    assert forced.articles[1].confidence == 1.0


def test_no_dump_is_no_article() -> None:
    assert splitted().articles == ()
