"""``book.toml`` says how; what is wrong in it is said with its line, all of it."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from book.cli.new import template
from book.config import SECTIONS, Config, keys, load, parse, with_options
from book.diagnostics import Diagnostic
from book.metadata import Options as BookOptions
from tests.cases import Case, cases


@pytest.mark.parametrize("case", cases("config.md"), ids=str)
def test_book_toml(case: Case) -> None:
    said: list[Diagnostic] = []

    config = parse(case.given, "book.toml", None, said.append)

    assert "\n".join(differences(config)) == case.expected
    assert tuple(map(line, said)) == case.said


def test_a_file_that_is_not_utf8_is_said(tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_bytes('title = "é"'.encode("latin-1"))
    said: list[Diagnostic] = []

    assert load(tmp_path, said.append) == Config(tmp_path)
    assert [d.code for d in said] == ["G101"]
    assert said[0].location.source == str(tmp_path / "book.toml")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text('[book]\ntitle = "A"\n', encoding="utf-8-sig")

    assert load(tmp_path, _fail).book.title == "A"


def test_a_trim_size_that_is_none_is_said_with_its_line() -> None:
    said: list[Diagnostic] = []

    config = parse('[print]\ntrim = "huge"\n', "book.toml", None, said.append)

    assert [(d.code, str(d.location)) for d in said] == [("T120", "book.toml:2")]
    assert config == Config()


def test_a_new_project_shows_every_key_at_its_default() -> None:
    text = template(["articles"], "", [], "")
    shown = "\n".join(re.sub(r"^# ((?:[a-z-]+) = )", r"\1", line) for line in text.splitlines())

    assert parse(text, "book.toml", None, _fail) == Config(sources=("articles",))
    assert parse(shown, "book.toml", None, _fail) == Config(sources=("articles",))
    for section in SECTIONS:
        table = tomllib.loads(shown)[section]
        assert list(table) == list(keys(section)), section


def test_the_command_line_has_the_last_word_where_it_says_something() -> None:
    config = Config(book=BookOptions(title="A", language="fr"))

    changed = with_options(config, {"title": "B", "language": ""}, {"trim": "a4"})

    assert (changed.book.title, changed.book.language) == ("B", "fr")
    assert changed.print.trim == "a4"


def differences(config: Config) -> list[str]:
    """Return the settings that are not the defaults, as ``section.key = value``."""
    plain = Config()
    found = [f"sources = {config.sources}"] if config.sources else []
    for section in ("book", "split", "clean", "dedupe", "order", "print", "parts"):
        given, usual = getattr(config, section), getattr(plain, section)
        found += [
            f"{section}.{field.name} = {value!r}"
            for field in fields(given)
            if (value := getattr(given, field.name)) != getattr(usual, field.name)
        ]
    return found


def line(said: Diagnostic) -> str:
    place = said.location
    where = f"{place.line}" if place.column is None else f"{place.line}:{place.column}"
    return f"{said.code}:{where} {said.message} ({said.hint})"


def _fail(diagnostic: Diagnostic) -> None:
    pytest.fail(str(diagnostic))


@pytest.mark.parametrize("day", ["2023-02-31", "0000", "0000-01-01", "2023-13"])
def test_a_day_that_no_calendar_has_is_refused(tmp_path: Path, day: str) -> None:
    (tmp_path / "book.toml").write_text(f'[book]\ndate = "{day}"\n', encoding="utf-8")
    said: list[Diagnostic] = []
    load(tmp_path, said.append)

    assert [d.code for d in said] == ["G107"]
