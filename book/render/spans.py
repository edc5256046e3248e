"""Characters of a text put into spans, so that a style sheet can reach them."""

import re
from collections.abc import Callable

from book import xhtml

LITERAL = frozenset({"code", "pre", "kbd", "samp"})
SET_ALREADY = frozenset({"url", "lead"})

_BASE = "[\U0001f000-\U0001faff\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff]"
_TONE = "[\U0001f3fb-\U0001f3ff\ufe0e\ufe0f\u20e3]*"
_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"
_EMOJI = re.compile(f"{_FLAG}|{_BASE}{_TONE}(?:\u200d{_BASE}{_TONE})*")
_UPPER = "".join(filter(str.isupper, map(chr, range(0x530))))  # Latin, Greek, Cyrillic
_CAPITALS = re.compile(f"(?<![\\w@#./-])[{_UPPER}]{{2,6}}(?![\\w@./-]*\\w)")
_TEXT_STYLE = "\ufe0e"
_LONG_NAME = re.compile(r"(?=\S{18})[^\W_]+(?:(?:::|[_/.#])[^\W_]+)+\S*")
_JOINT = re.compile(r"(?<=\w)(?:::|[_/.])(?=\w)")


def mark_emoji(root: xhtml.Element) -> None:
    """Put every emoji under ``root`` into a ``span.emoji`` and ask for its text form.

    Without U+FE0E the colour typeface of the machine is taken, whatever the style says.
    """
    _mark(root, _EMOJI, "emoji", _everywhere)


def mark_capitals(root: xhtml.Element) -> None:
    """Put every acronym under ``root`` into a ``span.caps``, to be set a little smaller."""
    _mark(root, _CAPITALS, "caps", _in_plain_text)


def part_names(root: xhtml.Element) -> None:
    """Let a line break inside the long names of programs, behind a mark that joins them."""
    for element in list(root.iter("{*}*")):
        if not _in_plain_text(element):
            continue
        for child in reversed(element):
            child.tail = _parted(element, element.index(child) + 1, child.tail)
        element.text = _parted(element, 0, element.text)


def _parted(parent: xhtml.Element, place: int, text: str | None) -> str | None:
    """Put a ``wbr`` at each joint of the long names in ``text``; return what is before them."""
    pieces = _LONG_NAME.sub(lambda name: _JOINT.sub("\\g<0>\0", name[0]), text or "").split(
        "\0"
    )
    for index, piece in enumerate(pieces[1:]):
        opportunity = xhtml.make("wbr")
        opportunity.tail = piece
        parent.insert(place + index, opportunity)
    return pieces[0] or None


def _everywhere(element: xhtml.Element) -> bool:
    return True


def _in_plain_text(element: xhtml.Element) -> bool:
    tag = str(element.tag).rpartition("}")[2]
    return tag not in LITERAL and element.get("class") not in SET_ALREADY


def _mark(
    root: xhtml.Element,
    pattern: re.Pattern[str],
    name: str,
    wanted: Callable[[xhtml.Element], bool],
) -> None:
    """Put what ``pattern`` finds into spans of class ``name``, in elements that are wanted."""
    for element in list(root.iter("{*}*")):
        pieces = _pieces(element.text, pattern) if wanted(element) else []
        if len(pieces) > 1:
            element.text = pieces[0]
            _insert(element, 0, _spans(element, pieces, name))
        parent = element.getparent()
        if element is root or parent is None or not wanted(parent):
            continue
        pieces = _pieces(element.tail, pattern)
        if len(pieces) > 1:
            element.tail = pieces[0]
            _insert(parent, parent.index(element) + 1, _spans(parent, pieces, name))


def _pieces(text: str | None, pattern: re.Pattern[str]) -> list[str]:
    """Split at ``pattern``: what is between, what is found, what is between, and so on."""
    found = pattern.findall(text or "")
    between = pattern.split(text or "")
    return [
        *(piece for pair in zip(between, found, strict=False) for piece in pair),
        between[-1],
    ]


def _spans(near: xhtml.Element, pieces: list[str], name: str) -> list[xhtml.Element]:
    space = str(near.tag).rpartition("}")[0]
    spans = []
    for found, tail in zip(pieces[1::2], pieces[2::2], strict=True):
        text = _in_text_style(found) if name == "emoji" else found
        span = xhtml.make(f"{space}}}span" if space else "span", text, class_=name)
        span.tail = tail
        spans.append(span)
    return spans


def _in_text_style(emoji: str) -> str:
    return emoji.replace("\ufe0f", "").replace(_TEXT_STYLE, "") + _TEXT_STYLE


def _insert(parent: xhtml.Element, place: int, spans: list[xhtml.Element]) -> None:
    for index, span in enumerate(spans):
        parent.insert(place + index, span)
