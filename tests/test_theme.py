"""Themes: ours is whole, a project's goes over it file by file and no further."""

import re
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from book import theme
from book.diagnostics import BookError
from book.render.page import PRESETS, page

OURS = theme.load()
ROLES = (
    "base article byline chapter colophon contents half-title imprint part summary title "
    "title-page"
).split()


def write(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def refused(project: Path) -> str:
    """Return the code with which the theme of ``project`` is refused."""
    with pytest.raises(BookError) as caught:
        theme.load(project)
    return caught.value.diagnostic.code


def test_ours_has_a_template_for_each_role_and_the_sheets_of_both_editions() -> None:
    assert {f"{role}.xhtml" for role in ROLES} <= set(OURS.templates)
    assert {"base.css", "print.css"} <= set(OURS.styles)


def test_the_typefaces_are_those_whose_sums_are_written_down() -> None:
    sums = Path(__file__).parents[1] / "styles" / "fonts" / "SHA256SUMS"
    lines = (line.split("  ") for line in sums.read_text(encoding="ascii").splitlines())
    wanted = {name: value for value, name in lines}
    assert set(OURS.fonts) == {name for name in wanted if name.endswith((".ttf", ".otf"))}
    for name, data in OURS.fonts.items():
        assert sha256(data).hexdigest() == wanted[name]


def test_every_typeface_is_used_by_a_theme() -> None:
    faces = "".join(theme.load(name=name).styles["faces.css"] for name in theme.names())
    for name in OURS.fonts:
        assert f"fonts/{name}" in faces or name == "EBGaramond-Medium.ttf"  # the cover's


@pytest.mark.parametrize("name", theme.names())
def test_a_theme_names_no_typeface_that_is_not_there(name: str) -> None:
    found = theme.load(name=name)
    named = re.findall(r"url\(fonts/([^)]+)\)", found.styles["faces.css"])
    assert named
    assert set(named) <= set(found.fonts)


@pytest.mark.parametrize("name", theme.names())
def test_a_theme_has_all_the_properties_that_the_shared_sheets_ask_for(name: str) -> None:
    styles = theme.load(name=name).styles
    sheets = [text for file, text in styles.items() if "epub" not in file]
    asked = {one for text in sheets for one in re.findall(r"var\((--[\w-]+)", text)}
    given = {one for text in sheets for one in re.findall(r"(--[\w-]+):", text)}
    assert asked <= given


@pytest.mark.parametrize("name", theme.names())
def test_the_typefaces_of_a_theme_hold_the_spaces_and_signs_of_french(name: str) -> None:
    found = theme.load(name=name)
    wanted = set(map(ord, "\u00a0\u202f\u2011œŒæÆ«»’…–—ÉÀÇŸ€"))
    for file in re.findall(r"url\(fonts/([^)]+)\)", found.styles["faces.css"]):
        if not file.startswith(("NotoEmoji", "IBMPlexMono")):
            letters = TTFont(BytesIO(found.fonts[file]), lazy=True).getBestCmap()
            assert not wanted - set(letters), file


@pytest.mark.parametrize(
    ("name", "size", "lines", "measure", "letters"),
    [
        ("classique", (148.0, 210.0), 31, 105.0, 64),
        ("moderne", (152.4, 228.6), 36, 107.4, 65),
        ("grands-caracteres", (177.8, 254.0), 23, 135.8, 49),
    ],
)
def test_a_theme_has_the_page_that_it_was_drawn_for(
    name: str, size: tuple[float, float], lines: int, measure: float, letters: int
) -> None:
    found = page("auto", theme.load(name=name).look)
    assert (found.width, found.height) == pytest.approx(size)
    assert found.lines == lines
    assert found.measure == pytest.approx(measure)
    assert found.letters == pytest.approx(letters, abs=0.6)
    assert found.inside + found.measure + found.outside == pytest.approx(found.width)
    assert found.foot > found.head
    assert found.fitting(20) == 20


def test_lines_of_titles_are_shorter_on_a_narrower_page() -> None:
    pocket = page("pocket", theme.load(name="moderne").look)
    assert pocket.fitting(28) == 22


@pytest.mark.parametrize("trim", PRESETS)
@pytest.mark.parametrize("name", theme.names())
def test_a_theme_suits_any_trim(name: str, trim: str) -> None:
    look = theme.load(name=name).look
    found = page(trim, look)
    assert look.smallest <= found.size <= look.largest or trim == look.trim
    assert found.letters <= look.most + 0.1
    assert found.leading / found.size == pytest.approx(look.leading / look.size, rel=0.02)
    assert 0 < found.head < found.foot < found.height / 4


def test_a_theme_that_is_not_there_is_refused() -> None:
    for name in ("antique", "../styles", "", "moderne/x"):
        with pytest.raises(BookError) as caught:
            theme.load(name=name)
        assert caught.value.diagnostic.code == "T108"
    assert "classique, grands-caracteres, moderne" in (caught.value.diagnostic.hint or "")


def test_a_project_may_have_a_theme_of_its_own(tmp_path: Path) -> None:
    write(tmp_path / "themes" / "mien" / "theme.toml", b'trim = "a4"\nsize = 14\n')
    write(tmp_path / "themes" / "mien" / "look.css", b"p { color: #111 }")
    write(tmp_path / "themes" / "mien" / "templates" / "part.xhtml", b"un\n")
    write(tmp_path / "styles" / "print.css", b"p {}")
    found = theme.load(tmp_path, "mien")
    assert (found.look.trim, found.look.size, found.look.lines) == ("a4", 14.0, 31)
    assert found.styles["look.css"] == "p { color: #111 }"
    assert found.styles["print.css"] == "p {}"
    assert found.templates["part.xhtml"] == "un\n"
    assert theme.names(tmp_path) == ("classique", "grands-caracteres", "mien", "moderne")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("siz = 12", "“siz” is none of"),
        ('size = "12"', "“size” cannot be '12'"),
        ("lines = 0", "“lines” cannot be 0"),
        ("labelled = 1", "“labelled” cannot be 1"),
        ("size 12", "Expected '='"),
    ],
)
def test_numbers_that_cannot_be_used_are_refused(
    tmp_path: Path, text: str, reason: str
) -> None:
    write(tmp_path / "themes" / "mien" / "theme.toml", text.encode())
    with pytest.raises(BookError) as caught:
        theme.load(tmp_path, "mien")
    assert caught.value.diagnostic.code == "T109"
    assert reason in caught.value.diagnostic.message


def test_a_project_overrides_file_by_file(tmp_path: Path) -> None:
    write(tmp_path / "templates" / "part.xhtml", b"un\n")
    write(tmp_path / "styles" / "print.css", "\ufeffp { color: #111 }".encode())
    write(tmp_path / "styles" / "fonts" / "Own.ttf", b"\0")
    found = theme.load(tmp_path)
    assert found.templates["part.xhtml"] == "un\n"
    assert found.templates["chapter.xhtml"] == OURS.templates["chapter.xhtml"]
    assert found.styles["print.css"] == "p { color: #111 }"
    assert found.fonts["Own.ttf"] == b"\0"


def test_a_project_without_folders_has_our_theme(tmp_path: Path) -> None:
    assert theme.load(tmp_path) == OURS


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    secret = write(tmp_path / "elsewhere" / "secret.css", b"p {}")
    project = tmp_path / "project"
    (project / "styles").mkdir(parents=True)
    (project / "styles" / "print.css").symlink_to(secret)
    assert refused(project) == "T101"


def test_a_linked_folder_is_read_as_if_it_stood_there(tmp_path: Path) -> None:
    write(tmp_path / "themes" / "styles" / "print.css", b"p {}")
    project = tmp_path / "project"
    project.mkdir()
    (project / "styles").symlink_to(tmp_path / "themes" / "styles")
    assert theme.load(project).styles["print.css"] == "p {}"


def test_a_template_that_is_not_text_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "templates" / "part.xhtml", b"\xff\xfe\x00")
    assert refused(tmp_path) == "T103"


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "styles" / "print.css", b" " * (theme.TEXT_LIMIT + 1))
    assert refused(tmp_path) == "T102"


def test_a_folder_that_is_no_theme_is_refused(tmp_path: Path) -> None:
    for number in range(theme.FILE_LIMIT + 1):
        write(tmp_path / "styles" / f"{number}.css", b"")
    assert refused(tmp_path) == "T104"
