"""Words on the cover: how they break by sense, how large they are, where they stand."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from book.cover.drawing import Colour, Shape
from book.cover.shaping import Face, opened

__all__ = ["PAUSES", "Block", "Room", "Words", "capitals", "fitted", "opened", "put"]

TRACKING = 0.09  # between capitals, of their size
LEAST = 24  # no line is smaller
MOST_LINES = 10
LONGEST_WORD = 32  # letters; what is longer is cut
SMALL = 3  # letters of a word that leads to the next: de, the, und
PAUSES = tuple(":?!…,;.–—»”)")
FIRST_UNSPACED = 0x1100  # scripts from here on may break between any two letters


class Room(NamedTuple):
    """Where words may stand: the widest line, all their lines, and how far these are apart."""

    measure: float = 1180
    depth: float = 600
    leading: float = 1.12


class Words(NamedTuple):
    """Text and the face that holds it."""

    text: str
    face: Face


class Block(NamedTuple):
    """Lines of text set in one size."""

    face: Face
    size: float
    lines: tuple[str, ...]
    leading: float = 1.12
    tracking: float = 0

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * self.leading


def capitals(words: Words, largest: float, room: Room) -> Block:
    """Return ``words`` in spaced capitals, where the script has capitals."""
    raised = words.text.upper()
    if raised == words.text.lower() or not words.face.holds(raised):
        return fitted(words, largest, room)
    return fitted(Words(raised, words.face), largest, room, TRACKING)


def fitted(words: Words, largest: float, room: Room, tracking: float = 0) -> Block:
    """Return ``words`` broken by sense, as large as ``room`` allows."""
    text, face = words
    pieces = _pieces(text)
    widths = [face.width(piece, tracking) + tracking for piece in pieces]
    best, merit = Block(face, LEAST, (text,), room.leading, tracking), float("-inf")
    for count in range(1, min(len(pieces), MOST_LINES) + 1):
        cuts, badness = _broken(pieces, widths, count)
        wide = max(sum(widths[start:end]) for start, end in cuts)
        size = min(largest, room.measure / wide, room.depth / (count * room.leading))
        if size * (1 - badness) > merit:
            merit = size * (1 - badness)
            lines = tuple("".join(pieces[start:end]).strip(" ") for start, end in cuts)
            best = Block(face, max(int(size), LEAST), lines, room.leading, tracking)
    return best


def _pieces(text: str) -> list[str]:
    """Cut ``text`` where a line may end; a piece keeps the space behind it."""
    pieces: list[str] = []
    for word in text.split(" "):
        spaced = any(c.isalpha() and ord(c) < FIRST_UNSPACED for c in word)
        step = LONGEST_WORD if spaced else 1
        pieces += [word[at : at + step] for at in range(0, len(word), step)]
        if pieces:
            pieces[-1] += " "
    return pieces


def _broken(
    pieces: Sequence[str], widths: Sequence[float], count: int
) -> tuple[list[tuple[int, int]], float]:
    """Cut ``pieces`` into ``count`` lines of like width; return them and how bad they are.

    The least sum of costs over all ways, by dynamic programming: a line costs the square
    of its distance from the mean width, and a break what ``_cost`` says.
    """
    mean = sum(widths) / count
    ends = [0.0]
    for width in widths:
        ends.append(ends[-1] + width)
    total = len(pieces)
    best: list[tuple[float, list[tuple[int, int]]]] = [(0.0, [])]
    best += [(float("inf"), [])] * total
    for _ in range(count):
        row: list[tuple[float, list[tuple[int, int]]]] = [(float("inf"), [])] * (total + 1)
        for end in range(1, total + 1):
            ending = _cost(pieces[end - 1]) if end < total else 0.0
            for start in range(end):
                cost, cuts = best[start]
                cost += ((ends[end] - ends[start]) / mean - 1) ** 2 / count + ending
                if cost < row[end][0]:
                    row[end] = (cost, [*cuts, (start, end)])
        best = row
    cost, cuts = best[total]
    return cuts, cost


def _cost(piece: str) -> float:
    """Return what it costs to end a line with ``piece``: « deux… » little, « de » much."""
    word = piece.rstrip()
    if len(word) <= SMALL and piece.endswith(" "):
        return 0.15
    return -0.05 if word.endswith(PAUSES) else 0.02


def put(
    block: Block, at: float, top: float, colour: Colour, *, centred: bool = True
) -> Iterator[Shape]:
    """Yield ``block``, its first line below ``top``: around ``at``, or beginning there."""
    baseline = top + block.size * 0.8
    for line in block.lines:
        wide = block.face.width(line, block.tracking) * block.size
        left = at - wide / 2 if centred else at
        yield block.face.letters_at(line, block.size, (left, baseline), colour, block.tracking)
        baseline += block.size * block.leading
