"""``florilege build --all`` builds every project below a folder."""

from pathlib import Path

from tests.cli.run import DUMP, files, florilege


def project(folder: Path, title: str, sources: str = '["*.txt"]') -> None:
    folder.mkdir(parents=True)
    (folder / "book.toml").write_text(f'[book]\ntitle = "{title}"\nsources = {sources}\n')
    (folder / "dump.txt").write_text(DUMP)


def test_every_project_is_built_and_a_failing_one_stops_no_other(tmp_path: Path) -> None:
    project(tmp_path / "shelf" / "a", "Martinets")
    project(tmp_path / "shelf" / "b", "Rien", '["nothing.txt"]')
    project(tmp_path / "shelf" / "c" / "deep", "Hirondelles")
    project(tmp_path / "shelf" / ".hidden", "Hidden")

    done = florilege(
        "build", "--all", "shelf", "-t", "epub", "-o", "out/", "-j", "1", cwd=tmp_path
    )

    assert done.status == 1, done.err
    assert [Path(line).relative_to(tmp_path / "out") for line in done.out.splitlines()] == [
        Path("a", "martinets.epub"),
        Path("a", "martinets.ledger.jsonl"),
        Path("c", "deep", "hirondelles.epub"),
        Path("c", "deep", "hirondelles.ledger.jsonl"),
    ]
    said = done.err.splitlines()
    assert sum(line.startswith("a: 1 chapter from 1 instance") for line in said) == 1
    assert "b: not made: see the errors above" in said
    assert said[-1] == "3 projects; 1 failed"
    assert "shelf/a/build/" not in files(tmp_path)


def test_a_folder_without_projects_and_a_file_for_several_books_are_refused(
    tmp_path: Path,
) -> None:
    (tmp_path / "empty").mkdir()

    none = florilege("build", "--all", "empty", cwd=tmp_path)
    one = florilege("build", "--all", "empty", "-o", "book.epub", cwd=tmp_path)

    assert (none.status, none.codes) == (1, ["G140"])
    assert one.status == 2
