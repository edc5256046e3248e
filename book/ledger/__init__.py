"""The account: what became of every character of every source.

Each source character that is not white space belongs to exactly one row. A dump is
accounted for line by line, and each of its articles is proved: the characters of its
lines are those of its title, its body and what was taken out of it, no more and no
less. In Markdown and HTML, where syntax stands between the text, the words of an
article must come from its file, and what is neither text nor taken out is markup.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from book.diagnostics import Report
from book.ledger import dumps, marked
from book.ledger.absent import Missing, absent, named
from book.ledger.rows import Row, merged
from book.model import Article, Aside, Book, Fate, Format, Source

__all__ = [
    "Entry",
    "Missing",
    "Row",
    "absent",
    "account",
    "enter",
    "entries",
    "named",
    "to_json",
    "unlisted",
]


@dataclass(frozen=True, slots=True)
class Entry:
    """One source, and all that says what became of its characters.

    ``asides`` are those of the articles, too. ``kept`` are the articles that others are
    duplicates of, by their ``id``.
    """

    source: Source
    articles: tuple[Article, ...]
    asides: tuple[Aside, ...]
    kept: Mapping[str, Article]


def account(
    sources: Iterable[Source],
    articles: Sequence[Article],
    asides: Iterable[Aside],
    report: Report,
) -> tuple[Row, ...]:
    """Return the rows of all ``sources``, in their order; say where they do not add up.

    ``articles`` are all instances, duplicates too; ``asides`` is what stands outside of
    them. The chars of a file's rows add up to its characters that are not white space.
    """
    found = (enter(entry, None, report) for entry in entries(sources, articles, asides))
    return tuple(row for rows in found for row in rows)


def entries(
    sources: Iterable[Source], articles: Sequence[Article], asides: Iterable[Aside]
) -> tuple[Entry, ...]:
    """Return what is to be accounted for, source by source."""
    by_file: dict[str, list[Article]] = defaultdict(list)
    out_by_file: dict[str, list[Aside]] = defaultdict(list)
    for article in articles:
        by_file[article.origin.source].append(article)
    for aside in (*asides, *(aside for article in articles for aside in article.asides)):
        out_by_file[aside.source].append(aside)
    known = {article.id: article for article in articles}
    found: list[Entry] = []
    for source in sources:
        ours, out = by_file[source.name], out_by_file[source.name]
        named = {a.duplicate.of: known[a.duplicate.of] for a in ours if a.duplicate}
        found.append(Entry(source, tuple(ours), tuple(out), named))
    return tuple(found)


def enter(entry: Entry, _options: None, report: Report) -> tuple[Row, ...]:
    """Return the rows of one source; say where they do not add up."""
    source = entry.source
    rows = dumps.rows if source.format is Format.TEXT else marked.rows
    found = rows(source, entry.articles, entry.asides, entry.kept, report)
    return tuple(merged(found, source.lines))


def unlisted(rows: Iterable[Row], book: Book, contents: str) -> tuple[Row, ...]:
    """Return ``rows``, where an article that the file ``contents`` leaves out has no place."""
    placed = {article.slug for article in book.articles}
    return tuple(
        replace(row, fate=Fate.UNPLACED, reason=f"not listed in {contents}")
        if row.fate is Fate.ARTICLE and row.article not in placed
        else row
        for row in rows
    )


def to_json(row: Row) -> dict[str, object]:
    r"""Return ``row`` as a line of ``build/<slug>.ledger.jsonl`` holds it.

    A file name that is not UTF-8 shows its odd bytes as ``\udcff``.
    """
    return {
        "file": row.file.encode("utf-8", "backslashreplace").decode(),
        "lines": [row.first, row.last],
        "fate": str(row.fate),
        "article": row.article,
        "of": row.of,
        "reason": row.reason,
        "chars": row.chars,
    }
