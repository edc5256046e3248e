"""Which language a text is in."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from book.language import detect, model


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le bac part quand le passeur a fini son café.", "fr"),
        ("The ferry leaves when the ferryman has had his coffee.", "en"),
        ("Die Fähre fährt ab, wenn der Fährmann Kaffee getrunken hat.", "de"),
        ("El barco sale cuando el barquero termina su café.", "es"),
        ("قایق وقتی حرکت می‌کند که قایقران قهوه‌اش را خورده باشد.", "fa"),
        ("המעבורת יוצאת כשהשייט גומר את הקפה שלו.", "he"),
        ("渡し船は船頭がコーヒーを飲み終えると出ます。", "ja"),
        ("摆渡人喝完咖啡，渡船就开了。", "zh"),
    ],
)
def test_the_language_of_a_sentence(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "OVH", "2018", "https://example.org/a-long-address-here"])
def test_too_little_text_has_no_language(text: str) -> None:
    assert detect(text) is None


@pytest.mark.parametrize("text", ["a" * 1_000_000, "a@" * 500_000, "<" * 1_000_000])
def test_a_text_without_words_takes_no_time(text: str) -> None:
    started = time.process_time()
    detect(text)

    assert time.process_time() - started < 5


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of a cache, and a model that nobody has asked yet."""
    shelf = tmp_path / "cache"
    shelf.mkdir(mode=0o700)
    monkeypatch.setenv("FLORILEGE_CACHE", str(shelf))
    model._asked.cache_clear()
    yield shelf
    model._asked.cache_clear()


def answers() -> list[str]:
    return [model.classify(text) for text in ("Le bac part.", "渡し船は出ます。", "", "the a")]


def test_the_unpacked_model_answers_as_the_packed_one(shelf: Path) -> None:
    packed = answers()
    (copy,) = shelf.iterdir()
    model._asked.cache_clear()

    assert answers() == packed
    assert model._opened(copy)["nextmove"].flags.writeable is False  # mapped, not read


@pytest.mark.parametrize("name", ["ptc.npy", "rest.npz"])
def test_a_torn_copy_of_the_model_is_made_again(shelf: Path, name: str) -> None:
    packed = answers()
    torn = next(shelf.iterdir()) / name
    whole = torn.read_bytes()
    torn.write_bytes(whole[:1000])
    model._asked.cache_clear()

    assert answers() == packed
    assert torn.read_bytes() == whole


def test_without_the_folder_of_a_cache_nothing_is_written(shelf: Path) -> None:
    shelf.rmdir()

    assert answers()[0] == "fr"
    assert not shelf.exists()


def test_a_copy_that_others_may_write_is_not_read(shelf: Path) -> None:
    answers()
    (copy,) = shelf.iterdir()
    copy.chmod(0o777)

    with pytest.raises(FileNotFoundError):
        model._opened(copy)
