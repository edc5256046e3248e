"""Articles compared by way of files, and the same articles compared in memory."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from book.dedupe import Options, dedupe
from book.diagnostics import Diagnostic
from book.engine import Serial
from book.model import Article, Duplicate
from tests.bench.dedupe import KINDS, heap

shards = pytest.importorskip("book.shards")


def by_way_of_files(
    articles: list[Article], options: Options, folder: Path, shard: int = 500
) -> tuple[list[Duplicate | None], list[Diagnostic]]:
    said: list[Diagnostic] = []
    found: list[Duplicate | None] = [None] * len(articles)
    for decision in shards.compare(
        articles, options, Serial(), shards.Space(folder, shard), said.append
    ):
        found[decision.place] = decision.duplicate
    return found, said


def in_memory(
    articles: list[Article], options: Options
) -> tuple[list[Duplicate | None], list[Diagnostic]]:
    said: list[Diagnostic] = []
    found = dedupe(articles, options, said.append)
    return [article.duplicate for article in found], said


@pytest.mark.parametrize("kind", KINDS)
def test_files_lead_to_the_decisions_of_memory(kind: str, tmp_path: Path) -> None:
    articles, _ = heap(kind, 1_500)

    found, said = by_way_of_files(articles, Options(), tmp_path)
    expected, heard = in_memory(articles, Options())

    assert found == expected
    assert sorted(map(str, said)) == sorted(map(str, heard))


def test_the_author_s_word_counts_in_files_too(tmp_path: Path) -> None:
    articles, _ = heap("mixed", 300)
    dated = [
        replace(article, date=date(2020, 1, 1 + n % 28)) for n, article in enumerate(articles)
    ]
    twins = [a for a in dedupe(dated, Options(), lambda _: None) if a.duplicate]
    pairs = tuple((a.slug, a.duplicate.of) for a in twins[:3] if a.duplicate)
    options = Options("newest", (*pairs, ("nobody", "n1")))

    found, said = by_way_of_files(dated, options, tmp_path, shard=64)
    expected, heard = in_memory(dated, options)

    assert found == expected
    assert sorted(map(str, said)) == sorted(map(str, heard))


@pytest.mark.parametrize("size", [0, 1])
def test_few_articles_are_compared_by_way_of_files(size: int, tmp_path: Path) -> None:
    articles = heap("plain", 10)[0][:size]

    assert by_way_of_files(articles, Options(), tmp_path) == ([None] * size, [])
