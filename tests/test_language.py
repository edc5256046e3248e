"""Which language a text is in."""

import time

import pytest

from book.language import detect


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
