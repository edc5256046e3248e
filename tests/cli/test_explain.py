"""``florilege explain --duplicate`` shows what differs and how to decide otherwise."""

from pathlib import Path

import pytest

from tests.cli.run import Done, florilege

KEPT = """\
---
title: La marée
date: 2014-03-02
---

La lune tire sur la mer, et la mer répond deux fois par jour. Les pêcheurs lisent l’heure \
dans le trait mouillé du mur du port, et ils se trompent rarement.

Ma tante gardait une table des marées derrière l’horloge, recopiée à la main chaque hiver.
"""
LATER = """\
---
title: La marée (2)
date: 2015-03-02
---

La lune tire sur la mer, et la mer répond deux fois par jour. Les marins lisent l’heure \
dans le trait mouillé du mur du port.

Voir [la carte](https://example.org/ports).

Ma tante gardait une table des marées derrière l’horloge, recopiée à la main chaque hiver.
"""
EXCERPT = """\
---
title: La marée
---

La lune tire sur la mer, et la mer répond deux fois par jour. Les pêcheurs […] Lire la suite
"""


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pile")
    for name, text in {"a": KEPT, "b": LATER, "c": EXCERPT}.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def explained(pile: Path, name: str, **environment: str) -> Done:
    files = sorted(path.name for path in pile.glob("*.md"))
    return florilege("explain", "--duplicate", name, *files, cwd=pile, environment=environment)


def test_it_shows_both_versions_and_the_lines_that_decide_otherwise(pile: Path) -> None:
    done = explained(pile, "la-maree-2")

    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines()[1:] == [
        "Of its own it has 4 words and 1 link.",
        "",
        "--- stays     a.md:2",
        "+++ left out  b.md:2",
        "- La marée",
        "+ La marée (2)",
        "  La lune tire sur la mer, et la mer répond deux fois par jour.",
        "- Les pêcheurs lisent l’heure dans le trait mouillé du mur du port, et ils se "
        "trompent rarement.",
        "+ Les marins lisent l’heure dans le trait mouillé du mur du port.",
        "+ Voir la carte.",
        "  Ma tante gardait une table des marées derrière l’horloge, recopiée à la main "
        "chaque hiver.",
        "+ [link: la carte → https://example.org/ports]",
        "",
        "To keep both, write into book.toml:",
        "    [dedupe]",
        '    distinct = [["la-maree-2", "la-maree"]]',
        "To keep this version and leave out the other, everywhere by the same rule:",
        "    [dedupe]",
        '    keep = "newest"',
    ]


def test_words_that_differ_are_marked_in_colour(pile: Path) -> None:
    coloured = explained(pile, "la-maree-2", FORCE_COLOR="1", NO_COLOR="").out

    assert "\x1b[1;7;31mpêcheurs\x1b[0m" in coloured
    assert "\x1b[1;7;32mmarins\x1b[0m" in coloured


def test_the_line_that_keeps_both_does(pile: Path) -> None:
    line = '[book]\nsources = ["*.md"]\n[dedupe]\ndistinct = [["la-maree-2", "la-maree"]]\n'
    project = pile / "project"
    project.mkdir()
    (project / "book.toml").write_text(line, encoding="utf-8")
    for name, text in {"a": KEPT, "b": LATER, "c": EXCERPT}.items():
        (project / f"{name}.md").write_text(text, encoding="utf-8")

    done = florilege("explain", "--duplicate", "la-maree-2", "-C", project, cwd=pile)

    assert done.out == "“La marée (2)” (b.md:2) stays in the book.\n"


def test_an_excerpt_is_known_by_its_id_and_never_kept(pile: Path) -> None:
    done = explained(pile, "c.md")

    assert done.status == 0
    assert "Of its own it has nothing." in done.out
    assert "An excerpt is never kept in the place of the full article." in done.out


def test_of_an_article_that_stays_it_names_what_is_left_out_for_it(pile: Path) -> None:
    assert explained(pile, "la-maree").out.splitlines() == [
        "“La marée” (a.md:2) stays in the book.",
        "Left out for it: “La marée (2)” (b.md:2), short name la-maree-2.",
        "Left out for it: “La marée” (c.md:2), short name la-maree-3.",
    ]


def test_an_unknown_name_is_wrong_use_and_what_was_meant_is_named(pile: Path) -> None:
    near, far = explained(pile, "la-mare-2"), explained(pile, "xyz")

    assert (near.status, far.status) == (2, 2)
    assert "there is no article la-mare-2: did you mean la-maree-2" in near.err
    assert "left out are la-maree-2, la-maree-3." in far.err


def test_without_sources_or_a_project_it_says_so(tmp_path: Path) -> None:
    assert florilege("explain", "--duplicate", "a", cwd=tmp_path).status == 2
