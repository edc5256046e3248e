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
    ce ces cet cette chaque diese dieser dieses esta este leur leurs ma mes mon my nos notre où
    our quel quelle sa ses son ta tes their these this those ton très your ihr mein sein
    """.split()
)
ELIDED = ("l’", "d’", "j’", "s’", "n’", "c’", "qu’", "un’", "dell’", "all’", "nell’")

_AFTER_SENSE = re.compile(r"(?<=[:?!…,;»”.])[ \u00a0](?=\S)|[ \u00a0](?=[–—«“])")
_AFTER_SENTENCE = re.compile(r"(?<=[:?!…;.])[ \u00a0](?=\S)|[ \u00a0](?=[–—])")
_SPACE = re.compile(r"[ \u00a0]")

LINE = 36  # letters of a line of title, at which it still reads as one
LOOSE = 1.1  # of a line: what is hardly longer may fit it, and breaks by itself if not
SHORT = 8  # letters below which a phrase stands badly alone


def phrases(title: str, line: int = LINE) -> tuple[str, ...]:
    """Cut ``title`` into lines: where a sentence ends, then at commas, then by halves.

    What fits on one line stays on it. Joined with spaces, the phrases are the title again.

    >>> phrases("Farine : gloire et déclin du moulin à eau")
    ('Farine :', 'gloire et déclin du moulin à eau')
    """
    found: list[str] = []
    for sentence in sentences(title, line):
        if len(sentence) <= line:
            found.append(sentence)
        else:
            pauses = _filled(_cut(sentence, _AFTER_SENSE), line)
            found += (piece for pause in pauses for piece in _halves(pause, line))
    return tuple(found)


def sentences(title: str, line: int = LINE) -> tuple[str, ...]:
    """Cut ``title`` only where a sentence ends: a screen breaks the rest as it likes."""
    return tuple(_filled(_cut(title, _AFTER_SENTENCE), line))


def shortened(title: str, letters: int) -> str:
    """Return ``title`` in at most ``letters`` letters: its first phrase, or its first words."""
    if len(title) <= letters:
        return title
    first = _cut(title, _AFTER_SENSE)[0]
    if letters // 3 <= len(first) <= letters:
        return first.rstrip(" \u00a0\u202f:,;–—")
    kept = title[: letters - 1]
    kept = kept[: kept.rfind(" ")] if " " in kept else kept
    words = kept.split(" ")
    while len(words) > 1 and words[-1].lower() in LEADING:
        words.pop()
    return " ".join(words).rstrip(" \u00a0\u202f,;:.–—!?") + "…"


def _cut(title: str, marks: re.Pattern[str]) -> list[str]:
    """Split ``title`` at the ordinary spaces among those that ``marks`` finds."""
    cuts = [at.start() for at in marks.finditer(title) if title[at.start()] == " "]
    ends = [*cuts, len(title)]
    starts = [0, *(cut + 1 for cut in cuts)]
    return [title[start:end] for start, end in zip(starts, ends, strict=True)]


def _filled(phrases: list[str], line: int) -> list[str]:
    """Join neighbours that fit on one line, and those too short to stand alone."""
    joined = phrases[:1]
    for phrase in phrases[1:]:
        alone = len(joined[-1]) < SHORT or len(phrase) < SHORT
        if alone or len(joined[-1]) + 1 + len(phrase) <= line:
            joined[-1] += f" {phrase}"
        else:
            joined.append(phrase)
    return joined


def _halves(phrase: str, line: int) -> list[str]:
    if len(phrase) <= line * LOOSE or " " not in phrase:
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
