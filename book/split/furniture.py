"""What stands inside an article and is the site’s: share bars, “read more”, comments.

It is known by its words (``furniture.toml``) or by its repetition: a line that ends three
articles of other names is no part of any of them. Nothing is dropped: what is set aside
stands in the account, and ``[split] keep`` in book.toml leaves it in the text.
"""

import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from book.split.looks import End, Look
from book.split.site import Site

KINDS = ("navigation", "sharing", "more", "comments", "notices")
WIDEST = 60  # columns of a line that is known by its beginning
TOGETHER = 2  # entries that make a menu
TAIL = 12  # lines from an article's end among which repetition is looked for
ARTICLES = 3  # of other names that end with a line, for it to be the site's
SHARE = 0.1  # … and so many of all articles
ENDS = 0.7  # of its places on the site are such ends
MOST = 0.75  # of an article's lines that comments may take
EACH = 6  # lines that one comment has, at most, on the average

_NUMBER = re.compile(r"\d+")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_SAYS = re.compile(
    r"\b(?:dit|a écrit|a dit|says|said|wrote|schreibt|sagt|schrieb|dice|dijo|escribió|scrive"
    r"|ha scritto|disse|говорит|אמר|כתב|می‌گوید|گفت|さん|说道|說道)\s*:?\s*$"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A row that is the site’s: its kind (one of ``KINDS``) and why it is thought so."""

    row: int
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the lines of one kind are called, read and begin with."""

    words: str
    lines: frozenset[str]
    starts: tuple[str, ...]


@cache
def known() -> Mapping[str, Known]:
    """Return the lines of ``furniture.toml`` by kind."""
    text = files(__package__).joinpath("furniture.toml").read_text(encoding="utf-8")
    return {
        kind: Known(row["words"], frozenset(row["lines"]), tuple(row["starts"]))
        for kind, row in tomllib.loads(text).items()
    }


def pieces(site: Site, spans: Sequence[range], titles: Sequence[int | None]) -> list[Piece]:
    """Return what is the site’s inside the articles that take up ``spans`` of rows."""
    ends = _ends(site, spans, titles)
    found: list[Piece] = []
    for span, title in zip(spans, titles, strict=True):
        body = range(span.start if title is None else title + 1, span.stop)
        rows = _comments(site, body)
        rest = range(body.start, rows.start if rows else body.stop)
        found += [Piece(row, "comments", _reason("comments")) for row in rows]
        found += _tail(site, rest, ends)
    return sorted(found, key=lambda piece: piece.row)


def kind(text: str) -> str | None:
    """Return the kind of a line that is known by its words."""
    folded = _folded(text)
    bare = _EDGES.sub("", folded)
    for name, those in known().items():
        if name == "menu":
            continue
        if bare in those.lines:
            return name
        if len(text) <= WIDEST and any(folded.startswith(start) for start in those.starts):
            return name
    return None


def menus(site: Site) -> Site:
    """Return the site without the menus at the heads of pages that are known by their words."""
    start = site.start.copy()
    for page in range(len(site.names)):
        row, stop = int(site.start[page]), int(site.stop[page]) - 1
        while row < stop and _is_menu(site.bare(row)):
            row += 1
        if row - start[page] >= TOGETHER:
            start[page] = row
    return site.trimmed(start, site.stop)


def _is_menu(text: str) -> bool:
    entry = _EDGES.sub("", _folded(text)) in known()["menu"].lines
    return entry or kind(text) in {"navigation", "notices"}


def _folded(text: str) -> str:
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return _NUMBER.sub("0", plain.lstrip("←→«»<>|·•-–— "))


def _reason(name: str) -> str:
    return known()[name].words


def _ends(
    site: Site, spans: Sequence[range], titles: Sequence[int | None]
) -> Mapping[int, int]:
    """Return the masks that end articles of several names, and how many they end."""
    names: dict[int, set[int]] = defaultdict(set)
    there: Counter[int] = Counter()
    for span, title in zip(spans, titles, strict=True):
        name = int(site.key[title]) if title is not None else -span.start
        first = max(span.stop - TAIL, span.start + 1)
        for row in range(first, span.stop):
            said = site.size[row] > WIDEST or site.end[row] == End.STOP
            if (mask := int(site.mask[row])) and not said:
                names[mask].add(name)
                there[mask] += 1
    most = {int(mask) for mask in names}
    everywhere = Counter(mask for mask in site.mask.tolist() if mask in most)
    least = max(ARTICLES, SHARE * len({n for some in names.values() for n in some}))
    return {
        mask: len(some)
        for mask, some in names.items()
        if len(some) >= least and there[mask] >= ENDS * everywhere[mask]
    }


def _tail(site: Site, body: range, ends: Mapping[int, int]) -> list[Piece]:
    """Return the lines at the end of an article that are the site’s, without a break."""
    found: list[Piece] = []
    for row in reversed(body):
        name = kind(site.bare(row))
        times = ends.get(int(site.mask[row]), 0)
        if name is None and (not times or site.look[row] & Look.DATE):
            break
        reason = _reason(name) if name else f"ends {times} articles"
        found.append(Piece(row, name or "notices", reason))
    return found


def _comments(site: Site, body: range) -> range:
    """Return the rows of the comments below an article, with their heading; empty for none.

    Below the heading there must be comments: each has a line with a date, or with who says
    it, and few lines besides. Without any, the heading is a line like others.
    """
    for row in body:
        if site.size[row] > WIDEST or kind(site.bare(row)) != "comments":
            continue
        below = range(row + 1, body.stop)
        marks = sum(_marks(site, r) for r in below)
        if not marks or len(below) > EACH * marks + 2 or len(below) > MOST * len(body):
            continue
        return range(row, body.stop)
    return range(0)


def _marks(site: Site, row: int) -> bool:
    """Tell whether a line is the head of a comment: a date, or who says it."""
    dated = bool(site.look[row] & Look.DATE)
    return dated or (
        site.size[row] <= WIDEST and _SAYS.search(site.bare(row).casefold()) is not None
    )
