"""The PDF, looked at with programs that did not write it."""

import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Literal

import pikepdf
import pypdfium2
import pytest

from book.bind import pdf
from book.bind.pdf.join import join
from book.bind.pdf.repairs import Repairs, wanted
from book.bind.pdf.whole import lay_out
from book.diagnostics import BookError, Diagnostic
from book.model import Artifact, Edition, Part, Publication, Resource
from book.render import PrintOptions
from book.render.page import page
from book.render.titles import shortened
from tests.render import sample
from tests.render.sample import ARTICLES, book, bound, chapters, one, publication

OURS = {
    "EB-Garamond",
    "EB-Garamond-Italic",
    "EB-Garamond-SemiBold",
    "IBM-Plex-Mono",
    "Noto-Emoji",
}
PLAIN = Part(None, chapters(ARTICLES))


@cache
def made() -> tuple[Artifact, tuple[Diagnostic, ...]]:
    return bound(book())


@cache
def texts() -> tuple[str, ...]:
    """Return the text of each page of the sample."""
    return pages_of(made()[0].data)


def pages_of(data: bytes) -> tuple[str, ...]:
    document = pypdfium2.PdfDocument(data)
    try:
        return tuple(read(found) for found in document)
    finally:
        document.close()


def read(found: pypdfium2.PdfPage) -> str:
    text = found.get_textpage()
    try:
        return str(text.get_text_bounded()).replace("\ufffe", "").replace("\r", "")
    finally:
        text.close()
        found.close()


def packed(text: str) -> str:
    """Return ``text`` without spaces and dots: letterspacing and leaders read as these."""
    return re.sub(r"[\s.]+", "", text).lower()


def outline(data: bytes) -> list[tuple[int, str, int]]:
    """Return depth, title and page (from 1) of each line of the outline."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [
            (line.level, line.get_title(), line.get_dest().get_index() + 1)
            for line in document.get_toc()
        ]
    finally:
        document.close()


def bind_with(text: str, resources: tuple[Resource, ...] = (), **changed: str) -> str:
    """Bind the sample with ``text`` in the head or the body; return what is refused."""
    whole, _ = publication(one(sample.CLOCK), Edition.PRINT)
    place = changed.get("place", "</head>")
    documents = tuple(
        replace(part, markup=part.markup.replace(place, f"{text}{place}", 1))
        for part in whole.documents
    )
    hostile = replace(whole, documents=documents, resources=(*whole.resources, *resources))
    with pytest.raises(BookError) as caught:
        pdf.bind(hostile, pdf.Options(), list[Diagnostic]().append)
    assert caught.value.diagnostic.code == "P101"
    return caught.value.diagnostic.message


def test_a_sound_book_is_bound_in_silence() -> None:
    assert made()[1] == ()


@pytest.mark.parametrize("trim", ["a5", "6x9", "pocket", "140mm x 210mm"])
def test_the_page_has_exactly_the_trim_size_and_nothing_stands_outside(trim: str) -> None:
    artifact, said = bound(one(sample.MILL + sample.TABLE), PrintOptions(trim=trim))
    assert said == ()
    wanted = page(trim)
    points = (wanted.width / 25.4 * 72, wanted.height / 25.4 * 72)
    document = pypdfium2.PdfDocument(artifact.data)
    for found in document:
        assert found.get_size() == pytest.approx(points, abs=0.01)
        text = found.get_textpage()
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index)
            assert 0 <= left <= right <= points[0]
            assert 0 <= bottom <= top <= points[1]
        text.close()
        found.close()
    document.close()


def test_every_typeface_is_ours_and_embedded() -> None:
    with pikepdf.open(BytesIO(made()[0].data)) as document:
        fonts = [one for one in document.objects if _is_font(one)]
        names = {str(font.FontName).partition("+")[2] for font in fonts}
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
    assert names <= OURS
    assert {"EB-Garamond", "EB-Garamond-Italic", "Noto-Emoji"} <= names


def _is_font(found: pikepdf.Object) -> bool:
    return isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/FontDescriptor"


def test_the_outline_is_parts_and_chapters_and_each_opens_its_page() -> None:
    lines = outline(made()[0].data)
    assert [
        (level, title.replace("\u202f", " ").replace("\xa0", " ")) for level, title, _ in lines
    ] == [
        (0, "L’eau et la roue"),
        (1, "Le moulin qui tourne pour rien, et pourquoi l’on s’y attache !"),
        (1, "La pendule du conseil"),
        (0, "Le conseil à l’épreuve"),
        (1, "Farine : gloire et déclin"),
        (1, "A letter from the mill"),
        (0, "Table des matières"),
    ]
    for number, (_, _, place) in enumerate(line for line in lines if line[0] == 1):
        assert texts()[place - 1].lstrip().startswith(f"{number + 1}\n")


def test_parts_open_on_the_right_with_a_blank_page_behind() -> None:
    for _, _, place in (line for line in outline(made()[0].data) if line[1].startswith("L")):
        if "partie" in texts()[place - 1].lower():
            assert place % 2 == 1
            assert texts()[place] == ""


def test_front_matter_has_no_folios_and_the_text_has() -> None:
    first = outline(made()[0].data)[1][2]
    for number, text in enumerate(texts()[: first - 1], start=1):
        assert not text.rstrip().endswith(f"\n{number}")
    for number, text in enumerate(texts()[first - 1 : first + 2], start=first):
        assert text.rstrip().endswith(f"\n{number}")


def test_running_heads_stand_on_the_right_pages_and_not_on_openers() -> None:
    lines = outline(made()[0].data)
    title = lines[1][1]
    first, after = lines[1][2], lines[2][2]
    heads = {"lemoulin,touràtour", packed(shortened(title, 45))}
    assert after > first + 1
    for number in range(first + 1, after):
        found = heads & {packed(line) for line in texts()[number - 1].splitlines()}
        assert found == {packed(shortened(title, 45)) if number % 2 else "lemoulin,touràtour"}
    for _, _, place in lines:
        assert "lemoulin,touràtour" not in packed(texts()[place - 1])


def test_the_order_and_the_sides_of_the_front_and_back_matter() -> None:
    assert texts()[0].strip() == "Le moulin, tour à tour"
    assert texts()[1] == ""
    assert "clairemeunier" in packed(texts()[2])
    assert "ISBN 9780000000002" in texts()[3]
    assert texts()[4].strip().startswith("Sommaire")
    assert "Florilège" in texts()[-1]
    assert len(texts()) % 2 == 0
    assert outline(made()[0].data)[-1][2] % 2 == 1


def test_the_contents_give_the_folios_of_the_chapters() -> None:
    lines = outline(made()[0].data)
    text = texts()[lines[-1][2] - 1]
    for _, title, place in lines[:-1]:
        assert packed(f"{title[-12:]}{place}") in packed(text), title


@pytest.mark.parametrize("opening", ["recto", "any", "auto"])
def test_chapters_open_as_asked(opening: Literal["recto", "any", "auto"]) -> None:
    artifact, _ = bound(book(PLAIN), PrintOptions(opening=opening))
    places = [place for _, _, place in outline(artifact.data)][:-1]
    assert places[0] % 2 == 1
    assert all(place % 2 for place in places) is (opening == "recto")


def test_long_chapters_open_on_the_right_by_themselves() -> None:
    long = tuple(replace(given, body=sample.CLOCK * 45) for given in ARTICLES[:2])
    artifact, _ = bound(book(Part(None, chapters(long))))
    places = [place for _, _, place in outline(artifact.data)]
    assert places[1] - places[0] >= 8
    assert all(place % 2 for place in places)


def test_the_words_are_all_there_and_in_small_capitals_too() -> None:
    text = " ".join(texts())
    assert "Au bord de la rivière" in text
    assert "La roue, vue du pont." in text
    assert "def roue(tours):" in text


def test_metadata_language_and_tags() -> None:
    with pikepdf.open(BytesIO(made()[0].data)) as document:
        assert str(document.docinfo["/Title"]) == "Le moulin, tour à tour"
        assert str(document.docinfo["/Author"]) == "Claire Meunier"
        assert "/CreationDate" not in document.docinfo
        assert str(document.Root.Lang) == "fr"
        assert bool(document.Root.MarkInfo.Marked)


def test_every_note_stands_on_the_page_of_its_call() -> None:
    close = one((sample.CLOCK + sample.MILL) * 4)
    body = "".join(
        f'<p>Encore un <a href="https://example.org/{n}">renvoi</a> au fil de la page.</p>'
        f"{sample.CLOCK * (n % 3)}"
        for n in range(30)
    )
    for given in (close, one(body)):
        artifact, said = bound(given)
        assert said == ()
        for text in pages_of(artifact.data):
            calls = Counter(re.findall(r"renvoi(\d+)", text))
            notes = Counter(re.findall(r"^(\d+)\. example\.org/\d+", text, re.MULTILINE))
            assert calls == notes, text


def test_an_attachment_outside_the_book_is_refused() -> None:
    message = bind_with('<link rel="attachment" href="file:///proc/self/environ"/>')
    assert "file:///proc/self/environ" in message


def test_a_picture_on_the_network_is_refused() -> None:
    message = bind_with('<p><img src="http://127.0.0.1:9/x.png" alt=""/></p>', place="</body>")
    assert "http://127.0.0.1:9/x.png" in message


def test_a_style_sheet_outside_the_book_is_refused() -> None:
    sheet = Resource("styles/own.css", "text/css", b"@import url(file:///etc/own.css);")
    message = bind_with('<link rel="stylesheet" href="styles/own.css"/>', (sheet,))
    assert "file:///etc/own.css" in message


@pytest.mark.parametrize(
    "wish",
    [
        '<img src="../../etc/passwd" alt=""/>',
        '<img src="file:images/roue.svg" alt=""/>',
        '<img src="%2e%2e/secret.png" alt=""/>',
        '<img src="//example.org/a.png" alt=""/>',
        '<object data="http://127.0.0.1:9/x"></object>',
        '<embed src="ftp://127.0.0.1/x"/>',
        '<p style="background: url(http://127.0.0.1:9/b.png)">x</p>',
        '<a rel="attachment" href="file:///etc/hostname">x</a>',
    ],
)
def test_other_ways_out_are_refused_too(wish: str) -> None:
    assert bind_with(wish, place="</body>")


def test_a_wish_inside_an_svg_is_found_though_it_is_swallowed_there() -> None:
    picture = Resource(
        "images/bad.svg",
        "image/svg+xml",
        b"<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
        b"viewBox='0 0 9 9'><image xlink:href='file:///etc/hostname' width='9' height='9'/>"
        b"</svg>",
    )
    message = bind_with('<img src="images/bad.svg" alt=""/>', (picture,), place="</body>")
    assert "file:///etc/hostname" in message


def test_a_mistake_in_a_style_sheet_is_said() -> None:
    whole, _ = publication(one(sample.CLOCK), Edition.PRINT)
    said = bind(replace_sheet(whole, b"p { colour: red }"))
    assert [one.code for one in said] == ["P102"]
    assert "colour" in said[0].message


def replace_sheet(whole: Publication, more: bytes) -> Publication:
    sheets = (
        replace(given, data=given.data + more) if given.href == "styles/print.css" else given
        for given in whole.resources
    )
    return replace(whole, resources=tuple(sheets))


def bind(whole: Publication) -> list[Diagnostic]:
    said: list[Diagnostic] = []
    pdf.bind(whole, pdf.Options(), said.append)
    return said


def test_blocks_that_are_nested_too_deeply_are_an_error_not_a_crash() -> None:
    deep = f"{'<blockquote>' * 200}<p>x</p>{'</blockquote>' * 200}"
    with pytest.raises(BookError) as caught:
        bound(one(deep))
    assert caught.value.diagnostic.code == "P103"


def test_letters_that_our_typefaces_lack_are_named_once_a_script() -> None:
    _, said = bound(one("<p>Un mot, שלום, et un autre, שלום ; et 漢字, pour finir.</p>"))
    # Whether this machine has others is not ours to know.
    assert {given.code for given in said} <= {"P110", "P111"}
    assert "HEBREW: ו ל ם ש" in said[0].message
    assert "CJK" in said[1].message
    assert "Un titre" in said[0].message


@pytest.mark.parametrize("one_document", [False, True])
def test_letters_that_no_typeface_has_are_said_to_be_boxes(one_document: bool) -> None:
    nowhere = "\U0010fff0"  # private use: nobody draws it
    said: list[Diagnostic] = []
    options = pdf.Options(one_document=one_document)
    made, _ = publication(
        one(f"<p>Un signe, {nowhere}, que nul ne dessine.</p>"), Edition.PRINT
    )
    pdf.bind(made, options, said.append)
    assert [given.code for given in said] == ["P111"]
    assert f"“Un titre” (UNNAMED: {nowhere})" in said[0].message
    assert "fonts-noto-core" in (said[0].hint or "")


@pytest.mark.parametrize("language", ["de", "en", "es", "it", "pt"])
def test_books_in_other_languages_are_bound_in_silence(language: str) -> None:
    artifact, said = bound(book(PLAIN, language=language))
    assert said == ()
    assert artifact.data.startswith(b"%PDF-")


def test_the_same_book_gives_the_same_bytes_in_another_process_and_time_zone() -> None:
    program = (
        "import hashlib; from tests.render.sample import book, bound; "
        "print(hashlib.sha256(bound(book())[0].data).hexdigest())"
    )
    sums = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=Path(__file__).parents[2],
            env={"TZ": zone, "PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin"},
            capture_output=True,
            check=True,
        ).stdout
        for zone, seed in (("UTC", "1"), ("Pacific/Auckland", "2"))
    }
    assert len(sums) == 1


def test_a_line_broken_after_its_first_syllable_is_mended() -> None:
    body = "".join(
        "<p>D’origine incertaine, la famille du meunier, arrivée en ville "
        f"{'i' * count}. <em>Oh</em>, dont les lettres veulent dire bien des choses, reste.</p>"
        for count in range(1, 14)
    )
    whole, _ = publication(one(body), Edition.PRINT)
    first = lay_out(whole, join(whole, Repairs(), recto=False))
    needed = wanted(first.pages)
    assert needed.joints
    second = lay_out(whole, join(whole, needed, recto=False))
    assert wanted(second.pages) == Repairs()


def test_a_poem_is_not_mistaken_for_one() -> None:
    poem = "<p>La roue<br/>tourne<br/>au fil de l’eau<br/>encore</p>"
    whole, _ = publication(one(sample.CLOCK * 3 + poem), Edition.PRINT)
    layout = lay_out(whole, join(whole, Repairs(), recto=False))
    assert wanted(layout.pages) == Repairs()
