"""Which articles stay, and what is said of the others."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from book.dedupe import Options, dedupe
from book.dedupe.words import folded
from book.diagnostics import Diagnostic
from book.model import Article, Origin
from tests.dedupe.heap import article, fates, groups, staying
from tests.shared import SHARED, needs_shared

TIDES = (
    "The moon pulls at the sea and the sea answers twice a day along every shore it knows. "
    "Fishermen read the hour in the wet line on the harbour wall, and they are seldom wrong. "
    "My grandmother kept a small table of tides behind the clock, copied by hand each winter. "
    "She trusted it more than the radio, and the radio, to be fair, had never been to sea."
)
SHORTER = TIDES.replace("small ", "").replace("every ", "")
BEES = (
    "A hive holds one queen and some forty thousand opinions about where the clover stands. "
    "In May the beekeeper opens the roof, breathes smoke over them and counts the frames."
)
NOTICE = (
    "The reading circle meets on {day} at eight in the back room of the bakery, all welcome."
)
JAPANESE = (
    "海は一日に二度、知っているすべての岸辺に答える。漁師は港の壁の濡れた線で時刻を読む。"
)


def test_of_two_equal_articles_the_first_stays() -> None:
    left, said = fates(article("a", TIDES), article("b", TIDES.upper()))

    assert left == {"b": "exact of a"}
    assert said == ["b.txt:1: D101"]


def test_the_message_names_both_and_how_to_keep_both() -> None:
    said: list[Diagnostic] = []
    dedupe([article("a", TIDES, "Tides"), article("b", TIDES)], Options(), said.append)

    assert str(said[0]) == (
        "b.txt:1: note[D101]: left out: the same as “Tides” (a.txt:1), 100% alike\n"
        '  hint: to keep both, put into book.toml under [dedupe]: distinct = [["b", "a"]]'
    )


def test_different_articles_stay_and_nothing_is_said() -> None:
    assert fates(article("a", TIDES), article("b", BEES), article("c", "")) == ({}, [])


def test_an_edited_repost_is_a_near_duplicate_of_the_longest() -> None:
    edited = TIDES.replace("Fishermen", "Sailors").replace("small ", "").replace("never", "not")

    assert fates(article("a", edited), article("b", TIDES))[0] == {"a": "near of b"}


def test_an_excerpt_is_contained_and_never_speaks_for_the_whole() -> None:
    excerpt = article("a", TIDES[:150] + "… Read more")
    full = article("b", f"{TIDES} {BEES}")

    for keep in ("longest", "newest", "first"):
        left, said = fates(excerpt, full, options=Options(keep=keep))
        assert left == {"a": "contained of b"}
        assert said == ["a.txt:1: D101"]


def test_characters_are_words_where_writing_does_not_part_them() -> None:
    left, _ = fates(article("a", JAPANESE[:28]), article("b", JAPANESE + TIDES))

    assert left == {"a": "contained of b"}


def test_keep_chooses_among_versions() -> None:
    old = article("old", TIDES + " It still hangs there.", day="2014-01-01")
    new = article("new", TIDES, day="2015-01-01")
    last = article("last", TIDES.replace("clock", "door"), day="2013-01-01")

    assert set(fates(last, new, old, options=Options("longest"))[0]) == {"new", "last"}
    assert set(fates(last, new, old, options=Options("newest"))[0]) == {"old", "last"}
    assert set(fates(last, new, old, options=Options("first"))[0]) == {"new", "old"}
    assert fates(last, new, old, options=Options("all")) == ({}, [])


def test_words_of_its_own_are_counted() -> None:
    version = f"{TIDES} {' '.join(f'word{n}' for n in range(40))}"
    said: list[Diagnostic] = []
    dedupe([article("a", TIDES, "Tides"), article("b", version)], Options("first"), said.append)

    assert [d.message for d in said if d.code == "D102"] == [
        "40 words of this duplicate do not stand in “Tides”, which is kept"
    ]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            article("a", NOTICE.format(day="Monday 3 March"), "Next meeting"),
            article("b", NOTICE.format(day="Tuesday 8 April"), "Next meeting"),
        ),
        (article("a", TIDES, "Tides of March"), article("b", TIDES, "Tides of April")),
        (article("a", TIDES, "Table 12"), article("b", TIDES, "Table 13")),
        (
            article("a", NOTICE, "Meeting", day="2014-03-03"),
            article("b", NOTICE, "Meeting", day="2014-04-08"),
        ),
    ],
)
def test_notices_of_one_template_stay_and_are_said(one: Article, two: Article) -> None:
    assert fates(one, two) == ({}, ["a.txt:1: D103"])
    assert fates(two, one) == ({}, ["b.txt:1: D103"])


def test_notices_are_said_once_for_all_of_one_template() -> None:
    days = [date(2014, 1, 6) + timedelta(days=7 * n) for n in range(300)]
    heap = [
        article(f"n{n}", NOTICE.format(day=f"Monday {day:%d %B %Y}"), "Next meeting")
        for n, day in enumerate(days)
    ]
    said: list[Diagnostic] = []

    assert all(a.duplicate is None for a in dedupe(heap, Options(), said.append))
    assert [str(d.location) for d in said] == ["n0.txt:1"]
    assert said[0].message == (
        "300 articles differ in little but a date, a number or a name: this one, n1.txt:1, "
        "n2.txt:1, n3.txt:1 and 296 more; all are kept"
    )


def test_excerpts_of_one_template_say_nothing_of_the_full_articles() -> None:
    lead = "The team is happy to announce a new version of Quern, {}. Quern grinds text. […]"
    heap = [
        article("x1", lead.format("1.45"), "Quern 1.45"),
        article("x2", lead.format("1.46"), "Quern 1.46"),
        article("f1", lead[:-4].format("1.45") + TIDES, "Quern 1.45"),
        article("f2", lead[:-4].format("1.46") + BEES, "Quern 1.46"),
    ]

    left, said = fates(*heap)

    assert left == {"x1": "contained of f1", "x2": "contained of f2"}
    assert said == ["x1.txt:1: D101", "x2.txt:1: D101"]


def test_pictures_that_only_the_version_left_out_has_are_named() -> None:
    one = article("one", f"{TIDES}\n![a/harbour.jpg]", "Tides")
    two = article("two", f"{SHORTER}\n![b/harbour-300x200.jpg]\n![b/clock.jpg]", "Tides")
    said: list[Diagnostic] = []
    found = dedupe([one, two], Options(), said.append)

    assert [d.message for d in said if d.code == "D105"] == [
        "pictures of this duplicate do not stand in “Tides”, which is kept: clock.jpg"
    ]
    assert found[1].duplicate is not None
    assert found[1].duplicate.own == 1


def test_moved_paragraphs_are_nobodys_own() -> None:
    moved = "\n".join(reversed(TIDES.split(". ")))

    found = dedupe([article("a", TIDES, "T"), article("b", moved, "T")], Options(), print)

    assert [a.duplicate.own for a in found if a.duplicate] == [0]


def test_two_photographs_of_one_title_are_two() -> None:
    one, two = article("a", "![sea.jpg]", "Friday"), article("b", "![moor.jpg]", "Friday")

    assert fates(one, two) == ({}, [])
    assert fates(one, replace(two, body=one.body))[0] == {"b": "exact of a"}


def test_of_equals_the_one_with_more_pictures_then_the_original_stays() -> None:
    text = f"{TIDES} {BEES} {TIDES[::-1]}"
    bare = article("a", text, "Tides", "2014-01-01")
    later = article("b", f"{text}\n![sea.jpg]", "Tides", "2016-01-01")
    shown = article("c", f"{text}\n![sea.jpg]", "Tides", "2015-01-01")
    undated = article("d", f"{text}\n![sea.jpg]", "Tides")

    assert kept_of(bare, undated, later, shown) == "c"
    assert kept_of(undated, later) == "b"


def test_what_the_author_calls_distinct_is_never_one() -> None:
    three = [article("a", TIDES), article("b", TIDES), article("c", TIDES)]

    left, said = fates(*three, options=Options(distinct=(("a", "c"), ("b", "nobody"))))

    assert left == {"b": "exact of a"}
    assert said == ["book.toml: D104", "b.txt:1: D101"]


def test_a_footer_on_every_article_makes_no_duplicates() -> None:
    footer = (
        " Thank you for reading. Share this with your friends. Subscribe to our letter now."
    )
    words = [f"{a}{b} {b}{a} {a}{a}{b}" for a, b in combinations("bcdfghjklmnpqrst", 2)]
    heap = [article(f"n{n}", " ".join(words[n : n + 3]) + footer) for n in range(0, 100, 3)]

    assert fates(*heap) == ({}, [])


def kept_of(*articles: Article) -> str:
    """Return the id of the only article that stays."""
    (kept,) = (a for a in dedupe(articles, Options(), lambda _: None) if a.duplicate is None)
    return kept.id


SENTENCES = [
    *TIDES.replace("grandmother", "aunt").split(". "),
    *BEES.split(". "),
    "Snow fell on the first day of spring and nobody minded but the bus driver.",
    "A good pencil is finished only when it is too short to hold.",
]
KEEPS = st.sampled_from(["longest", "newest"])
HEAPS = st.lists(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True), max_size=7
)


def heap_of(texts: Sequence[Sequence[str]]) -> list[Article]:
    return [article(f"n{n}", ". ".join(text)) for n, text in enumerate(texts)]


@settings(deadline=None)
@given(HEAPS, st.sampled_from(["longest", "newest", "first", "all"]))
def test_a_duplicate_is_of_one_that_stays_and_twice_is_once(
    texts: list[list[str]], keep: str
) -> None:
    options = Options(keep=keep)  # type: ignore[arg-type]  # one of the four
    once = dedupe(heap_of(texts), options, lambda _: None)
    stay = {a.id for a in once if a.duplicate is None}

    assert all(a.duplicate is None or a.duplicate.of in stay for a in once)
    assert dedupe(once, options, lambda _: None) == once


@settings(deadline=None)
@given(HEAPS.flatmap(lambda texts: st.permutations(heap_of(texts))), KEEPS)
def test_groups_and_what_stays_do_not_depend_on_the_order(
    heap: list[Article], keep: Literal["longest", "newest"]
) -> None:
    by_name = sorted(heap, key=lambda a: a.id)
    shuffled = dedupe(heap, Options(keep=keep), lambda _: None)
    sorted_ = dedupe(by_name, Options(keep=keep), lambda _: None)

    assert groups(shuffled) == groups(sorted_)
    assert staying(shuffled) == staying(sorted_)


@settings(deadline=None)
@given(HEAPS, KEEPS)
def test_groups_and_what_stays_do_not_depend_on_names(
    texts: list[list[str]], keep: Literal["longest", "newest"]
) -> None:
    heap = heap_of(texts)
    renamed = [
        replace(a, id=f"z{99 - n}", slug=f"z{99 - n}", origin=Origin(f"{99 - n}.md", 3, 9))
        for n, a in enumerate(heap)
    ]
    before = dedupe(heap, Options(keep=keep), lambda _: None)
    after = dedupe(renamed, Options(keep=keep), lambda _: None)

    assert staying(before) == staying(after)
    assert [a.duplicate is None for a in before] == [a.duplicate is None for a in after]


@settings(deadline=None)
@given(HEAPS)
def test_nothing_is_lost(texts: list[list[str]]) -> None:
    """All articles are there, and a word that is dropped stands elsewhere or is counted."""
    heap = heap_of(texts)
    found = dedupe(heap, Options(), lambda _: None)
    by_id = {a.id: a for a in found}

    assert [replace(a, duplicate=None) for a in found] == heap
    for left in found:
        if left.duplicate is not None:
            kept = Counter(folded(by_id[left.duplicate.of].body))
            assert (Counter(folded(left.body)) - kept).total() <= left.duplicate.own


@needs_shared
@pytest.mark.parametrize(
    "name", ["seeds", "en_rust_dated", "en_rust_excerpt", "fa_mehdix_byline", "fr_putain_near"]
)
@pytest.mark.parametrize("dated", [False, True])
def test_real_dumps(name: str, *, dated: bool) -> None:
    folder = SHARED / "corpus" / "sets" / name
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    heap: list[Article] = []
    docs: dict[str, str] = {}
    for page in gold["pages"]:
        lines = (folder / page["file"]).read_text("utf-8").split("\n")
        for truth in page["articles"]:
            docs[truth["inst"]] = truth["doc"]
            text = "\n".join(lines[truth["title_line"] : truth["last_line"]])
            day = truth.get("date") if dated else None
            heap.append(article(truth["inst"], text, truth["title"], day))

    found = dedupe(heap, Options(), lambda _: None)

    wanted = {
        frozenset(inst for inst, doc in docs.items() if doc == other) for other in docs.values()
    }
    assert groups(found) == wanted
