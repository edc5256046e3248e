"""Page numbers side by side: merged by the pages that the binder finds, in both its ways."""

import re
from dataclasses import replace
from pathlib import Path
from subprocess import run

import pytest

from book import xhtml
from book.bind import pdf
from book.bind.pdf.locators import anchors, merge
from book.diagnostics import Diagnostic
from book.model import Book, Edition, Part
from book.render import Options, PartsOptions, render
from book.theme import load
from tests.render import sample

LINE = (
    "<p>Tout le village en parle, de la place de l’église au lavoir, et personne n’écoute.</p>"
)
NAMED = "<p>Le maire, dit-on, a vu Odile Marsac passer avec un seau.</p>"


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([12, 12, 13, 14, 20], "12–14, 20"),
        ([7], "7"),
        ([20, 3, 3], "3, 20"),
        ([1, 2], "1–2"),
        ([9, 11, 13], "9, 11, 13"),
    ],
)
def test_pages_are_merged(pages: list[int], expected: str) -> None:
    links = ", ".join(f'<a href="#p{n}"></a>' for n in range(len(pages)))
    body = xhtml.fragment(f'<p><span class="pages">{links}</span></p>')
    merge(body, {f"p{n}": page for n, page in enumerate(pages)})

    numbers = {f"#p{n}": str(page) for n, page in enumerate(pages)}
    for link in body.iter("a"):
        link.text = numbers[link.get("href", "")]
    assert xhtml.text(body).replace("\u2060", "") == expected


def test_a_place_of_several_pages_is_a_range() -> None:
    links = '<a href="#a" data-through="z"></a>, <a href="#b"></a>'
    body = xhtml.fragment(f'<p><span class="pages">{links}</span></p>')
    merge(body, {"a": 4, "z": 9, "b": 6})

    assert [link.get("href") for link in body.iter("a")] == ["#a", "#z"]
    assert xhtml.text(body) == "–\u2060"


def story() -> Book:
    """Return a book in which Odile Marsac is named on some pages, and La Rivoire nowhere."""
    first = LINE * 10 + NAMED + LINE * 40 + NAMED + LINE * 90 + NAMED + LINE * 20
    texts = [first, LINE * 5 + NAMED + LINE * 9]
    made = [sample.article(n, f"t{n}", f"Texte {n}", text) for n, text in enumerate(texts, 1)]
    tagged = replace(made[0], tags=("Eau",))
    return sample.book(Part(None, sample.chapters([tagged, made[1]])))


def test_the_index_names_the_pages_on_which_a_name_stands(tmp_path: Path) -> None:
    options = PartsOptions(index="marked", terms=("Marsac, Odile",))
    said: list[Diagnostic] = []
    made = render(story(), Options(load(), Edition.PRINT, parts=options), said.append)
    assert any(name.endswith("-term-1") for name in anchors(made))

    found = []
    for one in (False, True):
        bound = pdf.bind(made, pdf.Options(one_document=one), said.append)
        file = tmp_path / "book.pdf"
        file.write_bytes(bound.data)
        done = run(["pdftotext", "-raw", file, "-"], capture_output=True, text=True, check=True)
        pages = [
            " ".join(page.replace("\u2060", "").split()) for page in done.stdout.split("\f")
        ]
        index = next(page for page in pages if page.startswith("Index"))
        line = re.search(r"Marsac, Odile, ([\d–, ]+)", index)
        named = [n for n, page in enumerate(pages, 1) if "Odile Marsac" in page]
        assert line is not None
        assert _unfolded(line[1])[: len(named)] == named
        tag = re.search(r"Eau, (\d+)–(\d+)", index)
        assert tag is not None
        assert int(tag[2]) - int(tag[1]) >= 3
        found.append(pages)
    assert found[0] == found[1]
    assert said == []


def _unfolded(text: str) -> list[int]:
    """Return the pages of ``12–14, 20``, less the folio that may follow."""
    pages: list[int] = []
    for piece in re.findall(r"\d+(?:–\d+)?(?=,)|\d+(?:–\d+)?(?= |$)", text):
        start, _, end = piece.partition("–")
        pages += range(int(start), int(end or start) + 1)
    return pages
