"""What articles lead to that is not there: rows without characters, one a missing article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from book.diagnostics import Code, Report, Severity
from book.ledger.rows import Row
from book.model import Article, Fate, Location, Source

ABSENT = Code(
    "L105",
    Severity.NOTE,
    "missing: {address}, named in {named}{more}",
    hint="add them to the sources if the book should hold them; florilege outline and the "
    "account list them all",
    explanation="An article links to another of its own site, and that one is not among the "
    "sources, or is left out of the book. The words of the link stay, and so does the link "
    "where it has a whole address. Each missing article has a line in the account, with the "
    "articles that name it.",
)

NAMED = 3  # titles that are given; of more, the number


@dataclass(frozen=True, slots=True)
class Missing:
    """An article that is linked to and does not stand in the book.

    ``address`` is what the links say; ``named_in`` are the articles with those links.
    """

    address: str
    named_in: tuple[Article, ...]


def absent(
    missing: Sequence[Missing], sources: Sequence[Source], report: Report
) -> tuple[Row, ...]:
    """Return a row for each of ``missing``, at the first place that names it; say so once.

    A row holds no characters: those of the link are counted where they stand.
    """
    texts = {source.name: source.lines for source in sources}
    rows = tuple(
        _row(one, _line(one, texts.get(one.named_in[0].origin.source, ()))) for one in missing
    )
    if missing:
        more = f" (and {len(missing) - 1} more)" if len(missing) > 1 else ""
        place = Location(rows[0].file, rows[0].first)
        facts = {"address": missing[0].address, "named": named(missing[0]), "more": more}
        report(ABSENT.at(place, **facts))
    return rows


def named(missing: Missing) -> str:
    """Return the titles of the articles that name ``missing``, the first few of them."""
    shown = [f"“{article.title}”" for article in missing.named_in[:NAMED]]
    others = len(missing.named_in) - NAMED
    return ", ".join(shown) + (f" and {others} more" if others > 0 else "")


def _row(missing: Missing, line: int) -> Row:
    article = missing.named_in[0]
    why = f"missing: {missing.address}, named in {named(missing)}"
    return Row(article.origin.source, line, line, Fate.ARTICLE, article.slug, None, why, 0)


def _line(missing: Missing, lines: Sequence[str]) -> int:
    """Return the line of the first article that names ``missing`` on which it does so."""
    origin = missing.named_in[0].origin
    step = next((s for s in reversed(re.split(r"[/?]", missing.address)) if s), "")
    own = range(origin.first_line, min(origin.last_line, len(lines)) + 1)
    return next((n for n in own if step in unquote(lines[n - 1])), origin.first_line)
