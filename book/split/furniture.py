"""What stands inside an article and is the site’s: share bars, “read more”, comments.

It is known by its words (``furniture.toml``) or by its repetition: a line that ends three
articles of other names is no part of any of them. Nothing is dropped: what is set aside
stands in the account, and ``[split] keep`` in book.toml leaves it in the text.
"""

import re
import tomllib
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from book.split.looks import End, Look
from book.split.site import Site

KINDS = ("navigation", "sharing", "more", "comments", "notices")
WIDEST = 60  # columns of a line that is known by its beginning, if nothing else is said
TOGETHER = 3  # entries that make a menu
THICK = 0.4  # of the lines of a menu are entries known by their words
DEEP = 25  # lines from the end of a page among which it stands
TAIL = 12  # lines from an article's end among which repetition is looked for
ARTICLES = 3  # of other names that end with a line, for it to be the site's
SHARE = 0.1  # … and so many of all articles
ENDS = 0.7  # of its places on the site are such ends
MOST = 0.75  # of an article's lines that comments may take
EACH = 6  # lines that one comment has, at most, on the average
UNDER = 3  # lines under the heading of comments by which the first one begins

_NUMBER = re.compile(r"\d+")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_SAYS = re.compile(
    r"(?:\b(?:dit|a écrit|a commenté|says|said|wrote|commented|schreibt|sagt|sagte|schrieb"
    r"|kommentierte|dice|dijo|escribió|comentó|scrive|ha scritto|ha detto|disse|escreveu"
    r"|schreef|zegt|pisze|пишет|говорит|אומר|אומרת|אמר|אמרה|כתב|כתבה|הגיב|הגיבה|כתב/ה"
    r"|می‌گوید|میگوید|گفت|نوشت|يقول|قال)|さん|より|の発言|说道?|說道?|回复|回覆)\s*[:：.…]*\s*$"
)
# “Home?” is said by somebody; an entry of a menu is not.
_SPOKEN = re.compile(
    r"[«“„\"'‘「『—–].*[»”\"'’」』]|[—–-] ?.*[.?!…]|[^\W_]+[.?!？！。]", re.DOTALL
)
# A comment is dated to the minute; the day alone may close an essay.
_TIME = re.compile(r"\d\s?[:h時时点]\s?\d\d")


@dataclass(frozen=True, slots=True)
class Piece:
    """A row that is the site’s: its kind (one of ``KINDS``) and why it is thought so."""

    row: int
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the lines of one kind are called, read and begin with; see ``furniture.toml``."""

    words: str
    lines: frozenset[str]
    faint: frozenset[str]
    starts: tuple[str, ...]
    widest: int


@cache
def known() -> Mapping[str, Known]:
    """Return the lines of ``furniture.toml`` by kind."""
    text = files(__package__).joinpath("furniture.toml").read_text(encoding="utf-8")
    return {
        kind: Known(
            row["words"],
            frozenset(row["lines"]),
            frozenset(row.get("faint", ())),
            tuple(row["starts"]),
            row.get("widest", WIDEST),
        )
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
    folded, entry = _folded(text), _entry(text)
    for name, those in known().items():
        if name == "menu":
            continue
        if entry in those.lines:
            return name
        if len(text) <= those.widest and folded.startswith(those.starts):
            return name
    return None


def faint(text: str) -> str | None:
    """Return the kind of a line whose words may be furniture, and may be anything."""
    entry = _entry(text)
    return next((name for name, those in known().items() if entry in those.faint), None)


def menus(site: Site) -> Site:
    """Return the site without the menus at the ends of pages that are known by their words.

    Between known entries there may be others: the name of the site, titles of articles.
    Where nothing else would be left of a page, only what is known is a menu.
    """
    start, stop = site.start.copy(), site.stop.copy()
    for page in range(len(site.names)):
        rows = range(int(start[page]), int(stop[page]))
        for thick in (THICK, 1.0):
            head = _menu(site, rows[:DEEP], thick)
            foot = _menu(site, rows[max(0, len(rows) - DEEP) :][::-1], thick)
            if head + foot < len(rows):
                start[page] += head
                stop[page] -= foot
                break
    return site.trimmed(start, stop)


def _menu(site: Site, rows: range, thick: float) -> int:
    """Return how many of the ``rows`` are a menu, from the first on; no text is among them."""
    known_ = deep = 0
    for n, row in enumerate(rows, start=1):
        if _is_menu(site.bare(row)):
            known_ += 1
            if known_ >= max(TOGETHER, thick * n):
                deep = n
        elif (
            site.size[row] > WIDEST
            or site.look[row] & Look.DATE
            or site.end[row] in {End.STOP, End.COMMA}
        ):
            break
    return deep


def _is_menu(text: str) -> bool:
    entry = _entry(text) in known()["menu"].lines
    return entry or (kind(text) or faint(text)) in {"navigation", "notices"}


def _entry(text: str) -> str:
    """Return what a whole line is compared by: its words; none where somebody says them."""
    return "" if _SPOKEN.fullmatch(text) else _EDGES.sub("", _folded(text))


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
    """Return the lines at the end of an article that are the site’s, without a break.

    A line by itself that is a common word as well is no such line.
    """
    found: list[Piece] = []
    sure = False
    for row in reversed(body):
        text = site.bare(row)
        name, times = kind(text), ends.get(int(site.mask[row]), 0)
        if name is None and times and not site.look[row] & Look.DATE:
            found.append(Piece(row, faint(text) or "notices", f"ends {times} articles"))
            sure = True
        elif name or (name := faint(text)):
            sure |= kind(text) is not None
            found.append(Piece(row, name, _reason(name)))
        else:
            break
    return found if sure or len(found) > 1 else []


def _comments(site: Site, body: range) -> range:
    """Return the rows of the comments below an article, with their heading; empty for none.

    Below the heading there must be comments: each has a line with a date, or with who says
    it, and few lines besides. Without any, the heading is a line like others; so it is
    where the only date closes what stands below it, as under an essay.
    """
    headings = [
        row for row in body if site.size[row] <= WIDEST and kind(site.bare(row)) == "comments"
    ]
    marks = [row for row in body if _marks(site, row)] if headings else []
    # The last heading that counts comments is perhaps that of another article.
    counted = max((row for row in headings if _NUMBER.search(site.text[row])), default=-1)
    for row in headings:
        below, at = body.stop - row - 1, bisect_right(marks, row)
        if below > min(EACH * (len(marks) - at) + 2, MOST * len(body)) or at == len(marks):
            continue
        first = marks[at]
        if counted < first <= row + UNDER and not _closes(site, first, body):
            return range(row, body.stop)
    return range(0)


def _closes(site: Site, row: int, body: range) -> bool:
    """Tell whether a line is the date at the very end of an article."""
    return row == body.stop - 1 and _TIME.search(site.bare(row)) is None


def _marks(site: Site, row: int) -> bool:
    """Tell whether a line is the head of a comment: a date, or who says it."""
    dated = bool(site.look[row] & Look.DATE)
    return dated or (
        site.size[row] <= WIDEST and _SAYS.search(site.bare(row).casefold()) is not None
    )
