"""Which words of one text cannot be found in another that was broken into lines.

A text read back from a PDF has words cut at line ends, torn apart by letter-spacing
or a raised letter, and glued to a note call. So a word counts as found if it stands
there whole, or if pieces that stand next to each other, and that nothing else needs,
make it up.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from book.check.folding import Token, is_right_to_left, key, tokens, words

LETTERS_OR_DIGITS = re.compile(r"\d+|\D+")
MOST_PIECES = 80  # a hash of 64 signs falls into fifty runs of letters and digits
LONGEST_GLUED = 200
WINDOW = 120  # lines between the two halves of a word that a page break tore apart


@dataclass(frozen=True, slots=True)
class Difference:
    """The words that a text lacks, and those that nobody expected, with how often."""

    missing: Counter[str]
    surplus: Counter[str]


def compare(expected: Sequence[str], found: str) -> Difference:
    """Tell how the words of ``found`` differ from the words ``expected``."""
    wanted, have = Counter(expected), Counter(words(found))
    lacking = _missing(expected, tokens(found)) if not wanted <= have else Counter()
    return Difference(lacking, have - wanted)


def _missing(expected: Sequence[str], found: Sequence[Token]) -> Counter[str]:
    wanted = Counter(map(key, expected))
    pieces: list[Token] = []
    for token in found:
        if key(token.word) in wanted:
            pieces.append(token)
        else:
            pieces.extend(_loosened(token))
    have = Counter(key(piece.word) for piece in pieces)
    lacking, spare = wanted - have, have - wanted
    # The surest first: a hyphen at the end of a line, then any two that stand together.
    for may_join in (lambda piece: piece.broken, lambda piece: bool(piece.word)):
        pieces = _join_neighbours(pieces, lacking, spare, may_join)
    if not lacking:
        return lacking
    _take_apart(pieces, lacking, spare)
    _join_line_ends(pieces, lacking)
    if 3 * sum(map(is_right_to_left, expected)) > len(expected):
        _spell(lacking, spare)
    return _as_written(expected, lacking)


def _loosened(token: Token) -> list[Token]:
    """Part letters from digits, where nobody wants them together: ``constitution1``."""
    parts = LETTERS_OR_DIGITS.findall(token.word)
    last = len(parts) - 1
    return [
        Token(part, token.line, token.first and n == 0, token.broken and n == last)
        for n, part in enumerate(parts)
    ]


def _join_neighbours(
    pieces: list[Token],
    lacking: Counter[str],
    spare: Counter[str],
    may_join: Callable[[Token], bool],
) -> list[Token]:
    """Strike from ``lacking`` what neighbouring spare pieces make up; return the others."""
    if not lacking:
        return pieces
    rest: list[Token] = []
    joined = 0
    for n, piece in enumerate(pieces):
        if n < joined:
            continue
        taken = 0
        if spare.get(key(piece.word), 0) > 0:  # few are: the others are wanted where they are
            taken = _joined(pieces, n, lacking, spare, may_join)
        if taken:
            joined = n + taken
        else:
            rest.append(piece)
    return rest


def _joined(
    pieces: Sequence[Token],
    start: int,
    lacking: Counter[str],
    spare: Counter[str],
    may_join: Callable[[Token], bool],
) -> int:
    """Return how many pieces, from the one at ``start``, make up a lacking word, or 0."""
    word = ""
    used: dict[str, int] = {}
    for n, place in enumerate(range(start, min(start + MOST_PIECES, len(pieces))), start=1):
        piece = pieces[place]
        own = key(piece.word)
        used[own] = used.get(own, 0) + 1
        if used[own] > spare.get(own, 0):
            return 0
        word += piece.word
        if n > 1 and key(word) in lacking:
            _strike(lacking, key(word))
            spare.subtract(used)
            return n
        if not may_join(piece):
            return 0
    return 0


def _take_apart(pieces: Sequence[Token], lacking: Counter[str], spare: Counter[str]) -> None:
    """Strike from ``lacking`` the words that stand glued together in one spare piece."""
    for piece in pieces:
        if spare.get(key(piece.word), 0) > 0:
            parts = _parts(piece.word, lacking)
            if len(parts) > 1:
                spare[key(piece.word)] -= 1
                for part in parts:
                    _strike(lacking, part)


def _parts(glued: str, lacking: Counter[str]) -> list[str]:
    """Return lacking words that, one after another, spell ``glued``; none if none do."""
    if len(glued) > LONGEST_GLUED:
        return []
    reached: dict[int, list[str]] = {0: []}
    for end in range(1, len(glued) + 1):
        for start in range(end):
            part = key(glued[start:end])
            if start in reached and reached[start].count(part) < lacking[part]:
                reached[end] = [*reached[start], part]
                break
    return reached.get(len(glued), [])


def _join_line_ends(pieces: Sequence[Token], lacking: Counter[str]) -> None:
    """Strike what a hyphen broke where notes or a running head stand between the halves."""
    heads = [piece for piece in pieces if piece.first]
    for piece in (p for p in pieces if p.broken):
        word = _continued(piece, piece.word, heads, lacking)
        if word is not None:
            _strike(lacking, key(word))


def _continued(
    piece: Token, word: str, heads: Sequence[Token], lacking: Counter[str]
) -> str | None:
    """Return the lacking word that ``word``, broken at ``piece``, begins, if it does."""
    below = bisect_right(heads, piece.line, key=lambda head: head.line)
    for head in islice(heads, below, below + WINDOW):
        joined = word + head.word
        if key(joined) in lacking:
            return joined
        if head.broken and any(lost.startswith(joined) for lost in lacking):
            whole = _continued(head, joined, heads, lacking)
            if whole is not None:
                return whole
    return None


def _spell(lacking: Counter[str], spare: Counter[str]) -> None:
    """Strike from ``lacking`` the words whose letters are all to spare, in any order.

    PDFium puts the pieces of a line that runs both ways into an order of its own, and
    parts and glues words as it does so; the letters are all there, and no others.
    """
    letters: Counter[str] = Counter()
    for word, n in spare.items():
        for letter in word:
            letters[letter] += max(n, 0)
    for word in list(lacking.elements()):
        if Counter(word) <= letters:
            letters.subtract(word)
            _strike(lacking, word)


def _strike(lacking: Counter[str], word: str) -> None:
    lacking[word] -= 1
    if lacking[word] <= 0:
        del lacking[word]


def _as_written(expected: Sequence[str], lacking: Counter[str]) -> Counter[str]:
    written = {key(word): word for word in expected}
    return Counter({written[word]: n for word, n in lacking.items()})
