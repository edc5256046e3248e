"""The author’s word on single lines: ``[split] titles`` and ``not-titles`` in book.toml.

A line is named by its text, or as ``file:line`` where the same text stands elsewhere too.
What is said of one line changes nothing else.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from book.diagnostics import Code, Report, Severity
from book.model import Location
from book.split.site import Flags, Ints, Site

if TYPE_CHECKING:
    from book.split import Options

NO_SUCH_LINE = Code(
    "B101",
    Severity.WARNING,
    "[split] {list}: no line of the sources reads “{line}”",
    hint="copy the line from the source as it stands (spaces do not matter), or write "
    "file:line",
    explanation=(
        "[split] titles and not-titles name whole lines of the sources that are, or are "
        "not, the title of an article, by their text or as file:line. This one is not found "
        "in any of them, so it decides nothing. Perhaps the source has changed or the line was "
        "copied in part: copy it again, or take it out of book.toml."
    ),
)


def rulings(site: Site, options: "Options", report: Report) -> Mapping[int, bool]:
    """Return the rows that the author decided: whether each is a title."""
    said = [(line, "not-titles") for line in options.not_titles]
    said += [(line, "titles") for line in options.titles]
    standing = _standing(site, {_plain(line) for line, _ in said}) if said else {}
    ruled: dict[int, bool] = {}
    for line, name in said:
        rows = standing.get(_plain(line), ())
        ruled.update(dict.fromkeys(rows, name == "titles"))
        if not rows:
            report(NO_SUCH_LINE.at(Location("book.toml"), list=name, line=line))
    return ruled


def naming(site: Site, rows: Ints, taken: Flags) -> Mapping[int, str]:
    """Return how to name each of the doubtful ``rows``, so that nothing else is meant.

    A text names all lines that read so: it serves where they are all doubtful alike.
    """
    keys = site.key[rows]
    doubtful, counts = np.unique(keys * 2 + taken, return_counts=True)
    alike = dict(zip(doubtful.tolist(), counts.tolist(), strict=True))
    everywhere = np.bincount(site.key[site.inside()], minlength=int(keys.max(initial=0)) + 1)
    return {
        row: site.bare(row)
        if everywhere[key] == alike[key * 2 + was] and ":" not in site.bare(row)[-6:]
        else _place(site, row)
        for row, key, was in zip(rows.tolist(), keys.tolist(), taken.tolist(), strict=True)
    }


def _standing(site: Site, wanted: set[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row in np.flatnonzero(site.inside()).tolist():
        for name in (_plain(site.text[row]), _place(site, row)):
            if name in wanted:
                found.setdefault(name, []).append(row)
    return found


def _place(site: Site, row: int) -> str:
    return f"{site.names[site.page[row]]}:{site.number[row]}"


def _plain(line: str) -> str:
    return " ".join(line.split())
