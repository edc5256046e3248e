"""The site's furniture around the articles: menus at the head of pages, links at their foot.

Chrome repeats across pages and stands only at their ends. A line that repeats within
the pages too is the foot of every article (“Share this”), and is no chrome.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from book.split.site import Site

DEPTH = 40  # lines from a page's end within which chrome is looked for
SHARE = 0.7  # of the pages must show a line for it to be chrome
SOME = 0.3  # … or this many, for a line between two that are
ELSEWHERE = 1.5  # times as often on the site as at that end: not chrome
NEAR = 4  # lines by which its place may vary
ODD = 2  # lines between two of chrome that may vary


def strip(site: Site) -> Site:
    """Return the site with ``start`` and ``stop`` set inside the chrome of its pages."""
    if len(site.names) < 2:
        return site
    masks = [site.mask[a:b].tolist() for a, b in zip(site.first, site.first[1:], strict=False)]
    everywhere = np.bincount(site.mask)
    heads = _depths([column[:DEPTH] for column in masks], masks, everywhere.tolist())
    feet = _depths([column[: -DEPTH - 1 : -1] for column in masks], masks, everywhere.tolist())
    held = [len(m) > head + foot for m, head, foot in zip(masks, heads, feet, strict=True)]
    return site.trimmed(
        site.first[:-1] + np.where(held, heads, 0), site.first[1:] - np.where(held, feet, 0)
    )


def _depths(
    columns: Sequence[Sequence[int]],
    pages: Sequence[Sequence[int]],
    everywhere: Sequence[int],
) -> list[int]:
    """Return how many lines of chrome each column begins with; a long line’s mask is 0."""
    depths_of: dict[int, list[int]] = defaultdict(list)
    for column in columns:
        for mask in set(column) - {0}:
            depths_of[mask].append(column.index(mask))
    seen = {mask: _alike(depths) for mask, depths in depths_of.items() if len(depths) > 1}
    here = {m: n for m, n in seen.items() if n > 1 and everywhere[m] <= ELSEWHERE * n}
    firm = {mask for mask, n in here.items() if n >= SHARE * len(columns)}
    loose = {mask for mask, n in here.items() if n >= SOME * len(columns)}
    depths = [_depth(column, firm, loose) for column in columns]
    if len(columns) == 2 and not _believable(pages, depths):
        return [0, 0]
    return depths


def _alike(depths: list[int]) -> int:
    """Count the pages that show a line about as deep as most do."""
    middle = sorted(depths)[len(depths) // 2]
    return sum(abs(depth - middle) <= NEAR for depth in depths)


def _depth(column: Sequence[int], firm: set[int], loose: set[int]) -> int:
    depth = odd = 0
    for index, mask in enumerate(column):
        if mask in firm:
            depth, odd = index + 1, 0
        elif depth and mask in loose and odd < ODD:
            odd += 1
        else:
            break
    return depth


def _believable(pages: Sequence[Sequence[int]], depths: Sequence[int]) -> bool:
    """Tell whether what two pages share is chrome and not one article on both."""
    return all(
        depth >= 2 and depth < len(page) // 3 for depth, page in zip(depths, pages, strict=True)
    )
