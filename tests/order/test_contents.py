"""See ``contents.md``."""

import pytest

from book.diagnostics import BookError, Diagnostic
from book.model import Article, Duplicate, DuplicateKind, Origin, Part
from book.order import Options, order
from tests.cases import Case, cases


def article(slug: str, duplicate: Duplicate | None = None) -> Article:
    origin = Origin("sea.txt", 1, 9, 1)
    return Article(slug, slug.capitalize(), slug, "<p/>", origin, duplicate=duplicate)


ARTICLES = (
    article("tides"),
    article("salt"),
    article("gulls"),
    article("tides-again", Duplicate("tides", DuplicateKind.EXACT, 1.0)),
)


def shown(parts: tuple[Part, ...]) -> str:
    lines: list[str] = []
    for part in parts:
        matter = "" if part.matter == "body" else f" {part.matter}"
        lines.append((part.title or "-") + matter)
        for chapter in part.chapters:
            slugs = ", ".join(found.slug for found in chapter.articles)
            several = f" ({slugs})" if len(chapter.articles) > 1 else ""
            lines.append(f"  {chapter.title}{several}")
    return "\n".join(lines)


@pytest.mark.parametrize("case", cases("order/contents.md"), ids=str)
def test_contents(case: Case) -> None:
    said: list[Diagnostic] = []
    try:
        parts = order(ARTICLES, Options(contents=case.given), said.append)
    except BookError as error:
        parts = ()
        said.append(error.diagnostic)

    assert shown(parts) == case.expected
    assert tuple(f"{d.code} {d.location.line or 1} {d.message}" for d in said) == case.said


def test_a_misspelt_short_name_gets_a_suggestion() -> None:
    said: list[Diagnostic] = []
    order(ARTICLES, Options(contents="- [S](a/slat.md)\n- [T](a/tides.md)"), said.append)

    assert said[0].hint == "did you mean “salt”? see the short names with: florilege outline"
