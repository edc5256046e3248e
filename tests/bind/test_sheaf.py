"""Objects that change their numbers, and nothing else."""

from collections.abc import Sequence

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.bind.pdf.sheaf import Objects, packed
from book.bind.pdf.writer import dictionary, listed, real, reference, string

COUNT = 9
SAME = {number: number for number in range(COUNT)}
MORE = [number + 1000 for number in range(COUNT)]


def renumbered(bodies: Sequence[bytes], numbers: Sequence[int] = MORE) -> list[bytes]:
    template, references = packed(bodies, SAME)
    return Objects(template, references, COUNT, {}, {}).renumbered(numbers)


def test_references_lead_to_other_numbers() -> None:
    bodies = [b"<</P 3 0 R/K [1 0 R 2 0 R 0 5 0 R]>>", b"[/XYZ 7 0 0 4 0 R]", b"8 0 R"]

    assert renumbered(bodies) == [
        b"<</P 1003 0 R/K [1001 0 R 1002 0 R 0 1005 0 R]>>",
        b"[/XYZ 7 0 0 1004 0 R]",
        b"1008 0 R",
    ]


@pytest.mark.parametrize(
    "body",
    [
        b"(see 1 0 R)",
        rb"(\) 1 0 R \( 2 0 R \\)",
        b"(two lines\n3 0 R)",
        b"<feff00310020003000200052>",
        b"<</Type /Page0 /N 100%>>",
        b"(100 %d 1 0 R %%)",
        b"[1 0 0 1 2.5 0]",
        b"1 0 RG",
        b"",
    ],
)
def test_what_only_looks_like_a_reference_is_left_alone(body: bytes) -> None:
    assert renumbered([body, b"1 0 R", body]) == [body, b"1001 0 R", body]


def test_a_zero_byte_in_a_string_does_not_divide_it() -> None:
    (body,) = renumbered([b"(a\0b)"])

    assert bytes(pikepdf.Object.parse(body)) == b"a\0b"


def test_numbers_may_change_twice() -> None:
    template, references = packed([b"[4 0 R 7 0 R]"], {4: 0, 7: 1})

    assert Objects(template, references, 2, {}, {}).renumbered([12, 5]) == [b"[12 0 R 5 0 R]"]


# A value of a PDF as it is written, once with each of two numberings.
Both = tuple[bytes, bytes]
LEAVES: st.SearchStrategy[Both] = st.one_of(
    st.integers(0, COUNT - 1).map(lambda n: (reference(n), reference(MORE[n]))),
    st.one_of(
        st.integers().map(lambda n: b"%d" % n),
        st.floats(-999, 999).map(real),
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).map(string),
        st.text("0123456789 R()\\%d").map(string),
        st.sampled_from([b"/Span", b"/S0", b"true"]),
    ).map(lambda one: (one, one)),
)


def inside(values: st.SearchStrategy[Both]) -> st.SearchStrategy[Both]:
    names = st.sampled_from(["P", "Pg", "K0", "A1.0", "i12340"])
    return st.one_of(
        st.lists(values).map(
            lambda many: (listed([a for a, _ in many]), listed([b for _, b in many]))
        ),
        st.dictionaries(names, values).map(
            lambda many: (
                dictionary({name: a for name, (a, _) in many.items()}),
                dictionary({name: b for name, (_, b) in many.items()}),
            )
        ),
    )


@given(st.lists(st.recursive(LEAVES, inside), min_size=1))
def test_in_any_object_references_change_and_nothing_else(values: list[Both]) -> None:
    assert renumbered([before for before, _ in values]) == [after for _, after in values]
