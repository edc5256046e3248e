"""The commands do what they say, each as somebody types it."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from book import __version__
from book.cli import COMMANDS
from book.cli.explain import codes
from tests.cli.run import COMMAND, DUMP, Done, files, florilege

BALCON = Path(__file__).parents[2] / "examples" / "balcon"
EPOCH = {"SOURCE_DATE_EPOCH": "1700000000"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """The sample book, built once."""
    folder = tmp_path_factory.mktemp("sample")
    return folder, florilege("build", "-C", BALCON, "-o", f"{folder}/", cwd=folder)


def test_build_prints_what_it_wrote_and_nothing_else(built: tuple[Path, Done]) -> None:
    folder, done = built

    assert done.status == 0, done.err
    assert sorted(map(Path, done.out.splitlines())) == sorted(folder.iterdir())
    assert files(folder) == [
        "trois-metres-carres.epub",
        "trois-metres-carres.ledger.jsonl",
        "trois-metres-carres.pdf",
    ]


def test_build_ends_with_one_sentence_that_counts(built: tuple[Path, Done]) -> None:
    last = built[1].err.splitlines()[-1]

    assert re.fullmatch(
        r"\d+ chapters from \d+ instances in \d+ files; \d+ duplicates? left out; "
        r"EPUB \d+ kB, PDF \d+ pages",
        last,
    )


def test_the_account_is_one_object_a_line(built: tuple[Path, Done]) -> None:
    lines = (built[0] / "trois-metres-carres.ledger.jsonl").read_text("utf-8").splitlines()
    keys = {"file", "lines", "fate", "article", "of", "reason", "chars"}

    assert lines
    assert all(json.loads(line).keys() == keys for line in lines)


def test_the_same_sources_give_the_same_bytes(built: tuple[Path, Done], tmp_path: Path) -> None:
    """In another place, another time zone, with another number of processes."""
    elsewhere = {"TZ": "Pacific/Auckland", "LANG": "C", "PYTHONHASHSEED": "7"}

    florilege(
        "build",
        "-C",
        BALCON,
        "-o",
        f"{tmp_path}/",
        "-j",
        "1",
        cwd=tmp_path,
        environment=elsewhere,
    )

    assert files(tmp_path) == files(built[0])
    for path in built[0].iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


@pytest.mark.java
def test_check_finds_nothing_in_what_build_wrote(built: tuple[Path, Done]) -> None:
    books = [path for path in built[0].iterdir() if path.suffix != ".jsonl"]

    done = florilege("check", *books, cwd=built[0])

    assert done.status == 0, done.err
    assert done.codes == []
    assert done.err.count(", no error") == 2


def test_check_reports_on_the_pages_of_a_pdf(built: tuple[Path, Done]) -> None:
    path = next(built[0].glob("*.pdf"))

    said = florilege("check", path, cwd=built[0])
    told = florilege("check", path, "--format", "json", cwd=built[0])
    record = json.loads(told.err.splitlines()[-1])

    assert (said.status, told.status) == (0, 0)
    assert re.search(
        r"\d+ pages of 31 lines, 12 on 15 pt, 6\d letters to a full line", said.err
    )
    assert (record["leading"], record["lines_a_page"]) == (15.0, 31)
    assert record["on_grid"] > 0.9
    assert {fault["code"] for fault in record["faults"]} <= {"V325", "V327", "V330", "V332"}


def test_check_fails_on_a_broken_book_and_names_it(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 and no more")
    (tmp_path / "a.epub").write_bytes(b"PK and no more")

    done = florilege("check", "a.pdf", "a.epub", cwd=tmp_path)

    assert done.status == 1
    assert "a.pdf: error[" in done.err
    assert "a.epub: error[" in done.err
    assert "Traceback" not in done.err


def test_check_says_that_a_file_is_missing(tmp_path: Path) -> None:
    done = florilege("check", "none.epub", cwd=tmp_path)

    assert done.status == 1
    assert done.codes == ["V901"]


def test_check_without_files_checks_the_project() -> None:
    done = florilege("check", cwd=BALCON)

    assert done.status == 0, done.err
    assert done.err.splitlines()[-1].endswith("every character is accounted for")


def test_one_file_named_is_one_file_made(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DUMP)

    done = florilege("build", "a.txt", "-o", "out/mine.epub", cwd=tmp_path, environment=EPOCH)

    assert done.status == 0, done.err
    assert files(tmp_path / "out") == ["mine.epub", "mine.ledger.jsonl"]
    assert done.out.splitlines() == ["out/mine.epub", "out/mine.ledger.jsonl"]


def test_strict_lets_warnings_fail(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DUMP)
    (tmp_path / "b.txt").write_text("")

    done = florilege("build", "a.txt", "b.txt", "-t", "epub", "--strict", cwd=tmp_path)

    assert done.status == 1
    assert "--strict" in done.err
    assert files(tmp_path) == ["a.txt", "b.txt"]


def test_diagnostics_come_as_json_when_asked(tmp_path: Path) -> None:
    done = florilege("build", "none.txt", "--format", "json", cwd=tmp_path)
    said = [json.loads(line) for line in done.err.splitlines()]

    assert done.status == 1
    assert said[0]["code"] == "S104"
    assert said[0].keys() == {
        "code", "severity", "file", "line", "column", "message", "hint"
    }  # fmt: skip


def test_quiet_says_errors_only(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DUMP)
    (tmp_path / "b.txt").write_text("")

    done = florilege("check", "-q", "a.txt", "b.txt", cwd=tmp_path)

    assert (done.status, done.err) == (0, "")


def test_a_new_project_builds_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "dumps").mkdir()
    (tmp_path / "dumps" / "a.txt").write_text(DUMP)

    made = florilege("new", "book", "dumps/*.txt", "--title", "Un “livre”", cwd=tmp_path)
    outlined = florilege("outline", "-C", "book", cwd=tmp_path)

    assert made.status == 0, made.err
    assert made.out == "book/book.toml\n"
    assert 'sources = ["../dumps/*.txt"]' in (tmp_path / "book/book.toml").read_text()
    assert outlined.status == 0, outlined.err
    assert outlined.out.startswith("Un “livre”")


def test_a_project_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text("mine")

    done = florilege("new", ".", cwd=tmp_path)

    assert (done.status, done.codes) == (1, ["G111"])
    assert (tmp_path / "book.toml").read_text() == "mine"
    assert files(tmp_path) == ["book.toml"]


def test_a_project_cannot_stand_where_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "book").write_text("mine")

    done = florilege("new", "book", cwd=tmp_path)

    assert (done.status, done.codes) == (1, ["G112"])


def test_outline_tells_the_order_the_origins_and_the_reasons() -> None:
    done = florilege("outline", cwd=BALCON)

    assert done.status == 0, done.err
    assert re.search(r"^ +1  \S.* \S+:\d+–\d+ +\d+% +\S", done.out, re.MULTILINE)
    assert "\nLeft out\n" in done.out
    assert re.search(r"duplicate \(\d+%\) of dumps/\S+:\d+–\d+", done.out)


def test_the_line_that_settles_a_doubt_is_toml_under_its_section() -> None:
    done = florilege("outline", cwd=BALCON)
    lines = re.findall(r"in book.toml under \[split\]: (.+)", done.out)

    assert lines
    assert all(tomllib.loads(f"[split]\n{line}\n")["split"] for line in lines)


def test_outline_comes_as_json_too() -> None:
    done = florilege("outline", "--format", "json", cwd=BALCON)
    outline = json.loads(done.out)

    assert outline["title"] == "Trois mètres carrés"
    assert [part["title"] for part in outline["parts"]] == [None]
    assert len(outline["left_out"]) >= 1


INSTANCE = [
    "id", "file", "title_line", "first_line", "last_line", "title", "slug", "confidence",
    "signals", "language", "date", "date_source", "date_certainty", "duplicate_of",
    "duplicate_kind", "similarity",
]  # fmt: skip


@pytest.mark.parametrize("stage", ["split", "dedupe"])
def test_dump_prints_an_object_for_each_instance(stage: str) -> None:
    done = florilege("dump", stage, cwd=BALCON)
    rows = [json.loads(line) for line in done.out.splitlines()]

    assert done.status == 0, done.err
    assert all(list(row) == INSTANCE for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)
    assert any(row["duplicate_of"] for row in rows) == (stage == "dedupe")


def test_dump_order_prints_the_book() -> None:
    done = florilege("dump", "order", cwd=BALCON)
    order = json.loads(done.out)
    chapters = [chapter for part in order["parts"] for chapter in part["chapters"]]

    assert list(order["parts"][0]) == ["title", "terms", "chapters"]
    assert list(chapters[0]) == ["title", "slug", "articles"]
    assert list(chapters[0]["articles"][0]) == [
        "id", "title", "file", "date", "date_source", "date_certainty", "runner_up",
    ]  # fmt: skip


@pytest.mark.parametrize("stage", ["read", "clean"])
def test_dump_shows_the_other_passes_too(stage: str) -> None:
    done = florilege("dump", stage, cwd=BALCON)

    assert done.status == 0, done.err
    assert all("file" in json.loads(line) for line in done.out.splitlines())


def test_names_are_those_that_were_given(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(DUMP)

    done = florilege("dump", "split", "./sub/a.txt", cwd=tmp_path)

    assert Path(json.loads(done.out)["file"]) == Path("sub/a.txt")


def test_explain_says_what_a_code_means() -> None:
    done = florilege("explain", "g104", cwd=BALCON)

    assert done.status == 0
    assert done.out.startswith("error[G104] (configuration): [‹section›] has no key ‹name›\n")
    assert "misspelt key" in done.out


def test_explain_lists_every_code() -> None:
    done = florilege("explain", cwd=BALCON)

    assert [line.split()[0] for line in done.out.splitlines()] == list(codes())


def test_explain_knows_what_was_meant() -> None:
    done = florilege("explain", "V9000", cwd=BALCON)

    assert done.status == 2
    assert "did you mean V900?" in done.err


def test_doctor_finds_everything_here() -> None:
    done = florilege("doctor", cwd=BALCON)

    assert done.status == 0, done.out
    assert done.out.splitlines()[-1] == "everything that is needed is here"


def test_help_names_every_command_and_its_version() -> None:
    helped = florilege("--help", cwd=BALCON)
    versioned = florilege("--version", cwd=BALCON)

    assert all(re.search(rf"^  {name}\b", helped.out, re.MULTILINE) for name in COMMANDS)
    assert versioned.out == f"florilege {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    done = florilege(name, "--help", cwd=BALCON)

    assert done.status == 0
    assert done.out.startswith(f"Usage: florilege {name} ")


def test_a_reader_that_has_read_enough_is_not_shouted_at() -> None:
    with subprocess.Popen(
        [*COMMAND, "explain"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()

    assert (process.returncode, said) == (1, b"")  # as click has it
