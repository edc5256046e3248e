"""Themes: ours is whole, a project's goes over it file by file and no further."""

from hashlib import sha256
from pathlib import Path

import pytest

from book import theme
from book.diagnostics import BookError

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
    assert set(OURS.fonts) == {name for name in wanted if name.endswith(".ttf")}
    for name, data in OURS.fonts.items():
        assert sha256(data).hexdigest() == wanted[name]


def test_every_typeface_of_the_style_sheets_is_there() -> None:
    for name in OURS.fonts:
        used = f"fonts/{name}" in OURS.styles["base.css"]
        assert used or name == "EBGaramond-Medium.ttf", name  # the Medium is the cover's


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
