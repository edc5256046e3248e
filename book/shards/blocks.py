"""The work on a block: a stretch of ranks, of which all shared shingles are at hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from book.dedupe.candidates import BANDS, RAREST, bands_of
from book.dedupe.compare import LEAST, LEAST_OF_NAMESAKES
from book.dedupe.shingles import telling_of
from book.diagnostics import Report
from book.shards.files import Columns, Lists, read, read_lists, write


@dataclass(frozen=True, slots=True)
class Known:
    """Where the files are, how many ranks a block has, and what is frequent in the pile."""

    folder: Path
    size: int
    limit: int


def know(block: int, known: Known, report: Report) -> int:
    """Write of each text of ``block`` its shared shingles, its bands and its rarest phrases."""
    heads = read((known.folder / "heads").glob(f"block={block}/*.parquet"))
    order = np.argsort(heads["rank"])
    heads = {name: column[order] for name, column in heads.items()}
    held = _held(block, known)
    text = np.searchsorted(heads["rank"], held["rank"])
    number = len(heads["rank"])
    start = np.searchsorted(text, np.arange(number + 1))
    alone = heads["shingles"] - np.diff(start)
    telling = telling_of(held["n"] <= known.limit, start, alone)
    offsets = np.concatenate(([0], np.cumsum(telling)))[start]
    facts = {name: heads[name] for name in ("rank", "words", "opening")} | {"alone": alone}
    whole, own = Lists(start, held["hash"]), Lists(offsets, held["hash"][telling])
    write(known.folder / "facts" / f"{block}.parquet", facts)
    write(known.folder / "lists" / f"{block}.parquet", {"whole": whole, "telling": own})
    _write_rarest(block, known, held, text, start)
    _write_bands(block, known, heads["rank"], own)
    return block


def weigh(block: int, known: Known, report: Report) -> int:
    """Write the proposed pairs of ``block`` that share enough to be compared, and how much."""
    proposed = read((known.folder / "proposed").glob(f"block={block}/*.parquet"))
    rows: list[tuple[int, int, float]] = []
    if proposed:
        here = _Block(block, known)
        other = proposed["b"] // known.size
        for number in np.unique(other).tolist():
            there = here if number == block else _Block(number, known)
            some = other == number
            rows += _shared(here, there, proposed["a"][some], proposed["b"][some])
    rows.sort()
    a, b, share = (list(column) for column in zip(*rows, strict=True)) if rows else ([], [], [])
    columns = {
        "a": np.array(a, dtype=np.int64),
        "b": np.array(b, dtype=np.int64),
        "share": np.array(share, dtype=np.float64),
    }
    write(known.folder / "shares" / f"{block}.parquet", columns)
    return block


class _Block:
    """The texts of a block as sets of shingles, made when they are asked for."""

    def __init__(self, block: int, known: Known) -> None:
        path = known.folder / "lists" / f"{block}.parquet"
        facts = read([known.folder / "facts" / f"{block}.parquet"])
        self.where = {rank: n for n, rank in enumerate(facts["rank"].tolist())}
        self.words: list[int] = facts["words"].tolist()
        self.alone: list[int] = facts["alone"].tolist()
        self.opening: list[int] = facts["opening"].tolist()
        whole, telling = read_lists(path, "whole"), read_lists(path, "telling")
        self.whole = cache(lambda n: frozenset(whole.of(n)))
        self.telling = cache(lambda n: frozenset(telling.of(n)))


def _shared(
    here: _Block, there: _Block, firsts: NDArray[np.int64], seconds: NDArray[np.int64]
) -> Iterator[tuple[int, int, float]]:
    """Yield the pairs that may be alike, with what ``likeness`` calls their share.

    Whether two titles are the same is not known here; whether they begin alike is.
    """
    for a, b in zip(firsts.tolist(), seconds.tolist(), strict=True):
        i, j = here.where[a], there.where[b]
        if here.words[i] <= there.words[j]:
            own, whole, alone = here.telling(i), there.whole(j), here.alone[i]
        else:
            own, whole, alone = there.telling(j), here.whole(i), there.alone[j]
        share = len(own & whole) / (len(own) + alone or 1)
        one, two = here.opening[i], there.opening[j]
        least = LEAST_OF_NAMESAKES if one == two or not one or not two else LEAST
        if share >= least:
            yield a, b, share


def _held(block: int, known: Known) -> Columns:
    """Return the shared shingles of ``block``, by text and then by hash."""
    held = read((known.folder / "held").glob(f"*/block={block}/*.parquet"))
    if not held:
        names = ("rank", "n", "first", "next")
        return {"hash": np.zeros(0, np.uint64)} | dict.fromkeys(names, np.zeros(0, np.int64))
    order = np.lexsort((held["hash"], held["rank"]))
    return {name: column[order] for name, column in held.items()}


def _write_rarest(
    block: int, known: Known, held: Columns, text: NDArray[np.int64], start: NDArray[np.int64]
) -> None:
    # By hash already: ties of rarity fall to the lower hash.
    order = np.lexsort((held["n"], text))
    few = order[np.arange(len(text)) - start[text[order]] < RAREST]
    write(
        known.folder / "rarest" / f"{block}.parquet",
        {name: held[name][few] for name in ("rank", "hash", "n", "first", "next")},
    )


def _write_bands(block: int, known: Known, ranks: NDArray[np.int64], own: Lists) -> None:
    held = np.flatnonzero(np.diff(own.start))
    bands = bands_of(own.values, own.start)[held]
    columns: dict[str, Sequence[int] | NDArray[np.generic]] = {
        "band": np.tile(np.arange(BANDS, dtype=np.int8), len(held)),
        "hash": bands.reshape(-1),
        "rank": np.repeat(ranks[held], BANDS),
    }
    write(known.folder / "bands" / f"{block}.parquet", columns)
