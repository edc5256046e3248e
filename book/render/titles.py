"""Titles: broken by sense, and shortened for the running head."""

import re

# Words that lead to what follows: a line begins with them and does not end with them.
# The articles and prepositions of the languages we set; a word of another language that
# looks like one of them does no harm.
LEADING = frozenset(
    """
    a à al alla als am an and at au auf aus aux avec bei by chez com con contre da dal dalla
    dans das de dei del dell della delle den der des di die do dos du e ein eine einen el em
    en entre et face for from für gegen i il im in la las le les lo los mit na nel nella no
    o of on or os ou par para per por pour que qui sans sem sin sous sul sur the to um un una
    und une uno van vers vom von vs with y zu zum zur é è
    """.split()
)
ELIDED = ("l’", "d’", "j’", "s’", "n’", "c’", "qu’", "un’", "dell’", "all’", "nell’")

_AFTER_SENSE = re.compile(r"(?<=[:?!…,;»”.])[ \u00a0](?=\S)|[ \u00a0](?=[–—«“])")
_SPACE = re.compile(r"[ \u00a0]")

LINE = 30  # letters of a line of title, at which it still reads as one
SHORT = 8  # letters below which a phrase stands badly alone


def phrases(title: str, line: int = LINE) -> tuple[str, ...]:
    """Cut ``title`` where its sense pauses, then near the middle of what is still long.

    Joined with spaces, the phrases are the title again.

    >>> phrases("Un pas en avant… deux en arrière ?")
    ('Un pas en avant…', 'deux en arrière ?')
    """
    joined: list[str] = []
    for phrase in _pauses(title):
        if joined and _together(joined[-1], phrase, title):
            joined[-1] += f" {phrase}"
        else:
            joined.append(phrase)
    return tuple(piece for phrase in joined for piece in _halves(phrase, line))


def shortened(title: str, letters: int) -> str:
    """Return ``title`` in at most ``letters`` letters: its first phrase, or its first words."""
    if len(title) <= letters:
        return title
    first = _pauses(title)[0]
    if letters // 3 <= len(first) <= letters:
        return first.rstrip(" \u00a0\u202f:,;–—")
    kept = title[: letters - 1]
    kept = kept[: kept.rfind(" ")] if " " in kept else kept
    words = kept.split(" ")
    while len(words) > 1 and words[-1].lower() in LEADING:
        words.pop()
    return " ".join(words).rstrip(" \u00a0\u202f,;:.–—!?") + "…"


def _pauses(title: str) -> list[str]:
    """Split ``title`` at ordinary spaces that follow or precede a mark of pause."""
    cuts = [at.start() for at in _AFTER_SENSE.finditer(title) if title[at.start()] == " "]
    ends = [*cuts, len(title)]
    starts = [0, *(cut + 1 for cut in cuts)]
    return [title[start:end] for start, end in zip(starts, ends, strict=True)]


def _together(before: str, phrase: str, title: str) -> bool:
    return len(before) < SHORT or len(phrase) < SHORT or len(title) < 2 * SHORT


def _halves(phrase: str, line: int) -> list[str]:
    if len(phrase) <= line or " " not in phrase:
        return [phrase]
    cut = min((at.start() for at in re.finditer(" ", phrase)), key=lambda at: _cost(phrase, at))
    return _halves(phrase[:cut], line) + _halves(phrase[cut + 1 :], line)


def _cost(phrase: str, cut: int) -> float:
    """How badly ``phrase`` breaks at ``cut``: far from the middle, after a small word."""
    before = _SPACE.split(phrase[:cut])[-1].lower()
    after = _SPACE.split(phrase[cut + 1 :])[0].lower()
    cost = abs(cut - len(phrase) / 2)
    if before in LEADING:
        cost += 12
    if after in LEADING or after.startswith(ELIDED):
        cost -= 4
    return cost
