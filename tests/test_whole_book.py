"""The main job, end to end: the real dumps and the sample become two finished books each.

What is asked of the books is asked with tools that did not make them: EPUBCheck, a
reading system in a browser, Poppler and qpdf's library.
"""

import json
import re
import subprocess
import zipfile
from collections import Counter
from dataclasses import dataclass
from html import unescape
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree as ET

import pikepdf
import pytest

from book.check import epubcheck
from book.diagnostics import Diagnostic
from book.typography import typeset_text
from tests.cli.run import Done, florilege
from tests.reader import engine
from tests.shared import SEEDS, SHARED

BALCON = Path(__file__).parents[1] / "examples" / "balcon"
A5 = (148 / 25.4 * 72, 210 / 25.4 * 72)  # points
OURS = {"EB-Garamond", "IBM-Plex-Mono", "Noto-Emoji"}
XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True, slots=True)
class Built:
    """A book as the command line left it, and the chapters it should have."""

    done: Done
    epub: Path
    pdf: Path
    rows: tuple[dict[str, object], ...]
    sources: tuple[Path, ...]
    chapters: tuple[str, ...]

    @property
    def outline(self) -> list[tuple[str, int]]:
        """The lines of the PDF's outline, each with its page, counted from 1."""
        with pikepdf.open(self.pdf) as pdf, pdf.open_outline() as outline:
            pages: dict[Any, int] = {page.objgen: n for n, page in enumerate(pdf.pages, 1)}
            places: list[tuple[str, Any]] = [(o.title, o.destination) for o in outline.root]
            return [(title, pages[place[0].objgen]) for title, place in places]


def gold() -> tuple[str, ...]:
    """Return the titles of the seeds, letter for letter as typography sets them."""
    truth = json.loads((SHARED / "corpus/sets/seeds/gold.json").read_text("utf-8"))
    titles = {a["doc"]: a["title"] for p in reversed(truth["pages"]) for a in p["articles"]}
    order = (f"seeds:{place.replace(':', '-')}" for place in truth["chronological"])
    return tuple(typeset_text(titles[doc], "fr") for doc in order)


def written() -> tuple[str, ...]:
    """Return the titles of the sample in the order of writing."""
    truth = json.loads((BALCON / "truth.json").read_text("utf-8"))
    return tuple(typeset_text(title, "fr") for title in truth["chronological"])


def compiled(
    folder: Path, sources: tuple[Path, ...], chapters: tuple[str, ...], *given: str | Path
) -> Built:
    done = florilege("build", *given, "-o", f"{folder}/", cwd=folder)
    assert done.status == 0, done.err
    epub, pdf, account = (next(folder.glob(f"*.{kind}")) for kind in ("epub", "pdf", "jsonl"))
    rows = tuple(map(json.loads, account.read_text("utf-8").splitlines()))
    return Built(done, epub, pdf, rows, sources, chapters)


@pytest.fixture(scope="module", params=["seeds", "sample"])
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "sample":
        sources = (*sorted(BALCON.glob("dumps/*")), *BALCON.glob("posts/*.md"))
        return compiled(folder, sources, written(), "-C", BALCON)
    if not SEEDS:
        pytest.skip("the real dumps are not beside the checkout")
    return compiled(folder, tuple(SEEDS), gold(), *SEEDS)


def test_the_contents_are_the_chapters_in_their_order(book: Built) -> None:
    with zipfile.ZipFile(book.epub) as archive:
        name = next(name for name in archive.namelist() if name.endswith("nav.xhtml"))
        nav = ET.fromstring(archive.read(name)).find(f".//{XHTML}nav")  # noqa: S314  our own
    assert nav is not None
    listed = ["".join(link.itertext()) for link in nav.iter(f"{XHTML}a")]

    assert tuple(title for title in listed if title in book.chapters) == book.chapters
    assert tuple(t for t, _ in book.outline if t in book.chapters) == book.chapters


def test_the_epub_says_where_the_pages_of_the_pdf_begin(book: Built) -> None:
    """Five words behind marker n are the first five on page n, as Poppler reads it."""
    with zipfile.ZipFile(book.epub) as archive:
        files = {PurePosixPath(n).name: archive.read(n).decode() for n in archive.namelist()
                 if n.endswith(".xhtml")}  # fmt: skip
    listed = re.findall(r'<li><a href="([^"#]*)#(folio-[^"]*)">(\d+)</a>', files["nav.xhtml"])
    wrong = []
    for href, name, folio in listed:
        behind = files[href].partition(f'id="{name}"')[2].partition("</span>")[2]
        plain = re.sub(r"<aside.*?</aside>", "", behind, flags=re.DOTALL)
        plain = unescape(
            re.sub(r"<[^>]*>", "", re.sub(r"<(?:/p|/li|/h\d|/td|br)\b", " <", plain))
        )
        page = poppler(book.pdf, int(folio)).split("\n")
        heads = [re.findall(r"[^\W_]+", " ".join(page[n:]))[:5] for n in range(4)]
        if re.findall(r"[^\W_]+", plain)[:5] not in heads:
            wrong.append(folio)

    assert len(listed) >= len(book.outline)
    assert len(wrong) <= len(listed) / 100


def poppler(pdf: Path, page: int) -> str:
    """Return the text of ``page``, as another reader than ours has it."""
    command = ["pdftotext", "-layout", "-f", str(page), "-l", str(page), str(pdf), "-"]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    return "\n".join(line for line in done.stdout.split("\n") if line.strip())


def test_every_source_character_has_one_fate(book: Built) -> None:
    counted: Counter[str] = Counter()
    for row in book.rows:
        assert row["fate"] != "unplaced"
        counted[Path(str(row["file"])).name] += int(str(row["chars"]))

    for source in book.sources:
        text = source.read_text("utf-8")
        assert counted[source.name] == sum(not letter.isspace() for letter in text)


def test_the_one_duplicate_is_named(book: Built) -> None:
    duplicates = {
        (row["article"], row["of"]) for row in book.rows if row["fate"] == "duplicate"
    }

    assert len(duplicates) == 1
    assert book.done.err.count("note[D101]: left out: the same as") == 1
    assert "; 1 duplicate left out; " in book.done.err


@pytest.mark.java
def test_epubcheck_has_nothing_to_say(book: Built) -> None:
    said: list[Diagnostic] = []

    assert epubcheck.run(book.epub, said.append)
    assert said == []


@pytest.mark.browser
def test_a_reading_system_opens_every_chapter(book: Built) -> None:
    lacking = engine.lacking() or engine.install()
    if lacking is not None:
        pytest.skip(lacking)
    reading = engine.read(book.epub)

    labels = [line.label for line in reading.lines]
    assert tuple(label for label in labels if label in book.chapters) == book.chapters
    assert reading.console_errors == ()
    assert reading.requests_elsewhere == ()
    assert [section["broken"] for section in reading.opened] == [0] * len(reading.opened)


def test_every_font_is_embedded_and_ours(book: Built) -> None:
    listed = subprocess.run(
        ["pdffonts", book.pdf], capture_output=True, text=True, check=True
    ).stdout.splitlines()[2:]

    assert listed
    for line in listed:
        name, embedded = line.split()[0], re.split(r"\s+", line[54:].strip())[-5]
        assert embedded == "yes", line
        assert any(name.partition("+")[2].startswith(family) for family in OURS), line


def test_the_pages_have_the_size_of_the_trim(book: Built) -> None:
    with pikepdf.open(book.pdf) as pdf:
        for page in pdf.pages:
            left, bottom, right, top = map(float, page.mediabox)
            assert (right - left, top - bottom) == pytest.approx(A5, abs=0.01)


def test_every_chapter_opens_a_page(book: Built) -> None:
    pages = [page for title, page in book.outline if title in book.chapters]

    assert len(set(pages)) == len(book.chapters)
    for title, page in book.outline:
        text = subprocess.run(
            ["pdftotext", "-f", str(page), "-l", str(page), book.pdf, "-"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        head = " ".join(text.split()).replace("\u00a0", " ").replace("\u202f", " ")
        wanted = title.replace("\u00a0", " ").replace("\u202f", " ")
        assert re.match(rf"(\d+ )?{re.escape(wanted)}", head), (title, head[:80])


def test_no_text_stands_outside_the_trim(book: Built) -> None:
    boxes = subprocess.run(
        ["pdftotext", "-bbox", book.pdf, "-"], capture_output=True, text=True, check=True
    ).stdout
    sides = re.findall(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)"', boxes)

    assert len(sides) > 3000
    for left, top, right, bottom in sides:
        assert 0 < float(left) < float(right) < A5[0]
        assert 0 < float(top) < float(bottom) < A5[1]


def test_chapters_open_on_the_right_where_that_is_asked(tmp_path: Path) -> None:
    for source in BALCON.rglob("*"):
        if source.is_file():
            copy = tmp_path / source.relative_to(BALCON)
            copy.parent.mkdir(exist_ok=True, parents=True)
            copy.write_bytes(source.read_bytes())
    with (tmp_path / "book.toml").open("a", encoding="utf-8") as project:
        project.write('opening = "recto"\n')
    done = florilege("build", "-t", "pdf", "-o", "book.pdf", cwd=tmp_path)
    assert done.status == 0, done.err

    recto = Built(done, Path(), tmp_path / "book.pdf", (), (), written())

    assert [page % 2 for title, page in recto.outline if title in recto.chapters] == [1] * 11


@pytest.mark.skipif(not SEEDS, reason="the real dumps are not beside the checkout")
def test_the_same_dumps_give_the_same_bytes(tmp_path: Path) -> None:
    for jobs, zone in ((1, "Pacific/Auckland"), (2, "America/Los_Angeles")):
        florilege(
            "build", *SEEDS, "-o", f"{jobs}/", "-j", str(jobs),
            cwd=tmp_path, environment={"TZ": zone, "PYTHONHASHSEED": str(jobs)},
        )  # fmt: skip

    for path in (tmp_path / "1").iterdir():
        assert path.read_bytes() == (tmp_path / "2" / path.name).read_bytes(), path.name
