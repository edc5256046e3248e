"""See ``markdown.md`` and ``html.md``."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from book import xhtml
from book.diagnostics import BookError, Diagnostic
from book.model import Article, Format, Source
from book.read import Options, read
from tests.cases import Case, cases

ALLOWED = xhtml.TAGS - {"div", "center", "font", "article", "span", "main"}


def articles_of(name: str, text: str) -> tuple[tuple[Article, ...], tuple[str, ...]]:
    """Return the articles and what was said: code, line (0 for none) and message."""
    said: list[Diagnostic] = []
    format_ = Format.HTML if name.endswith(".html") else Format.MARKDOWN
    try:
        found = read(Source(name, format_, text), Options(), said.append)
    except BookError as error:
        found = ()
        said.append(error.diagnostic)
    return found, tuple(f"{d.code} {d.location.line or 0} {d.message}" for d in said)


@pytest.mark.parametrize("case", cases("read/markdown.md"), ids=str)
def test_markdown(case: Case) -> None:
    found, said = articles_of("sea.md", case.given)

    shown = [
        f"{article.title} ({article.date})" if article.date else article.title
        for article in found
    ]
    assert "\n".join([*shown, *(article.body for article in found)]) == case.expected
    assert said == case.said


@pytest.mark.parametrize("case", cases("read/html.md"), ids=str)
def test_html(case: Case) -> None:
    found, said = articles_of("page.html", case.given)

    shown = [line for article in found for line in (article.title, article.body)]
    asides = [f"- {aside.text}" for article in found for aside in article.asides]
    assert "\n".join([*shown, *asides]) == case.expected
    assert said == case.said


def test_a_page_says_its_date_its_author_its_language_and_where_its_links_lead() -> None:
    page = (
        '<html lang="fr-CA"><head><link rel="canonical" href="https://example.org/2014/tides/">'
        '<meta property="article:published_time" content="2014-03-02T10:00:00Z">'
        '<meta name="author" content="Jane Roe"></head><body><article><h1>Tides</h1>'
        '<p>The moon pulls at the sea and <a href="../moon/">the sea answers</a> twice a day.'
        "</p></article></body></html>"
    )
    (article,), _ = articles_of("page.html", page)

    assert str(article.date) == "2014-03-02"
    assert article.date_source == "page metadata"
    assert [person.name for person in article.authors] == ["Jane Roe"]
    assert article.language == "fr-CA"
    assert 'href="https://example.org/2014/moon/"' in article.body


@pytest.mark.parametrize("name", ["page.html", "sea.md"])
def test_a_passage_keeps_its_language_and_its_direction(name: str) -> None:
    text = "The moon pulls at the sea and the sea answers twice a day, on both its sides."
    said = '<span lang="de-CH">Ebbe</span> <span>and</span> <span dir="rtl">جزر</span>'
    page = f"<h1>Tides</h1>\n<p>{text} {said}<span lang='de'> </span></p>"

    (article,), _ = articles_of(name, page)

    assert '<span lang="de-CH">Ebbe</span> and <span dir="rtl">جزر</span>' in article.body
    assert article.body.count("<span") == 2


@pytest.mark.parametrize(
    ("declared", "language"),
    [
        ("fr", "fr"),
        ("FR-ch", "fr-CH"),
        ("fr_CA", "fr-CA"),
        ("fr-FR", "fr"),  # what software writes unasked
        ("en-US", "en"),
        ("zh-Hant-TW", "zh"),
        ("french", None),
        ("", None),
    ],
)
def test_a_page_says_the_region_of_its_language(declared: str, language: str | None) -> None:
    text = "The moon pulls at the sea and the sea answers twice a day, on both its sides."
    page = f'<html lang="{declared}"><body><h1>Tides</h1><p>{text}</p></body></html>'

    (article,), _ = articles_of("page.html", page)

    assert article.language == language


@pytest.mark.parametrize(
    "values", ["author: Jane Roe", "authors: [Jane Roe]", "author:\n  - name: Jane Roe"]
)
def test_front_matter_names_authors_in_three_ways(values: str) -> None:
    (article,), said = articles_of("sea.md", f"---\n{values}\nlang: pt_BR\n---\nSalt.\n")

    assert [person.name for person in article.authors] == ["Jane Roe"]
    assert article.language == "pt-BR"
    assert said == ()


def test_front_matter_says_where_an_article_stood() -> None:
    head = (
        "permalink: /2014/03/tides/\n"
        "url: https://example.org:8080/tides\n"
        "aliases: [/old/tides.html, A name, tides]\n"
        "redirect_from:\n  - /older/\n  - /:year/:title/\n"
        "canonical_url: ftp://example.org/tides"
    )
    (article,), said = articles_of("sea.md", f"---\n{head}\n---\nSalt.\n")

    assert article.addresses == (
        "/2014/03/tides/",
        "https://example.org:8080/tides",
        "/old/tides.html",
        "/older/",
    )
    assert said == ()


def test_a_page_says_all_its_addresses_the_canonical_one_first() -> None:
    page = (
        "<!-- saved from url=(0032)https://example.org/tides/?p=1 -->"
        '<html><head><link rel="shortlink" href="https://example.org/?p=7">'
        '<meta property="og:url" content="https://example.org/2014/tides/">'
        '<link rel="canonical" href="/2014/tides/"></head>'
        '<body class="single postid-7 page-id-9x"><article><h1>Tides</h1>'
        "<p>The moon pulls at the sea, and the sea answers twice a day.</p></article></body>"
    )
    (article,), _ = articles_of("page.html", page)

    assert article.addresses == (
        "https://example.org/2014/tides/",
        "https://example.org/tides/?p=1",
        "https://example.org/?p=7",
    )


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("moon.md#tides", "source:notes/moon.md#tides"),
        ("../moon.html?x=1", "source:moon.html?x=1"),
        ("my moon.md", "source:notes/my%20moon.md"),
        ("/2014/moon/", "site:/2014/moon/"),
        ("//example.org/moon", "https://example.org/moon"),
        ("?p=12", "site:/?p=12"),
        ("{% post_url 2014-03-02-moon %}", "source:2014-03-02-moon"),
        (
            "{{ site.url }}{{site.baseurl}}{% link _posts/moon.md %}#a",
            "source:_posts/moon.md#a",
        ),
        ("{{< ref 'moon.md#tides' >}}", "source:moon.md#tides"),
        ("{{% relref path='/notes/moon' %}}", "source:notes/moon"),
        ("{{ '/2014/moon/' | relative_url }}", "site:/2014/moon/"),
        ("{{ site.baseurl }}/2014/moon/", "site:/2014/moon/"),
        ("@/notes/moon.md", "source:notes/moon.md"),
        ("{{ page.next }}", "source:notes/%7B%7B%20page.next%20%7D%7D"),
    ],
)
def test_a_link_to_a_neighbour_says_where_it_leads(href: str, kept: str) -> None:
    (article,), said = articles_of("notes/sea.md", f'See <a href="{href}">it</a>.\n')

    assert f'<a href="{kept}">it</a>' in article.body
    assert said == ()


def test_a_heading_keeps_the_id_that_another_article_may_lead_to() -> None:
    (article,), _ = articles_of("sea.md", '<h2 id="low">Low</h2>\n\n<p id="b">Salt.</p>\n')

    assert article.body == '<h2 id="sea-low">Low</h2><p>Salt.</p>'


@pytest.mark.parametrize(
    "values", ["tags: [Water, mills]", "tags: Water, mills", "keywords:\n  - Water\n  - mills"]
)
def test_front_matter_says_what_an_article_is_about_and_when_it_was_read(values: str) -> None:
    text = f"---\ntitle: Tides\n{values}\nretrieved: 2026-03-01\n---\nSalt."
    (article,), _ = articles_of("sea.md", text)

    assert article.tags == ("Water", "mills")
    assert article.retrieved == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("head", "tags"),
    [
        (
            '<meta property="article:tag" content="Water"><meta property="article:tag" '
            'content="mills"><meta name="keywords" content="blog">',
            ("Water", "mills"),
        ),
        ('<meta name="keywords" content="Water,  old mills ,,Water">', ("Water", "old mills")),
        ("", ()),
    ],
)
def test_a_page_says_what_it_is_about(head: str, tags: tuple[str, ...]) -> None:
    page = (
        f"<html><head>{head}</head><body><article><h1>Tides</h1><p>Salt.</p></article></body>"
    )
    (article,), _ = articles_of("page.html", page)

    assert article.tags == tags


def test_no_title_is_taken_for_a_number_or_a_yes() -> None:
    for title in ("2014", "No", "1e3", "0x10", "2014-03-25"):
        (article,), _ = articles_of("sea.md", f"---\ntitle: {title}\n---\nSalt.\n")
        assert article.title == title


def test_front_matter_that_refers_to_itself_a_million_times_costs_nothing() -> None:
    bomb = "a: &a [x, x]\n" + "\n".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]" for n in range(20)
    )
    (article,), _ = articles_of("sea.md", f"---\n{bomb}\n---\nSalt.\n")

    assert article.title == "Sea"


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("sea.md", "[" * 20_000, "R101"),
        ("sea.md", "salt\n" + "![" * 10_000, "R101"),
        ("sea.md", "<a " * 20_000, "R101"),
        ("sea.md", "[a](" * 8_000, "R101"),
        ("sea.md", "*" * 20_000 + "a", "R101"),
        ("sea.md", "`" * 20_001 + "a", "R101"),
        ("sea.md", "salt\n" + ">" * 300 + " a", "R102"),
        ("sea.md", "\n".join("  " * n + "- a" for n in range(300)), "R102"),
        ("sea.md", "- " * 300 + "a", "R102"),
        ("sea.md", "<div>" * 500 + "a", "R102"),
        ("sea.md", "[a b c d e f " * 5_000, "R108"),
        ("sea.md", "![abcdef](x " * 5_000, "R108"),
        ("sea.md", "<abcdefghi " * 6_000, "R108"),
        ("sea.md", "salt\n: water\n" * 5_000, "R108"),
        ("sea.md", "".join(f"*[a{n}]: x\n" for n in range(2_000)) + "a " * 20_000, "R108"),
        ("sea.md", "```\n" + "[a b c d e f " * 5_000, "R108"),
        ("sea.md", "salt " * 1_000_000, "R109"),
        ("page.html", "<html>" + "salt " * 1_000_000, "R109"),
        ("page.html", "<html>" + "<div>" * 100_000 + "a", "R102"),
        ("page.html", "<html>" + "<span><b>" * 5_000 + "a", "R102"),
    ],
    ids=lambda value: value[:12],
)
def test_what_would_choke_a_parser_is_refused_at_once(name: str, text: str, code: str) -> None:
    started = time.process_time()
    found, said = articles_of(name, text)

    assert found == ()
    assert said[0].startswith(code)
    assert time.process_time() - started < 5


def test_ordinary_long_texts_are_not_refused() -> None:
    table = "# T\n\n" + "\n".join(
        f"- [one](https://example.org/{n}) **b** `c`" for n in range(3000)
    )
    page = "<html><body><article><h1>T</h1>" + "<p>Salt<br>and <b>water</b></p>" * 500
    code = "# T\n\n```\n" + "if a[i < b: [x, (y\n" * 3000 + "```\n"

    assert len(articles_of("sea.md", table)[0]) == 1
    assert len(articles_of("page.html", page)[0]) == 1
    assert len(articles_of("sea.md", code)[0]) == 1


@settings(deadline=None, max_examples=60)
@given(
    st.text(
        st.sampled_from("ab \n#*_`[]()<>!&;:-|1.=/\"'pdivulotrh\u0001\u00a0é"), max_size=120
    )
)
def test_any_markdown_gives_a_well_formed_body_of_known_elements(text: str) -> None:
    found, _ = articles_of("sea.md", text)

    for article in found:
        body = xhtml.fragment(article.body)
        assert {str(element.tag) for element in body.iter("*")} <= ALLOWED | {"body"}
        assert all(child.tag in xhtml.BLOCKS for child in body)
        assert not (body.text or "").strip()


TAGS = st.sampled_from("div p b ul li table tr td h2 a dl dt dd figure img blockquote".split())
MARKUP = st.recursive(
    st.text("abc é", max_size=5),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", TAGS, st.lists(inner, max_size=4)
    ),
    max_leaves=15,
)


@settings(deadline=None, max_examples=80)
@given(MARKUP)
def test_any_markup_settles_into_blocks_without_losing_a_letter(markup: str) -> None:
    found, _ = articles_of("sea.md", f"Salt.\n\n<div>{markup}</div>\n")

    def letters(text: str) -> list[str]:
        return sorted(filter(str.isalpha, text))

    body = xhtml.fragment(found[0].body)
    given_ = xhtml.text(xhtml.page(f"<p>Salt.</p><div>{markup}</div>"))
    assert letters(xhtml.text(body)) == letters(given_)
    inside = {
        (str(element.tag), str(child.tag)) for element in body.iter("*") for child in element
    }
    assert not {
        pair for pair in inside if pair[0] in {"p", "h2", "b", "a"} and pair[1] in xhtml.BLOCKS
    }
    assert all(child == "li" for parent, child in inside if parent == "ul")
