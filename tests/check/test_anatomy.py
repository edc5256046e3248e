"""A PDF is taken apart whoever wrote it, and whatever it tries."""

from contextlib import suppress
from zlib import compress

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from book.check.anatomy.file import File
from book.check.anatomy.filters import decoded
from book.check.anatomy.spaces import Colour, Space
from book.check.anatomy.survey import survey
from book.check.anatomy.tokens import Name, Operator, Reference, Tokens
from book.check.pages import UnreadableError
from tests.check.press import made

OBJECTS = {
    b"/A#20b": Name("A b"),
    b"-.5": -0.5,
    b"12 0 R": Reference(12),
    b"12 0 Rx": 12,
    b"<48 6>": b"H`",
    rb"(a\(b(c)\051\101\n)": b"a(b(c))A\n",
    b"(a\\\nb)": b"ab",
    b"[1 [2] null true]": [1, [2], None, True],
    b"<< /A 1 % no more\n /B <</C (x)>> >>": {"A": 1, "B": {"C": b"x"}},
    b"T*": Operator(b"T*"),
}


@pytest.mark.parametrize("written", OBJECTS)
def test_objects_are_read_as_they_are_meant(written: bytes) -> None:
    assert Tokens(written).next() == OBJECTS[written]


@pytest.mark.parametrize(
    ("name", "folded", "plain"),
    [
        ("ASCIIHexDecode", b"48 65 6C 6C 6F>", b"Hello"),
        ("ASCII85Decode", b"87cURDZ~>", b"Hello"),
        ("RunLengthDecode", b"\x00H\xfeello\x80"[:3] + b"e\x80", b"Heee"),
        # The example of ISO 32000-1, 7.4.4.2.
        ("LZWDecode", b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", b"-----A---B"),
        ("FlateDecode", compress(b"Hello"), b"Hello"),
    ],
)
def test_streams_are_unfolded(name: str, folded: bytes, plain: bytes) -> None:
    assert decoded({"Filter": [Name(name)]}, folded) == (plain, "")


def test_every_difference_of_png_is_undone() -> None:
    rows = b"\x01\x05\x05\x05\x02\x01\x01\x01\x03\x02\x02\x02\x04\x01\x01\x01"
    head = {"Filter": "FlateDecode", "DecodeParms": {"Predictor": 15, "Columns": 3}}

    found, _ = decoded(head, compress(rows))

    assert found == bytes([5, 10, 15, 6, 11, 16, 5, 10, 15, 6, 11, 16])


@pytest.mark.parametrize(
    ("colour", "total", "plates"),
    [
        (Colour(Space("grey"), (0.25,)), 75, "K"),
        (Colour(Space("grey"), (1.0,)), 0, ""),
        (Colour(Space("cmyk"), (0.5, 0, 0, 1.0)), 150, "CK"),
        (Colour(Space("rgb"), (0.0, 0.0, 0.0)), 0, "CMYK"),
        (Colour(Space("rgb"), (1.0, 1.0, 1.0)), 0, ""),
    ],
)
def test_a_colour_knows_its_plates(colour: Colour, total: float, plates: str) -> None:
    assert colour.total == pytest.approx(total)
    assert colour.plates == frozenset(plates)


def test_a_page_that_draws_itself_has_an_end() -> None:
    form = {"/Subtype": pikepdf.Name.Form, "/BBox": pikepdf.Array([0, 0, 9, 9])}
    found = survey(made(b"/Fm Do", resources={"/XObject": {"/Fm": (form, b"/Fm Do 0 g")}}))

    assert len(found.sheets) == 30


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4\n1 0 obj\n" + b"[" * 9000,
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj",
        b"%PDF-1.4\n1 0 obj 1 0 R endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF",
        b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj trailer<</Encrypt 2 0 R>>",
    ],
    ids=["deep", "a tree that is its own branch", "a reference to itself", "nothing"],
)
def test_what_is_made_to_harm_is_refused_or_empty(data: bytes) -> None:
    with suppress(UnreadableError):
        assert survey(data).sheets == ()


def test_a_stream_that_unfolds_without_end_is_refused() -> None:
    with pytest.raises(UnreadableError, match="128 MB"):
        decoded({"Filter": Name("FlateDecode")}, compress(bytes(130 << 20), 1))


def test_a_locked_file_is_said_to_be_locked() -> None:
    locked = made(pages=1, encryption=pikepdf.Encryption(owner="a", user=""))

    with pytest.raises(UnreadableError, match="locked"):
        survey(locked)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 3000), st.binary(min_size=1, max_size=8))
def test_a_broken_file_is_read_or_refused(place: int, junk: bytes) -> None:
    data = bytearray(WHOLE)
    data[place % len(data) : place % len(data) + len(junk)] = junk
    with suppress(UnreadableError):
        survey(bytes(data))


WHOLE = made(pages=3)


def test_objects_of_a_sound_file_are_there() -> None:
    assert len(list(File.opened(WHOLE).pages())) == 3
