"""One line in book.toml settles one boundary, and moves no other."""

from collections.abc import Sequence

from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from book.diagnostics import Diagnostic
from book.model import Doubt, Format, Source
from book.split import Options, Split, split

TITLES = ("The net loft", "Hemp", "The rope walk", "Le cordier", "自転車", "Oil: a note", "Tar")
TEXT = (
    "Nets hang from the beams of the loft until the salt has dried and can be beaten out.",
    "A rope walk is a shed as long as a ship.",
    "Le cordier marche à reculons, le fil autour de la taille, et personne ne s’en étonne.",
    "彼は一日に十八里を歩く。",
    "9 June 2019",
)

PATIENT = settings(deadline=None, max_examples=40)

paragraphs = st.lists(st.sampled_from(TEXT), min_size=1, max_size=4).map("\n\n".join)
articles = st.tuples(st.sampled_from(TITLES), paragraphs).map("\n\n".join)
pages = st.tuples(
    st.lists(articles, min_size=2, max_size=6), st.integers(min_value=1, max_value=3)
).map(lambda page: ("\n" * (page[1] + 1)).join(page[0]))
dumps = st.lists(pages, min_size=1, max_size=3)

NETS = "A net is mended knot by knot, and never in a hurry."
BOATS = "Boats are mended too. Boats wait. Boats lean."
BARE = f"Nets\n\n{NETS}\n\n{NETS}\n\n\nBoats\n\n{BOATS}"
TWICE = f"{BARE}\n\n\n\n\nOars\n\n{NETS}\nBoats\n{BOATS}"


def splitted(texts: Sequence[str], options: Options | None = None) -> Split:
    said: list[Diagnostic] = []
    sources = [Source(f"{n}.txt", Format.TEXT, text) for n, text in enumerate(texts)]
    found = split(sources, options or Options(), said.append)
    assert not any(d.code == "B101" for d in said)
    return found


def starts(found: Split) -> set[tuple[str, int]]:
    """Return where articles have their titles, or begin."""
    places = [article.origin for article in found.articles]
    return {(place.source, place.title_line or place.first_line) for place in places}


def settled(doubt: Doubt) -> Options:
    """Return the one line that turns a doubt the other way."""
    if doubt.taken:
        return Options(not_titles=(doubt.named,))
    return Options(titles=(doubt.named,))


def meant(doubt: Doubt, doubts: Sequence[Doubt]) -> set[tuple[str, int]]:
    """Return the lines that a doubt's name means: one, or all that read so and are doubtful."""
    return {
        (other.location.source, other.location.line or 0)
        for other in doubts
        if other.named == doubt.named
    }


@PATIENT
@given(dumps)
@example([BARE])
@example([TWICE])
@example([TWICE, BARE])
def test_a_doubt_that_is_settled_moves_its_own_boundary_and_no_other(texts: list[str]) -> None:
    before = splitted(texts)
    event(f"doubtful: {min(3, len(before.doubts))}")

    for doubt in before.doubts:
        after = splitted(texts, settled(doubt))

        own = meant(doubt, before.doubts)
        assert starts(before) ^ starts(after) == own
        assert own.isdisjoint(
            (other.location.source, other.location.line) for other in after.doubts
        )


@PATIENT
@given(dumps)
@example([TWICE, BARE])
def test_a_doubt_that_is_settled_as_it_was_moves_nothing(texts: list[str]) -> None:
    before = splitted(texts)

    for doubt in before.doubts:
        word = (doubt.named,)
        options = Options(titles=word) if doubt.taken else Options(not_titles=word)
        assert starts(splitted(texts, options)) == starts(before)


@PATIENT
@given(dumps, st.data())
def test_any_line_that_is_named_by_its_place_moves_only_its_own_boundary(
    texts: list[str], data: st.DataObject
) -> None:
    before = splitted(texts)
    text = texts[0].split("\n")
    lines = [n for n, line in enumerate(text, start=1) if line in TITLES and n > 1]
    line = data.draw(st.sampled_from(lines))
    place = ("0.txt", line)

    taken = splitted(texts, Options(titles=(f"0.txt:{line}",)))
    refused = splitted(texts, Options(not_titles=(f"0.txt:{line}",)))

    assert starts(taken) - starts(before) <= {place}
    assert starts(before) <= starts(taken)
    assert starts(before) - starts(refused) <= {place}
    assert starts(refused) <= starts(before)


def test_where_the_same_text_stands_elsewhere_the_place_is_named() -> None:
    named = {doubt.location.line: doubt.named for doubt in splitted([TWICE]).doubts}

    assert named[8] == "0.txt:8"
