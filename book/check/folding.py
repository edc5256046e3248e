"""What a word is when two texts are compared.

A word is a maximal run of letters and digits, without its marks and capitals. What
typography may do to it is undone: ligatures, ``œ`` and ``æ``, ordinals, the spaces
inside a number, invisible characters. In scripts that put no space between words
each character stands for itself.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Hangul letters, Thai and Lao, Burmese, Khmer, kana, Han.
UNSPACED = (
    "\u1100-\u11ff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
)
WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
KEY = "\u20e3"
KEYCAP = re.compile(f"[0-9#*]\ufe0f?{KEY}")
THOUSANDS = re.compile(r"(\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))")
SHORT = 60  # letters: without spaces a paragraph is one chunk, not worth remembering
# What a text extractor gives for a hyphen at the end of a line (PDFium: U+0002, U+FFFE).
HYPHENS = ("-", "\u00ad", "\u2010", "\u2011", "\u0002", "\ufffe")
RUN_ON = "\ufffe"
ORDINAL = re.compile(
    r"\b(?:(1|i)(?:ier|er|r)|(\d+|[ivxlcdm]+)(?:iem|em|))e(s?)\b"  # 1re, 5e, xixe
)
LIGATURES = {ord("œ"): "oe", ord("æ"): "ae"}
ARABIC = re.compile("[\u0600-\u077f]")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")


class Token(NamedTuple):  # made by the hundred thousand: a dataclass takes five times as long
    """A word where it stands: at the head of a line, or before a hyphen that ends one."""

    word: str
    line: int
    first: bool = False
    broken: bool = False


def words(text: str) -> list[str]:
    """Return the words of ``text``, folded, in order.

    >>> words("L’œuvre de la 5ème année : 180 000 vues")
    ['l', 'oeuvre', 'de', 'la', '5e', 'annee', '180000', 'vues']
    """
    found: list[str] = []
    for chunk in _whole_numbers(text).split():  # no word spans a space
        found.extend(_words_of(chunk) if len(chunk) <= SHORT else _parted(chunk))
    return found


def tokens(text: str) -> list[Token]:
    """Return the words of ``text``, as ``words`` does, with their places."""
    found: list[Token] = []
    # PDFium runs a broken line on into what was painted next, the number of a list, say.
    broken = _whole_numbers(text).replace(RUN_ON, f"{RUN_ON}\n")
    for n, line in enumerate(broken.splitlines()):
        there = [
            word
            for chunk in line.split()
            for word in (_words_of(chunk) if len(chunk) <= SHORT else _parted(chunk))
        ]
        if there:
            found.append(Token(there[0], n, first=True))
            found.extend([Token(word, n) for word in there[1:]])
            if line.rstrip(" \t\u00a0").endswith(HYPHENS):
                found[-1] = found[-1]._replace(broken=True)
    return found


@lru_cache(1 << 16)  # a book says the same few thousand words again and again
def _words_of(chunk: str) -> tuple[str, ...]:
    return _parted(chunk)


def _parted(chunk: str) -> tuple[str, ...]:
    return tuple(WORD.findall(ORDINAL.sub(_ordinal, fold(chunk))))


def _whole_numbers(text: str) -> str:
    """Take out the spaces inside numbers, and the numbers that are drawn as keys."""
    return THOUSANDS.sub(r"\1", KEYCAP.sub("", text) if KEY in text else text)


def fold(text: str) -> str:
    """Return ``text`` without capitals, marks, ligatures and what cannot be seen."""
    text = _whole_numbers(text)
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return plain.translate(_SEEN)


@lru_cache(1 << 16)  # asked for the same few thousand words again and again
def key(word: str) -> str:
    """Return what two spellings of ``word`` share after a PDF has been read back.

    Extractors turn the letters of an Arabic ligature round (lam-alef), so Arabic words
    are compared as bags of letters.
    """
    if word.isascii():
        return word
    return "".join(sorted(word)) if ARABIC.search(word) else word


def is_right_to_left(word: str) -> bool:
    return not word.isascii() and RIGHT_TO_LEFT.search(word) is not None


def _ordinal(found: re.Match[str]) -> str:
    return f"{found[1]}re{found[3]}" if found[1] else f"{found[2]}e{found[3]}"


class _Seen(dict[int, int | str | None]):
    """A table for ``str.translate``, filled as letters turn up."""

    def __missing__(self, letter: int) -> int | str | None:
        category = unicodedata.category(chr(letter))
        unseen = category == "Cf" or category[0] == "M"
        self[letter] = None if unseen else LIGATURES.get(letter, letter)
        return self[letter]


_SEEN = _Seen()
