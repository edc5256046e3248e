"""The small decisions of rendering, case by case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book import xhtml
from book.diagnostics import Diagnostic
from book.model import Location
from book.render import addresses, body, links, notes, spans, titles
from tests.cases import Case, cases

HERE = Location("village.txt")


def plain(tree: xhtml.Element) -> str:
    """Return the markup without the marks where an address may break."""
    return xhtml.inner(tree).replace("<wbr/>", "").replace("\u2060", "")


@pytest.mark.parametrize("case", cases("render/titles.md"), ids=str)
def test_titles(case: Case) -> None:
    assert " / ".join(titles.phrases(case.given)) == case.expected


@pytest.mark.parametrize("case", cases("render/heads.md"), ids=str)
def test_running_heads(case: Case) -> None:
    assert titles.shortened(case.given, 40) == case.expected


@pytest.mark.parametrize("case", cases("render/leads.md"), ids=str)
def test_leads(case: Case) -> None:
    tree = xhtml.fragment(case.given)
    body.set_lead(tree)
    assert xhtml.inner(tree) == case.expected


@pytest.mark.parametrize("case", cases("render/tails.md"), ids=str)
def test_tails(case: Case) -> None:
    tree = xhtml.fragment(case.given)
    body.mark_tail(tree)
    assert xhtml.inner(tree) == case.expected


@pytest.mark.parametrize("case", cases("render/quotes.md"), ids=str)
def test_sources(case: Case) -> None:
    tree = xhtml.fragment(case.given)
    body.mark_sources(tree)
    assert xhtml.inner(tree) == case.expected


@pytest.mark.parametrize("case", cases("render/names.md"), ids=str)
def test_long_names(case: Case) -> None:
    tree = xhtml.fragment(case.given)
    spans.part_names(tree)
    assert xhtml.inner(tree).replace("<wbr/>", "|") == case.expected


def test_code_keeps_its_way_in_a_text_that_runs_leftwards() -> None:
    tree = xhtml.fragment("<p>کد <code>a_b</code></p><pre>x</pre>")
    body.turn_code(tree)
    assert xhtml.inner(tree) == '<p>کد <code dir="ltr">a_b</code></p><pre dir="ltr">x</pre>'


@pytest.mark.parametrize("case", cases("render/levels.md"), ids=str)
def test_levels(case: Case) -> None:
    tree = xhtml.fragment(case.given)
    body.relevel(tree, 2)
    assert xhtml.inner(tree) == case.expected


@pytest.mark.parametrize("case", cases("render/addresses.md"), ids=str)
def test_addresses(case: Case) -> None:
    tree = xhtml.fragment(case.given)
    said: list[Diagnostic] = []
    links.keep_followable(tree, HERE, said.append)
    links.show_addresses(tree)
    assert plain(tree) == case.expected
    assert [f"{one.code} {one.message}" for one in said] == list(case.said)


@pytest.mark.parametrize(
    ("address", "pieces"),
    [
        ("youtube.com/watch?v=hQYiub1hkSw", "youtube. com/ watch? v= hQYiub 1hkSw"),
        ("laboratoire.example.org", "laboratoire. example.org"),
        ("example.org/moulin_septembre2015.pdf", "example. org/ moulin_ sep tembre 2015.pdf"),
        ("example.org/les-communications", "example. org/ les -com muni cations"),
    ],
)
def test_in_justified_lines_a_long_word_of_an_address_may_break(
    address: str, pieces: str
) -> None:
    link = xhtml.make("a")
    addresses.write_breakable(link, address, finely=True)
    told = [link.text or "", *(place.tail or "" for place in link)]

    assert [piece.replace("\u2060", "") for piece in told] == pieces.split()


@pytest.mark.parametrize("case", cases("render/footnotes.md"), ids=str)
def test_notes_on_paper(case: Case) -> None:
    tree = xhtml.fragment(case.given)
    notes.drop_returns(tree)
    assert notes.foot(notes.take(tree), "texte") == ()
    notes.note_addresses(tree)
    links.show_addresses(tree)
    assert plain(tree) == case.expected


@given(st.text(max_size=80))
def test_phrases_joined_are_the_title(title: str) -> None:
    assert " ".join(titles.phrases(title)) == title


@given(st.text(max_size=120), st.integers(12, 60))
def test_a_running_head_is_short_enough(title: str, letters: int) -> None:
    assert len(titles.shortened(title, letters)) <= letters


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=80))
def test_a_lead_changes_no_text(text: str) -> None:
    tree = xhtml.make("body")
    tree.append(xhtml.make("p", xhtml.legal(text)))
    body.set_lead(tree)
    assert xhtml.text(tree) == xhtml.legal(text)


@given(st.text(st.sampled_from("a b🙂👍🏽🇫🇷☕️\u200d"), max_size=20))
def test_emoji_are_marked_and_nothing_else_changes(text: str) -> None:
    tree = xhtml.fragment("<p>x<em>y</em></p>")
    tree[0].text, tree[0][0].tail = text, text
    spans.mark_emoji(tree)
    variants = str.maketrans("", "", "\ufe0e\ufe0f")
    assert xhtml.text(tree).translate(variants) == f"{text}y{text}".translate(variants)
    for span in tree.iter("span"):
        assert (span.text or "").endswith("\ufe0e")


@given(st.from_regex(r"https?://[a-z]{1,20}\.org(/[a-z0-9_.-]{0,30}){0,4}", fullmatch=True))
def test_an_address_is_never_shown_longer_than_a_line(href: str) -> None:
    shown = addresses.noted(href).shown
    assert len(shown) <= addresses.NOTED
    assert addresses.noted(href).target == href


@pytest.mark.parametrize("case", cases("render/capitals.md"), ids=str)
def test_capitals(case: Case) -> None:
    tree = xhtml.fragment(case.given)
    spans.mark_capitals(tree)
    assert xhtml.inner(tree) == case.expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            "https://a.example/x?utm_source=l&p=2&utm_medium=m#fin",
            "https://a.example/x?p=2#fin",
        ),
        ("https://a.example/?fbclid=1&gclid=2&msclkid=3&yclid=4", "https://a.example/"),
        ("https://a.example/?q=a%20b+c&mc_cid=9", "https://a.example/?q=a%20b+c"),
        ("https://a.example/?a=1&a=2&flag", "https://a.example/?a=1&a=2&flag"),
        ("mailto:a@a.example?subject=utm_source", "mailto:a@a.example?subject=utm_source"),
    ],
)
def test_an_address_loses_what_only_tracks(given: str, expected: str) -> None:
    assert addresses.untracked(given) == expected
