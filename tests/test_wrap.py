"""The wrap cover: as wide as the printer's formula says, and nothing where nothing may be."""

import re
import zlib
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from book.cover import Options, Setting
from book.cover.barcode import Barcode, Isbn, bars, isbn
from book.cover.column import set_in, shortened
from book.cover.drawing import Matrix, moved
from book.cover.shaping import opened
from book.cover.sheet import Sheet, pdf
from book.cover.spine import Block, width
from book.cover.wrap import Wrap, _drawn, reads_upwards, wrap
from book.diagnostics import BookError, Diagnostic
from book.model import Location
from book.printers import names, table
from book.printers.covers import AT_HOME, Cover, cover
from tests.test_cover import THEME, book, unheard

MM = 72 / 25.4
INCH = 25.4
HERE = Location("here")
NUMBER = "978-2-07-040922-8"
SIX_BY_NINE = (152.4, 228.6)
BRIEF = Options(back="Un jardin, un an.")
BARE = replace(THEME, fonts={})


def asked(key: str) -> Cover:
    found = cover(key)
    assert found is not None
    return found


def given(key: str = "kdp", pages: int = 220, **more: object) -> Wrap:
    printer = asked(key)
    spine = width(Block(pages), printer, lambda _: None)
    made = Wrap(SIX_BY_NINE, pages, spine, printer, "cmyk", isbn(NUMBER, HERE))
    return replace(made, **more)  # type: ignore[arg-type]


def drawn(made: Wrap, options: Options | None = None) -> bytes:
    return wrap(book(), made, Setting(THEME, options or BRIEF), unheard).data


def rendered(data: bytes, scale: float = 2) -> Image.Image:
    with pypdfium2.PdfDocument(data) as document:
        image: Image.Image = document[0].render(scale=scale).to_pil().convert("L")
    return image


# As the printers publish them: book/printers/*.toml says where.
FORMULAS = [
    ("kdp", "white", 24, 24 * 0.002252 * INCH),
    ("kdp", "white", 300, 300 * 0.002252 * INCH),
    ("kdp", "cream", 828, 828 * 0.0025 * INCH),
    ("kdp", "standard-colour", 72, 72 * 0.002252 * INCH),
    ("kdp", "premium-colour", 200, 200 * 0.002347 * INCH),
    ("lulu", "", 32, (32 / 444 + 0.06) * INCH),
    ("lulu", "", 250, (250 / 444 + 0.06) * INCH),
]


@pytest.mark.parametrize(("key", "paper", "pages", "spine"), FORMULAS)
def test_the_spine_of_the_finished_file_is_that_of_the_formula(
    key: str, paper: str, pages: int, spine: float
) -> None:
    printer = asked(key)
    made = given(key, pages, spine=width(Block(pages, paper), printer, unheard))
    with pypdfium2.PdfDocument(
        wrap(book(), made, Setting(BARE), lambda _: None).data
    ) as document:
        left, bottom, right, top = (value / MM for value in document[0].get_mediabox())
        inner = [value / MM for value in document[0].get_trimbox()]

    bleed = 0.125 * INCH
    assert right - left - 2 * SIX_BY_NINE[0] - 2 * bleed == pytest.approx(spine, abs=0.01)
    assert top - bottom == pytest.approx(SIX_BY_NINE[1] + 2 * bleed, abs=0.01)
    assert inner == pytest.approx([bleed, bleed, right - bleed, top - bottom - bleed], abs=0.01)


def test_a_leaf_has_two_pages_and_what_was_measured_goes_first() -> None:
    assert width(Block(101), asked("kdp"), unheard) == width(Block(102), asked("kdp"), unheard)
    assert width(Block(200, caliper=0.1), AT_HOME, unheard) == pytest.approx(10)
    assert width(Block(200, caliper=0.1, spine=12.5), asked("bod"), unheard) == 12.5


def test_what_is_no_formula_of_the_printer_is_said_to_be_an_estimate() -> None:
    said: list[Diagnostic] = []

    assert width(Block(200), asked("ingramspark"), said.append) == pytest.approx(
        10.72, abs=0.01
    )
    assert [d.code for d in said] == ["T165"]


@pytest.mark.parametrize(
    ("block", "key", "code"),
    [
        (Block(200), "bod", "T166"),
        (Block(200, "velvet"), "kdp", "T167"),
        (Block(23), "kdp", "T168"),
        (Block(830), "kdp", "T168"),
    ],
)
def test_a_spine_that_cannot_be_known_is_refused(block: Block, key: str, code: str) -> None:
    with pytest.raises(BookError, match=code):
        width(block, asked(key), unheard)


def test_every_number_of_a_cover_has_a_source() -> None:
    for key in names():
        written = table(key)
        for section in ("spine", "cover"):
            facts = [f for f in written.get(section, {}).values() if isinstance(f, dict)]
            for fact in [*facts, *written.get(section, {}).get("papers", [])]:
                assert fact["source"] in written["sources"], (key, fact)
    assert {key for key in names() if cover(key)} == {"bod", "ingramspark", "kdp", "lulu"}


# The barcode is read as a till reads it.


def read(image: Image.Image) -> list[str]:
    add_on = zxingcpp.EanAddOnSymbol.Read
    return sorted(
        found.text for found in zxingcpp.read_barcodes(image, ean_add_on_symbol=add_on)
    )


@pytest.mark.parametrize("number", ["9782070409228", "9791034760022", "9780306406157"])
def test_a_barcode_says_its_isbn(number: str) -> None:
    code = Barcode(isbn(number, HERE), opened(THEME.fonts["IBMPlexMono-Regular.ttf"]))
    shapes = moved(code.shapes(), Matrix(MM, 0, 0, MM, 0, 0))

    drawn = pdf(shapes, Sheet(code.size[0] * MM, code.size[1] * MM, space="cmyk"))

    assert read(rendered(drawn, 4)) == [number]
    assert code.size[0] == pytest.approx(37.29, abs=0.01)


def test_five_digits_beside_it_say_the_price() -> None:
    face = opened(THEME.fonts["IBMPlexMono-Regular.ttf"])
    code = Barcode(Isbn("9782070409228", NUMBER), face, "51995")
    shapes = moved(code.shapes(), Matrix(MM, 0, 0, MM, 0, 0))

    drawn = pdf(shapes, Sheet(code.size[0] * MM, code.size[1] * MM))

    assert any("51995" in text for text in read(rendered(drawn, 4)))


@pytest.mark.parametrize("price", ["19.95", "1995", "519955", "5199٥"])
def test_a_price_is_five_digits(price: str) -> None:
    with pytest.raises(BookError, match="T169"):
        drawn(given(), Options(price=price))


def test_bars_and_spaces_are_those_of_the_standard() -> None:
    modules = bars("9782070409228")

    assert (len(modules), modules[:3], modules[45:50], modules[-3:]) == (
        95,
        "101",
        "01010",
        "101",
    )


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("urn:isbn:9782070409228", "9782070409228"),
        ("ISBN 978-2-07-040922-8", "9782070409228"),
        ("2-07-040922-8", "9782070409228"),
        ("080442957X", "9780804429573"),
    ],
)
def test_an_isbn_is_read_however_it_is_written(text: str, digits: str) -> None:
    assert isbn(text, HERE).digits == digits


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("9782070409229", "T160", "would be 8"),
        ("2070409226", "T160", "would be 8"),
        ("1234567890123", "T161", "no ISBN"),
        ("978207040922", "T161", "no ISBN"),
        ("", "T161", "no ISBN"),
    ],
)
def test_a_number_that_is_none_is_refused(text: str, code: str, words: str) -> None:
    with pytest.raises(BookError, match=f"{code}.*{words}"):
        isbn(text, HERE)


@pytest.mark.parametrize("design", ["page", "mosaic", "stairs"])
def test_the_barcode_of_a_whole_cover_can_be_read(design: str) -> None:
    data = drawn(given(), Options(design=design, back="Un jardin."))  # type: ignore[arg-type]

    assert read(rendered(data, 3)) == ["9782070409228"]


def test_no_letter_stands_where_the_printer_puts_its_barcode() -> None:
    said: list[Diagnostic] = []
    made = given(isbn=None)
    text = Options(design="stairs", back="Un texte. " * 260)

    data = wrap(book(), made, Setting(THEME, text), said.append).data

    image, mm = rendered(data), 2 * MM
    right, bottom = made.back.right - 0.25 * INCH, made.back.bottom - 0.25 * INCH
    field = (right - 2 * INCH + 0.5, bottom - 1.2 * INCH + 0.5, right - 0.5, bottom - 0.5)
    assert image.crop(tuple(round(x * mm) for x in field)).getextrema() == (255, 255)  # type: ignore[arg-type]
    assert [d.code for d in said] == ["T163", "T164"]


# What ink there is.


def operators(data: bytes) -> set[str]:
    with pypdfium2.PdfDocument(data):
        found = re.search(rb"stream\n(.*?)\nendstream", data, re.DOTALL)
    assert found
    content = zlib.decompress(found[1]).decode()
    return set(re.findall(r"^[\d. -]*\b(?:rg|RG|g|G|k|K)$", content, re.MULTILINE))


def test_letters_are_outlines_in_black_alone() -> None:
    data = drawn(given(), Options(design="stairs", back="Un jardin."))

    assert operators(data) == {"0 0 0 0 k", "0 0 0 1 k"}
    with pikepdf.open(BytesIO(data)) as document:
        assert len(document.pages) == 1
        assert not document.pages[0].Resources.keys()


@pytest.mark.parametrize(("space", "sign"), [("grey", "g"), ("rgb", "rg"), ("cmyk", "k")])
def test_one_space_of_colour_is_used(space: str, sign: str) -> None:
    found = operators(drawn(given(space=space)))

    assert {one.rsplit(" ", 1)[1] for one in found} == {sign}


def test_the_same_book_gives_the_same_bytes() -> None:
    assert drawn(given()) == drawn(given())


# The spine.


def boxes_on_spine(made: Wrap, language: str = "fr") -> list[tuple[float, float]]:
    """Return where the words on the spine begin and end, from the head, in their order."""
    spine = made.back.right, made.back.right + made.spine
    found = []
    shapes = list(_drawn(book(language=language), made, Setting(THEME, BRIEF), lambda _: None))
    for shape in shapes:
        a, b, c, d, e, f = shape.matrix
        numbers = [segment.numbers for segment in shape.path]
        points = [p for row in numbers for p in zip(row[::2], row[1::2], strict=True)]
        xs = [a * x + c * y + e for x, y in points]
        ys = [b * x + d * y + f for x, y in points]
        if xs and spine[0] < min(xs) and max(xs) < spine[1]:
            clear = made.printer.clear
            assert spine[0] + clear <= min(xs) + 0.01
            assert max(xs) <= spine[1] - clear + 0.01
            found.append((min(ys), max(ys)))
    return found


def test_a_french_spine_is_read_upwards_and_an_english_one_downwards() -> None:
    author, title = boxes_on_spine(given(upwards=True))
    assert title[1] < author[0]

    author, title = boxes_on_spine(given(upwards=False), "en")
    assert author[1] < title[0]

    assert [reads_upwards(tag) for tag in ("fr-CA", "de", "en-GB", "nl", "sv")] == [
        *(True, True),
        *(False, False, False),
    ]


@pytest.mark.parametrize(
    ("made", "reason"),
    [(given(pages=78), "wants 79 pages"), (given("lulu", 80, spine=4.0), "4.0 mm wide")],
)
def test_a_narrow_spine_stays_empty_and_that_is_said(made: Wrap, reason: str) -> None:
    said: list[Diagnostic] = []

    wrap(book(), made, Setting(THEME, BRIEF), said.append)

    assert [(d.code, reason in d.message) for d in said] == [("T162", True)]


def test_a_book_that_is_read_leftwards_has_its_front_at_the_left() -> None:
    made = given(leftward=True)

    assert made.front.left == pytest.approx(made.printer.bleed)
    image = rendered(drawn(made, Options(design="stairs")))
    middle = image.height * 2 // 3
    assert image.crop((0, middle, 6, middle + 1)).getextrema()[1] < 60  # type: ignore[operator]
    assert image.getpixel((image.width - 3, middle)) == 255


# The text of the back.


def test_a_column_holds_every_word_and_no_line_is_too_wide() -> None:
    face = opened(THEME.fonts["EBGaramond-Regular.ttf"])
    text = "Un mot après l’autre, et le jardin pousse sans qu’on y pense. " * 8

    column = set_in([text.strip()], face, (80, 120))

    assert column is not None
    (lines,) = column.paragraphs
    assert " ".join(lines) == text.strip()
    assert max(face.width(line) * column.size for line in lines) <= 80
    assert column.height <= 120
    assert set_in([text * 9], face, (80, 20)) is None


def test_text_is_cut_where_a_sentence_ends() -> None:
    assert shortened("Un deux. Trois quatre ! Cinq six sept", 6) == "Un deux. Trois quatre !"
    assert shortened("Un deux trois, quatre cinq", 3) == "Un deux trois…"
    assert shortened("Un deux", 3) == "Un deux"
