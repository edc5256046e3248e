"""Groups end to end: parts and chapters with sections, in both finished books."""

import json
import shutil
import zipfile
from pathlib import Path

import pikepdf
import pytest

from book.check import epubcheck
from book.diagnostics import Diagnostic
from tests.cli.run import florilege
from tests.shared import SEEDS, needs_shared

BALCON = Path(__file__).parents[2] / "examples" / "balcon"


def project(folder: Path, order: str) -> Path:
    shutil.copytree(BALCON, folder / "book")
    with (folder / "book" / "book.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[order]\n{order}\n")
    return folder / "book"


def built(folder: Path) -> tuple[list[tuple[str, list[str]]], str]:
    """Build and return the outline of the PDF, two levels deep, and the EPUB's contents."""
    done = florilege("build", cwd=folder)
    assert done.status == 0, done.err
    epub, pdf = next(folder.glob("build/*.epub")), next(folder.glob("build/*.pdf"))
    said: list[Diagnostic] = []
    epubcheck.run(epub, said.append)
    assert said == []
    with pikepdf.open(pdf) as document, document.open_outline() as outline:
        lines = [
            (str(o.title), [str(child.title) for child in o.children]) for o in outline.root
        ]
    with zipfile.ZipFile(epub) as archive:
        nav = next(name for name in archive.namelist() if name.endswith("nav.xhtml"))
        return lines, archive.read(nav).decode()


@pytest.mark.slow
@pytest.mark.java
@pytest.mark.parametrize("shape", ["parts", "chapters"])
def test_themes_nest_the_same_way_in_both_books(tmp_path: Path, shape: str) -> None:
    folder = project(tmp_path, f'by = "theme"\ngroups-as = "{shape}"')
    (parts,) = [
        json.loads(line)["parts"]
        for line in florilege("dump", "order", cwd=folder).out.splitlines()
    ]
    groups = parts if shape == "parts" else parts[0]["chapters"]
    within = [
        [c["title"] for c in group["chapters"]]
        if shape == "parts"
        else [a["title"] for a in group["articles"]]
        for group in groups
    ]

    lines, nav = built(folder)

    assert len(groups) > 1
    shown = [(title, inside) for title, inside in lines if inside]
    assert [title for title, _ in shown] == [group["title"] for group in groups]
    assert [len(inside) for _, inside in shown] == [len(titles) for titles in within]
    assert all(group["title"] in nav for group in groups)
    assert all(group["terms"] for group in groups)


@pytest.mark.slow
@pytest.mark.java
def test_a_month_with_one_article_keeps_the_title_of_the_article(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\ntitle: Le givre\ndate: 2014-01-05\n---\n\nIl a gelé.\n"
    )
    (tmp_path / "b.md").write_text("---\ntitle: La pluie\ndate: 2014-03-05\n---\n\nIl a plu.\n")
    (tmp_path / "book.toml").write_text(
        '[book]\ntitle = "Temps"\nlanguage = "fr"\nsources = ["*.md"]\n'
        '[order]\ngroup = "month"\ngroups-as = "chapters"\n'
    )

    lines, nav = built(tmp_path)

    assert [line for line in lines if line[1]] == [
        ("janvier 2014", ["Le givre"]),
        ("mars 2014", ["La pluie"]),
    ]
    assert nav.index("janvier 2014") < nav.index("Le givre") < nav.index("mars 2014")


@needs_shared
@pytest.mark.shared
def test_the_outline_of_the_seeds_shows_themes_terms_and_runners_up(tmp_path: Path) -> None:
    for seed in SEEDS:
        shutil.copy(seed, tmp_path)
    (tmp_path / "book.toml").write_text('[book]\nsources = ["*.txt"]\n[order]\nby = "theme"\n')

    done = florilege("outline", "--format", "json", cwd=tmp_path)
    parts = json.loads(done.out)["parts"]

    assert 2 <= len(parts) <= 6
    assert all(part["title"] and len(part["chapters"]) <= 8 for part in parts)
    assert all(c["articles"][0]["runner_up"] for part in parts for c in part["chapters"])
