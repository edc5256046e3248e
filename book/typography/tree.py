"""The runs of a tree, and the way back."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from book import xhtml
from book.language.tags import resolved
from book.typography.run import BREAK, HIDDEN, NOWHERE, Run

_BLOCKS = xhtml.BLOCKS | frozenset(
    "body caption details fieldset footer form header hgroup legend main nav summary".split()
)
_VERBATIM = frozenset(
    "code pre kbd samp tt var script style math svg textarea template".split()
)
_BARE_ADDRESS = re.compile(
    r"[^\s…]+\.\S+[/…]\S*|(?:https?:|www\.|mailto:)\S*|[\w.+-]+@[\w-]+\.\S+"
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for text in a tree: inside ``element``, or behind it."""

    element: xhtml.Element
    behind: bool

    @property
    def text(self) -> str:
        return (self.element.tail if self.behind else self.element.text) or ""

    @property
    def raised(self) -> bool:
        """Whether it lies in a ``sup`` or a ``sub`` already."""
        around = self.element.iterancestors("sup", "sub")
        return next(around, None) is not None or (
            not self.behind and self.element.tag in ("sup", "sub")
        )

    def write(self, text: str) -> None:
        if self.behind:
            self.element.tail = text
        else:
            self.element.text = text


@dataclass(frozen=True, slots=True)
class Passage:
    """A run, where it stands, and the language it is in."""

    run: Run
    slots: tuple[Slot, ...]
    language: str

    def write(self, run: Run) -> None:
        """Put the text of ``run``, made from this passage's, into the tree."""
        for slot, text in zip(self.slots, run.texts(), strict=True):
            slot.write(text)

    def raise_endings(self, run: Run, pattern: re.Pattern[str]) -> None:
        """Make a ``sup`` of the group of each match of ``pattern``, once ``run`` is written."""
        spans: dict[int, list[tuple[int, int]]] = {}
        begins = {slot: run.slots.index(slot) for slot in set(run.slots)}
        for match in pattern.finditer(run.shown):
            start, end = match.span(match.lastindex or 0)
            slot = run.slots[start]
            if run.slots[end - 1] == slot and not self.slots[slot].raised:
                offset = begins[slot]
                spans.setdefault(slot, []).append((start - offset, end - offset))
        # Backwards, so that no slot moves before its turn.
        for slot in sorted(spans, reverse=True):
            _raise(self.slots[slot], spans[slot])


@dataclass(slots=True)
class _Draft:
    language: str
    shown: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)

    def text(self, slot: Slot, text: str | None, depth: int) -> None:
        if text:
            self.shown.append(text)
            self.kept += text
            self.places += [len(self.slots)] * len(text)
            self.slots.append(slot)
            self.depths.append(depth)

    def mark(self, sign: str) -> None:
        self.shown.append(sign)
        self.kept.append("")
        self.places.append(NOWHERE)

    def passage(self) -> Passage:
        run = Run("".join(self.shown), tuple(self.kept), tuple(self.places), tuple(self.depths))
        return Passage(run, tuple(self.slots), self.language)


def passages(
    body: xhtml.Element, language: str, rules_of: Callable[[str], object]
) -> Iterator[Passage]:
    """Yield the text of ``body``, block by block.

    An inline element of other rules is a passage of its own, and hidden in the one around
    it. Verbatim elements and links that show their address are hidden.
    """
    walk = _Walk(rules_of)
    walk.through(body, walk.draft(language_of(body, language)), 0)
    return (draft.passage() for draft in walk.drafts if draft.slots)


def language_of(element: xhtml.Element, inherited: str) -> str:
    """Return the language of ``element`` in text of the ``inherited`` one."""
    declared = element.get("{http://www.w3.org/XML/1998/namespace}lang") or element.get("lang")
    return resolved(declared, inherited)


@dataclass(slots=True)
class _Walk:
    rules_of: Callable[[str], object]
    drafts: list[_Draft] = field(default_factory=list)

    def draft(self, language: str) -> _Draft:
        self.drafts.append(_Draft(language))
        return self.drafts[-1]

    def through(self, element: xhtml.Element, draft: _Draft, depth: int) -> _Draft:
        """Add what is in ``element``; return the draft that what follows it belongs to."""
        draft.text(Slot(element, behind=False), element.text, depth)
        for child in element:
            if isinstance(child.tag, str):  # else a comment
                draft = self._child(child, draft, depth + 1)
            draft.text(Slot(child, behind=True), child.tail, depth)
        return draft

    def _child(self, child: xhtml.Element, draft: _Draft, depth: int) -> _Draft:
        language = language_of(child, draft.language)
        if child.tag in _BLOCKS:
            if child.tag not in _VERBATIM:
                self.through(child, self.draft(language), depth)
            return self.draft(draft.language)
        if child.tag == "br":
            draft.mark(BREAK)
        elif child.tag in _VERBATIM or child.tag == "img" or _shows_its_address(child):
            draft.mark(HIDDEN)
        elif self._is_foreign(language, draft.language):
            draft.mark(HIDDEN)
            self.through(child, self.draft(language), depth)
        else:
            return self.through(child, draft, depth)
        return draft

    def _is_foreign(self, language: str, around: str) -> bool:
        return language != around and self.rules_of(language) is not self.rules_of(around)


def _shows_its_address(element: xhtml.Element) -> bool:
    if element.tag != "a":
        return False
    words = xhtml.text(element).strip()
    if _BARE_ADDRESS.fullmatch(words):
        return True
    return "." in words and words in element.get("href", "")


def _raise(slot: Slot, spans: list[tuple[int, int]]) -> None:
    """Put the ``spans`` of the text in ``slot``, in order, into ``sup`` elements."""
    text = slot.text
    parent = slot.element.getparent() if slot.behind else slot.element
    if parent is None:
        return
    place = parent.index(slot.element) + 1 if slot.behind else 0
    ends = [start for start, _ in spans[1:]] + [len(text)]
    slot.write(text[: spans[0][0]])
    for (start, end), following in reversed(list(zip(spans, ends, strict=True))):
        superior = xhtml.make("sup", text[start:end])
        superior.tail = text[end:following]
        parent.insert(place, superior)
