"""Where the pages of the printed book begin in the text of the EPUB."""

import re
from html import unescape

import pytest

from book.model import ContentDocument
from book.render.pagelist import PrintedPage, marked

HEAD = '<html xmlns:epub="http://www.idpf.org/2007/ops"><head><title>Le bac</title></head>'
MARK = re.compile(
    r'<span epub:type="pagebreak" role="doc-pagebreak" id="[^"]*" aria-label="(\d+)"></span>'
)


def document(body: str, href: str = "bac.xhtml") -> ContentDocument:
    markup = f"{HEAD}<body><section>{body}</section></body></html>"
    return ContentDocument(href, "chapter", "Le bac", markup)


def shown(body: str, *pages: str) -> str:
    """Return ``body`` with ``[n]`` where page n of ``pages`` begins."""
    printed = [PrintedPage("bac.xhtml", str(n), text) for n, text in enumerate(pages, start=1)]
    (made,), _ = marked([document(body)], printed)
    inner = re.fullmatch(r".*?<section>(.*)</section>.*", made.markup, re.DOTALL)
    assert inner is not None
    return MARK.sub(r"[\1]", inner[1])


FIRST = "Le bac part quand le passeur a fini son café."
SECOND = "Il traverse le fleuve deux fois par heure, parfois trois."


@pytest.mark.parametrize(
    ("body", "second", "expected"),
    [
        pytest.param(
            f"<p>{FIRST}</p><p>{SECOND}</p>",
            "Il traverse le fleuve deux\nfois par heure",
            f"[1]<p>{FIRST}</p><p>[2]{SECOND}</p>",
            id="at a paragraph",
        ),
        pytest.param(
            f"<p>{FIRST} {SECOND}</p>",
            "verse le fleuve deux fois\npar heure, parfois",
            f"[1]<p>{FIRST} Il tra[2]verse le fleuve deux fois par heure, parfois trois.</p>",
            id="inside a word",
        ),
        pytest.param(
            f"<p>{FIRST}</p><p>«\u00a0{SECOND}\u00a0»</p>",
            "« Il traverse le fleuve deux fois",
            f"[1]<p>{FIRST}</p><p>[2]«\u00a0{SECOND}\u00a0»</p>",
            id="before a quotation mark",
        ),
        pytest.param(
            f"<p>{FIRST}</p><p>12 000 {SECOND}</p>",
            "12 000 Il traverse le fleuve deux fois",
            f"[1]<p>{FIRST}</p><p>[2]12 000 {SECOND}</p>",
            id="before a number",
        ),
        pytest.param(
            f"<ul><li>{FIRST}</li><li>{SECOND}</li></ul>",
            "— Il traverse le fleuve deux fois",
            f"[1]<ul><li>{FIRST}</li><li>[2]{SECOND}</li></ul>",
            id="behind a dash that only paper has",
        ),
        pytest.param(
            f"<p>{FIRST}</p><p>R&amp;D&#160;: <em>l’œuvre</em> d’un <b>siècle</b></p>",
            "R&D : l’œuvre d’un siècle",
            f"[1]<p>{FIRST}</p><p>[2]R&amp;D&#160;: <em>l’œuvre</em> d’un <b>siècle</b></p>",
            id="through references, elements and ligatures",
        ),
        pytest.param(
            f'<p>{FIRST}</p><aside role="doc-footnote"><p>{SECOND} Non.</p></aside>'
            f"<p>{SECOND} Oui.</p>",
            "Il traverse le fleuve deux fois par heure, parfois trois. Oui.",
            f'[1]<p>{FIRST}</p><aside role="doc-footnote"><p>{SECOND} Non.</p></aside>'
            f"<p>[2]{SECOND} Oui.</p>",
            id="not in a note",
        ),
        pytest.param(
            f"<p>{SECOND}</p><p>{FIRST}</p><p>{SECOND}</p>",
            "Il traverse le fleuve deux fois par heure",
            f"[1]<p>{SECOND}</p><p>{FIRST}</p><p>[2]{SECOND}</p>",
            id="the nearest of two that are alike",
        ),
        pytest.param(
            f"<p>{FIRST}</p><p>{SECOND}</p>",
            "Un tableau qui n’est pas là",
            f"[1]<p>{FIRST}</p><p>{SECOND}</p>",
            id="nowhere",
        ),
        pytest.param(
            f"<p>{FIRST}</p><p>{SECOND}</p>",
            "",
            f"[1]<p>{FIRST}</p><p>{SECOND}</p>",
            id="blank",
        ),
    ],
)
def test_where_a_page_begins(body: str, second: str, expected: str) -> None:
    before = body.partition(SECOND[:12])[0]
    first = unescape(re.sub("<aside.*?</aside>|<[^>]*>", "", before))
    if body.startswith(f"<p>{SECOND}"):
        first = f"{SECOND} {FIRST}"

    assert shown(body, first, second) == expected


def test_a_page_that_begins_with_what_stands_elsewhere_begins_close_by() -> None:
    text = f"{SECOND} Puis il dort."

    assert shown(f"<p>{FIRST}</p><p>{text}</p>", FIRST, f"Un dessin\n{text}") == (
        f"[1]<p>{FIRST}</p><p>[2]{text}</p>"
    )


def test_the_pages_are_listed_in_their_order() -> None:
    pages = [
        PrintedPage("half-title.xhtml", "1", "Le bac"),
        PrintedPage("bac.xhtml", "3", FIRST),
        PrintedPage("bac.xhtml", "4", SECOND),
        PrintedPage("bac.xhtml", "5", ""),
        PrintedPage("pont.xhtml", "6", FIRST),
    ]
    made, lines = marked(
        [
            document(f"<p>{FIRST}</p><p id='x'>{SECOND}</p>"),
            document(f'<p id="folio-6">{FIRST}</p>', "pont.xhtml"),
        ],
        pages,
    )

    assert [(line.title, line.href) for line in lines] == [
        ("3", "bac.xhtml#folio-3"),
        ("4", "bac.xhtml#folio-4"),
        ("6", "pont.xhtml#folio-6-"),
    ]
    for line in lines:
        href, name = line.href.split("#")
        text = next(one.markup for one in made if one.href == href)
        assert text.count(f'id="{name}"') == 1


def test_a_template_without_the_namespace_has_markers_all_the_same() -> None:
    plain = ContentDocument("bac.xhtml", "chapter", "Le bac", "<html><body>a</body></html>")
    (made,), _ = marked([plain], [PrintedPage("bac.xhtml", "9", "a")])

    marker = '<span role="doc-pagebreak" id="folio-9" aria-label="9"></span>'
    assert made.markup == f"<html><body>{marker}a</body></html>"
