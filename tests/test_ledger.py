"""The account: every character has one fate, and what does not add up is said."""

import random
from collections.abc import Sequence
from dataclasses import replace
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book import ledger, xhtml
from book.clean import Options, clean, survey
from book.diagnostics import Diagnostic
from book.ledger import Row
from book.model import (
    Article,
    Aside,
    Duplicate,
    DuplicateKind,
    Fate,
    Format,
    Origin,
    Source,
)

FILE = "rive.txt"


def source(text: str, form: Format = Format.TEXT) -> Source:
    return Source(FILE, form, text)


def article(title: str, body: str, first: int, last: int, *asides: Aside) -> Article:
    return Article(title, title, title, body, Origin(FILE, first, last, first), asides=asides)


def aside(line: int, text: str, fate: Fate = Fate.CAPTION) -> Aside:
    return Aside(FILE, line, text, fate, "because")


def accounted(
    text: Source, articles: Sequence[Article], *asides: Aside
) -> tuple[list[str], list[str]]:
    """Return the rows as ``first-last fate article of chars``, and the codes."""
    said: list[Diagnostic] = []
    rows = ledger.account([text], articles, asides, said.append)
    return [shown(row) for row in rows], [f"{d.location} {d.code}" for d in said]


def shown(row: Row) -> str:
    return f"{row.first}-{row.last} {row.fate} {row.article} {row.of} {row.chars}"


def test_an_article_is_one_row_over_its_blank_lines() -> None:
    text = source("Bac\n\nIl part.\n\nIl revient.")
    bac = article("Bac", "<p>Il part.</p><p>Il revient.</p>", 1, 5)

    assert accounted(text, [bac]) == (["1-5 article Bac None 20"], [])


def test_what_is_taken_out_of_a_line_has_a_row_of_its_own() -> None:
    text = source("Bac\nIl part. quai\nfusee\nIl revient.")
    body = "<p>Il part.</p><p>Il revient.</p>"
    bac = article("Bac", body, 1, 4, aside(2, "quai"), aside(3, "fusee"))

    assert accounted(text, [bac]) == (
        [
            "1-2 article Bac None 10",
            "2-3 caption Bac None 9",
            "4-4 article Bac None 10",
        ],
        [],
    )


def test_a_duplicate_keeps_its_own_asides() -> None:
    text = source("Bac\nIl part.\nBac\nIl part.\nfusee")
    kept = article("bac", "<p>Il part.</p>", 1, 2)
    kept = replace(kept, title="Bac")
    twin = replace(
        article("twin", "<p>Il part.</p>", 3, 5, aside(5, "fusee")),
        title="Bac",
        duplicate=Duplicate("bac", DuplicateKind.NEAR, 0.97),
    )

    rows, said = accounted(text, [kept, twin])

    assert said == []
    assert rows == [
        "1-2 article bac None 10",
        "3-4 duplicate twin bac 10",
        "5-5 caption twin None 5",
    ]


def test_a_duplicate_says_what_it_has_of_its_own_and_how_to_see_it() -> None:
    twin = replace(
        article("Bac", "<p>Il part.</p>", 1, 2),
        duplicate=Duplicate("Bac", DuplicateKind.NEAR, 0.97, own=12),
    )

    (row,) = ledger.account([source("Bac\nIl part.")], [twin], [], print)

    assert row.reason == (
        "97% the same as “Bac”; words, pictures and links of its own: 12; "
        "florilege explain --duplicate Bac"
    )


def test_a_duplicate_says_why() -> None:
    twin = replace(
        article("Bac", "<p>Il part.</p>", 1, 2),
        duplicate=Duplicate("Bac", DuplicateKind.NEAR, 0.97),
    )

    (row,) = ledger.account([source("Bac\nIl part.")], [twin], [], print)

    assert ledger.to_json(row) == {
        "file": FILE,
        "lines": [1, 2],
        "fate": "duplicate",
        "article": "Bac",
        "of": "Bac",
        "reason": "97% the same as “Bac”",
        "chars": 10,
    }


def test_a_row_of_boilerplate_says_of_which_kind_it_is() -> None:
    menu = Aside(FILE, 1, "Accueil", Fate.BOILERPLATE, "repeated at the head", "nav")
    share = Aside(FILE, 2, "Partager", Fate.BOILERPLATE, "repeated at the head", "share")
    bac = article("Bac", "<p>Il part.</p>", 3, 4)

    rows = ledger.account(
        [source("Accueil\nPartager\nBac\nIl part.")], [bac], [menu, share], print
    )

    assert [row.reason for row in rows][:2] == [
        "repeated at the head (nav)",
        "repeated at the head (share)",
    ]


def test_boilerplate_of_several_lines_is_one_row() -> None:
    text = source("Menu\n\nAccueil\nBac\nIl part.")
    bac = article("Bac", "<p>Il part.</p>", 4, 5)
    menu = aside(1, "Menu\n\nAccueil", Fate.BOILERPLATE)

    assert accounted(text, [bac], menu) == (
        ["1-3 boilerplate None None 11", "4-5 article Bac None 10"],
        [],
    )


@pytest.mark.parametrize(
    ("given_text", "body", "asides", "said"),
    [
        ("Bac\nIl part.\nPerdu", "<p>Il part.</p>", (), ["rive.txt:3 L101"]),
        ("Bac\nIl part.", "<p>Il par.</p>", (), ["rive.txt:1 L102"]),
        ("Bac\nIl part.", "<p>Il partt.</p>", (), ["rive.txt:1 L102"]),
        ("Bac\nIl part.", "<p>Il part.</p>", (aside(1, "quai"),), ["rive.txt:1 L103"]),
        ("Bac\nIl part.", "<p>Il part.</p>", (aside(9, "quai"),), ["rive.txt:9 L103"]),
    ],
)
def test_what_does_not_add_up_is_an_error(
    given_text: str, body: str, asides: tuple[Aside, ...], said: list[str]
) -> None:
    bac = article("Bac", body, 1, 2)

    assert accounted(source(given_text), [bac], *asides)[1] == said


def test_markdown_adds_up_to_the_file() -> None:
    text = source("# Bac\n\nIl *part* à [l’heure](http://example.org).", Format.MARKDOWN)
    bac = article("Bac", "<p>Il <em>part</em> à <a href='x'>l’heure</a>.</p>", 1, 3)

    assert accounted(text, [bac]) == (
        ["1-3 article Bac None 18", "1-3 markup Bac None 25"],
        [],
    )


def test_the_text_of_a_page_outside_its_article_is_boilerplate() -> None:
    text = source(
        "<nav>Menu</nav><h1>Bac</h1><p>Il &amp; elle.</p><script>x()</script>", Format.HTML
    )
    bac = article("Bac", "<p>Il &amp; elle.</p>", 1, 1)

    rows, said = accounted(text, [bac])

    assert said == []
    assert rows[:2] == ["1-1 article Bac None 11", "1-1 boilerplate None None 4"]
    assert sum(int(row.split()[-1]) for row in rows) == len("".join(text.text.split()))


def test_words_that_a_reader_made_up_are_said() -> None:
    text = source("# Bac\n\nIl **pa**rt.", Format.MARKDOWN)
    bac = article("Bac", "<p>Il part, vraiment.</p>", 1, 3)

    said: list[Diagnostic] = []
    ledger.account([text], [bac], [], said.append)

    assert [d.message for d in said] == ["“Bac” has words that its file has not: vraiment"]


def test_a_file_that_its_reader_refused_is_unplaced_and_was_said_before() -> None:
    refused = source("Perdu", Format.HTML)

    assert accounted(refused, []) == (["1-1 unplaced None None 5"], [])


def test_the_name_of_a_file_as_a_title_is_none_of_its_characters() -> None:
    named = article("Rive", "<p>Il part.</p>", 1, 1)
    named = replace(named, origin=Origin(FILE, 1, 1, None))

    assert accounted(source("Il part."), [named]) == (["1-1 article Rive None 7"], [])


LINES = st.text(
    st.sampled_from("aàbB1 .,!?:;-*•—«»\u00a0\u200b\x0b\ufffe\u0007_/@#<&=>{}()é你\n😉"),
    max_size=160,
)


SNIPPETS = st.sampled_from(
    (
        "",
        "",
        "\u00a0",
        "  • un",
        "    • deux",
        "- tu viens ?",
        "- non",
        "1. Passer",
        "2. Partir",
        "fusee",
        "vieille porte bleue",
        "col-du-matin.jpg",
        "OLYMPUS DIGITAL CAMERA",
        "DS",
        "passeursLe fleuve a changé de lit, et la carte aussi.",
        "Il ne pourra pas,marin_bleu",
        "de si bon matin, courir après le bac",
        "Le bac est parti. DSC00812 b",
        "* * *",
        "======",
        "Par Ida le 9 février 2018",
        "## Le port",
        "Le village",
        "fn cross() {",
        "}",
        "* a * b * c",
        "Trois choses lui manquent :",
        "Voir (http://example.org/a_b), puis ida@example.org.",
        "Le pont. Photo: Ida Brun / AFP PHOTO",
        "\u200b",
        "La carte est d’Ida Brun. Ida BrunLe pont",
        "The ferry leaves when the ferryman has finished his",
        "coffee, which is to say never.",
    )
)


def halved(text: Source, seed: int) -> tuple[list[Article], list[Aside]]:
    """Split ``text`` at random: its own idea of articles, honest about its characters."""
    chance = random.Random(seed)  # noqa: S311
    articles: list[Article] = []
    outside: list[Aside] = []
    rows = [(n, line) for n, line in enumerate(text.lines, 1) if line.strip()]
    while rows:
        size = chance.randint(1, 6)
        part, rows = rows[:size], rows[size:]
        if chance.random() < 0.2:
            outside += [aside(n, line, Fate.BOILERPLATE) for n, line in part]
            continue
        (first, title), *rest = part
        illegal = [
            aside(n, "".join(c for c in line if not xhtml.legal(c)), Fate.MARKUP)
            for n, line in part
        ]
        body = "".join(
            f'<p data-line="{n}">{escape(xhtml.legal(line), quote=False)}</p>'
            for n, line in rest
        )
        whole = article(f"n{first}", body, first, part[-1][0], *illegal)
        articles.append(replace(whole, title=xhtml.legal(title)))
    return articles, outside


@given(LINES | st.lists(SNIPPETS, max_size=24).map("\n".join), st.integers())
def test_cleaning_any_text_keeps_the_account(text: str, seed: int) -> None:
    given_source = source(text)
    articles, outside = halved(given_source, seed)
    options = Options(survey(articles))
    said: list[Diagnostic] = []

    done = [clean(each, options, said.append) for each in articles]
    rows = ledger.account([given_source], done, outside, said.append)

    assert [str(d) for d in said if d.code.startswith("L")] == []
    assert sum(row.chars for row in rows) == len("".join(text.split()))
    assert all(row.chars > 0 and row.first <= row.last for row in rows)
    assert not any("data-" in each.body for each in done)


def test_a_word_that_its_file_does_not_hold_is_said() -> None:
    text = source("# Bac\n\nIl part.", Format.MARKDOWN)
    bac = article("Bac", "<p>Il part demain.</p>", 1, 3)

    assert accounted(text, [bac])[1] == ["rive.txt:1 L104"]


def test_a_file_name_that_is_not_utf8_can_be_written_down() -> None:
    row = Row("b\udcff.txt", 1, 1, Fate.ARTICLE, "b", None, "stands in the book", 1)

    assert ledger.to_json(row)["file"] == "b\\udcff.txt"
