"""The two real dumps: every article, exactly; see the truth beside them."""

import json
from pathlib import Path

from book.diagnostics import Diagnostic
from book.model import Format, Source
from book.split import Options, Split, split
from tests.shared import SEEDS, SHARED, needs_shared


def seeds() -> list[Source]:
    return [Source(path.name, Format.TEXT, path.read_text(encoding="utf-8")) for path in SEEDS]


def splitted(sources: list[Source]) -> tuple[Split, list[Diagnostic]]:
    said: list[Diagnostic] = []
    return split(sources, Options(), said.append), said


@needs_shared
def test_the_seventeen_instances_are_found_exactly() -> None:
    found, said = splitted(seeds())

    gold = json.loads((SHARED / "corpus/sets/seeds/gold.json").read_text(encoding="utf-8"))
    truth = [
        (Path(page["file"]).name, a["start_line"], a["title_line"], a["last_line"], a["title"])
        for page in gold["pages"]
        for a in page["articles"]
    ]
    assert len(truth) == 17
    assert [
        (
            article.origin.source,
            article.origin.first_line,
            article.origin.title_line,
            article.origin.last_line,
            article.title,
        )
        for article in found.articles
    ] == truth
    assert said == []


@needs_shared
def test_the_overlap_of_the_two_pages_is_said_as_the_proof() -> None:
    found, _ = splitted(seeds())

    proved = [a for a in found.articles if "where the same article goes on" in a.signals[0]]
    assert [article.origin.title_line for article in proved] == [283]
    assert all(article.confidence > 0.99 for article in proved)


@needs_shared
def test_the_order_of_the_pages_does_not_matter() -> None:
    forwards, _ = splitted(seeds())
    backwards, _ = splitted(seeds()[::-1])

    assert {a.origin for a in forwards.articles} == {a.origin for a in backwards.articles}
