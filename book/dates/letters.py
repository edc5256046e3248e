"""Text as dates are looked for in it: one character for one, so that places stay."""

import unicodedata
from functools import lru_cache

_UNSEEN = dict.fromkeys([0xAD, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def settled(text: str) -> str:
    """Return ``text`` in form NFC, without soft hyphens and marks of direction."""
    return unicodedata.normalize("NFC", text.translate(_UNSEEN))


def folded(text: str) -> str:
    """Return ``text`` without case, accents or foreign digits, of the same length."""
    return "".join(map(_plain, text))


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    apart = unicodedata.normalize("NFKD", character)
    # A syllable of Korean falls into letters, a ligature too: they stay as they are.
    low = apart[0].casefold() if all(map(unicodedata.combining, apart[1:])) else character
    return low if len(low) == 1 else character
