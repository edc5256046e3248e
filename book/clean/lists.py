"""Lines that begin with a mark become lists.

A bullet is unmistakable. A dash, a star or a number must come at least twice in a row,
and a dash may be the dash of dialogue: turns that ask or exclaim stay paragraphs.
"""

import re
from dataclasses import dataclass

from book import xhtml
from book.clean import lines, sentences
from book.clean.lines import Desk
from book.model import Fate

_BULLET = re.compile(r"(?P<indent>\s*)(?P<mark>[•‣◦▪●·∙■□○])\s*(?P<text>\S.*)", re.DOTALL)
_DASH = re.compile(
    r"(?P<indent>\s*)(?P<mark>[*+–—-])(?:\s+|(?=[«“\"]))(?P<text>\S.*)", re.DOTALL
)
_NUMBER = re.compile(
    r"(?P<indent>\s*)(?P<mark>(?P<value>\d{1,2})[.)])\s+(?P<text>\S.*)", re.DOTALL
)
_INLINE = re.compile(r"(?:^|\s)(?P<mark>[*•])\s+(?=\S)")
_TALK = re.compile(r"[?!…][»”\"\s]*$|\b(?:dit|répondit|demanda|said|asked|sagte|dijo)\b")
_LONGEST = 600
_FEWEST_INLINE = 3


@dataclass(frozen=True, slots=True)
class Item:
    """One marked line. ``value`` is its number, ``None`` where the mark is a sign."""

    block: xhtml.Element
    mark: str
    text: str
    indent: int
    value: int | None


def gather(body: xhtml.Element, desk: Desk) -> None:
    """Make ``ul`` and ``ol`` of neighbouring marked lines; the marks go to the account."""
    for run in _runs(body):
        if _is_list(run):
            _build(run, desk)
    for block in lines.lines(body):
        _spread(block, desk)


def _runs(body: xhtml.Element) -> list[list[Item]]:
    """Return the runs of neighbouring lines with marks of one kind."""
    found: list[list[Item]] = []
    run: list[Item] = []
    for block in body:
        item = _item(block) if lines.is_line(block) else None
        if run and (item is None or not _follows(run, item)):
            found.append(run)
            run = []
        if item is not None:
            run.append(item)
    return [*found, run] if run else found


def _item(block: xhtml.Element) -> Item | None:
    for pattern in (_BULLET, _DASH, _NUMBER):
        match = pattern.fullmatch(xhtml.text(block).rstrip())
        if match is not None:
            value = int(match["value"]) if pattern is _NUMBER else None
            indent = len(match["indent"].expandtabs(4))
            return Item(block, match["mark"], match["text"], indent, value)
    return None


def _follows(run: list[Item], item: Item) -> bool:
    """Say whether ``item`` goes on the list ``run``."""
    last = run[-1]
    if lines.gap(item.block) > 1 or len(item.text) > _LONGEST:
        return False
    if item.indent != last.indent:
        return item.indent > last.indent or any(e.indent == item.indent for e in run)
    if item.value is None or last.value is None:
        return item.mark == last.mark
    return item.value in {last.value + 1, last.value}


def _is_list(run: list[Item]) -> bool:
    first = run[0]
    if _BULLET.fullmatch(xhtml.text(first.block).rstrip()):
        return True
    if len(run) < 2:
        return False
    if first.value is not None:
        return first.value <= 2 or len(run) > 2
    return first.mark in "*+" or not _is_dialogue(run)


def _is_dialogue(run: list[Item]) -> bool:
    """Say whether dashes mark turns of speech: one asks, exclaims, or is reported.

    Long dashes are the dashes of dialogue unless something announces a list, or unless
    the turns are no sentences.
    """
    if any(_TALK.search(item.text) and item.text[0] not in '«“"' for item in run):
        return True
    announced = lines.bare(lines.above(run[0].block)).endswith(":")
    whole = sum(sentences.ends(item.text) for item in run) * 2 > len(run)
    if run[0].mark == "-":
        return whole and not announced and len(run) < 3
    return whole and not (announced and run[0].mark == "–")


def _build(run: list[Item], desk: Desk) -> None:
    """Replace the lines of ``run`` by one list, deeper lines in lists inside it."""
    root = _list_for(run[0])
    stack = [(run[0].indent, root)]
    for item in run:
        desk.aside(item.block, item.mark, Fate.MARKUP, "list marker")
        while len(stack) > 1 and item.indent < stack[-1][0]:
            stack.pop()
        if item.indent > stack[-1][0] and len(stack[-1][1]):
            inner = _list_for(item)
            stack[-1][1][-1].append(inner)
            stack.append((item.indent, inner))
        stack[-1][1].append(xhtml.make("li", item.text))
    lines.replace([item.block for item in run], root)


def _list_for(item: Item) -> xhtml.Element:
    if item.value is None:
        return xhtml.make("ul")
    return xhtml.make("ol") if item.value == 1 else xhtml.make("ol", start=str(item.value))


def _spread(block: xhtml.Element, desk: Desk) -> None:
    """Make a list of ``* a * b * c`` on one line, where a colon above announces it."""
    text = lines.bare(block)
    marks = list(_INLINE.finditer(text))
    announced = lines.bare(lines.above(block)).endswith(":")
    if len(marks) < _FEWEST_INLINE or marks[0].start() != 0 or not announced:
        return
    ul = xhtml.make("ul")
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=True):
        desk.aside(block, mark["mark"], Fate.MARKUP, "list marker")
        ul.append(xhtml.make("li", text[mark.end() : end].strip()))
    lines.replace([block], ul)
