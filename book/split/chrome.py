"""The site's furniture around the articles: menus at the head of pages, links at their foot.

Chrome repeats across pages and stands only at their ends. A line that repeats within
the pages too is the foot of every article (“Share this”), and stays with them.
"""

from collections import Counter
from collections.abc import Sequence

from book.split.lines import Line, Page

DEPTH = 40  # lines from a page's end within which chrome is looked for
SHARE = 0.7  # of the pages must show a line for it to be chrome
SOME = 0.3  # … or this many, for a line between two that are
ELSEWHERE = 1.5  # times as often on the site as at that end: not chrome
ODD = 2  # lines between two of chrome that may vary
LONG = 120  # characters; menus have no such lines


def strip(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Return the pages with ``start`` and ``stop`` set inside their chrome."""
    if len(pages) < 2:
        return tuple(pages)
    everywhere = Counter(line.mask for page in pages for line in page.lines)
    heads = _depths([page.lines for page in pages], everywhere)
    feet = _depths([page.lines[::-1] for page in pages], everywhere)
    return tuple(
        page.trimmed(head, len(page.lines) - foot) if head + foot < len(page.lines) else page
        for page, head, foot in zip(pages, heads, feet, strict=True)
    )


def _depths(columns: Sequence[Sequence[Line]], everywhere: Counter[str]) -> list[int]:
    """Return how many lines of chrome each column begins with."""
    seen = Counter(
        mask
        for column in columns
        for mask in sorted({line.mask for line in column[:DEPTH] if len(line.text) < LONG})
    )
    here = {m: n for m, n in seen.items() if n > 1 and everywhere[m] <= ELSEWHERE * n}
    firm = {mask for mask, n in here.items() if n >= SHARE * len(columns)}
    loose = {mask for mask, n in here.items() if n >= SOME * len(columns)}
    depths = [_depth(column[:DEPTH], firm, loose) for column in columns]
    if len(columns) == 2 and not _believable(columns, depths):
        return [0, 0]
    return depths


def _depth(column: Sequence[Line], firm: set[str], loose: set[str]) -> int:
    depth = odd = 0
    for index, line in enumerate(column):
        if line.mask in firm:
            depth, odd = index + 1, 0
        elif depth and line.mask in loose and odd < ODD:
            odd += 1
        else:
            break
    return depth


def _believable(columns: Sequence[Sequence[Line]], depths: Sequence[int]) -> bool:
    """Tell whether what two pages share is chrome and not one article on both."""
    return all(
        depth >= 2 and depth < len(column) // 3
        for depth, column in zip(depths, columns, strict=True)
    )
