"""What ``florilege explain --duplicate`` shows: two versions of an article, and the way out."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import groupby

import click
from rich.console import Console as RichConsole
from rich.text import Text

from book.cli.console import Console, plain
from book.cli.options import Request, cores
from book.cli.summary import counted
from book.cli.work import begun, refined
from book.dedupe import Options, chosen
from book.dedupe.difference import Difference, Line, Sign, difference
from book.dedupe.own import Own
from book.diagnostics import BookError
from book.model import Article, DuplicateKind

__all__ = ["explain"]

# Sentences that are the same and are shown above and below one that is not.
CONTEXT = 1

STYLES = {Sign.SAME: "dim", Sign.KEPT: "red", Sign.DROPPED: "green", Sign.MOVED: "cyan"}
# What is counted where many such sentences follow one another.
LONG = {Sign.SAME: "the same", Sign.KEPT: "more in the version that stays"}
HOW = {
    DuplicateKind.EXACT: "the same as",
    DuplicateKind.NEAR: "a version of",
    DuplicateKind.CONTAINED: "an excerpt of",
}


def explain(name: str, sources: Sequence[str]) -> int:
    """Print what differs in the article called ``name``; return the exit status."""
    console = Console(-1)
    try:
        with begun(Request(tuple(sources), cores()), console) as work:
            articles = refined(work, console).articles
    except BookError as error:
        console.report(error.diagnostic)
        return 1
    out = RichConsole(highlight=False, markup=False, emoji=False, soft_wrap=True)
    for line in _told(_found(name, articles), articles):
        out.print(line)
    return 0


def _found(name: str, articles: Sequence[Article]) -> Article:
    """Return the article whose id or slug is ``name``. Raises ``BadParameter``."""
    for article in articles:
        if name in {article.id, article.slug}:
            return article
    known = [known for a in articles if a.duplicate for known in (a.slug, a.id)]
    close = get_close_matches(name, known, n=3, cutoff=0.4)
    advice = f"did you mean {' or '.join(close)}?" if close else _all(articles)
    raise click.BadParameter(f"there is no article {name}: {advice}", None, None, "ID")


def _all(articles: Sequence[Article]) -> str:
    left_out = [article.slug for article in articles if article.duplicate]
    if not left_out:
        return "no article is left out."
    more = f" and {len(left_out) - 5} more" if len(left_out) > 5 else ""
    return f"left out are {', '.join(left_out[:5])}{more}."


def _told(article: Article, articles: Sequence[Article]) -> Iterator[str | Text]:
    """Yield all that is said of ``article``, line by line."""
    if article.duplicate is None:
        versions = [a for a in articles if a.duplicate and a.duplicate.of == article.id]
        yield plain(f"{_named(article)} stays in the book.")
        for version in versions:
            yield plain(f"Left out for it: {_named(version)}, short name {version.slug}.")
        return
    twin = article.duplicate
    kept = next(a for a in articles if a.id == twin.of)
    how = f"{HOW[twin.kind]} {_named(kept)}, {twin.similarity:.0%} alike"
    shown = difference(article, kept)
    yield plain(f"{_named(article)} is left out: {how}.")
    yield f"Of its own it has {_owned(shown.own)}."
    yield ""
    yield from _unified(shown, article, kept)
    yield ""
    yield from _ways_out(article, kept, articles)


def _named(article: Article) -> str:
    return f"“{article.title}” ({article.origin.location})"


def _owned(own: Own) -> str:
    """Return ``12 words, 1 picture and 2 links``."""
    things = {"word": own.words, "picture": len(own.pictures), "link": len(own.links)}
    said = [counted(number, thing) for thing, number in things.items() if number]
    return " and ".join(filter(None, [", ".join(said[:-1]), *said[-1:]])) or "nothing"


def _unified(shown: Difference, article: Article, kept: Article) -> Iterator[Text]:
    yield Text(plain(f"--- stays     {kept.origin.location}"), "bold")
    yield Text(plain(f"+++ left out  {article.origin.location}"), "bold")
    runs = [(sort, list(lines)) for sort, lines in groupby(shown.lines, _sort)]
    for place, (sort, lines) in enumerate(runs):
        if sort is None:
            yield from map(_drawn, lines)
            continue
        head = CONTEXT if place else 0
        tail = CONTEXT if place < len(runs) - 1 and sort is Sign.SAME else 0
        between = len(lines) - head - tail
        whole = between <= 1
        yield from map(_drawn, lines if whole else lines[:head])
        if not whole:
            yield Text(f"{sort} … {counted(between, 'sentence')} {LONG[sort]}", "dim italic")
            yield from map(_drawn, lines[len(lines) - tail :])
    for address, words in shown.links:
        yield Text(plain(f"+ [link: {words or address} → {address}]"), STYLES[Sign.DROPPED])


def _sort(line: Line) -> Sign | None:
    """Return the sign of a line that need not be shown among many of its sort."""
    return line.sign if line.sign in LONG and not line.marks else None


def _drawn(line: Line) -> Text:
    """Return ``line`` with its sign, and its words that differ marked where there is colour."""
    drawn = Text(f"{line.sign} {plain(line.text)}", STYLES[line.sign])
    for start, end in line.marks:
        drawn.stylize("bold reverse", start + 2, end + 2)
    if line.sign is Sign.MOVED:
        drawn.append("  (moved)", "dim italic")
    return drawn


def _ways_out(article: Article, kept: Article, articles: Sequence[Article]) -> Iterator[str]:
    """Yield the lines of ``book.toml`` that decide otherwise."""
    yield "To keep both, write into book.toml:"
    yield "    [dedupe]"
    yield f'    distinct = [["{article.slug}", "{kept.slug}"]]'
    versions = [a for a in articles if a is kept or (a.duplicate and a.duplicate.of == kept.id)]
    full = [a for a in versions if not _is_excerpt(a)]
    keeps = [
        keep
        for keep in ("longest", "newest", "first")
        if article in full and chosen(full, Options(keep)).id == article.id
    ]
    if _is_excerpt(article):
        yield "An excerpt is never kept in the place of the full article."
    elif keeps:
        yield "To keep this version and leave out the other, everywhere by the same rule:"
        yield "    [dedupe]"
        yield f'    keep = "{keeps[0]}"'
    else:
        yield "No rule of `keep` prefers this version: to have it alone, delete the other."


def _is_excerpt(article: Article) -> bool:
    return article.duplicate is not None and article.duplicate.kind is DuplicateKind.CONTAINED
