"""Comparison beyond memory: the decisions of ``book.dedupe``, by way of files.

A million articles do not fit beside each other into memory, so they lie in shards, and
what has to meet is brought together on disk: equal shingles, equal bands, the articles of
one family. The work on a shard, a block or a batch is a map of the engine, whose items
are numbers of files; the grouping between two maps is DuckDB's, which spills.

The same rules decide, on the same counts over the whole pile, so the decisions are those
of ``book.dedupe`` on the same articles. What is said comes batch by batch and not in the
order of the articles. Needs the extra ``florilege[cluster]``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from book.dedupe import Options, say_unknown
from book.dedupe.shingles import limit_of
from book.diagnostics import Report
from book.engine import Engine, every
from book.model import Article, Duplicate, DuplicateKind
from book.shards import blocks, families, sketches
from book.shards.families import batches
from book.shards.files import put_articles, read
from book.shards.grouping import Grouping

__all__ = ["SHARD", "Decision", "Options", "Space", "compare"]

# So many articles lie in a shard, and in a batch; of so many shards are the ranks of a block.
SHARD, BLOCK = 8192, 4


@dataclass(frozen=True, slots=True)
class Decision:
    """The article at ``place`` of the pile, counted from 0, is left out."""

    place: int
    duplicate: Duplicate


@dataclass(frozen=True, slots=True)
class Space:
    """An empty folder that all workers see under the same name, and the size of its shards.

    It takes about four times the bytes of the articles, and may be deleted afterwards.
    """

    folder: Path
    shard: int = SHARD


def compare(
    articles: Iterable[Article], options: Options, engine: Engine, space: Space, report: Report
) -> Iterator[Decision]:
    """Yield what is left out of ``articles``, by place.

    ``articles`` are read once and never held together.
    """
    folder = space.folder
    shards = _laid_out(articles, options, space, report)
    if not shards:
        return
    every(engine, sketches.sketch, shards, folder, report)
    with Grouping(folder, space.shard * BLOCK) as grouping:
        grouping.rank()
        every(engine, families.heads, grouping.copies(), folder, report)
        limit = limit_of(grouping.count_heads())
        known = blocks.Known(folder, space.shard * BLOCK, limit)
        numbers = grouping.hold()
        every(engine, blocks.know, numbers, known, report)
        grouping.propose()
        every(engine, blocks.weigh, numbers, known, report)
        found = grouping.gather(batches(grouping.edges(), space.shard))
    chosen = families.Chosen(folder, options)
    made = every(engine, families.decide, found, chosen, report)
    yield from _decisions(folder, made)


def _laid_out(
    articles: Iterable[Article], options: Options, space: Space, report: Report
) -> Sequence[int]:
    """Write the shards; return their numbers."""
    unknown = dict.fromkeys(slug for group in options.distinct for slug in group)
    rest, number = iter(articles), 0
    while some := list(islice(rest, space.shard)):
        path = space.folder / "articles" / f"{number}.parquet"
        put_articles(path, some, number * space.shard)
        for article in some if unknown else ():
            unknown.pop(article.slug, None)
        number += 1
    say_unknown(tuple(unknown), report)
    return range(number)


def _decisions(folder: Path, numbers: Sequence[int]) -> Iterator[Decision]:
    rows: list[Decision] = []
    for number in numbers:
        table = read([folder / "decisions" / f"{number}.parquet"])
        for place, of, kind, similarity, own in zip(
            *(table[name].tolist() for name in ("place", "of", "kind", "similarity", "own")),
            strict=True,
        ):
            rows.append(Decision(place, Duplicate(of, DuplicateKind(kind), similarity, own)))
    yield from sorted(rows, key=lambda row: row.place)
