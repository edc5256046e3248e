"""The parts around the text: which there are, where they stand, and what they say."""

import re
from dataclasses import replace
from datetime import date

import pytest

from book import theme, xhtml
from book.diagnostics import Diagnostic
from book.model import Book, Edition, Part, Publication
from book.render import Options, PartsOptions, render
from book.render.body import mark_sources
from book.render.codes import LEAST, MODULE, square
from book.render.indexing import Term, mark, terms
from book.render.indexing.names import names
from book.render.kinds import mark_kinds
from tests.cases import Case, cases
from tests.render.sample import ARTICLES, article, book, chapters, markup

EVERYTHING = PartsOptions(
    dedication="À ceux qui attendent",
    epigraph="Une rivière est un chemin.",
    epigraph_source="Proverbe",
    chronology=True,
    figures=True,
    index="marked",
    terms=("Perrin, Claire | madame Perrin",),
)


def made(of: Book, edition: Edition, options: PartsOptions = EVERYTHING) -> Publication:
    return render(of, Options(theme.load(), edition, parts=options), list[Diagnostic]().append)


def hrefs(of: Publication) -> list[str]:
    return [one.href.removesuffix(".xhtml") for one in of.documents]


def sourced(language: str = "fr") -> Book:
    """Return the sample, its first article with an address, a tag and a day of reading."""
    whole = book(language=language)
    first = replace(
        ARTICLES[0],
        addresses=("/moulin", "https://www.rivoire.example/moulin-a-eau/?utm_source=x&p=2"),
        tags=("Eau",),
        retrieved=date(2026, 3, 1),
    )
    part = replace(whole.parts[0], chapters=chapters([first, ARTICLES[1]]))
    return replace(whole, parts=(part, whole.parts[1]))


def test_a_french_book_has_its_lists_before_the_table_at_the_end() -> None:
    found = hrefs(made(sourced(), Edition.PRINT))

    assert found[2:6] == ["imprint", "dedication", "epigraph", "summary"]
    assert found[-6:] == ["chronology", "sources", "figures", "index", "contents", "colophon"]


def test_an_english_book_lists_its_figures_behind_the_contents_at_the_front() -> None:
    found = hrefs(made(sourced("en"), Edition.PRINT))

    assert found[4:7] == ["epigraph", "contents", "figures"]
    assert found[-4:] == ["chronology", "sources", "index", "colophon"]
    titles = [entry.title for entry in made(sourced("en"), Edition.EPUB).toc]
    assert (titles[0], titles[-1]) == ("List of figures", "Index")


def test_each_part_can_be_left_out() -> None:
    none = PartsOptions(
        half_title=False, imprint=False, contents=False, sources=False, colophon=False
    )
    found = hrefs(made(sourced(), Edition.PRINT, none))

    assert found[0] == "title-page"
    assert {"imprint", "contents", "sources", "index", "colophon"}.isdisjoint(found)


@pytest.mark.parametrize("edition", Edition)
def test_the_lists_are_in_the_navigation_and_lead_somewhere(edition: Edition) -> None:
    publication = made(sourced(), edition)
    titles = [entry.title for entry in publication.toc]
    goals = {one.href: one.markup for one in publication.documents}

    assert titles[-4:] == ["Chronologie", "Sources", "Table des illustrations", "Index"]
    for document in publication.documents:
        for link in xhtml.document(document.markup).iter("{*}a"):
            name, _, place = link.get("href", "").partition("#")
            if "://" not in name:
                assert not place or f'id="{place}"' in goals[name or document.href], link.get(
                    "href"
                )


@pytest.mark.parametrize("edition", Edition)
def test_ids_are_unique_with_all_parts(edition: Edition) -> None:
    documents = made(sourced(), edition).documents
    ids = [
        e.get("id") for d in documents for e in xhtml.document(d.markup).iter() if e.get("id")
    ]

    assert len(ids) == len(set(ids))


def test_sources_say_where_and_when_without_tracking() -> None:
    page = markup(made(sourced(), Edition.EPUB), "sources.xhtml")

    assert 'href="https://www.rivoire.example/moulin-a-eau/?p=2"' in page
    assert "janvier 2015, consulté le 1er mars 2026" in page
    assert page.count("<li>") == 1


def test_a_chronology_has_years_and_days() -> None:
    page = markup(made(sourced(), Edition.EPUB), "chronology.xhtml")

    assert re.findall(r"<time[^>]*>([^<]*)", page)[:2] == ["1er janvier", "1er février"]
    assert page.count("<h2") == 1


def test_the_index_of_an_epub_leads_to_chapters_by_their_titles() -> None:
    page = markup(made(sourced(), Edition.EPUB), "index.xhtml")

    assert [found.strip() for found in re.findall(r"<li>([^:<]*):", page)] == [
        "Eau",
        "Perrin, Claire",
    ]
    assert re.search(r'<a href="le-moulin.xhtml#le-moulin">Le moulin', page)


def test_front_and_back_matter_have_no_number() -> None:
    foreword, first, second, afterword = chapters(ARTICLES)
    parts = (
        Part(None, (foreword,), matter="front"),
        Part("Le tout", (first, second)),
        Part(None, (afterword,), matter="back"),
    )
    publication = made(book(*parts), Edition.PRINT, PartsOptions())
    opening = markup(publication, "le-moulin.xhtml")

    assert 'epub:type="preface"' in opening
    assert 'class="number"' not in opening
    assert '<p class="number">1</p>' in markup(publication, "la-pendule.xhtml")
    assert "part-1" in hrefs(publication)
    assert "Première partie" in markup(publication, "part-1.xhtml")
    assert 'class="chapter back"' in markup(publication, "a-letter.xhtml")


def test_links_may_be_a_numbered_list_behind_the_chapter() -> None:
    text = "<p>{}</p>".format(
        " ".join(f'<a href="https://a.example/{path}?utm_medium=x">lire</a>' for path in "abac")
    )
    whole = book(Part(None, chapters([article(1, "un", "Un", text)])))
    page = markup(
        made(whole, Edition.PRINT, PartsOptions(links="list", qr="links")), "un.xhtml"
    )

    assert re.findall(r"\[(\d)\]</a>", page) == ["1", "2", "1", "3"]
    targets = re.findall(r'href="([^"]*)" class="url"', page)
    assert targets == [f"https://a.example/{path}" for path in "abc"]
    assert page.count("<svg") == 3
    assert 'role="doc-footnote"' not in page


def test_links_may_go_unsaid() -> None:
    page = markup(made(book(), Edition.PRINT, PartsOptions(links="none")), "le-moulin.xhtml")

    assert "doc-footnote" not in page


@pytest.mark.parametrize("length", [20, 120, 400])
def test_a_code_is_large_enough_and_says_its_address(length: int) -> None:
    target = "https://www.rivoire.example/".ljust(length, "x")
    code = square(target)
    assert code is not None
    assert code.size >= LEAST
    assert code.size / code.modules >= MODULE - 0.01


def test_an_address_that_no_code_can_hold_has_none() -> None:
    assert square("https://a.example/" + "x" * 3000) is None


@pytest.mark.parametrize("case", cases("render/terms.md"), ids=str)
def test_terms_are_marked(case: Case) -> None:
    lines, _, text = case.given.partition("\n\n")
    found = terms(
        [article(1, "un", "Un", text)],
        PartsOptions(index="marked", terms=tuple(lines.split("\n"))),
        "fr",
    )
    body = xhtml.fragment(text)
    mark(body, found, "un")
    shown = re.sub(
        r'<span id="un-term-\d+" data-term="(\d+)">([^<]*)</span>',
        lambda span: f"[{found[int(span[1])].heading}={span[2]}]",
        xhtml.inner(body),
    )
    assert shown == case.expected


def test_marking_changes_no_word() -> None:
    text = "<p>Le <em>bief</em> de <b>La Rivoire</b> et son bief, le bief.</p>"
    body = xhtml.fragment(text)
    mark(body, (Term("bief", ("bief",)), Term("La Rivoire", ("La Rivoire",))), "un")

    assert xhtml.text(body) == xhtml.text(xhtml.fragment(text))
    assert len(list(body.iter("span"))) == 4


@pytest.mark.parametrize("case", cases("render/people.md"), ids=str)
def test_people_and_places_are_found(case: Case) -> None:
    language, *blocks = case.given.split("\n")
    found = names([blocks], language)
    assert "\n".join(f"{term.heading} = {' | '.join(term.forms)}" for term in found) == (
        case.expected
    )


@pytest.mark.parametrize("case", cases("render/kinds.md"), ids=str)
def test_kinds(case: Case) -> None:
    tree = xhtml.fragment(case.given.strip("\n"))
    mark_sources(tree)
    mark_kinds(tree)
    assert xhtml.inner(tree) == case.expected
