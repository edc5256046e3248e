"""What has to meet, brought together on disk: the only user of DuckDB.

Every query reads Parquet or a table of the database in the folder, and spills into the
folder where ``MEMORY`` is not enough.
"""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from book.dedupe.candidates import BANDS, CROWD
from book.shards.files import Columns, write

MEMORY, THREADS = "1200MB", 2
# The shingles are grouped in so many passes, by the first bits of their hashes.
PASSES_BITS = 4
# Texts with the very same words are compared in batches of so many.
COPIES = 5_000


class Grouping:
    """One database in ``folder``, for ranks in blocks of ``size``; to be used with ``with``."""

    def __init__(self, folder: Path, size: int) -> None:
        import duckdb  # noqa: PLC0415  an extra

        self.folder, self.size = folder, size
        self._base = duckdb.connect(str(folder / "grouping.duckdb"))
        for setting in (
            f"memory_limit = '{MEMORY}'",
            f"threads = {THREADS}",
            f"temp_directory = {_quoted(folder / 'spill')}",
            "preserve_insertion_order = false",
            "enable_progress_bar = false",
        ):
            self._base.execute(f"SET {setting}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._base.close()

    def rank(self) -> None:
        """Put all texts in the order of ``dedupe.words.pile_of``: the longest first."""
        self._base.execute(f"""
            CREATE TABLE ties AS SELECT place FROM {self._files("texts")}
            QUALIFY count(*) OVER (PARTITION BY digest, day, title) > 1;
            CREATE TABLE texts AS
            SELECT place, words, digest, titled, opening, shingles, row_number() OVER (
                ORDER BY letters DESC, digest, day, title, coalesce(body, ''), place
            ) - 1 AS rank, count(*) OVER (PARTITION BY digest) AS copies
            FROM {self._files("texts")} LEFT JOIN (
                SELECT place, body FROM {self._files("articles")} SEMI JOIN ties USING (place)
            ) USING (place);
            DROP TABLE ties""")

    def copies(self) -> Sequence[int]:
        """Lay the texts that have copies together in batches; return the batches' numbers."""
        self._base.execute(f"""
            CREATE TABLE batched AS
            SELECT place, min(n) OVER (PARTITION BY digest) // {COPIES} AS batch FROM (
                SELECT place, digest, row_number() OVER (ORDER BY digest, rank) AS n
                FROM texts WHERE copies > 1
            )""")
        return self._batched("copies")

    def count_heads(self) -> int:
        """Write which texts are compared with others than their copies; return how many."""
        several = any((self.folder / "own").glob("*.parquet"))
        own = f"SELECT place FROM {self._files('own')}" if several else "SELECT -1 AS place"
        self._base.execute(f"""
            CREATE TABLE heads AS SELECT * EXCLUDE (copies, digest) FROM texts
            WHERE copies = 1 OR place IN ({own})""")
        self._write("heads", f"SELECT *, rank // {self.size} AS block FROM heads", by="block")
        return self._number("SELECT count(*) FROM heads")

    def hold(self) -> Sequence[int]:
        """Write which heads share which shingles, by block; return the blocks' numbers."""
        for number in range(1 << PASSES_BITS):
            low, high = _bounds(number)
            self._base.execute(f"""
                CREATE OR REPLACE TABLE mine AS SELECT hash, rank
                FROM {self._files("shingles")} JOIN heads USING (place)
                WHERE hash BETWEEN {low}::UBIGINT AND {high}::UBIGINT""")
            self._write(
                f"held/{number}",
                f"""
                WITH many AS (
                    SELECT hash, count(*) AS n, min(rank) AS first FROM mine
                    GROUP BY hash HAVING count(*) > 1
                )
                SELECT hash, rank, n, first, coalesce(
                    lead(rank) OVER (PARTITION BY hash ORDER BY rank), rank
                ) AS next, rank // {self.size} AS block FROM mine JOIN many USING (hash)""",
                by="block",
            )
        self._base.execute("DROP TABLE mine")
        rows = self._base.execute(
            f"SELECT DISTINCT rank // {self.size} FROM heads ORDER BY 1"
        ).fetchall()
        return [number for (number,) in rows]

    def propose(self) -> None:
        """Write the pairs that ``dedupe.candidates`` proposes, by the block of the first."""
        self._base.execute("CREATE TABLE proposed (a BIGINT, b BIGINT)")
        for held in sorted((self.folder / "held").iterdir()):
            if not any(held.rglob("*.parquet")):
                continue
            low, high = _bounds(int(held.name))
            self._propose(f"""
                SELECT r.rank AS a, h.rank AS b FROM {self._files("rarest")} r
                JOIN {self._files(f"held/{held.name}")} h USING (hash)
                WHERE r.n <= {CROWD} AND h.n <= {CROWD}
                AND r.hash BETWEEN {low}::UBIGINT AND {high}::UBIGINT""")
        for link in ("first", "next"):
            self._propose(
                f"SELECT rank AS a, {link} AS b FROM {self._files('rarest')} WHERE n > {CROWD}"
            )
        for band in range(BANDS):
            self._link(f"SELECT hash, rank FROM {self._files('bands')} WHERE band = {band}")
        self._link("SELECT titled AS hash, rank FROM heads WHERE titled > 0")
        self._write(
            "proposed",
            f"SELECT DISTINCT a, b, a // {self.size} AS block FROM proposed",
            by="block",
        )
        self._base.execute("DROP TABLE proposed")

    def edges(self) -> Columns:
        """Return, as places ``a`` and ``b``, all that may belong to one family."""
        return dict(
            self._base.execute(f"""
                SELECT one.place AS a, two.place AS b FROM {self._files("shares")}
                JOIN texts one ON one.rank = a JOIN texts two ON two.rank = b
                UNION ALL
                SELECT place, first_value(place) OVER (PARTITION BY digest ORDER BY rank)
                FROM texts WHERE copies > 1""").fetchnumpy()
        )

    def gather(self, batched: Columns) -> Sequence[int]:
        """Lay together the articles of each batch, and its pairs; return the numbers."""
        path = self.folder / "batched" / "0.parquet"
        write(path, batched)
        self._base.execute(f"CREATE TABLE batched AS FROM {self._files('batched')}")
        self._write(
            "pairs",
            f"""
            SELECT one.place AS a, two.place AS b, share, batch FROM {self._files("shares")}
            JOIN texts one ON one.rank = a JOIN texts two ON two.rank = b
            JOIN batched ON batched.place = one.place""",
            by="batch",
        )
        return self._batched("families")

    def _batched(self, name: str) -> Sequence[int]:
        """Write the articles of the table ``batched`` by batch, and drop it."""
        self._write(
            name,
            f"SELECT * FROM {self._files('articles')} JOIN batched USING (place)",
            by="batch",
        )
        rows = self._base.execute("SELECT DISTINCT batch FROM batched ORDER BY 1").fetchall()
        self._base.execute("DROP TABLE batched")
        return [number for (number,) in rows]

    def _propose(self, pairs: str) -> None:
        self._base.execute(f"""
            INSERT INTO proposed
            SELECT DISTINCT least(a, b), greatest(a, b) FROM ({pairs}) WHERE a <> b""")

    def _link(self, table: str) -> None:
        """Propose the texts of one hash with the first of it and with the one before."""
        self._base.execute(f"""
            CREATE OR REPLACE TABLE linked AS
            SELECT rank AS a, first_value(rank) OVER same AS b, lag(rank) OVER same AS c
            FROM ({table}) WINDOW same AS (PARTITION BY hash ORDER BY rank)""")
        self._propose("SELECT a, b FROM linked UNION ALL SELECT a, c FROM linked")
        self._base.execute("DROP TABLE linked")

    def _files(self, name: str) -> str:
        """Return the table of all files below ``name``."""
        pattern = _quoted(self.folder / name / "**" / "*.parquet")
        return f"read_parquet({pattern}, hive_partitioning = false)"

    def _write(self, name: str, query: str, by: str) -> None:
        path = self.folder / name
        path.mkdir(parents=True)
        self._base.execute(
            f"COPY ({query}) TO {_quoted(path)} (FORMAT parquet, COMPRESSION zstd, "
            f"COMPRESSION_LEVEL 1, PARTITION_BY ({by}), OVERWRITE_OR_IGNORE)"
        )

    def _number(self, query: str) -> int:
        row = self._base.execute(query).fetchone()
        return int(row[0]) if row else 0


def _bounds(number: int) -> tuple[int, int]:
    """Return the least and the greatest hash of pass ``number``."""
    step = 1 << (64 - PASSES_BITS)
    return number * step, (number + 1) * step - 1


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
