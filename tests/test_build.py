"""What the composed compiler promises beyond its passes."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from book import build
from book.config import Config
from book.diagnostics import Diagnostic
from book.engine import Serial
from book.metadata import Options
from book.model import Artifact, Edition
from book.theme import Theme, load
from tests.cli.run import DUMP, PIECE, florilege

MODIFIED = datetime(2024, 5, 17, tzinfo=UTC)
EDITIONS = (Edition.EPUB, Edition.PRINT)


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "place" / "martinets.txt"
    path.parent.mkdir()
    path.write_text(DUMP, "utf-8")
    return path


def made(
    dump: Path, theme: Theme, editions: Sequence[Edition] = EDITIONS
) -> tuple[tuple[Artifact, ...], list[str]]:
    """Return the finished files and the codes of what was said above a note."""
    said: list[Diagnostic] = []
    settings, engine = Config(), Serial()
    found = build.gather([dump], settings, engine, said.append)
    refined = build.refine(found, settings, engine, said.append)
    edited = build.edit(refined, settings, said.append)
    press = build.Press(edited, theme, settings, MODIFIED)
    artifacts = build.publish(press, editions, engine, said.append)
    return artifacts, [d.code for d in said if d.severity > 1]


def with_template(name: str, old: str, new: str) -> Theme:
    ours = load()
    assert old in ours.templates[name]
    changed = {**ours.templates, name: ours.templates[name].replace(old, new)}
    return replace(ours, templates=changed)


def test_one_dump_makes_both_books_in_silence(dump: Path) -> None:
    artifacts, said = made(dump, load())

    assert [(artifact.kind, artifact.data[:4]) for artifact in artifacts] == [
        ("epub", b"PK\x03\x04"),
        ("pdf", b"%PDF"),
    ]
    assert said == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_book_that_lost_its_words_is_not_made(dump: Path, edition: Edition) -> None:
    forgetful = with_template("article.xhtml", "{{ article.body }}", "<p>Fin.</p>")

    artifacts, said = made(dump, forgetful, [edition])

    assert artifacts == ()
    assert said == ["V101", "V900"]


def test_the_other_edition_is_made_all_the_same(dump: Path) -> None:
    ours = load()
    styles = {**ours.styles, "print.css": '@import url("file:///etc/hostname");'}

    artifacts, said = made(dump, replace(ours, styles=styles))

    assert [artifact.kind for artifact in artifacts] == ["epub"]
    assert said == ["P101"]


def test_the_title_of_a_book_is_that_of_its_folder(dump: Path) -> None:
    material = build.gather([dump], Config(), Serial(), lambda _: None)

    assert build.edit(material, Config(), lambda _: None).book.metadata.title == "Place"


@pytest.mark.parametrize("title", ["Le retour des martinets", "Sommaire", "Contents"])
def test_a_chapter_may_be_called_like_the_book_or_its_contents(
    tmp_path: Path, title: str
) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"# {title}\n\nUn cri aigu, au ras des toits.\n", "utf-8")
    said: list[Diagnostic] = []
    settings = replace(Config(), book=Options(title=title, language="fr"))
    found = build.gather([path], settings, Serial(), said.append)
    edited = build.edit(
        build.refine(found, settings, Serial(), said.append), settings, said.append
    )
    press = build.Press(edited, load(), settings, MODIFIED)

    artifacts = build.publish(press, EDITIONS, Serial(), said.append)

    assert [d.code for d in said if d.severity > 1] == []
    assert [artifact.kind for artifact in artifacts] == ["epub", "pdf"]


def test_a_language_without_words_of_ours_is_named_once_for_both_books(dump: Path) -> None:
    said: list[Diagnostic] = []
    settings = replace(Config(), book=Options(language="lt"))
    found = build.gather([dump], settings, Serial(), lambda _: None)
    edited = build.edit(found, settings, lambda _: None)
    press = build.Press(edited, load(), settings, MODIFIED)

    artifacts = build.publish(press, EDITIONS, Serial(), said.append)

    assert [d.code for d in said if d.code == "T106"] == ["T106"]
    assert [artifact.kind for artifact in artifacts] == ["epub", "pdf"]


def test_contents_md_gives_the_order_and_is_no_article(tmp_path: Path) -> None:
    for year in (2021, 2022, 2023):
        text = PIECE.format(
            title=f"Marée {year}", date=f"{year}-03-04", text=f"L’eau de {year}."
        )
        (tmp_path / f"{year}.md").write_text(text, "utf-8")
    (tmp_path / "book.toml").write_text('[book]\nsources = ["*.md"]\n', "utf-8")
    (tmp_path / "contents.md").write_text(
        "# Le retour\n\n"
        "- [La dernière](articles/maree-2023.md)\n"
        "- [](articles/maree-2021.md)\n",
        "utf-8",
    )

    done = florilege("dump", "order", cwd=tmp_path)

    (part,) = json.loads(done.out)["parts"]
    assert part["title"] == "Le retour"
    assert [chapter["title"] for chapter in part["chapters"]] == ["La dernière", "Marée 2021"]
    outline = florilege("outline", cwd=tmp_path)
    assert re.search(r"Marée 2022 +2022.md:\S+ +not listed in contents.md", outline.out)
