"""Generated content that counts pages, with numbers that are given, not found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from weasyprint.css.targets import TargetCollector, TargetLookupItem, anchor_name_from_token
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.urls import get_url_tuple

from book.bind.pdf.parts import InseparableError

Box = Any  # a box of weasyprint.formatting_structure
CONTENT = "content"


class Frozen(TargetCollector):  # type: ignore[misc]  # weasyprint is untyped
    """A collector of targets whose page numbers are given, not found."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        super().__init__()
        self.numbers = numbers

    def cache_target_page_counters(self, *_: object) -> None:
        """Leave the number as it was given, so that nothing is laid out again."""

    def announce(self, anchor: str) -> None:
        """Know ``anchor`` as one that stands in another section."""
        if anchor not in self.target_lookup_items:
            item = self.target_lookup_items[anchor] = TargetLookupItem("up-to-date")
            item.target_box = Elsewhere()

    def fill_in(self, numbers: Mapping[str, int] | None = None) -> None:
        """Put the numbers into the generated content that asks for them."""
        given = self.numbers if numbers is None else numbers
        for anchor, item in self.target_lookup_items.items():
            item.cached_page_counter_values = {"page": [given.get(anchor, 0)]}
        for box in self.asking():
            lookup = self.counter_lookup_items[box, CONTENT]
            # WeasyPrint 70 counts the counters of targets among the content's own, and
            # would lay its page out again for them.
            lookup.missing_counters = sorted(counted(box).own)
            lookup.parse_again({})

    def asking(self) -> list[Box]:
        """Return the boxes with generated content that counts pages elsewhere."""
        return [
            box
            for (box, token), lookup in self.counter_lookup_items.items()
            if token == CONTENT and lookup.missing_target_counters
        ]

    def check(self) -> None:
        """Raise ``InseparableError`` where more is counted than the pages of anchors."""
        for box, token in self.counter_lookup_items:
            if token != CONTENT or counted(box).own:
                raise InseparableError("a text that counts pages")


class Elsewhere:
    """Stands for a box in another section."""

    cached_counter_values: Mapping[str, list[int]] = {}


@dataclass(frozen=True, slots=True)
class Counted:
    """What generated content counts: pages of ``anchors``, and of its own ``own`` counters.

    WeasyPrint 70 notes neither of them reliably: ``attr(href url)`` has no name there, and
    the counters of targets stand among the content's own.
    """

    anchors: tuple[str, ...]
    own: frozenset[str]


def counted(box: Box) -> Counted:
    """Return what the content of ``box`` counts."""
    anchors: list[str] = []
    own: set[str] = set()
    for kind, value in box.style["content"] if box.style["content"] != "normal" else ():
        if kind in {"counter()", "counters()"} and value[0] in {"page", "pages"}:
            own.add(value[0])
        elif kind in {"target-counter()", "target-counters()"}:
            anchors.append(_anchor(box, value[0]))
            own |= {value[1]} - {"page"}
    return Counted(tuple(anchors), frozenset(own))


def _anchor(box: Box, token: Any) -> str:
    """Return the name that ``token`` means for ``box`` (as in ``lookup_target``)."""
    if token[0] == "attr()":
        name, kind, fallback = token[1]
        value = box.element.get(name, fallback)
        token = ("string", value) if kind == "string" else ("url", None)
        if kind == "url":
            token = ("url", get_url_tuple(value, box.style.base_url))
    return str(anchor_name_from_token(token))


def lookups(collector: Frozen, page: Box) -> Iterator[tuple[Box, list[Box]]]:
    """Yield the generated content of ``page`` that counts pages, and its boxes of text.

    Its box is the one that was there before the layout, and the same for all its pieces.
    """
    known = collector.counter_lookup_items
    for box in page.descendants(placeholders=True):
        if box.missing_link and (box.missing_link, CONTENT) in known:
            texts = [
                one for one in box.descendants(placeholders=True) if isinstance(one, TextBox)
            ]
            yield box.missing_link, texts
