"""Tables: which columns hold numbers, and whether every word fits on one line of its cell."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from book import xhtml

__all__ = ["mark_tables"]

NUMBER = re.compile(r"[−–+-]?\s*[$€£]?\s*\d[\d\s.,’'/]*(?:[%‰€$£°]|[^\W\d_]{1,3}[²³]?)?")
MOSTLY = 0.8  # of the cells of a column that holds numbers
ROOM = 44  # letters that stand beside each other on the narrowest page
GAP = 3  # letters between two columns


def mark_tables(body: xhtml.Element) -> None:
    """Give the cells of numbers the class ``n``, and tables that need no broken word ``whole``.

    A table with cells that span several columns or rows is left alone.
    """
    for table in body.iter("table"):
        rows = [[c for c in row if c.tag in {"td", "th"}] for row in table.iter("tr")]
        if any(cell.get("colspan") or cell.get("rowspan") for row in rows for cell in row):
            continue
        width = -GAP
        for column in zip_longest(*rows):
            cells = [cell for cell in column if cell is not None]
            width += GAP + _marked(cells)
        if rows and width <= ROOM:
            _add(table, "whole")


def _marked(cells: Sequence[xhtml.Element]) -> int:
    """Mark a column of numbers, and return how many letters a column wants at least."""
    said = [" ".join(xhtml.text(cell).split()) for cell in cells]
    facts = [text for cell, text in zip(cells, said, strict=True) if cell.tag == "td" and text]
    numbers = sum(NUMBER.fullmatch(text) is not None for text in facts)
    if len(facts) > 1 and numbers >= MOSTLY * len(facts):
        for cell in cells:
            _add(cell, "n")
        return max(map(len, said))
    return max((len(word) for text in said for word in text.split()), default=0)


def _add(element: xhtml.Element, name: str) -> None:
    element.set("class", " ".join([*element.get("class", "").split(), name]))
