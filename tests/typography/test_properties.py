"""What holds for any text, however it is cut into elements."""

import re
import unicodedata
from time import process_time

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from book import xhtml
from book.check.folding import words
from book.typography import LANGUAGES, typeset, typeset_text
from book.typography.protected import is_code
from tests.shared import SEEDS, needs_shared

SIGNS = list(" \u00a0\u202f\n'\"’‘“”«»‹›.,;:!?…-–—()[]/°%€$@#&<>=`*+_\u2028\ufffc🙂")
WORDS = [
    "a",
    "A",
    "l",
    "d",
    "qu",
    "Etat",
    "etc",
    "Ca",
    "oeil",
    "XIX",
    "IV",
    "e",
    "ème",
    "re",
    "n°",
    "1",
    "2",
    "12",
    "000",
    "juin",
    "h",
    "km",
    "M.",
    "p.",
    "siècle",
    "J.",
    "C.",
    "le",
    "et",
    "mot",
    "Nom",
    "http://a.fr/b",
    "www.x.org",
    "x@y.fr",
    "@moi",
    ":)",
    ";-)",
    "été!Il",
    "'' ",
    "04 72 11 22 33",
    "d '",
    "J.-P.",
    "K. ",
    "OEUVRE",
    "Eté",
    "chapitre",
    "groß",
    ". . .",
    "‹",
    "›",
    "„",
    "z",
    "B",
    "tis",
    "..",
    "...",
    " - ",
    " -",
    "- ",
    "--",
    "<<",
    ">>",
    '"',
    " «",
    "» ",
]
TEXT = st.lists(st.sampled_from(SIGNS + WORDS), max_size=25).map("".join)
LANGUAGE = st.sampled_from(sorted(LANGUAGES))


def visible(text: str) -> str:
    return text.replace("\u00a0", "·").replace("\u202f", "˙")


def letters(text: str) -> str:
    """The letters of ``text`` as the word proof folds them, without the ordinals' endings."""
    folded = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    plain = "".join(c for c in folded if c.isalnum())
    for ending in ("ieme", "eme", "ere"):
        plain = plain.replace(ending, "e" if ending != "ere" else "re")
    return plain


@settings(max_examples=600, deadline=None)
@given(TEXT, LANGUAGE)
@example('"a "b"', "fr")
@example("l`:)@moi", "fr")
@example("l' »a »", "fr")
def test_twice_is_once(text: str, language: str) -> None:
    once = typeset_text(text, language)

    assert visible(typeset_text(once, language)) == visible(once)


@settings(max_examples=250, deadline=None)
@given(TEXT, LANGUAGE)
def test_the_letters_stay(text: str, language: str) -> None:
    assert letters(typeset_text(text, language)) == letters(text)


@settings(max_examples=250, deadline=None)
@given(TEXT, LANGUAGE)
def test_the_word_proof_finds_every_word(text: str, language: str) -> None:
    text = re.sub("\\s+", " ", text)  # as a book has it

    assert words(typeset_text(text, language)) == words(text)


@settings(max_examples=250, deadline=None)
@given(
    st.lists(st.tuples(TEXT, st.sampled_from(["em", "i", "b", "span"])), max_size=5), LANGUAGE
)
def test_elements_make_no_difference(pieces: list[tuple[str, str]], language: str) -> None:
    paragraph = xhtml.make("p")
    for number, (text, tag) in enumerate(pieces):
        child = xhtml.make(tag, text)
        child.tail = pieces[number - 1][0]
        paragraph.append(child)
    body = xhtml.make("body")
    body.append(paragraph)
    whole = xhtml.text(body)
    assume(not is_code(whole))

    typeset(body, language)

    assert visible(xhtml.text(body).strip()) == visible(typeset_text(whole, language))


@settings(max_examples=200, deadline=None)
@given(TEXT, TEXT, TEXT)
def test_a_tree_set_twice_is_set_once(first: str, second: str, third: str) -> None:
    body = xhtml.make("body")
    paragraph = xhtml.make("p", first)
    body.append(paragraph)
    inner = xhtml.make("em", second)
    inner.tail = third
    paragraph.append(inner)

    typeset(body, "fr")
    once = xhtml.inner(body)
    typeset(body, "fr")

    assert visible(xhtml.inner(body)) == visible(once)


@pytest.mark.parametrize("text", ['« سلام » - "b" !', "“你好” - 'c' ...", 'Он "да" - !'])
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_another_script_is_left_alone(text: str, language: str) -> None:
    assert typeset_text(text, language) == text


@pytest.mark.parametrize("language", ["ru", "fa", "ja", "zh-Hant", "xx", ""])
def test_a_language_we_do_not_know_is_left_alone(language: str) -> None:
    text = "  « a » - \"b\" 'c' ... !"

    assert typeset_text(text, language) == text


@pytest.mark.parametrize("sign", SIGNS + WORDS + ["a.", "A-", "1 000 ", "www.)", "a@", " -a-"])
def test_a_heap_of_signs_takes_no_time(sign: str) -> None:
    text = sign * (4000 // len(sign))

    started = process_time()
    typeset_text(text, "fr")

    assert process_time() - started < 1


@needs_shared
def test_real_text_is_set_without_a_flaw() -> None:
    text = "\n".join(file.read_text(encoding="utf-8") for file in SEEDS)
    flaw = re.compile(
        "[^\u202f;!?(][;!?](?![;!?\\w=/&-])|[ \\w]:(?=[ \u00a0])|«[^\u00a0]|[^\u00a0]»|"
        "(?<=[^\\W\\d])'|\\.\\.|\\d %| ,|\\betc…"
    )

    found = []
    for line in text.split("\n"):
        done = typeset_text(line, "fr")
        assert typeset_text(done, "fr") == done
        assert words(done) == words(line)
        found += [
            visible(done[max(m.start() - 20, 0) : m.end() + 9]) for m in flaw.finditer(done)
        ]

    assert found == []
