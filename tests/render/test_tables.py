"""What a table tells of itself: columns of numbers, and words that need not be broken."""

import pytest

from book import xhtml
from book.render.tables import mark_tables


def marked(*rows: str) -> str:
    """Return the classes of a table: ``whole`` or nothing, then the columns of numbers."""
    head, *others = (row.split("|") for row in rows)
    cells = [[("th", text) for text in head], *([("td", text) for text in r] for r in others)]
    lines = "".join(
        f"<tr>{''.join(f'<{tag}>{text}</{tag}>' for tag, text in row)}</tr>" for row in cells
    )
    body, _ = xhtml.sanitised(f"<table>{lines}</table>")
    mark_tables(body)
    table = next(body.iter("table"))
    first = next(iter(table.iter("tr")))
    columns = [str(n) for n, cell in enumerate(first) if cell.get("class") == "n"]
    return " ".join([*(table.get("class") or "").split(), *columns])


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("Nom|Prix", "Bac|12,50 €", "Pont|3 €"), "whole 1"),
        (("Nom|Part", "Bac|17 %", "Pont|n. c."), "whole"),
        (("Année|Débit", "2014|1 200 m³", "2015|−3,5 m³", "2016|12"), "whole 0 1"),
        (("Nom|Note", "Bac|12 passeurs et leurs chiens", "Pont|3 arches"), "whole"),
        (("Nom|Le 3", "Bac|le 4 mars", "Pont|le 5 mai"), "whole"),
        (("Adresse|De qui", f"{'a' * 42}|Odile", "b|Malo"), ""),
        (("Seul", "1"), "whole"),
    ],
)
def test_what_is_marked(rows: tuple[str, ...], expected: str) -> None:
    assert marked(*rows) == expected


def test_cells_that_span_are_left_alone() -> None:
    body, _ = xhtml.sanitised(
        "<table><tr><td colspan='2'>1</td></tr><tr><td>2</td></tr></table>"
    )
    before = xhtml.inner(body)
    mark_tables(body)

    assert xhtml.inner(body) == before
