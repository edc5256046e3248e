"""The account: what became of every character of every source.

Each source character that is not white space belongs to exactly one row. A dump is
accounted for line by line, and each of its articles is proved: the characters of its
lines are those of its title, its body and what was taken out of it, no more and no
less. In Markdown and HTML, where syntax stands between the text, the words of an
article must come from its file, and what is neither text nor taken out is markup.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from book.diagnostics import Report
from book.ledger import dumps, marked
from book.ledger.absent import Missing, absent, named
from book.ledger.rows import Row, merged
from book.model import Article, Aside, Format, Source

__all__ = ["Missing", "Row", "absent", "account", "named", "to_json"]


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
    by_file: dict[str, list[Article]] = defaultdict(list)
    out_by_file: dict[str, list[Aside]] = defaultdict(list)
    for article in articles:
        by_file[article.origin.source].append(article)
    for aside in (*asides, *(aside for article in articles for aside in article.asides)):
        out_by_file[aside.source].append(aside)
    kept = {article.id: article for article in articles}
    found: list[Row] = []
    for source in sources:
        rows = dumps.rows if source.format is Format.TEXT else marked.rows
        ours, out = by_file[source.name], out_by_file[source.name]
        found += merged(rows(source, ours, out, kept, report), source.lines)
    return tuple(found)


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
