"""Tables and articles as Parquet files: the only user of pyarrow.

A file is written beside its place and moved there, so that a task that is done twice,
since its worker was lost, leaves what one that is done once leaves.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

from book.model import Article, Origin

Columns = dict[str, NDArray[Any]]

# What of an article decides, and what is said of it.
_TEXTS = ("id", "title", "slug", "body", "language")
_ARTICLE = pa.schema(
    [
        ("place", pa.int64()),
        *((name, pa.string()) for name in _TEXTS),
        ("day", pa.string()),
        ("source", pa.string()),
        *((name, pa.int64()) for name in ("first_line", "last_line", "title_line")),
    ]
)


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of numbers, one after the other: list ``n`` is ``values[start[n]:start[n + 1]]``."""

    start: NDArray[np.int64]
    values: NDArray[np.uint64]

    def of(self, n: int) -> list[int]:
        found: list[int] = self.values[self.start[n] : self.start[n + 1]].tolist()
        return found


def write(path: Path, columns: Mapping[str, Any]) -> None:
    """Write ``columns`` (arrays, lists or ``Lists``) as a table."""
    arrays = {
        name: pa.LargeListArray.from_arrays(column.start, column.values)
        if isinstance(column, Lists)
        else pa.array(column)
        for name, column in columns.items()
    }
    _place(path, pa.table(arrays))


def read(paths: Iterable[Path]) -> Columns:
    """Return the columns of the tables at ``paths``, one below the other; no rows, no columns."""
    tables = [parquet.ParquetFile(path).read() for path in paths]
    if not tables:
        return {}
    whole = pa.concat_tables(tables)
    return {name: whole[name].to_numpy() for name in whole.column_names}


def read_lists(path: Path, name: str) -> Lists:
    """Return the column ``name`` of lists."""
    column = parquet.ParquetFile(path).read([name])[name].combine_chunks()
    if isinstance(column, pa.ChunkedArray):
        column = pa.concat_arrays(column.chunks)
    start = column.offsets.to_numpy()
    return Lists(start - start[0], column.flatten().to_numpy())


def put_articles(path: Path, articles: Sequence[Article], first: int) -> None:
    """Write ``articles``, of which the first has the place ``first`` in the pile."""
    rows = [
        {
            "place": place,
            **{name: getattr(article, name) for name in _TEXTS},
            "day": (article.date or date.max).isoformat(),
            "source": article.origin.source,
            "first_line": article.origin.first_line,
            "last_line": article.origin.last_line,
            "title_line": article.origin.title_line,
        }
        for place, article in enumerate(articles, first)
    ]
    _place(path, pa.Table.from_pylist(rows, schema=_ARTICLE))


def get_articles(paths: Iterable[Path]) -> tuple[list[int], list[Article]]:
    """Return the places and the articles of the files at ``paths``, by place."""
    tables = [parquet.ParquetFile(path).read(_ARTICLE.names) for path in paths]
    rows = pa.concat_tables(tables).sort_by("place").to_pylist()
    return [row["place"] for row in rows], [_article(row) for row in rows]


def _article(row: dict[str, Any]) -> Article:
    day = date.fromisoformat(row["day"])
    return Article(
        row["id"],
        row["title"],
        row["slug"],
        row["body"],
        Origin(row["source"], row["first_line"], row["last_line"], row["title_line"]),
        language=row["language"],
        date=None if day == date.max else day,
    )


def _place(path: Path, table: pa.Table) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{uuid4().hex}")
    parquet.write_table(table, beside, compression="zstd", compression_level=1)
    os.replace(beside, path)  # noqa: PTH105  the same, and says what it does
