"""Captions glued to a word or a sentence, where the image stood inside the text.

``ferriesThe boat leaves at nine.`` is an image described as “ferries” and a sentence.
What tells it from a name with a hump (``LinkedIn``): the whole is a word nowhere else in
the pile and its parts are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from book import xhtml
from book.clean import lines, sentences
from book.clean.asking import Asking
from book.clean.captions import CAMERA, IMAGE_FILE
from book.clean.lines import Desk
from book.clean.survey import WORD
from book.clean.torn import wound
from book.model import Fate

GLUED = "description of an image, glued to the text"

_FARTHEST = 60
_MOST_WORDS = 8
_SHORTEST = 4
_STOPS = frozenset('.,;:!?…()«»“”"|/@#')
_CAMERA_END = re.compile(rf"(?<=\S)\s+(?:{CAMERA.pattern})$")
_FILE_END = re.compile(rf"(?<=[.!?…»])\s+(?:{IMAGE_FILE.pattern})$", re.IGNORECASE)
_SLUG_END = re.compile(r"(?<=[,;!?…])[^\W\dA-Z_]+(?:_[^\WA-Z_]+)+$")
_WORD_END = re.compile(r"(?<=[^\W\d_]{4}\.) +(?P<word>[^\W\d_]{4,})$")
_AFTER_STOP = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_])")
_BEFORE_GAP = re.compile(r"(?P<caption>[^\W\d_][^.,;:!?…()«»]{3,50}?)\s{2,}(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Hump:
    """A place where a capital follows inside a word: ``left`` + ``right`` is the word."""

    place: int
    left: str
    right: str


def cut(body: xhtml.Element, desk: Desk) -> None:
    """Take what is glued to the head, the end or the middle of a line into the account."""
    for block in lines.lines(body):
        for find in (_prefix, _rest_of_a_word, _aside_of_a_sentence):
            caption = find(block, desk)
            if caption and _cut(block, 0, len(caption), desk):
                wound(block)
                break
        _cut_end(block, desk)
        _cut_inside(block, desk)


def _cut(block: xhtml.Element, start: int, end: int, desk: Desk) -> bool:
    """Take ``[start:end]`` of the trimmed text of ``block`` out, unless the author says no."""
    text = lines.bare(block)
    caption = text[start:end].strip()
    if not caption or caption in desk.options.not_captions or not text[:start] + text[end:]:
        return False
    desk.aside(block, caption, Fate.CAPTION, GLUED)
    before, after = text[:start].rstrip(), text[end:].lstrip()
    block.text = f"{before} {after}" if before and after else before + after
    return True


def _prefix(block: xhtml.Element, desk: Desk) -> str | None:
    """Return the caption at the head of ``block`` that ends in a hump."""
    text = lines.bare(block)
    for hump in humps(text[: _FARTHEST + 20]):
        caption = text[: hump.place]
        if hump.place > _FARTHEST or _STOPS & set(caption):
            return None
        if len(caption.split()) > _MOST_WORDS or desk.survey.technical:
            return None
        if _is_glued(caption, hump, desk.survey):
            return caption
    return None


def _is_glued(caption: str, hump: Hump, survey: Asking) -> bool:
    """Say whether the evidence for a caption that ends at ``hump`` is clear."""
    whole = hump.left + hump.right
    if survey.count(whole) > 1 or len(hump.left) < 3:
        return False
    known = survey.knows(hump.right)
    if hump.left[-1].isupper():
        return survey.opens(hump.right)
    if not hump.left[0].islower():
        return False
    if len(caption.split()) > 1:
        return known
    if "-" in caption or "_" in caption:
        return True
    return len(hump.left) > 3 and caption[0].islower() and (known or survey.knows(hump.left))


def humps(text: str) -> Iterator[Hump]:
    """Yield the humps of ``text`` from left to right: ``aB``, and ``ABc`` at the ``B``."""
    for place in range(1, len(text)):
        before, here = text[place - 1], text[place]
        if not here.isupper():
            continue
        following = text[place + 1 : place + 2]
        lowered = following.islower() or not following.isalnum()
        acronym = before.isupper() and following.islower()
        if (before.islower() and lowered) or acronym:
            left = re.split(r"[^\w]", text[:place])[-1]
            right = WORD.match(text, place)
            yield Hump(place, left, right.group() if right else here)


def _rest_of_a_word(block: xhtml.Element, desk: Desk) -> str | None:
    """Return the caption glued in lower case to a line that goes on a torn sentence.

    The line above breaks off, and a blank one follows it. Compounds are words of words
    too (“without”): the second half must be one of the commonest words of the pile, the
    first one of its words, and the whole must not be.
    """
    text, above = lines.bare(block), lines.above(block)
    match = WORD.match(text)
    if match is None or above is None or not lines.is_line(above):
        return None
    whole = match.group()
    torn = lines.gap(block) > 0 and sentences.hangs(lines.bare(above))
    if not torn or not whole.islower() or desk.survey.count(whole) > 1:
        return None
    for at in range(_SHORTEST, len(whole) - 1):
        if desk.survey.is_common(whole[at:]) and desk.survey.knows(whole[:at]):
            return whole[:at]
    return None


def _aside_of_a_sentence(block: xhtml.Element, desk: Desk) -> str | None:
    """Return a caption before two spaces, where the sentence of the line above goes on."""
    text, above = lines.bare(block), lines.above(block)
    match = _BEFORE_GAP.match(text)
    if match is None or above is None or not lines.is_line(above):
        return None
    goes_on = sentences.goes_on(text[match.end() :])
    if not goes_on or not text[0].isupper() or not lines.bare(above).endswith((",", "،")):
        return None
    return match["caption"]


def _cut_end(block: xhtml.Element, desk: Desk) -> None:
    """Take a camera's name, a file name, a slug or a lone word off the end of ``block``."""
    text, below = lines.bare(block), lines.below(block)
    match = _CAMERA_END.search(text) or _FILE_END.search(text) or _SLUG_END.search(text)
    if match is None and not desk.survey.technical:
        word = _WORD_END.search(text)
        apart = below is None or (lines.gap(below) > 0 and sentences.begins(lines.bare(below)))
        if word and apart and word["word"].islower() and desk.survey.knows(word["word"]):
            match = word
    if match is not None and _cut(block, match.start(), len(text), desk):
        wound(below)


def _cut_inside(block: xhtml.Element, desk: Desk) -> None:
    """Take out a name glued to the sentence after it: ``… late. Ann LeeThe train …``.

    The name must be two capitalised words of the pile, and what follows an opening word.
    """
    text = lines.bare(block)
    if desk.survey.technical:
        return
    for stop in _AFTER_STOP.finditer(text):
        rest = text[stop.end() : stop.end() + _FARTHEST]
        hump = next(humps(rest), None)
        if hump is None or _STOPS & set(rest[: hump.place]):
            continue
        words = rest[: hump.place].split()
        named = len(words) > 1 and all(
            word[0].isupper() and desk.survey.knows(word) for word in words
        )
        fresh = desk.survey.count(hump.left + hump.right) <= 1
        if named and fresh and desk.survey.opens(hump.right):
            _cut(block, stop.end(), stop.end() + hump.place, desk)
            return
