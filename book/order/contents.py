"""The table of contents as its author typed it, in the manner of mdBook's SUMMARY.

``# Part`` opens a part, ``- [Title](articles/slug.md)`` names a chapter, an indented
link a further article of that chapter. Links without a bullet before all others, or behind
them, are front and back matter (a foreword, an afterword); so is what ``---`` parts from
the rest. Comments are the author's own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import PurePosixPath
from urllib.parse import unquote

from book.diagnostics import BookError, Code, Report, Severity
from book.model import Article, Chapter, Location, Part

NAME = "contents.md"

UNKNOWN = Code(
    "O111",
    Severity.ERROR,
    "there is no article “{slug}”",
    hint="{near}see the short names with: florilege outline",
    explanation="A line of contents.md leads to an article that is not among the sources. Its "
    "short name may be misspelt, its source may have been taken out, or its title changed. The "
    "line is passed over.",
)

TWICE = Code(
    "O112",
    Severity.WARNING,
    "“{slug}” is listed twice; the first line counts",
    hint="remove one of the two lines",
    explanation="An article can stand in a book only once. The second line is passed over.",
)

LEFT_OUT = Code(
    "O113",
    Severity.NOTE,
    "not listed, so left out: {titles}",
    hint="add a line such as - [{title}](articles/{slug}.md)",
    explanation="Where there is a contents.md, the book holds what it lists and nothing else. "
    "These articles are among the sources but no line names them.",
)

NOT_UNDERSTOOD = Code(
    "O114",
    Severity.WARNING,
    "this line is not understood: “{line}”",
    hint="a part is `# Title`, an article is `- [Title](articles/slug.md)`",
    explanation="A line of contents.md is a heading, a link in a list, a line of dashes or a "
    "comment (<!-- … -->). Anything else is passed over.",
)

NOTHING = Code(
    "O115",
    Severity.ERROR,
    "no line names an article of this book",
    hint="write lines such as - [{title}](articles/{slug}.md), or delete the file",
    explanation="contents.md is there, but nothing in it leads to an article, so the book "
    "would be empty.",
)

DUPLICATE = Code(
    "O116",
    Severity.WARNING,
    "“{slug}” is left out as a duplicate of “{of}”",
    hint="list “{of}” instead, or keep both: [dedupe] distinct in book.toml",
    explanation="The article that this line names repeats another one, so it is not in the "
    "book. The diagnostics of the duplicates tell how alike the two are.",
)

_LINK = re.compile(
    r"(?P<indent>\s*)(?P<bullet>[-*+]\s+|\d+[.)]\s+)?\[(?P<title>.*)\]\((?P<href>[^()\s]*)\)\s*"
)


@dataclass(slots=True)
class _Stretch:
    """Chapters that stand together; ``bare`` are those without a bullet, by their slugs.

    ``ruled``: a line of dashes stands above them.
    """

    title: str | None = None
    ruled: bool = False
    chapters: list[Chapter] = field(default_factory=list)
    bare: set[str] = field(default_factory=set)

    @property
    def is_bare(self) -> bool:
        return all(chapter.slug in self.bare for chapter in self.chapters)


@dataclass(slots=True)
class _Reading:
    """The articles that may be listed, and what has been listed so far."""

    articles: Sequence[Article]
    stay: dict[str, Article]
    parts: list[_Stretch] = field(default_factory=lambda: [_Stretch()])
    taken: set[str] = field(default_factory=set)


def listed(contents: str, articles: Sequence[Article], report: Report) -> tuple[Part, ...]:
    """Return the parts that ``contents`` lists. Raises ``BookError`` if it lists nothing."""
    stay = {article.slug: article for article in articles if article.duplicate is None}
    reading = _Reading(articles, stay)
    for number, line in enumerate(_without_comments(contents).split("\n"), start=1):
        here = Location(NAME, number)
        if heading := re.fullmatch(r"#+\s+(.*?)\s*#*\s*", line):
            reading.parts.append(_Stretch(heading[1]))
        elif re.fullmatch(r"\s*(-\s*){3,}|\s*(\*\s*){3,}|\s*(_\s*){3,}", line):
            reading.parts.append(_Stretch(ruled=True))
        elif link := _LINK.fullmatch(line):
            _take(link, here, reading, report)
        elif line.strip():
            report(NOT_UNDERSTOOD.at(here, line=line.strip()))
    parts = tuple(_parts(reading.parts))
    _say_left_out(stay, reading.taken, report, empty=not parts)
    return parts


def _take(link: re.Match[str], here: Location, reading: _Reading, report: Report) -> None:
    slug = PurePosixPath(unquote(link["href"])).stem
    article = reading.stay.get(slug)
    if article is None:
        _say_unknown(slug, here, reading, report)
        return
    if slug in reading.taken:
        report(TWICE.at(here, slug=slug))
        return
    reading.taken.add(slug)
    chapters = reading.parts[-1].chapters
    title = re.sub(r"\\(.)", r"\1", link["title"]).strip() or article.title
    if link["indent"].expandtabs(4)[1:] and chapters:
        above = chapters.pop()
        chapters.append(Chapter(above.title, above.slug, (*above.articles, article)))
    else:
        chapters.append(Chapter(title, slug, (article,)))
        if not link["bullet"]:
            reading.parts[-1].bare.add(slug)


def _parts(stretches: Sequence[_Stretch]) -> Iterator[Part]:
    """Yield the parts of the book, what stands before and after it told from its body."""
    filled = list(_peeled([one for one in stretches if one.chapters]))
    body = range(*_body(filled))
    for number, one in enumerate(filled):
        part = Part(one.title, tuple(one.chapters))
        if number in body:
            yield part
        else:
            yield replace(part, matter="front" if number < body.start else "back")


def _peeled(filled: Sequence[_Stretch]) -> Iterator[_Stretch]:
    """Take links without a bullet off both ends of the list, as stretches of their own."""
    for number, one in enumerate(filled):
        listed = [n for n, chapter in enumerate(one.chapters) if chapter.slug not in one.bare]
        start, end = 0, len(one.chapters)
        if listed and number == 0 and one.title is None:
            start = listed[0]
        if listed and number == len(filled) - 1:
            end = listed[-1] + 1
        pieces = one.chapters[:start], one.chapters[start:end], one.chapters[end:]
        titles = None, one.title, None
        for title, piece in zip(titles, pieces, strict=True):
            if piece:
                yield replace(one, title=title, chapters=piece)


def _body(filled: Sequence[_Stretch]) -> tuple[int, int]:
    """Return where the book itself begins and ends among ``filled``.

    What has bullets stands outside of it only if a line of dashes parts it from a part with
    a title, or where two of them leave something in the middle.
    """
    start, end = 0, len(filled)
    sure = any(one.title is not None for one in filled) or sum(o.ruled for o in filled) > 1

    def parted(one: _Stretch, *, ruled: bool) -> bool:
        return one.title is None and (one.is_bare or (ruled and sure))

    if start < end - 1 and parted(filled[start], ruled=filled[start + 1].ruled):
        start += 1
    if end - 1 > start and parted(filled[end - 1], ruled=filled[end - 1].ruled):
        end -= 1
    return start, end


def _say_unknown(slug: str, here: Location, reading: _Reading, report: Report) -> None:
    of = {article.id: article.slug for article in reading.articles}
    twin = next((a.duplicate for a in reading.articles if a.slug == slug and a.duplicate), None)
    if twin is not None:
        report(DUPLICATE.at(here, slug=slug, of=of[twin.of]))
        return
    close = get_close_matches(slug, reading.stay, n=1)
    near = f"did you mean “{close[0]}”? " if close else ""
    report(UNKNOWN.at(here, slug=slug, near=near))


def _say_left_out(
    stay: dict[str, Article], taken: set[str], report: Report, *, empty: bool
) -> None:
    missing = [article for slug, article in stay.items() if slug not in taken]
    if empty:
        some = missing[0] if missing else None
        facts = {
            "title": some.title if some else "Title",
            "slug": some.slug if some else "slug",
        }
        raise BookError(NOTHING.at(Location(NAME), **facts))
    if missing:
        titles = ", ".join(f"“{article.title}”" for article in missing)
        first = missing[0]
        report(LEFT_OUT.at(Location(NAME), titles=titles, title=first.title, slug=first.slug))


def _without_comments(contents: str) -> str:
    """Blank comments out, keeping line ends so that lines keep their numbers."""
    return re.sub(
        r"<!--.*?(-->|\Z)", lambda match: "\n" * match[0].count("\n"), contents, flags=re.DOTALL
    )
