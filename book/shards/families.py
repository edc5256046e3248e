"""The work on a batch: whole families of articles, compared and decided by ``dedupe``.

A family, with all that was proposed for it, lies in one batch, whatever its size: the
largest is what one process must hold.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from book.dedupe import Options, decided
from book.dedupe.compare import likeness
from book.dedupe.groups import Forest
from book.dedupe.pairs import Pair, copied
from book.dedupe.words import Pile, pile_of
from book.diagnostics import Report
from book.shards.files import Columns, get_articles, read, write


@dataclass(frozen=True, slots=True)
class Chosen:
    """Where the files are, and the author's word."""

    folder: Path
    options: Options


def heads(batch: int, folder: Path, report: Report) -> int:
    """Write which of the articles of ``batch``, all with copies, are compared further."""
    places, articles = get_articles((folder / "copies").glob(f"batch={batch}/*.parquet"))
    pile = pile_of(articles)
    _, own = copied(pile)
    columns = {"place": np.array([places[pile.texts[n].place] for n in own], dtype=np.int64)}
    write(folder / "own" / f"{batch}.parquet", columns)
    return batch


def batches(edges: Columns, size: int) -> Columns:
    """Return of each place on ``edges`` its batch: whole families, ``size`` places or so."""
    forest = Forest()
    for a, b in zip(edges["a"].tolist(), edges["b"].tolist(), strict=True):
        forest.join(a, b)
    places: list[int] = []
    numbers: list[int] = []
    batch = held = 0
    for family in forest.groups():
        if held and held + len(family) > size:
            batch, held = batch + 1, 0
        held += len(family)
        places += family
        numbers += [batch] * len(family)
    return {
        "place": np.array(places, dtype=np.int64),
        "batch": np.array(numbers, dtype=np.int64),
    }


def decide(batch: int, chosen: Chosen, report: Report) -> int:
    """Write which articles of ``batch`` are left out, and say so."""
    folder = chosen.folder
    places, articles = get_articles((folder / "families").glob(f"batch={batch}/*.parquet"))
    pile = pile_of(articles)
    pairs, _ = copied(pile)
    pairs += _alike(pile, places, read((folder / "pairs").glob(f"batch={batch}/*.parquet")))
    left = [
        (places[text.place], article.duplicate)
        for text, article in decided(pile, pairs, chosen.options, report)
        if article.duplicate is not None
    ]
    columns = {
        "place": np.array([place for place, _ in left], dtype=np.int64),
        "of": np.array([twin.of for _, twin in left], dtype=str),
        "kind": np.array([twin.kind.value for _, twin in left], dtype=str),
        "similarity": np.array([twin.similarity for _, twin in left], dtype=np.float64),
        "own": np.array([twin.own for _, twin in left], dtype=np.int64),
    }
    write(folder / "decisions" / f"{batch}.parquet", columns)
    return batch


def _alike(pile: Pile, places: list[int], proposed: Columns) -> list[Pair]:
    """Return the proposed pairs that are alike, by their places in ``pile``."""
    if not proposed:
        return []
    rank = {places[text.place]: n for n, text in enumerate(pile.texts)}
    rows = sorted(
        (*sorted((rank[a], rank[b])), share)
        for a, b, share in zip(
            *(proposed[name].tolist() for name in ("a", "b", "share")), strict=True
        )
    )
    pairs: list[Pair] = []
    for i, j, share in rows:
        a, b = pile.texts[i], pile.texts[j]
        like = None if a.digest == b.digest else likeness(a, b, share, pile)
        if like is not None:
            pairs.append(Pair(i, j, like))
    return pairs
