"""See the prose cases beside this file."""

import datetime
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book import ledger, xhtml
from book.bind import pdf
from book.check import words
from book.check.pages import opened, texts
from book.diagnostics import Diagnostic
from book.model import (
    Article,
    Artifact,
    Book,
    Chapter,
    Duplicate,
    DuplicateKind,
    Edition,
    Fate,
    Format,
    Metadata,
    Origin,
    Part,
    Source,
)
from book.read.names import slug_of
from book.render.references import Connected, addresses, connect, pages, permalinks, titles
from tests.cases import Case, cases
from tests.render import sample

HEAD = re.compile(r"# (?:\((?P<said>[^)]+)\) )?(?P<title>[^|]+?)(?: \| (?P<known>.*))?")


def shown(address: addresses.Address | None) -> str:
    if address is None:
        return "-"
    return f"{address.host} {address.path} {address.query}".rstrip()


@pytest.mark.parametrize("case", cases("references/addresses.md"), ids=str)
def test_addresses_in_one_form(case: Case) -> None:
    forms = dict.fromkeys(shown(addresses.parsed(line)) for line in case.given.split("\n"))

    assert "\n".join(forms) == case.expected


@pytest.mark.parametrize("case", cases("references/permalinks.md"), ids=str)
def test_permalinks(case: Case) -> None:
    lines = case.given.split("\n")
    article = Article("a", lines[0], "a", "<p/>", Origin("a.txt", 1, len(lines), 1))
    known = dict.fromkeys(shown(address) for address in permalinks.known(article, lines))

    assert "\n".join(known) == case.expected


@pytest.mark.parametrize("case", cases("references/titles.md"), ids=str)
def test_titles(case: Case) -> None:
    known, _, text = case.given.partition("\n\n")
    table = {addresses.letters(t): t for t in known.split("\n") if titles.is_telling(t)}
    line = titles.whole(text, table.get)
    for span in reversed([line] if line else list(titles.quoted(text, table.get))):
        text = f"{text[: span.start]}[{text[span.start : span.end]}]{text[span.end :]}"

    assert text == case.expected


def pile(text: str) -> tuple[list[Article], frozenset[str]]:
    """Return the articles of a case, and the slugs of those that stand in the book."""
    articles: list[Article] = []
    out: set[str] = set()
    for number, block in enumerate(re.split(r"^(?=# )", text, flags=re.MULTILINE)[1:]):
        head, _, body = block.rstrip("\n").partition("\n")
        found = HEAD.fullmatch(head)
        assert found is not None
        said, known = found["said"] or "", (found["known"] or "").split(" | ")
        name = next(
            (k for k in known if re.fullmatch(r"\w[^:]*\.(md|html)", k)), f"{number}.md"
        )
        slug = slug_of(found["title"])
        slug += "-2" if any(article.slug == slug for article in articles) else ""
        twin = said.removeprefix("same as ") if said.startswith("same as ") else None
        same = next((a.id for a in articles if a.slug == twin), "")
        if twin or said == "not here":
            out.add(slug)
        articles.append(
            Article(
                name,
                found["title"],
                slug,
                body,
                Origin(name, 1, 1, 1),
                date=datetime.date(int(said), 9, 3) if said.isdecimal() else None,
                duplicate=Duplicate(same, DuplicateKind.EXACT, 1.0) if same else None,
                addresses=tuple(k for k in known if k and k != name),
            )
        )
    return articles, frozenset(out)


def connected(articles: list[Article], out: frozenset[str] = frozenset()) -> Connected:
    placed = [article for article in articles if article.slug not in out]
    chapters = tuple(Chapter(a.title, a.slug, (a,)) for a in placed)
    book = Book(Metadata("Le moulin", "fr", "urn:x"), (Part(None, chapters),))
    sources = [Source(a.origin.source, Format.MARKDOWN, a.body) for a in articles]
    return connect(book, articles, sources)


@pytest.mark.parametrize("case", cases("references/connect.md"), ids=str)
def test_connections(case: Case) -> None:
    articles, out = pile(case.given)
    before = {article.slug: article.body for article in articles}

    done = connected(articles, out)

    changed = [a.body for a in done.book.articles if a.body != before[a.slug]]
    assert "\n".join(changed) == case.expected
    named = (f"missing: {m.address}, named in {ledger.named(m)}" for m in done.missing)
    assert tuple(named) == case.said


@pytest.mark.parametrize("case", cases("references/pages.md"), ids=str)
def test_pages_on_paper(case: Case) -> None:
    tree = xhtml.fragment(case.given)
    pages.say_pages(tree)

    markup = re.sub(r'<span class="see"><a [^>]*/></span>', "{p}", xhtml.inner(tree))
    markup = re.sub(r'<span class="see within"><a [^>]*/></span>', "{,p}", markup)
    assert markup == case.expected


@given(st.lists(st.sampled_from("abc déà"), max_size=8).map("".join), st.randoms())
def test_the_order_of_the_pile_changes_nothing(text: str, chance: object) -> None:
    articles, _ = pile(
        f"# La roue qui tourne | https://moulin.example/roue\n<p>{text}</p>\n"
        f"# Le bief | https://moulin.example/bief\n<p>« La roue qui tourne » {text}</p>\n"
        '# La grille | grille.md\n<p><a href="https://moulin.example/bief/">x</a></p>'
    )
    mixed = list(articles)
    chance.shuffle(mixed)  # type: ignore[attr-defined]

    bodies = [
        {a.slug: a.body for a in connected(one).book.articles} for one in (articles, mixed)
    ]

    assert bodies[0] == bodies[1]


@given(st.text(st.sampled_from("la roue «»“”\"'’‘ .,:()\u00a0"), max_size=80))
def test_no_character_is_lost_or_made(text: str) -> None:
    articles, _ = pile("# La roue, la roue\n<p>x</p>\n# Le bief\n<p>y</p>")
    tree = xhtml.fragment("<p>a<em>b</em>c</p>")
    tree[0].text, tree[0][0].text, tree[0][0].tail = text, text, text
    articles[1] = Article("b", "Le bief", "le-bief", xhtml.inner(tree), Origin("1.md", 1, 1))

    done = connected(articles).book.articles[1]

    assert xhtml.text(xhtml.fragment(done.body)) == xhtml.text(tree)


@given(st.text(max_size=60))
def test_no_address_is_too_strange(text: str) -> None:
    for href in (text, f"https://{text}", f"source:{text}", f"site:{text}"):
        address = addresses.parsed(href)
        again = addresses.parsed(href)
        assert address == again


def test_the_account_lists_what_is_missing_and_says_it_once() -> None:
    articles, _ = pile(
        "# La roue | https://moulin.example/a/roue\n<p>x</p>\n"
        '# Le bief\n<p><a href="https://moulin.example/a/gel">x</a>'
        ' <a href="source:b.md">y</a></p>'
    )
    sources = [
        Source("1.md", Format.MARKDOWN, "# Le bief\n\n[x](https://moulin.example/a/gel)")
    ]
    said: list[Diagnostic] = []
    moved = [
        *articles[:1],
        Article("1.md", "Le bief", "le-bief", articles[1].body, Origin("1.md", 1, 3)),
    ]

    rows = ledger.absent(connected(moved).missing, sources, said.append)

    assert ledger.to_json(rows[0]) == {
        "file": "1.md",
        "lines": [3, 3],
        "fate": str(Fate.ARTICLE),
        "article": "le-bief",
        "of": None,
        "reason": "missing: moulin.example/a/gel, named in “Le bief”",
        "chars": 0,
    }
    assert len(rows) == 2
    assert [f"{d.location} {d.code} {d.message}" for d in said] == [
        "1.md:3 L105 missing: moulin.example/a/gel, named in “Le bief” (and 1 more)"
    ]
    assert ledger.absent((), sources, said.append) == ()
    assert len(said) == 1


FORMS = {
    "fr": "(p. {n})",
    "en": "(p. {n})",
    "de": "(S. {n})",
    "nl": "(blz. {n})",
    "pl": "(s. {n})",
    "ru": "(с. {n})",
    "el": "(σ. {n})",
    "hu": "({n}. o.)",
}


def test_paper_names_pages_as_the_language_of_the_text_does() -> None:
    """In a French book, each text in its own language; the page is that of the first."""
    first = sample.article(1, "la-roue", "La roue", "<p>Elle tourne.</p>")
    body = '<p>Etsi <a href="article:la-roue">la roue</a> xyz.</p>'
    others = [
        replace(sample.article(n, f"texte-{code}", f"Texte {code}", body), language=code)
        for n, code in enumerate(FORMS, start=2)
    ]
    book = sample.book(Part(None, sample.chapters([first, *others])))
    publication, said = sample.publication(book, Edition.PRINT)
    artifact = pdf.bind(publication, pdf.Options(), print)
    lost: list[Diagnostic] = []
    words.prove(book.articles, publication, artifact, lost.append)

    text = " ".join(_text(artifact).split())
    page = re.search(r"la roue \(p\. (\d+)\) xyz", text)
    assert page is not None
    for form in FORMS.values():
        assert f"la roue {form.format(n=page[1])} xyz" in text
    assert (said, lost) == ((), [])


def test_a_link_leads_to_a_section_of_a_chapter_too() -> None:
    body = '<p>Voir <a href="article:la-pendule">la pendule</a> et xyz.</p>'
    group = Chapter("Au village", "au-village", sample.ARTICLES[:2])
    book = sample.book(
        Part(None, (*sample.chapters([sample.article(5, "fin", "Fin", body)]), group))
    )

    epub, _ = sample.publication(book, Edition.EPUB)
    artifact, _ = sample.bound(book)

    assert 'href="au-village.xhtml#la-pendule"' in sample.markup(epub, "fin.xhtml")
    assert ' id="la-pendule"' in sample.markup(epub, "au-village.xhtml")
    with opened(artifact.data) as document:
        leaves = [" ".join(leaf.replace("\u00a0", " ").split()) for leaf in texts(document)]
    page = next(n for n, leaf in enumerate(leaves, 1) if "Première séance" in leaf)
    said = next(
        re.search(r"la pendule \(p\. (\d+)\)", leaf) for leaf in leaves if "xyz" in leaf
    )
    assert said is not None
    assert int(said[1]) in {page - 1, page}


def test_a_word_that_an_address_of_ours_holds_is_still_looked_for() -> None:
    body = '<p>Voir la <a href="article:la-roue">roue</a> et https://moulin.example/.</p>'
    article = sample.article(1, "le-bief", "Le bief", body)

    assert "roue" in words.expected(article.title, article.body)


def test_a_link_to_an_article_that_is_not_in_the_book_keeps_its_words() -> None:
    body = '<p>Voir <a href="article:le-gel">le gel</a>.</p>'
    made, said = sample.publication(sample.one(body), Edition.EPUB)

    assert "Voir le gel." in sample.markup(made, "un-titre.xhtml").replace("</span>", "")
    assert [one.code for one in said] == ["T130"]


def _text(artifact: Artifact) -> str:
    with opened(artifact.data) as document:
        return "\n".join(texts(document)).replace("\u00a0", " ")
