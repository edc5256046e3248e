"""An article as comparison sees it: its words, without case, accents' spelling or marks.

Where writing does not part words (Chinese, Japanese, Thai …), a character is a word.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from book import xhtml
from book.model import Article
from book.xhtml import Element

# So many words in a row are a shingle (Broder 1997): long enough to be one's own.
SHINGLE = 4

_MASK = 2**64 - 1
_PRIME = 0x9E3779B97F4A7C15
_OLDEST = pow(_PRIME, SHINGLE, 2**64)

_UNPARTED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNPARTED}\U00020000-\U0003ffff]|[^\W_{_UNPARTED}]+")


@dataclass(frozen=True, slots=True)
class Text:
    """The words of one article and what is derived from them; ``shingles`` are hashes."""

    article: Article
    title: tuple[str, ...]
    words: tuple[str, ...]
    shingles: frozenset[int]


def text_of(article: Article) -> Text:
    """Return ``article`` as comparison sees it."""
    words = folded("".join(_parted(xhtml.fragment(article.body))))
    return Text(article, folded(article.title), words, frozenset(_shingles(words)))


def folded(text: str) -> tuple[str, ...]:
    """Return the words of ``text``: ``L’Été n° 2`` is ``l été no 2``."""
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _parted(element: Element) -> Iterator[str]:
    """Yield the text inside ``element``, with a space where a block or line begins or ends."""
    apart = element.tag in xhtml.BLOCKS or element.tag == "br"
    yield " " if apart else ""
    yield element.text or ""
    for child in element:
        yield from _parted(child)
        yield child.tail or ""
    yield " " if apart else ""


def _shingles(words: tuple[str, ...]) -> Iterator[int]:
    """Yield a hash for each shingle of ``words``, rolled on from word to word (Rabin 1981)."""
    hashes = [_hash(word) for word in words]
    rolled = 0
    for place, new in enumerate(hashes):
        gone = hashes[place - SHINGLE] * _OLDEST if place >= SHINGLE else 0
        rolled = (rolled * _PRIME + new - gone) & _MASK
        if place >= SHINGLE - 1 or place == len(hashes) - 1:
            yield rolled


@lru_cache(maxsize=2**16)
def _hash(word: str) -> int:
    # Not hash(): that differs from run to run.
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")
