"""What is written object by object is read back by a program that did not write it."""

from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.bind.pdf.writer import (
    TOGETHER,
    Writer,
    dictionary,
    encoded,
    listed,
    real,
    reference,
    string,
)


def written(*bodies: bytes, streams: tuple[bytes, ...] = ()) -> bytes:
    """Return a PDF of an empty page whose catalog lists ``bodies`` and ``streams``."""
    writer = Writer()
    many = [writer.add(body) for body in bodies]
    many += [writer.add_stream(b"<</Kind /Test>>", data) for data in streams]
    pages = writer.reserve()
    page = {"Type": b"/Page", "Parent": reference(pages), "Resources": b"<<>>"}
    page |= {"MediaBox": b"[0 0 9 9]"}
    kids = listed([reference(writer.add(dictionary(page)))])
    writer.write(pages, dictionary({"Type": b"/Pages", "Kids": kids, "Count": b"1"}))
    entries = {
        "Type": b"/Catalog",
        "Pages": reference(pages),
        "Test": listed([reference(number) for number in many]),
    }
    root = writer.add(dictionary(entries))
    info = writer.add(dictionary({"Title": string("L’été (12 0 R)")}))
    return writer.close(root, info)


def read(data: bytes) -> list[pikepdf.Object]:
    with pikepdf.open(BytesIO(data)) as document:
        assert document.check_pdf_syntax() == []
        return [pikepdf.Object.parse(one.unparse(resolved=True)) for one in document.Root.Test]


def test_what_a_file_says_of_itself_and_its_version_are_read_back() -> None:
    data = written()

    with pikepdf.open(BytesIO(data)) as document:
        assert document.pdf_version == "1.7"
        assert str(document.docinfo.Title) == "L’été (12 0 R)"
        assert len(document.trailer.ID) == 2
        assert document.check_pdf_syntax() == []


@pytest.mark.parametrize(
    "text",
    ["", "(a) b)", "a\\b\\", "a\r\nb\rc", "été", "שיר של ים", "𝄞 12 0 R", "12 0 R", "\0%"],
)
def test_a_text_is_read_back_as_it_was(text: str) -> None:
    assert [str(one) for one in read(written(string(text)))] == [text]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_one_string(text: str) -> None:
    one = pikepdf.Object.parse(string(text))

    assert isinstance(one, pikepdf.String)
    assert bytes(one) == encoded(text)


def test_names_are_sorted_by_the_bytes_that_stand_for_them() -> None:
    assert sorted(["é", "z", "ש", "a"], key=encoded) == ["a", "z", "é", "ש"]


@pytest.mark.parametrize("count", [0, 1, TOGETHER - 4, TOGETHER, TOGETHER * 5 + 1])
def test_any_number_of_objects_is_found_again(count: int) -> None:
    bodies = [dictionary({"N": b"%d" % number}) for number in range(count)]

    assert [int(one.N) for one in read(written(*bodies))] == list(range(count))


def test_streams_stand_between_objects_and_keep_their_bytes() -> None:
    streams = (b"", b"\nendstream\nendobj\n", bytes(range(256)) * 9)
    data = written(b"<<>>", streams=streams)

    with pikepdf.open(BytesIO(data)) as document:
        assert [one.read_bytes() for one in list(document.Root.Test)[1:]] == list(streams)
        assert document.check_pdf_syntax() == []


def test_equal_objects_give_equal_bytes_and_others_another_identifier() -> None:
    assert written(b"1") == written(b"1")
    identifiers = set()
    for data in (written(b"1"), written(b"2")):
        with pikepdf.open(BytesIO(data)) as document:
            identifiers.add(bytes(document.trailer.ID[0]))
    assert len(identifiers) == 2


@given(st.floats(-1e6, 1e6))
def test_a_number_has_no_exponent_and_is_right_to_a_millionth(value: float) -> None:
    text = real(value)

    assert set(text) <= set(b"-.0123456789")
    assert float(text) == pytest.approx(value, abs=1e-6)
