"""The order of the real dumps, end to end: read, split, clean, compare, order."""

import json
import re
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from book import build
from book.config import Config
from book.engine import Serial
from tests.shared import SHARED, needs_shared

SETS = (
    "seeds",
    "en_rust_dated",
    "en_rust_excerpt",
    "fa_mehdix_byline",
    "fr_jamstatic_byline",
    "fr_putain_near",
)


def kendall(places: list[int]) -> float:
    """Return the rank correlation of ``places`` with their own order, from -1 to 1."""
    pairs = list(combinations(places, 2))
    return sum(1 if a < b else -1 for a, b in pairs) / len(pairs)


@needs_shared
@pytest.mark.slow
@pytest.mark.parametrize("name", SETS)
def test_a_site_comes_back_in_its_order_with_its_dates(name: str) -> None:
    folder = SHARED / "corpus" / "sets" / name
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    rank = {re.sub(r"^(\d+):", r"seeds:\1-", n): r for r, n in enumerate(gold["chronological"])}
    doc = {
        (Path(page["file"]).name, truth["title_line"]): truth["doc"]
        for page in gold["pages"]
        for truth in page["articles"]
    }
    config, engine = Config(), Serial()
    paths = [str(folder / page["file"]) for page in gold["pages"]]
    material = build.gather(paths, config, engine, lambda _: None)
    refined = build.refine(material, config, engine, lambda _: None)
    book = build.edit(refined, config, lambda _: None).book
    found = [
        (article, doc[place])
        for article in book.articles
        if (place := (Path(article.origin.source).name, article.origin.title_line)) in doc
    ]

    assert len(found) >= 0.9 * len(rank)
    assert kendall([rank[truth] for _, truth in found]) == 1.0
    dates = gold.get("dates") or {}
    wrong = [
        (article.origin.location, article.date, dates.get(truth))
        for article, truth in found
        if article.date is not None and article.date != date.fromisoformat(dates[truth])
    ]
    assert wrong == []
