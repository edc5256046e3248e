"""Which language a text is written in: the only package that knows py3langid."""

import re
from functools import cache
from threading import Thread

from book.language.model import classify

__all__ = ["SHORTEST", "detect", "prepare"]

SHORTEST = 24
"""Letters below which a text says too little of its language."""

_LONGEST = 20_000
_TAG = re.compile("<[^<>]*>")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@cache
def prepare() -> Thread:
    """Begin to load the model, beside whatever is done before it is asked.

    The first time it takes most of a second, which goes into unpacking, and that leaves
    Python free.
    """
    loading = Thread(target=classify, args=[""], daemon=True)
    loading.start()
    return loading


def detect(text: str) -> str | None:
    """Return the ISO 639-1 code of ``text``'s language, ``None`` where it is too short.

    Addresses are left aside; only the head of a long text is read. A character of a
    script without spaces says as much as four letters.
    """
    words = _TAG.sub(" ", text[: 2 * _LONGEST]).split()
    prose = " ".join(w for w in words if "://" not in w and "@" not in w)[:_LONGEST]
    letters = sum(map(str.isalpha, prose)) + 3 * len(_UNSPACED.findall(prose))
    if letters < SHORTEST:
        return None
    prepare().join()
    return classify(prose)
