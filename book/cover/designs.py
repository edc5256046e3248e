"""Three covers, each of words and one idea that is drawn from the book itself.

The page shows one ruled paragraph a chapter, the mosaic squares and quarters of discs from
the letters of the title, the stairs a step a chapter. All are drawn 1,600 units wide; where
the cover is printed they run on beyond its edges, and are cut there.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from book.cover.drawing import (
    INK,
    NIGHT,
    PAPER,
    WHITE,
    Box,
    Colour,
    Shape,
    frame,
    neutral,
    quarter,
    rectangle,
)
from book.cover.lettering import Block, Room, capitals, fitted, put
from book.cover.motif import page as ruled
from book.cover.wording import Typefaces, Wording

__all__ = ["DESIGNS", "OF_THEME", "WIDTH", "Design", "Panel"]

WIDTH, USUAL = 1600, 2560  # the units, and the height that the numbers below are for
BLACK = neutral(0)
LIGHT = neutral(0.85)  # of an author on black

ROMAN = ("EBGaramond-Medium.ttf", "EBGaramond-Regular.ttf")
ITALIC = ("EBGaramond-Italic.ttf", *ROMAN)
BOLD = ("EBGaramond-SemiBold.ttf", *ROMAN)
SANS, SANS_BOLD = ("SourceSans3-Regular.otf", *ROMAN), ("SourceSans3-Bold.otf", *BOLD)
CLEAR = ("AtkinsonHyperlegibleNext-SemiBold.ttf", *BOLD)
CLEAR_BOLD = ("AtkinsonHyperlegibleNext-Bold.ttf", *BOLD)

SERIF = (ROMAN[1:], ITALIC)
SANS_TEXT = (SANS, ("SourceSans3-It.otf", *ITALIC))
CLEAR_TEXT = (("AtkinsonHyperlegibleNext-Regular.ttf", *ROMAN), CLEAR)


class Panel(NamedTuple):
    """The front of a book, in units: how high it is, how far ink runs beyond its edges."""

    height: float = USUAL
    beyond: float = 0
    leftward: bool = False

    @property
    def all(self) -> Box:
        """What is printed; the fold is where one begins to read, at the left or the right."""
        left, right = (self.beyond, 0.0) if self.leftward else (0.0, self.beyond)
        return Box(-left, -self.beyond, WIDTH + right, self.height + self.beyond)

    def down(self, place: float) -> float:
        """Return where ``place`` of the usual height is on this one."""
        return place * self.height / USUAL


Drawer = Callable[[Wording, Sequence[int], str, Panel], Iterator[Shape]]


@dataclass(frozen=True, slots=True)
class Design:
    """A cover: its ground and its ink, its typefaces, and who draws its front.

    ``text`` are the typefaces of the back, upright and italic. ``band`` says how high the
    ink stands at the foot of the fold, so that spine and back may go on with it.
    """

    ground: Colour
    ink: Colour
    faces: Typefaces
    front: Drawer
    text: tuple[tuple[str, ...], tuple[str, ...]]
    band: Callable[[Sequence[int], Panel], float] = lambda _lengths, _panel: 0


def page(wording: Wording, lengths: Sequence[int], seed: str, panel: Panel) -> Iterator[Shape]:
    """Yield a frame, centred words, and one ruled paragraph a chapter."""
    edge, depth = 90, panel.down(830)
    yield from frame(Box(edge, edge, WIDTH - edge, panel.height - edge), 8, INK)
    yield from _centred(wording, panel)
    top = (panel.height - depth) / 2 if wording.is_silent else panel.down(1500)
    for rule in ruled(lengths, seed, depth):
        left, right = rule.left + WIDTH / 2, rule.right + 1 + WIDTH / 2
        yield rectangle(Box(left, rule.top + top, right, rule.bottom + 1 + top), INK)


def _centred(wording: Wording, panel: Panel) -> Iterator[Shape]:
    """Yield author, title and subtitle from the head downwards."""
    top, centre = panel.down(300), WIDTH / 2
    if wording.author:
        author = capitals(wording.author, 96, Room(1180, 260))
        yield from put(author, centre, top, INK)
        top += author.height + panel.down(110)
    else:
        top += panel.down(120)
    below = fitted(wording.subtitle, 84, Room(1180, 260)) if wording.subtitle else None
    if wording.title:
        room = panel.down(1370) - top - (below.height + 70 if below else 0)
        title = fitted(wording.title, 230, Room(1180, room))
        yield from put(title, centre, top, INK)
        top += title.height + 50
    if below:
        yield from put(below, centre, top, INK)


TILE = 200
OVERLAP = 0.5  # on paper, where no pixel parts two tiles but a hair of the ground might
TONES = (WHITE, neutral(0.8157), neutral(0.5412), neutral(0.2902))


def mosaic(
    wording: Wording, lengths: Sequence[int], seed: str, panel: Panel
) -> Iterator[Shape]:
    """Yield words in white on black, and tiles that the letters of the title choose."""
    rows = max(1, round((panel.height - panel.down(960)) / TILE))
    head = panel.height - rows * TILE
    tones = (WHITE, LIGHT, LIGHT)
    yield from _flush(
        wording, panel.down(130), Room(1320, head - panel.down(220), 1.04), (140, 104), tones
    )
    chances = [
        half for byte in sha256(seed.encode()).digest() for half in (byte & 15, byte >> 4)
    ]
    across = WIDTH // TILE
    more = 1 if panel.beyond else 0  # tiles that the edges cut
    lap = OVERLAP if panel.beyond else 0
    for row in range(rows + more):
        for column in range(-more, across + more):
            number = row * across + column
            chance = chances[number % len(chances)]
            if chance < 9:
                continue
            left, top = column * TILE, head + row * TILE
            if left + TILE <= panel.all.left or left >= panel.all.right:
                continue  # only its lap would show
            tone, end = TONES[(chance // 3 + number) % 4], TILE + lap
            box = Box(left - lap, top - lap, left + end, top + end)
            within = panel.all if _sticks_out(box, panel.all) else None
            if chance % 3 == 0:
                yield rectangle(box, tone, within)
            else:
                yield quarter(box, tone, within, rising=chance % 3 == 1)


def _sticks_out(box: Box, within: Box) -> bool:
    return box.left < within.left or box.right > within.right or box.bottom > within.bottom


MOST_STEPS = 40


def stairs(
    wording: Wording, lengths: Sequence[int], seed: str, panel: Panel
) -> Iterator[Shape]:
    """Yield words in black on white, and a step a chapter."""
    tones = (BLACK, BLACK, BLACK)
    yield from _flush(
        wording, panel.down(140), Room(1360, panel.down(980), 1.1), (120, 130), tones
    )
    count, rise = _steps(lengths, panel)
    wide = WIDTH / count if count else 0
    for step in range(count):
        left = step * wide
        right = WIDTH + panel.beyond if step == count - 1 else left + wide
        if panel.leftward:
            left, right = WIDTH - right, WIDTH - left
        top = panel.height - (step + 1) * rise
        yield rectangle(Box(left, top, right, panel.height + panel.beyond), BLACK)


def _steps(lengths: Sequence[int], panel: Panel) -> tuple[int, float]:
    """Return how many steps there are, and how high each is."""
    count = min(len(lengths), MOST_STEPS)
    return count, (panel.height - panel.down(1200)) / count if count else 0


def _flush(
    wording: Wording,
    top: float,
    room: Room,
    numbers: tuple[float, float],
    tones: tuple[Colour, Colour, Colour],
) -> Iterator[Shape]:
    """Yield title, subtitle and author from ``top`` downwards, flush left.

    The ``numbers`` are the margin at the left and the largest size of the author.
    """
    left, size = numbers
    below: list[Block] = []
    title, gap = None, size * 0.7
    for share in SMALLER:
        below = [
            fitted(words, largest * share, Room(room.measure, room.depth / 4, 1.2))
            for words, largest in ((wording.subtitle, size * 0.8), (wording.author, size))
            if words
        ]
        gap = size * share * 0.7
        if not wording.title:
            break
        depth = room.depth - sum(block.height + gap for block in below)
        title = fitted(wording.title, 300, room._replace(depth=depth))
        if all(block.size <= title.size * SHARE for block in below):
            break
    if title:
        yield from put(title, left, top, tones[0], centred=False)
        top += title.height + gap
    for block, tone in zip(below, tones[1:], strict=False):
        yield from put(block, left + 4, top, tone, centred=False)
        top += block.height + gap * 0.6


SMALLER = (1.0, 0.85, 0.7, 0.55)  # what author and subtitle become, until the title leads
SHARE = 0.8  # the most that they may be of it


DESIGNS: Mapping[str, Design] = {
    "page": Design(PAPER, INK, Typefaces(ROMAN, ROMAN, ITALIC), page, SERIF),
    "mosaic": Design(NIGHT, WHITE, Typefaces(SANS, SANS_BOLD, SANS), mosaic, SANS_TEXT),
    "stairs": Design(
        WHITE,
        BLACK,
        Typefaces(CLEAR, CLEAR_BOLD, CLEAR),
        stairs,
        CLEAR_TEXT,
        lambda lengths, panel: _steps(lengths, panel)[1],
    ),
}
OF_THEME: Mapping[str, str] = {
    "classique": "page",
    "moderne": "mosaic",
    "grands-caracteres": "stairs",
}
