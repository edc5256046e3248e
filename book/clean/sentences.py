"""How sentences begin and end: what tells a torn line from a whole one."""

import re
import unicodedata

TERMINALS = ".!?…。！？؟۔。।"
CLOSERS = "»”\"’')]）」』›"
OPENERS = "«“\"‘'([¿¡（「『‹— –-*"

_ET_CETERA = re.compile(r"\betc\b[.…]*\s*$", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)


def ends(text: str) -> bool:
    """Say whether ``text`` ends a sentence: with its point, a closing quote or an emoji.

    An address does too: nobody puts a point behind one.
    """
    bare = text.rstrip()
    if _ADDRESS.search(bare):
        return True
    stripped = bare.rstrip(CLOSERS + " \u00a0\u202f")
    if stripped.endswith(tuple(TERMINALS)):
        return True
    return bool(bare) and (bare[-1] in CLOSERS or pictured(bare))


def pictured(text: str) -> bool:
    """Say whether ``text`` ends with an emoji."""
    bare = text.rstrip("\ufe0f\u200d")
    return bool(bare) and unicodedata.category(bare[-1]) in {"So", "Sk"}


def hangs(text: str) -> bool:
    """Say whether ``text`` breaks off: with a comma, or with a bare word."""
    bare = text.rstrip()
    return bool(bare) and (bare[-1] in ",،、，" or bare[-1].isalnum())


def trails(text: str) -> bool:
    """Say whether ``text`` ends with ``etc.``, after which a sentence may go on."""
    return bool(_ET_CETERA.search(text))


def goes_on(text: str) -> bool:
    """Say whether ``text`` begins inside a sentence, as a lower-case letter shows."""
    first = text.lstrip()[:1]
    return first.islower()


def begins(text: str) -> bool:
    """Say whether ``text`` may begin a sentence: no lower-case letter comes first."""
    first = text.lstrip().lstrip(OPENERS + " \u00a0\u202f")[:1]
    return not first.islower()


def pointed(text: str) -> bool:
    """Say whether ``text`` ends with any punctuation at all."""
    return bool(text) and unicodedata.category(text[-1]).startswith("P")
