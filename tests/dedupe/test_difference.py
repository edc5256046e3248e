"""What is shown of two versions: sentence by sentence, the words that differ marked."""

from book.dedupe.difference import Line, Sign, difference
from tests.dedupe.heap import article

KEPT = """\
The tide came in at six. Nobody had moved the boat, so the boat moved itself.
My aunt keeps a list of such things. It hangs behind the clock."""
LEFT = """\
My aunt keeps a list of such things. It hangs behind the old clock.
The tide came in at six. Nobody had moved the boat, so the boat moved itself.
In the morning there was a starfish in the letter box.
![sea/starfish.jpg]"""


def shown(kept: str, left: str) -> list[str]:
    lines = difference(article("left", left, "Tides"), article("kept", kept, "Tides")).lines
    return [f"{line.sign} {line.text}" for line in lines]


def test_equal_versions_have_no_difference() -> None:
    assert {line[0] for line in shown(KEPT, KEPT)} == {" "}
    assert difference(article("a", KEPT), article("b", KEPT)).own.count == 0


def test_a_moved_sentence_is_shown_once_and_what_is_new_is_added() -> None:
    assert shown(KEPT, LEFT) == [
        "  Tides",
        "~ My aunt keeps a list of such things.",
        "+ It hangs behind the old clock.",
        "  The tide came in at six.",
        "  Nobody had moved the boat, so the boat moved itself.",
        "- It hangs behind the clock.",
        "+ In the morning there was a starfish in the letter box.",
        "+ [picture: starfish.jpg]",
    ]


def test_what_only_the_version_left_out_has_is_counted() -> None:
    own = difference(article("left", LEFT), article("kept", KEPT)).own

    assert (own.words, own.pictures, own.links) == (12, ("starfish.jpg",), ())


def test_the_words_that_differ_are_marked() -> None:
    lines = difference(
        article("left", "The grey boat never came back."),
        article("kept", "The green boat came back late."),
    ).lines

    assert lines[-2:] == (
        Line(Sign.KEPT, "The green boat came back late.", ((4, 9), (25, 29))),
        Line(Sign.DROPPED, "The grey boat never came back.", ((4, 8), (14, 19))),
    )


def test_an_excerpt_that_ends_within_a_sentence_is_a_version_of_it() -> None:
    lines = shown("One day the sea forgot to come. We waited.", "One day the sea […]")

    assert lines[1:] == [
        "- One day the sea forgot to come.",
        "+ One day the sea […]",
        "- We waited.",
    ]


def test_japanese_sentences_part_without_spaces() -> None:
    assert shown("海は答える。漁師は待つ。", "海は答える。")[1:] == [
        "  海は答える。",
        "- 漁師は待つ。",
    ]


def test_links_are_named_with_their_words() -> None:
    body = (
        '<p>See <a href="https://example.org/ports/">the ports</a> and <a href="#n">1</a>.</p>'
    )
    kept = article("kept", "See the ports and 1.")
    left = article("left", "")
    linked = type(left)(left.id, left.title, left.slug, body, left.origin)

    assert difference(linked, kept).links == (("https://example.org/ports/", "the ports"),)
    same = body.replace("https", "http").replace("ports/", "ports")
    other = type(left)(kept.id, kept.title, kept.slug, same, kept.origin)
    assert difference(linked, other).links == ()


def test_a_program_keeps_its_lines() -> None:
    one = article("one", "")
    code = "<pre>first line\nsecond line</pre>"
    program = type(one)(one.id, one.title, one.slug, code, one.origin)

    assert [line.text for line in difference(program, program).lines] == [
        "one",
        "first line",
        "second line",
    ]
