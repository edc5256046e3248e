"""An article as comparison sees it: its words, without case, points or marks.

Where writing does not part words (Chinese, Japanese, Thai …), a character is a word. Words
are numbered once for the whole pile, so that comparing them is comparing numbers.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import count

from book import xhtml
from book.model import Article
from book.xhtml import Element

# Thai to Lao, Myanmar, Khmer, kana, Han: writings that do not part words.
_UNPARTED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF),
    (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
# What is no letter and words are made with: accents apart, vowel signs of India.
_MARKS = ((0x0300, 0x036F), (0x0900, 0x0DFF))
# Hebrew and Arabic are read with and without their points; the tatweel only stretches.
_POINTS = (
    (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2), (0x05C4, 0x05C5), (0x05C7, 0x05C7),
    (0x0610, 0x061A), (0x0640, 0x0640), (0x064B, 0x065F), (0x0670, 0x0670),
)  # fmt: skip
# One letter, typed on an Arabic keyboard or on a Persian one.
_KEYBOARDS = {0x064A: "\u06cc", 0x0643: "\u06a9", 0x0649: "\u06cc"}
_SENTENCE_ENDS = str.maketrans(dict.fromkeys('.!?…:؟。！？«“”»"(', "\n"))

# How an excerpt ends: “[…] Lire la suite”, “… Read more”.
_CUT = re.compile(r"(?:…|\.\.\.)\W*((?:\w+\W+){0,5}(?:\w+)?)\W*$")
# What a blog adds to the name of an image for each size it makes of it.
_SIZED = re.compile(r"(?:-\d+x\d+|-scaled|@2x)(?=\.\w+$)")


@dataclass(frozen=True, slots=True)
class Text:
    """One article, its words as numbers of its pile, and what is derived from them.

    ``place`` is that among the articles given; ``letters`` how many letters the words
    have; ``is_cut`` whether it ends as an excerpt does, with so many words in its ``tail``
    that only lead on.
    """

    article: Article
    place: int
    title: tuple[int, ...]
    words: tuple[int, ...]
    letters: int
    is_cut: bool
    tail: int
    dense: bool
    pictures: frozenset[str]
    digest: bytes


@dataclass(frozen=True, slots=True)
class Pile:
    """Texts in an order that depends on what they say and not on where they stood.

    ``vocabulary[n]`` is the word with the number ``n``; ``figures`` are the numbers of
    the words that hold a digit.
    """

    texts: tuple[Text, ...]
    vocabulary: tuple[str, ...]
    figures: frozenset[int]


def pile_of(articles: Sequence[Article]) -> Pile:
    """Return ``articles`` as comparison sees them: the longest first, then by their words."""
    numbers: dict[str, int] = defaultdict(count().__next__)
    texts = [_text_of(article, place, numbers) for place, article in enumerate(articles)]
    texts.sort(key=_rank)
    figures = frozenset(n for word, n in numbers.items() if is_figure(word))
    return Pile(tuple(texts), tuple(numbers), figures)


def folded(text: str) -> list[str]:
    """Return the words of ``text``: ``L’Été, n° 2`` is ``l été n 2``."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_SPELLING).split()


def is_figure(word: str) -> bool:
    return any(map(str.isnumeric, word))


def is_sign(word: str) -> bool:
    """Tell whether ``word`` is a character of a writing that does not part words."""
    return len(word) == 1 and _within(ord(word), _UNPARTED)


def prose(body: Element) -> str:
    """Return the text inside ``body``, with a space where a block or line begins or ends."""
    return "".join(_parted(body))


def picture_of(image: Element) -> str:
    """Return what an image is called, whatever its size and place."""
    source = image.get("src", "")
    if source.startswith("data:"):
        return blake2b(source.encode(), digest_size=8).hexdigest()
    return _SIZED.sub("", source.partition("?")[0].rpartition("/")[2])


@lru_cache(maxsize=256)
def named(article: Article) -> list[tuple[str, bool]]:
    """Return the words of ``article``'s body, and of each whether it is written as a name.

    A name has a capital within a sentence; no word of German is taken for one.
    """
    text = unicodedata.normalize("NFKC", prose(xhtml.fragment(article.body)))
    tells = not (article.language or "").startswith("de")
    return [
        (word.casefold(), tells and place > 0 and word[0].isupper())
        for sentence in text.translate(_SENTENCE_ENDS).split("\n")
        for place, word in enumerate(sentence.translate(_SPELLING).split())
    ]


class _Spelling(dict[int, str]):
    """What stands for a character in the words that are compared, as it is first asked."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if _within(code, _POINTS):
            found = ""
        elif _within(code, _UNPARTED):
            found = f" {character} "
        elif character.isalnum() or _within(code, _MARKS):
            found = _KEYBOARDS.get(code, character)
        else:
            found = " "
        self[code] = found
        return found


def _within(code: int, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(first <= code <= last for first, last in ranges)


_SPELLING = _Spelling()


def _text_of(article: Article, place: int, numbers: dict[str, int]) -> Text:
    body = xhtml.fragment(article.body)
    text = prose(body)
    words = folded(text)
    cut = _CUT.search(text, max(0, len(text) - 120))
    return Text(
        article,
        place,
        _numbered(folded(article.title), numbers),
        _numbered(words, numbers),
        sum(map(len, words)),
        cut is not None,
        len(folded(cut[1])) if cut else 0,
        not text.isascii() and 2 * sum(map(is_sign, words)) > len(words),
        frozenset(map(picture_of, body.iter("img"))) if "<img" in article.body else frozenset(),
        blake2b("\n".join(words).encode(), digest_size=16).digest(),
    )


def _numbered(words: Iterable[str], numbers: dict[str, int]) -> tuple[int, ...]:
    return tuple(map(numbers.__getitem__, words))


def _rank(text: Text) -> tuple[object, ...]:
    """Return what puts texts in their order: their place among equals only at the last."""
    article = text.article
    day = article.date or date.max
    return -text.letters, text.digest, day, article.title, article.body, text.place


def _parted(element: Element) -> Iterator[str]:
    apart = element.tag in xhtml.BLOCKS or element.tag == "br"
    if apart:
        yield " "
    if element.text:
        yield element.text
    for child in element:
        yield from _parted(child)
        if child.tail:
            yield child.tail
    if apart:
        yield " "
