"""Tables and articles as Parquet files: the only user of pyarrow, which is an extra.

A file is written beside its place and moved there, so that a task that is done twice,
since its worker was lost, leaves what one that is done once leaves.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from book.model import Article, Origin

if TYPE_CHECKING:
    import pyarrow as pa

Columns = dict[str, NDArray[Any]]

# What of an article decides, and what is said of it.
_TEXTS = ("id", "title", "slug", "body", "language")
_LINES = ("first_line", "last_line", "title_line")


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of numbers end to end: list ``n`` is ``values[start[n]:start[n + 1]]``."""

    start: NDArray[np.int64]
    values: NDArray[np.uint64]

    def of(self, n: int) -> list[int]:
        found: list[int] = self.values[self.start[n] : self.start[n + 1]].tolist()
        return found


def write(path: Path, columns: Mapping[str, Any]) -> None:
    """Write ``columns`` (arrays, lists or ``Lists``) as a table."""
    import pyarrow as pa  # noqa: PLC0415  see above

    arrays = {
        name: pa.LargeListArray.from_arrays(column.start, column.values)
        if isinstance(column, Lists)
        else pa.array(column)
        for name, column in columns.items()
    }
    _place(path, pa.table(arrays))


def read(paths: Iterable[Path]) -> Columns:
    """Return the columns of the tables at ``paths``, put end to end; of none, no columns."""
    import pyarrow as pa  # noqa: PLC0415  see above
    from pyarrow import parquet  # noqa: PLC0415

    tables = [parquet.ParquetFile(path).read() for path in paths]
    if not tables:
        return {}
    whole = pa.concat_tables(tables)
    return {name: whole[name].to_numpy() for name in whole.column_names}


def read_lists(path: Path, name: str) -> Lists:
    """Return the column ``name`` of lists."""
    import pyarrow as pa  # noqa: PLC0415  see above
    from pyarrow import parquet  # noqa: PLC0415

    column = pa.concat_arrays(parquet.ParquetFile(path).read([name])[name].chunks)
    start = column.offsets.to_numpy()
    return Lists(start - start[0], column.flatten().to_numpy())


def put_articles(path: Path, articles: Sequence[Article], first: int) -> None:
    """Write ``articles``, of which the first has the place ``first`` in the pile."""
    import pyarrow as pa  # noqa: PLC0415  see above

    rows = [
        {
            "place": place,
            **{name: getattr(article, name) for name in _TEXTS},
            "day": (article.date or date.max).isoformat(),
            "source": article.origin.source,
            **{name: getattr(article.origin, name) for name in _LINES},
        }
        for place, article in enumerate(articles, first)
    ]
    _place(path, pa.Table.from_pylist(rows, schema=_schema()))


def get_articles(paths: Iterable[Path]) -> tuple[list[int], list[Article]]:
    """Return the places and the articles of the files at ``paths``, by place."""
    import pyarrow as pa  # noqa: PLC0415  see above
    from pyarrow import parquet  # noqa: PLC0415

    names = _schema().names
    tables = [parquet.ParquetFile(path).read(names) for path in paths]
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


def _schema() -> "pa.Schema":
    import pyarrow as pa  # noqa: PLC0415  see above

    numbers = [("place", pa.int64()), *((name, pa.int64()) for name in _LINES)]
    words = [(name, pa.string()) for name in (*_TEXTS, "day", "source")]
    return pa.schema([*numbers, *words])


def _place(path: Path, table: "pa.Table") -> None:
    from pyarrow import parquet  # noqa: PLC0415  see above

    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{uuid4().hex}")
    parquet.write_table(table, beside, compression="zstd", compression_level=1)
    os.replace(beside, path)  # noqa: PTH105  the same, and says what it does
