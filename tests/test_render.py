"""Publications: which documents a book has in each edition, and what stands in them."""

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from book import catalogue, theme, xhtml
from book.dates.written import day
from book.diagnostics import BookError, Diagnostic
from book.model import Chapter, Edition, Part, Person, Publication, Resource
from book.render import Options, PrintOptions, render, tell
from book.render.page import PRESETS, page
from tests.render import sample
from tests.render.sample import ARTICLES, book, chapters, markup, one, publication

PRINT, _ = publication(book(), Edition.PRINT)
EPUB, _ = publication(book(), Edition.EPUB)
PLAIN = Part(None, chapters(ARTICLES))


def hrefs(made: Publication) -> list[str]:
    return [part.href.removesuffix(".xhtml") for part in made.documents]


def refused(**templates: str) -> Diagnostic:
    """Return why a theme with these templates is refused; ``_`` stands for ``-``."""
    ours = theme.load()
    named = {f"{name.replace('_', '-')}.xhtml": text for name, text in templates.items()}
    changed = replace(ours, templates={**ours.templates, **named})
    with pytest.raises(BookError) as caught:
        render(book(), Options(changed, Edition.PRINT), list[Diagnostic]().append)
    return caught.value.diagnostic


def test_a_printed_french_book_has_its_contents_at_the_end() -> None:
    assert hrefs(PRINT) == [
        "half-title",
        "title-page",
        "imprint",
        "summary",
        "part-1",
        "le-moulin",
        "la-pendule",
        "part-2",
        "la-farine",
        "a-letter",
        "contents",
        "colophon",
    ]


@pytest.mark.parametrize("parts", [(), (Part(None, ()),)])
def test_a_book_without_a_chapter_is_not_made(parts: tuple[Part, ...]) -> None:
    empty = replace(book(), parts=parts)

    with pytest.raises(BookError, match="T105"):
        render(empty, Options(theme.load(), Edition.EPUB), list[Diagnostic]().append)


def test_an_english_book_has_them_at_the_front_and_no_summary() -> None:
    made, _ = publication(book(PLAIN, language="en"), Edition.PRINT)
    assert hrefs(made)[:4] == ["half-title", "title-page", "imprint", "contents"]
    assert hrefs(made)[-1] == "colophon"


def test_an_epub_has_its_navigation_in_place_of_the_contents() -> None:
    assert hrefs(EPUB) == [
        "title-page",
        "imprint",
        "part-1",
        "le-moulin",
        "la-pendule",
        "part-2",
        "la-farine",
        "a-letter",
        "nav",
        "colophon",
    ]
    assert {one.href for one in EPUB.resources} == {
        "styles/epub.css",
        "toc.ncx",
        "images/roue.svg",
    }


def test_a_cover_comes_first() -> None:
    cover = Resource("cover.png", "image/png", b"png")
    options = Options(theme.load(), Edition.EPUB, cover=cover)
    made = render(book(), options, list[Diagnostic]().append)
    assert made.documents[0].role == "cover"
    assert cover in made.resources


def test_a_book_of_one_article_has_neither_contents_nor_number() -> None:
    made, _ = publication(one(sample.CLOCK), Edition.PRINT)
    assert hrefs(made) == ["half-title", "title-page", "imprint", "un-titre", "colophon"]
    assert 'class="number"' not in markup(made, "un-titre.xhtml")


@pytest.mark.parametrize("made", [PRINT, EPUB], ids=["print", "epub"])
def test_every_document_is_whole_and_well_formed(made: Publication) -> None:
    for part in made.documents:
        assert part.markup.startswith("<?xml")
        root = ElementTree.fromstring(part.markup)  # noqa: S314  our own rendering
        assert root.get("lang") == "fr"


@pytest.mark.parametrize("made", [PRINT, EPUB], ids=["print", "epub"])
def test_ids_are_unique_in_the_book(made: Publication) -> None:
    ids = [
        element.get("id")
        for part in made.documents
        for element in xhtml.document(part.markup).iter()
        if element.get("id")
    ]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("made", [PRINT, EPUB], ids=["print", "epub"])
def test_every_link_inside_the_book_has_a_goal(made: Publication) -> None:
    goals = {part.href: part.markup for part in made.documents}
    for part in made.documents:
        for link in xhtml.document(part.markup).iter("{*}a"):
            name, _, place = link.get("href", "").partition("#")
            if "://" not in name:
                assert not place or f'id="{place}"' in goals[name or part.href]


def test_the_same_book_is_rendered_the_same_twice() -> None:
    assert publication(book(), Edition.PRINT)[0] == PRINT
    assert publication(book(), Edition.EPUB)[0] == EPUB


def test_nothing_is_said_of_a_sound_book() -> None:
    for edition in Edition:
        assert publication(book(), edition)[1] == ()


def test_the_navigation_lists_parts_and_their_chapters() -> None:
    assert [entry.title for entry in EPUB.toc] == ["L’eau et la roue", "Le conseil à l’épreuve"]
    assert [entry.href for entry in EPUB.toc[1].children] == [
        "la-farine.xhtml",
        "a-letter.xhtml",
    ]


def test_titles_and_metadata_have_their_typography() -> None:
    given = one(sample.CLOCK, "Pourquoi pas ?")
    made, _ = publication(
        replace(given, metadata=replace(given.metadata, title="Et alors ?")), Edition.EPUB
    )
    assert made.metadata.title == "Et alors\u202f?"
    assert made.documents[2].title == "Pourquoi pas\u202f?"


@pytest.mark.parametrize(
    ("book_speaks", "article_speaks", "expected"),
    [
        ("fr", "fr-CA", "Pourquoi pas?"),
        ("fr-CA", "fr", "Pourquoi pas?"),
        ("fr-CA", None, "Pourquoi pas?"),
        ("fr-CA", "fr-FR", "Pourquoi pas\u202f?"),
        ("de", "fr-CH", "Pourquoi pas\u202f?"),
    ],
)
def test_an_article_is_set_as_its_country_sets_it(
    book_speaks: str, article_speaks: str | None, expected: str
) -> None:
    chapter = one(sample.CLOCK, "Pourquoi pas ?").parts[0].chapters[0]
    article = replace(chapter.articles[0], language=article_speaks)
    given = book(Part(None, (replace(chapter, articles=(article,)),)), language=book_speaks)
    made, _ = publication(given, Edition.EPUB)
    assert f">{expected}</h" in markup(made, "un-titre.xhtml")


def test_an_article_in_another_language_says_so() -> None:
    assert 'lang="en" xml:lang="en" dir="ltr"' in markup(EPUB, "a-letter.xhtml")
    assert '<section class="chapter first" id="le-moulin"' in markup(EPUB, "le-moulin.xhtml")
    assert "April 1, 2015" in markup(EPUB, "a-letter.xhtml")


def test_a_language_written_from_right_to_left_turns_the_pages() -> None:
    made, _ = publication(book(PLAIN, language="ar"), Edition.EPUB)
    assert 'dir="rtl"' in markup(made, "title-page.xhtml")


def test_a_dateline_of_the_article_is_kept_in_place_of_its_date() -> None:
    opener = markup(PRINT, "la-farine.xhtml").partition("</header>")[0]
    assert '<p class="dateline">La Rivoire, un dimanche</p>' in opener
    assert "2015" not in opener
    assert "<time" in markup(PRINT, "la-pendule.xhtml")


def test_notes_pop_up_in_an_epub_number_first_and_linked_back() -> None:
    chapter = markup(EPUB, "la-farine.xhtml")
    assert '<sup class="call"><a href="#la-farine-note-1" id="la-farine-call-1"' in chapter
    assert 'epub:type="noteref" role="doc-noteref">1</a></sup>' in chapter
    assert '<aside id="la-farine-note-1" epub:type="footnote" role="doc-footnote">' in chapter
    assert 'role="doc-backlink" class="back">1</a>. Médaille' in chapter


def test_a_long_note_goes_to_the_end_of_its_chapter_in_print() -> None:
    chapter = markup(PRINT, "la-farine.xhtml")
    assert '<span class="fn" role="doc-footnote">Médaille' in chapter
    assert 'role="doc-noteref">*</a></sup>' in chapter
    assert 'class="back">*</a> Une note longue' in chapter


def test_emoji_are_grey_in_print_and_the_readers_own_in_an_epub() -> None:
    assert '<span class="emoji">🙂\ufe0e</span>' in markup(PRINT, "le-moulin.xhtml")
    assert "sourit 🙂 et" in markup(EPUB, "le-moulin.xhtml")


def test_an_article_by_somebody_else_has_a_byline() -> None:
    given = one(sample.CLOCK)
    chapter = given.chapters[0]
    author = replace(chapter.articles[0], authors=(Person("Jean Perrin"),))
    made, _ = publication(
        replace(given, parts=(Part(None, (replace(chapter, articles=(author,)),)),)),
        Edition.EPUB,
    )
    assert '<p class="byline">Jean Perrin</p>' in markup(made, "un-titre.xhtml")


def test_a_chapter_may_hold_several_articles() -> None:
    together = Chapter("Trois récits", "trois-recits", ARTICLES[:3])
    made, _ = publication(book(Part(None, (together,))), Edition.EPUB)
    chapter = markup(made, "trois-recits.xhtml")
    assert '<section class="article" id="la-pendule">' in chapter
    assert "<h3>Première séance</h3>" in chapter
    assert [child.href for child in made.toc[0].children][1] == "trois-recits.xhtml#la-pendule"
    assert made.documents[2].article is None


def test_a_slug_that_is_one_of_our_names_is_renamed() -> None:
    clash = replace(ARTICLES[0], slug="colophon")
    made, _ = publication(book(Part(None, chapters([clash]))), Edition.EPUB)
    assert "colophon-2" in hrefs(made)


def test_the_imprint_says_only_what_is_known() -> None:
    assert "ISBN 9780000000002" in markup(PRINT, "imprint.xhtml")
    assert "Textes parus entre janvier 2015 et avril 2015." in markup(PRINT, "imprint.xhtml")
    bare = replace(
        one(sample.CLOCK), metadata=replace(sample.METADATA, identifier="urn:uuid:1", rights="")
    )
    made, _ = publication(
        replace(bare, metadata=replace(bare.metadata, publisher="")), Edition.PRINT
    )
    assert "imprint" not in hrefs(made)


def test_the_first_of_a_month_is_written_the_french_way() -> None:
    assert day(date(2015, 5, 1), "fr") == "1er mai 2015"
    assert day(date(2015, 5, 2), "fr-CA") == "2 mai 2015"
    assert day(date(2015, 5, 1), "zxx") == "2015-05-01"


@pytest.mark.parametrize("language", sorted(catalogue.known().values()))
def test_every_language_has_its_words(language: str) -> None:
    made, _ = publication(book(language=language), Edition.PRINT)
    assert catalogue.words(language).contents in markup(made, "contents.xhtml")


def told(language: str, own: str | None = None) -> list[str]:
    """Return what is said of the words of a book in ``language``."""
    ours = theme.load()
    words = {} if own is None else {"words.toml": own}
    said: list[Diagnostic] = []
    tell(language, replace(ours, templates={**ours.templates, **words}), said.append)
    return [f"{one.code} {one.message}" for one in said]


def test_a_book_in_a_language_without_words_says_so_and_is_in_english() -> None:
    assert told("lt") == [
        "T106 Lithuanian (lt) has no words of ours: the book says “Contents” and “Notes”"
    ]
    made, _ = publication(book(PLAIN, language="lt"), Edition.PRINT)
    assert '<h1 data-short="Contents"' in markup(made, "contents.xhtml")
    assert "2015 m. vasario 1 d." in markup(made, "la-pendule.xhtml")


@pytest.mark.parametrize("language", ["fr", "pt-AO", "zh-TW", "no", "und"])
def test_nothing_is_said_of_a_language_that_has_words(language: str) -> None:
    assert told(language) == []


def test_a_project_may_give_words_of_its_own() -> None:
    text = 'contents = "Turinys"\npart = "{number} dalis"\nparts = []\ncontents_last = true'
    ours = theme.load()
    own = replace(ours, templates={**ours.templates, "words.toml": text})
    made = render(book(language="lt"), Options(own, Edition.PRINT), list[Diagnostic]().append)

    assert told("lt", text) == []
    assert hrefs(made)[-2:] == ["contents", "colophon"]
    assert '<h1 data-short="Turinys"' in markup(made, "contents.xhtml")
    assert "2 dalis" in markup(made, "part-2.xhtml")


def test_words_that_cannot_be_used_are_named() -> None:
    ours = theme.load()
    own = replace(ours, templates={**ours.templates, "words.toml": 'content = "Turinys"'})
    with pytest.raises(BookError) as caught:
        render(book(), Options(own, Edition.EPUB), list[Diagnostic]().append)

    found = caught.value.diagnostic
    assert (found.code, found.location.source) == ("T107", "templates/words.toml")
    assert "“content” is none of the words" in found.message


def test_the_date_of_a_book_is_in_its_language() -> None:
    def imprint(language: str, **facts: str) -> str:
        dated = replace(sample.METADATA, language=language, date="2016-03-01", **facts)  # type: ignore[arg-type]
        made, _ = publication(replace(book(), metadata=dated), Edition.PRINT)
        return markup(made, "imprint.xhtml")

    assert "<p>Le Bief, 1er mars 2016</p>" in imprint("fr")
    assert "<p>2016年3月1日</p>" in imprint("ja", publisher="")
    assert "<p>Le Bief</p>\n<p>1 مارس 2016</p>" in imprint("ar")


@pytest.mark.parametrize("trim", [*PRESETS, "140mm x 210mm", "5.5in×8.5in", "14 x 21 cm"])
def test_a_full_line_has_between_55_and_70_letters(trim: str) -> None:
    found = page(trim)
    assert 55 <= found.letters <= 70
    assert found.inside < found.outside
    assert found.head < found.foot < found.height / 5
    assert found.head + found.foot < found.height


@pytest.mark.parametrize("trim", ["a9", "140 x 210", "10mm x 20mm", "x", "", "9in x 90in"])
def test_what_is_no_trim_size_is_refused(trim: str) -> None:
    with pytest.raises(BookError) as caught:
        publication(book(), Edition.PRINT, PrintOptions(trim=trim))
    assert caught.value.diagnostic.code == "T120"


@pytest.mark.parametrize(
    ("template", "line", "reason"),
    [
        ("<p>\n{{ nothing.here }}</p>", 2, "'nothing' is undefined"),
        ("{% if %}", 1, "Expected an expression, got 'end of statement block'"),
        ("{{ ''.__class__.__mro__ }}", 1, "access to attribute '__class__'"),
        ("{% include 'colophon.xhtml' %}", None, "it includes itself"),
        ("\n\n{{ range(1000000) | list }}", 3, "Range too big"),
        ("{{ 1 / 0 }}", 1, "division by zero"),
        ("{% include 'absent.xhtml' %}", 1, "absent.xhtml"),
    ],
)
def test_a_broken_template_is_named_with_its_line(
    template: str, line: int | None, reason: str
) -> None:
    found = refused(colophon=template)
    assert (found.code, found.location.source) == ("T110", "templates/colophon.xhtml")
    assert found.location.line == line
    assert reason in found.message


def test_a_template_that_makes_broken_xhtml_is_named() -> None:
    found = refused(half_title="<html><body><p>&nbsp;</body></html>")
    assert found.code == "T111"
    assert found.location.source == "templates/half-title.xhtml"


def in_theme(name: str, language: str, edition: Edition = Edition.PRINT) -> Publication:
    """Return the sample in ``language``, dressed in the theme ``name``."""
    spoken = replace(book(), metadata=replace(sample.METADATA, language=language))
    options = Options(theme.load(name=name), edition)
    return render(spoken, options, list[Diagnostic]().append)


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("classique", "fr", "en EB Garamond, de Georg Duffner et Octavio Pardo."),
        ("classique", "ru", "шрифтом EB Garamond (Georg Duffner и Octavio Pardo)."),
        ("moderne", "de", "aus der Source Serif 4 von Frank Grießhammer."),
        ("grands-caracteres", "en", "in Atkinson Hyperlegible Next, by Letters From Sweden."),
        ("grands-caracteres", "ru", "<p>Набрано в программе Florilège.</p>"),
    ],
)
def test_the_colophon_names_the_typeface_that_writes_the_book(
    name: str, language: str, expected: str
) -> None:
    assert expected in markup(in_theme(name, language), "colophon.xhtml")


@pytest.mark.parametrize("edition", Edition)
def test_large_print_says_the_word_before_the_number_of_a_chapter(edition: Edition) -> None:
    def number(name: str, language: str) -> str:
        made = in_theme(name, language, edition)
        found = re.search(r'class="number">([^<]*)<', markup(made, "le-moulin.xhtml"))
        return found[1] if found else ""

    assert number("grands-caracteres", "fr") == "Chapitre 1"
    assert number("grands-caracteres", "hu") == "1. fejezet"
    assert number("moderne", "fr") == "1"


def test_an_edition_carries_the_sheets_and_the_typefaces_of_its_theme_alone() -> None:
    made = in_theme("moderne", "fr")
    fonts = {one.href.rpartition("/")[2] for one in made.resources if "/fonts/" in one.href}
    assert "SourceSerif4SmText-Regular.otf" in fonts
    assert not any(name.startswith(("EBGaramond", "Atkinson")) for name in fonts)
    linked = re.findall(r'href="(styles/[^"]+)"', markup(made, "le-moulin.xhtml"))
    names = ("faces", "base", "print", "look", "page")
    assert linked == [f"styles/{name}.css" for name in names]

    screen = in_theme("moderne", "fr", Edition.EPUB)
    [only] = [one for one in screen.resources if one.media_type == "text/css"]
    assert only.href == "styles/epub.css"
    assert b"/* moderne:" in only.data
