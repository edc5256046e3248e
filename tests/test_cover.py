"""The drawn cover: the same picture from the same book, whatever the book is."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from book.cover import Setting, draw
from book.cover.lettering import Room, Words, fitted, opened
from book.cover.motif import DEPTH, page
from book.diagnostics import Diagnostic
from book.model import Article, Book, Chapter, Metadata, Origin, Part, Person
from book.theme import Theme, load

THEME = load()
SETTING = Setting(THEME)
GROUND, INK = (0xF6, 0xF3, 0xEC), (0x11, 0x11, 0x11)


def book(
    title: str = "Le jardin, pas à pas",
    authors: tuple[str, ...] = ("Claire Delmas",),
    subtitle: str = "",
    lengths: tuple[int, ...] = (300, 500, 200),
    language: str = "fr",
) -> Book:
    chapters = tuple(
        Chapter(f"{n}", f"{n}", (Article(f"{n}", "", f"{n}", f"<p>{'mot ' * n}</p>", ORIGIN),))
        for n in lengths
    )
    people = tuple(Person(name) for name in authors)
    metadata = Metadata(title, language, "urn:x", subtitle=subtitle, authors=people)
    return Book(metadata, (Part(None, chapters),))


ORIGIN = Origin("a.txt", 1, 1)


def unheard(diagnostic: Diagnostic) -> None:
    pytest.fail(str(diagnostic))


def picture(drawn: Book, setting: Setting = SETTING) -> Image.Image:
    return Image.open(BytesIO(draw(drawn, setting, unheard).data))


def inked(image: Image.Image, top: int, bottom: int) -> bool:
    """Whether there is ink inside the frame between two lines."""
    inside = image.convert("L").crop((110, top, 1490, bottom))
    return inside.getextrema()[0] < 100  # type: ignore[operator]


def test_a_cover_is_a_small_png_of_the_size_that_stores_ask_for() -> None:
    cover = draw(book(), SETTING, unheard)
    image = Image.open(BytesIO(cover.data))

    assert (cover.href, cover.media_type) == ("cover.png", "image/png")
    assert (image.format, image.size) == ("PNG", (1600, 2560))
    assert len(cover.data) < 150_000


def test_it_stands_in_ink_on_ivory() -> None:
    image = picture(book()).convert("RGB")

    assert image.getpixel((10, 10)) == GROUND
    assert image.getpixel((93, 1280)) == INK
    assert inked(image, 300, 400)
    assert inked(image, 1500, 2330)
    assert not inked(image, 2340, 2450)


def test_the_same_book_gives_the_same_bytes() -> None:
    assert draw(book(), SETTING, unheard).data == draw(book(), SETTING, unheard).data


def test_another_title_or_another_length_gives_another_picture() -> None:
    drawn = {
        draw(book(), SETTING, unheard).data,
        draw(book("Le verger, pas à pas"), SETTING, unheard).data,
        draw(book(lengths=(300, 900, 200)), SETTING, unheard).data,
    }

    assert len(drawn) == 3


LONG = (
    "Dans le florilège des promesses du jardin : la tomate, le basilic invendable, "
    "et quelques autres histoires de nos jours de pluie"
)


@pytest.mark.parametrize(
    "given",
    [
        book(LONG, lengths=(400,) * 16),
        book(LONG * 4),
        book("x" * 500, ("y" * 300,), "z" * 400),
        book("Candide", ("Voltaire",), "ou l’Optimisme, traduit de l’allemand", (900,)),
        book("Chroniques", (), lengths=tuple(100 + 37 * n % 500 for n in range(200))),
        book("Chroniques", lengths=(1,) * 1000),
        book("Sans rien", lengths=()),
        book("Vide", lengths=(0, 0)),
        book("", ()),
        book("Война и мир 🙂", ("Лев Толстой",), language="ru"),
        book("À quatre", ("Ann Be", "Cé Dé", "E. F.", "Gé Hache")),
    ],
    ids=lambda given: f"{given.metadata.title[:20]} {len(given.chapters)}",
)
def test_any_book_has_a_cover_and_nothing_is_said(given: Book) -> None:
    said: list[Diagnostic] = []

    image = Image.open(BytesIO(draw(given, SETTING, said.append).data))

    assert said == []
    assert not inked(image, 2400, 2455)
    margin = image.convert("L").crop((0, 0, 88, 2560))
    assert margin.getextrema()[0] > 200  # type: ignore[operator]


@pytest.mark.parametrize(
    ("title", "language"), [("تاریخ وبلاگ", "fa"), ("日本語の題名", "ja"), ("תולדות", "he")]
)
def test_letters_that_no_typeface_holds_are_left_out_and_said(
    title: str, language: str
) -> None:
    said: list[Diagnostic] = []

    image = Image.open(BytesIO(draw(book(title, language=language), SETTING, said.append).data))

    assert [(d.code, title in d.message) for d in said] == [("T151", True)]
    assert inked(image, 300, 400)  # the author
    assert not inked(image, 460, 1480)


def test_a_theme_without_typefaces_still_has_a_cover() -> None:
    said: list[Diagnostic] = []

    image = Image.open(BytesIO(draw(book(), Setting(Theme({}, {}, {})), said.append).data))

    assert [d.code for d in said] == ["T151", "T151"]
    assert inked(image, 900, 1600)


def test_a_title_breaks_by_sense() -> None:
    face = opened(THEME.fonts["EBGaramond-Medium.ttf"])
    title = "Un pas en avant… deux en arrière\u202f? Les jardiniers face à l’évolution"

    block = fitted(Words(title, face), 230, Room(1180, 800))

    assert " ".join(block.lines) == title
    assert block.lines[:2] == ("Un pas en avant…", "deux en arrière\u202f?")
    assert block.height <= 800


@settings(max_examples=100)
@given(st.lists(st.integers(0, 9000), max_size=300))
def test_the_motif_stays_on_its_page(lengths: list[int]) -> None:
    rules = list(page(lengths, "un titre"))

    assert len(rules) >= min(len(lengths), 100)
    for rule in rules:
        assert -590 <= rule.left < rule.right < 590
        assert 0 <= rule.top < rule.bottom <= DEPTH + 12


def test_the_motif_has_a_paragraph_a_chapter() -> None:
    rules = list(page([430, 560, 640, 560, 720, 880], "un titre"))
    indented = [rule for rule in rules if rule.left > min(r.left for r in rules)]

    assert len(indented) == 6
