"""Quotation marks: which sign opens, which closes, and what stands inside what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from book.typography.run import Edit, Run, Step

HEAP = 500  # marks in one block; more are no quotations, and are left alone
_OPENERS = "([{«“‘„‚’'–—-/…¿¡"


class Marks(NamedTuple):
    """A pair of quotation marks."""

    opening: str
    closing: str


@dataclass(frozen=True, slots=True)
class Style:
    """The marks of a language: for a quotation, and for one inside another."""

    outer: Marks
    inner: Marks


class _Pair(NamedTuple):
    start: int
    end: int


def straight(style: Style) -> Step:
    """Return the step that gives each pair of ``"`` its marks, by its depth.

    A sign without a partner stays as it is: inches, or a slip that we cannot mend.
    """

    def step(run: Run) -> Run:
        if not 2 <= run.shown.count('"') <= HEAP:
            return run
        outer, inner = (list(_spans(run.shown, marks)) for marks in (style.outer, style.inner))
        edits: list[Edit] = []
        for pair in _pairs(run.shown):
            if any(_holds(span, pair) for span in outer + inner):
                edits += _marked(pair, style.inner)
            else:
                edits += _marked(pair, style.outer)
                edits += _lowered(pair, outer, style)
        return run.edited(sorted(edits))

    return step


def raised(given: Marks, style: Style) -> Step:
    """Return the step that gives pairs of ``given`` the marks of ``style``, by their depth."""

    def step(run: Run) -> Run:
        if not 1 <= run.shown.count(given.opening) <= HEAP:
            return run
        outer = list(_spans(run.shown, style.outer))
        edits: list[Edit] = []
        for pair in _spans(run.shown, given):
            if any(_holds(span, pair) for span in outer):
                edits += _marked(pair, style.inner)
            else:
                edits += _marked(pair, style.outer)
                edits += _lowered(pair, outer, style)
        return run.edited(sorted(edits))

    return step


def around(pattern: str, marks: Marks) -> Step:
    """Return the step that gives what ``pattern`` finds ``marks`` at either end.

    They replace its groups ``opening`` and ``closing``; what stands between is not touched,
    and may be hidden or lie in several elements.
    """
    find = re.compile(pattern)

    def step(run: Run) -> Run:
        edits: list[Edit] = []
        for match in find.finditer(run.shown):
            edits.append(Edit(*match.span("opening"), marks.opening))
            edits.append(Edit(*match.span("closing"), marks.closing))
        return run.edited(edits)

    return step


doubled = around(
    r"(?<![\w'`])(?P<opening>''|``)(?=[^\s'`])[^'\"`]{1,300}(?<!\s)(?P<closing>'')(?![\w'])",
    Marks('"', '"'),
)
"""Pairs of two apostrophes, TeX's with grave accents too, are pairs of ``"``."""


def single(marks: Marks) -> Step:
    """Return the step that gives pairs of ``'`` around words their marks.

    It comes after the apostrophes inside words, which are no quotation marks.
    """

    def step(run: Run) -> Run:
        edits: list[Edit] = []
        opened: int | None = None
        for index, character in enumerate(run.shown):
            if character != "'":
                continue
            before, after = _beside(run.shown, index)
            if _may_open(before, after):
                opened = index
            elif opened is not None and not before.isspace() and not after.isalnum():
                edits.append(Edit(opened, opened + 1, marks.opening))
                edits.append(Edit(index, index + 1, marks.closing))
                opened = None
        return run.edited(edits)

    return step


def mended(marks: Marks) -> Step:
    """Return the step that turns round opening marks that should close, and the reverse.

    WordPress writes ``l’ »intégration »`` for ``l’"intégration"``; hurried hands write
    ``«le pouvoir «``. Nothing is done unless every mark of the block then has its partner.
    """

    def step(run: Run) -> Run:
        places = [i for i, sign in enumerate(run.shown) if sign in marks]
        if not 1 <= len(places) <= HEAP:
            return run
        wanted = list(_roles(run.shown, places, marks))
        depth = 0
        for opens in wanted:
            depth += 1 if opens else -1
            if depth < 0:
                return run
        if depth:
            return run
        return run.edited(
            Edit(place, place + 1, marks.opening if opens else marks.closing)
            for place, opens in zip(places, wanted, strict=True)
        )

    return step


def _roles(text: str, places: list[int], marks: Marks) -> Iterator[bool]:
    """Yield for each mark whether it opens, judged by what stands around it."""
    depth = 0
    for number, place in enumerate(places):
        opens = text[place] == marks.opening
        before, after = _beside(text, place)
        following = text[place + 1 :].lstrip()[:1]
        if opens and depth and (not following or following in ":;,.!?)…"):
            opens = False
        elif not opens and not depth and following.isalnum():
            left_free = before.isspace() or before in "’'("
            more = number + 1 < len(places)
            opens = left_free and more and (not after.isspace() or before.isspace())
        depth += 1 if opens else -1
        yield opens


def _pairs(text: str) -> Iterator[_Pair]:
    """Yield the pairs of straight double marks, in order."""
    spaced = text.count('"') % 2 == 0
    opened: int | None = None
    for index, character in enumerate(text):
        if character != '"':
            continue
        before, after = _beside(text, index)
        free = spaced and before.isspace() and after.isspace()
        if opened is None:
            opened = index if free or _may_open(before, after) else None
        elif free or (not before.isspace() and not after.isalnum()):
            yield _Pair(opened, index)
            opened = None
        elif _may_open(before, after):
            opened = index


def _holds(outside: _Pair, inside: _Pair) -> bool:
    return outside.start < inside.start and inside.end < outside.end


def _marked(pair: _Pair, marks: Marks) -> tuple[Edit, Edit]:
    return (
        Edit(pair.start, pair.start + 1, marks.opening),
        Edit(pair.end, pair.end + 1, marks.closing),
    )


def _lowered(quotation: _Pair, spans: list[_Pair], style: Style) -> Iterator[Edit]:
    """Yield the edits that give ``spans`` inside ``quotation`` inner marks."""
    for span in spans:
        if _holds(quotation, span):
            yield from _marked(span, style.inner)


def _spans(text: str, marks: Marks) -> Iterator[_Pair]:
    """Yield the outermost stretches between ``marks`` that have their partner."""
    opened: list[int] = []
    for index, character in enumerate(text):
        if character == marks.opening:
            opened.append(index)
        elif character == marks.closing and opened:
            start = opened.pop()
            if not opened:
                yield _Pair(start, index)


def _beside(text: str, index: int) -> tuple[str, str]:
    before = text[index - 1] if index else " "
    after = text[index + 1] if index + 1 < len(text) else " "
    return before, after


def _may_open(before: str, after: str) -> bool:
    return not after.isspace() and (before.isspace() or before in _OPENERS)
