"""A bound book opens in a real reading system, without a word of complaint."""

from pathlib import Path

import pytest

from book.bind.epub import Options, bind
from tests.bind.sample import MODIFIED, sample
from tests.reader import engine

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> engine.Reading:
    lacking = engine.lacking() or engine.install()
    if lacking is not None:
        pytest.skip(lacking)
    path = tmp_path_factory.mktemp("reader") / "port.epub"
    path.write_bytes(bind(sample(), Options(MODIFIED), lambda _: None).data)
    return engine.read(Path(path))


def test_the_contents_list_the_chapters(reading: engine.Reading) -> None:
    chapters = [d.title for d in sample().documents if d.role == "chapter"]
    assert [line.label for line in reading.lines] == ["Le port", *chapters]


def test_every_line_of_the_contents_leads_to_its_chapter(reading: engine.Reading) -> None:
    for line in reading.lines[1:]:
        assert line.section is not None
        assert reading.opened[line.section]["heading"] == line.label


def test_every_section_opens_with_its_pictures(reading: engine.Reading) -> None:
    assert [s["id"] for s in reading.opened] == [f"EPUB/{d.href}" for d in sample().documents]
    assert [s["broken"] for s in reading.opened] == [0] * len(reading.opened)


def test_the_console_stays_silent(reading: engine.Reading) -> None:
    assert reading.console_errors == ()


def test_nothing_is_asked_of_the_network(reading: engine.Reading) -> None:
    assert reading.requests_elsewhere == ()


def test_landmarks_are_understood(reading: engine.Reading) -> None:
    assert reading.landmarks == ("cover", "toc", "bodymatter")
