"""Fragments go in and come out as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book import xhtml


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<p>un</p><p>deux</p>",
        "<p>a<em>b</em>c</p>",
        "<p>1 &lt; 2 &amp; 3</p>",
        "avant<p>dedans</p>après",
    ],
)
def test_a_fragment_comes_out_as_it_went_in(markup: str) -> None:
    assert xhtml.inner(xhtml.fragment(markup)) == markup


@given(st.text())
def test_any_text_can_be_held_once_it_is_made_legal(text: str) -> None:
    body = xhtml.make("body")
    body.append(xhtml.make("p", xhtml.legal(text)))

    again = xhtml.fragment(xhtml.inner(body))

    assert xhtml.text(again) == xhtml.legal(text).replace("\r", "\r")


@pytest.mark.parametrize("markup", ["<p>", "<p>a</b>", "&nbsp;", "<!DOCTYPE x>"])
def test_what_is_not_well_formed_is_refused(markup: str) -> None:
    with pytest.raises(ValueError, match="not well-formed"):
        xhtml.fragment(markup)


def test_an_element_gives_way_to_its_content() -> None:
    body = xhtml.fragment("<p>a<i>b<b>c</b>d</i>e</p><p><i>f</i></p><p><b>g</b><i/>h</p>")

    for element in list(body.iter("i")):
        xhtml.unwrap(element)

    assert xhtml.inner(body) == "<p>ab<b>c</b>de</p><p>f</p><p><b>g</b>h</p>"
