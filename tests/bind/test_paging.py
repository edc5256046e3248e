"""Where sections begin, and which of them a new page number concerns."""

from dataclasses import replace
from typing import Any

import pytest

from book.bind.pdf.guess import Measure, pages
from book.bind.pdf.paging import again, guessed, mean, paged, runs
from book.bind.pdf.parts import Edge, InseparableError, Leaf, Part, Section

RECTO, PAGE, ANY = Edge(("recto",), ""), Edge(("page",), ""), Edge(("auto",), "")
LEAF = Leaf("right", blank=False, name="", groups=())


def part(href: str, count: int, opens: Edge = RECTO, **more: Any) -> Part:
    """Return a part of so many leaves, whose own name is an anchor on the first."""
    facts: dict[str, Any] = {
        "leaves": (LEAF,) * count,
        "opens": opens,
        "closes": ANY,
        "places": {href: 0},
        "shift": (0.0,) * count,
    }
    return replace(Part.impossible(href, ""), **{**facts, **more})


def section(href: str, *asked: str, **more: Any) -> Section:
    return replace(
        Section(href, "<body/>", names=frozenset({href}), outside=frozenset(asked)), **more
    )


def test_a_section_that_opens_recto_has_a_blank_page_before_it() -> None:
    found = paged([part("a", 3), part("b", 2), part("c", 1, PAGE)], leftwards=False)

    assert found.starts == (1, 5, 7)
    assert found.pages == 7
    assert found.anchors == {"a": 1, "b": 5, "c": 7}


def test_the_blank_page_stands_in_the_run_of_the_section_behind_it() -> None:
    parts = [part("a", 3), part("b", 2)]

    first, second = runs(parts, paged(parts, leftwards=False), leftwards=False)

    assert [leaf.side for leaf in first.leaves] == ["right", "left", "right"]
    assert [(leaf.side, leaf.blank) for leaf in second.leaves] == [
        ("left", True),
        ("right", False),
        ("left", False),
    ]
    assert (first.page, second.page, second.pages) == (1, 4, 6)


def test_a_book_that_is_read_leftwards_has_its_recto_on_the_left() -> None:
    parts = [part("a", 2)]

    (run,) = runs(parts, paged(parts, leftwards=True), leftwards=True)

    assert [leaf.side for leaf in run.leaves] == ["left", "right"]


def test_a_right_hand_page_is_verso_where_the_book_is_read_leftwards() -> None:
    parts = [part("a", 1), part("b", 1, Edge(("right",), ""))]

    assert paged(parts, leftwards=True).starts == (1, 2)
    assert paged(parts, leftwards=False).starts == (1, 3)


def test_the_strings_that_a_section_assigned_are_known_to_those_behind_it() -> None:
    named = replace(LEAF, strings=(("chapter", "Un"), ("chapter", "Deux")))
    parts = [part("a", 2, leaves=(named, LEAF)), part("b", 1)]

    first, second = runs(parts, paged(parts, leftwards=False), leftwards=False)

    assert (first.strings, second.strings) == ({}, {"chapter": "Deux"})


def test_a_section_that_begins_in_the_middle_of_a_page_cannot_be_set_alone() -> None:
    with pytest.raises(InseparableError, match="fresh page"):
        paged([part("a", 1), part("b", 1, ANY)], leftwards=False)


def test_a_change_of_page_name_begins_a_fresh_page_too() -> None:
    other = Edge(("auto",), "silent")

    assert paged([part("a", 1), part("b", 1, other)], leftwards=False).starts == (1, 2)


def test_a_number_as_wide_as_the_guess_sets_nothing_again() -> None:
    sections = (section("a", "b", numbers={"b": 8}), section("b"))
    parts = [part("a", 4), part("b", 1)]

    wanted = again(sections, parts, paged(parts, leftwards=False))

    assert all(new is old for new, old in zip(wanted, sections, strict=True))


def test_a_wider_number_sets_what_refers_to_it_again() -> None:
    sections = (section("a", "b", numbers={"b": 8}), section("b"))
    parts = [part("a", 12), part("b", 1)]

    wanted = again(sections, parts, paged(parts, leftwards=False))

    assert wanted[0].numbers == {"b": 88}
    assert wanted[1] is sections[1]


def test_a_text_that_was_broken_for_a_number_gets_the_true_one() -> None:
    sections = (section("a", "b", numbers={"b": 88}), section("b"))
    parts = [part("a", 12, rigid=frozenset({"b"})), part("b", 1)]

    wanted = again(sections, parts, paged(parts, leftwards=False))

    assert wanted[0].numbers == {"b": 13}


def test_only_a_text_that_cannot_be_moved_is_set_again_for_its_side() -> None:
    sections = (section("a"), section("b"), section("c"))
    parts = [part("a", 1), part("b", 1, PAGE), part("c", 1, PAGE, shift=None)]
    found = paged([*parts[:2], part("c", 1, PAGE)], leftwards=False)

    assert [one.verso for one in again(sections, parts, found)] == [False, False, False]

    parts = [part("a", 1), part("b", 1, PAGE, shift=None), part("c", 1, PAGE)]
    assert [one.verso for one in again(sections, parts, found)] == [False, True, False]


def test_numbers_are_guessed_from_the_lengths_of_the_texts() -> None:
    text = "<p>" + "mot " * 4000 + "</p>"
    sections = [section("a", "c", markup=text), section("b", markup=text), section("c")]

    first, _, _ = guessed(sections, Measure(60, 30))

    assert first.numbers == {"c": 88}


def test_a_figure_and_an_opener_take_their_lines() -> None:
    line = "<p>court</p>"

    assert pages(line * 30, Measure(60, 30)) == 1
    assert pages(f'<header class="opener"></header>{line * 30}', Measure(60, 30)) == 2
    assert pages(f"{line * 20}<figure></figure>", Measure(60, 30)) == 2


def test_the_mean_chapter_is_that_of_the_chapters() -> None:
    parts = [part("title", 1), part("a", 9), part("b", 4)]

    assert mean(parts, frozenset({"a", "b"})) == 6.5
    assert mean(parts, frozenset()) == 0
