"""Which line of an article is its date line: lines of text, before they are a tree.

At the head it stands before the first paragraph, above the title or below it. At the
foot it must say that the article was published then, or it is the site's custom to sign
so: alone, a date there may be that of a comment, or stand above the next title.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from book import dates
from book.clean import sentences
from book.dates import Dated

Find = Callable[[str], Dated | None]


@dataclass(frozen=True, slots=True)
class Ends:
    """The first and last ``lines`` of an article, and where it stands.

    ``opened`` and ``signed`` say whether a date stands at the head, and at the foot.
    """

    source: str
    first: int
    lines: tuple[str, ...]
    opened: bool
    signed: bool


@dataclass(frozen=True, slots=True)
class Habit:
    """``signed``: articles end with their date. ``rare``: hardly any opens with one."""

    signed: bool = False
    rare: bool = False


FIRST = 4
LAST = 6
COMMENTS = 16  # the last lines, where several dates are those of comments
LONGEST = 120
_MOST_WORDS = 9
# A site signs at the foot if so many of its articles do, and so few open with a date.
_SIGNED = 0.6
_RARE = 0.05
_FEWEST = 4
_MANY = 12

_TIME = re.compile(
    r"(?:\b(?:à|at|um|a las|alle|kl|klo|в|om|às)\.?\s+)?\b\d{1,2}\s?[:h.]\s?\d{2}(?!\d)"
    r"(?::\d{2})?\s*(?:am|pm|uhr|a\.m\.|p\.m\.|z|utc|gmt)?(?!\w)",
    re.IGNORECASE,
)


def _stems(words: str) -> re.Pattern[str]:
    """Return what finds any word that begins so; ``·`` stands for a space."""
    either = "|".join(words.replace("·", r"\s").split(" "))
    return re.compile(rf"(?<!\w)(?:{either})", re.IGNORECASE)


_PUBLISHED = _stems(
    "publi paru rédigé écrit mis·en·ligne par· posted published written filed by· "
    "veröffentlicht geschrieben erstellt eingestellt von· escrito scritto pubblic "
    "gepubliceerd geplaatst geschreven опубликован написан добавлен опубліков opublikowan "
    "napisan dodano objavljen postat publik skrevet skriv julkais kirjoit közzé δημοσι αναρτ "
    "yayın diterbitkan đăng نشر كتب نوشته منتشر פורסם נכתב 投稿 公開 掲載 发布 發布 发表 發表 "
    "刊登 게시 작성 प्रकाशित প্রকাশিত เผยแพร่"
)
CHANGED = _stems(
    "mis·à·jour mise·à·jour modifi actualis dernière update last edited revised "
    "aktualisiert zuletzt geändert actualiz última aggiornat bijgewerkt gewijzigd обновлен "
    "изменен zaktualiz güncel به‌روز تحديث עודכן 更新 수정 अपडेट"
)


def head(texts: Sequence[str], find: Find, habit: Habit = Habit()) -> int | None:
    """Return the place of the date line before the first paragraph.

    Where it is rare on the site it must say that it is about the publication: a line
    under a title may be a date without being the article's.
    """
    for place, text in enumerate(texts[:FIRST]):
        if _is_dateline(text, find(text)):
            return None if habit.rare and not _PUBLISHED.search(text) else place
        if _is_prose(text):
            return None
    return None


def foot(texts: Sequence[str], find: Find, habit: Habit) -> int | None:
    """Return the place of the one date line after the last paragraph.

    What follows it is short. Unless the site's articles end so, it must say that it is
    about the publication.
    """
    prose = next((n for n, text in enumerate(texts) if _is_prose(text)), FIRST - 1)
    start = max(prose + 1, len(texts) - COMMENTS)
    dated = [n for n in range(start, len(texts)) if _is_dateline(texts[n], find(texts[n]))]
    if len(dated) != 1 or dated[0] < len(texts) - LAST:
        return None
    place = dated[0]
    said = _PUBLISHED.search(texts[place]) and not CHANGED.search(texts[place])
    ends = not any(map(_is_prose, texts[place + 1 :]))
    return place if ends and (said or habit.signed) else None


def ends(source: str, first: int, lines: tuple[str, ...]) -> Ends:
    """Return the ends of an article, whose language nobody has asked for yet."""
    opened = head(lines, _find_any) is not None
    signed = foot(lines, _find_any, Habit(signed=True)) is not None
    return Ends(source, first, lines, opened, signed)


def habit(ends: Iterable[Ends]) -> Habit:
    """Return how the articles of a site carry their dates.

    Where dates stand above the titles and an article was cut too late, the next date
    looks like a signature; but then the last article of a page has none.
    """
    pages: dict[str, list[bool]] = defaultdict(list)
    opened = 0
    for end in sorted(ends, key=lambda end: (end.source, end.first)):
        opened += end.opened
        pages[end.source].append(end.signed)
    feet = [signed for page in pages.values() for signed in page]
    last = [page[-1] for page in pages.values()]
    signed = (
        len(feet) >= _FEWEST
        and opened <= _RARE * len(feet)
        and sum(feet) >= _SIGNED * len(feet)
        and sum(last) >= _SIGNED * len(last)
    )
    return Habit(signed, rare=len(feet) >= _MANY and opened <= _RARE * len(feet))


def _find_any(text: str) -> Dated | None:
    """Return the date of a line whose language nobody has asked for yet."""
    return dates.the_one(dates.settled(text), None) if len(text) <= LONGEST else None


def _is_prose(text: str) -> bool:
    return len(text) > LONGEST or sentences.ends(text)


def _is_dateline(text: str, found: Dated | None) -> bool:
    """Say whether a line is nothing but a date and a few words around it."""
    if found is None or len(text) > LONGEST:
        return False
    rest = _TIME.sub(" ", f"{text[: found.start]} | {text[found.end :]}")
    words = re.findall(r"[^\W\d_]+", rest)
    sentence = re.search(r"[.!?…]\s*[»”\")]?\s*$", text[found.end :])
    return len(words) <= _MOST_WORDS and not (sentence and words)
