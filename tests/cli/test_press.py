"""A PDF for a printer is asked for, made, and checked, as somebody types it."""

import json
from pathlib import Path

import pytest

from book.cli.build import profile
from book.cli.options import printing
from book.config import Config
from book.diagnostics import BookError
from book.render import PrintOptions
from tests.check.press import made
from tests.cli.run import florilege


def test_a_printer_wants_a_press_pdf_unless_another_is_asked_for() -> None:
    assert printing("", None, "kdp") == {"trim": "", "kind": "press", "printer": "kdp"}
    assert printing("a4", "reading", "kdp")["kind"] == "reading"
    assert printing("", None, None)["kind"] == ""


def test_a_profile_that_is_not_there_is_named(tmp_path: Path) -> None:
    options = PrintOptions(kind="press", colour="cmyk", icc="paper.icc")

    with pytest.raises(BookError) as refused:
        profile(Config(tmp_path, print=options))
    assert refused.value.diagnostic.code == "G122"
    assert str(tmp_path / "paper.icc") in refused.value.diagnostic.message
    assert profile(Config(tmp_path)) == b""


def test_check_tells_the_facts_of_any_pdf_and_what_a_printer_refuses(tmp_path: Path) -> None:
    (tmp_path / "mine.pdf").write_bytes(made(b"1 0 0 rg 9 9 9 9 re f"))
    done = florilege("check", "mine.pdf", "--profile", "ingramspark", cwd=tmp_path)

    assert done.status == 1
    assert "mine.pdf: error[V336]: colours are RGB (pages 1)" in done.err
    assert "  trim           148.0 × 210.0 mm" in done.err
    assert done.err.splitlines()[-1] == "mine.pdf: 1 error"


def test_the_facts_are_an_object_in_json(tmp_path: Path) -> None:
    (tmp_path / "mine.pdf").write_bytes(made(pages=4))
    done = florilege("check", "mine.pdf", "--format", "json", cwd=tmp_path)
    told = [json.loads(line) for line in done.err.splitlines()]

    assert next(one["The file"]["pages"] for one in told if "The file" in one) == "4"
