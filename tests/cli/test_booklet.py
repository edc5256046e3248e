"""A booklet, as somebody asks for it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from book.cli.booklet import command
from tests.impose.numbered import numbered


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("livre.pdf").write_bytes(numbered(6))
    return tmp_path


def booklet(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments, standalone_mode=False)


def test_it_is_written_beside_the_book_and_how_to_print_it_is_said(there: Path) -> None:
    done = booklet("livre.pdf")

    assert (done.return_value, done.stdout) == (0, "livre-booklet.pdf\n")
    assert (there / "livre-booklet.pdf").read_bytes().startswith(b"%PDF")
    said = done.stderr.splitlines()
    assert (
        "print on both sides, landscape, at actual size, and flip on the short edge" in said[0]
    )
    assert "staple" in said[1]
    assert said[2] == "6 pages on 2 sheets (the last 2 pages blank)"
    assert sorted(p.name for p in there.iterdir()) == ["livre-booklet.pdf", "livre.pdf"]


def test_signatures_are_sewn_and_may_go_into_a_folder(there: Path) -> None:
    done = booklet("livre.pdf", "--sheets", "1", "--right-to-left", "-o", "out/")

    assert done.stdout == "out/livre-booklet.pdf\n"
    assert "sew or glue the 2 folds: 2 of 1 sheet" in done.stderr
    assert "at the right of its first page" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--signature", "15"), "write 12 or 16"),
        (("--saddle", "--sheets", "4"), "name one of"),
        (("--paper", "c7"), "is no sheet; write a3"),
        (("--paper", "1mm x 2mm"), "50 to 2000 mm"),
        (("--creep", "1in"), "thicker than any paper"),
        (("--creep", "much"), "is no length"),
        (("-o", "livre.pdf"), "the PDF that is read"),
    ],
)
def test_wrong_use_is_told(there: Path, arguments: tuple[str, ...], words: str) -> None:
    done = booklet("livre.pdf", *arguments)

    assert words in str(done.exception)
    assert [p.name for p in there.iterdir()] == ["livre.pdf"]


def test_a_file_that_is_not_there_or_no_pdf_is_said_by_its_name(there: Path) -> None:
    Path("image.pdf").write_bytes(b"GIF89a")

    missing, foreign = booklet("nix.pdf"), booklet("image.pdf")

    assert (missing.return_value, foreign.return_value) == (1, 1)
    assert "nix.pdf: error[G120]" in missing.stderr
    assert "image.pdf: error[P301]" in foreign.stderr
    assert sorted(p.name for p in there.iterdir()) == ["image.pdf", "livre.pdf"]
