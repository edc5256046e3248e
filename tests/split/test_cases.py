"""See ``signals.md``, ``options.md`` and ``furniture.md``."""

import pytest

from book.diagnostics import Diagnostic
from book.model import Format, Source
from book.split import Options, Split, split
from tests.cases import Case, cases

NEXT = "--- "


def told(given: str) -> tuple[list[Source], Options]:
    """Read a case: ``--- name`` begins a page; ``title:``, ``not title:``, ``keep:`` decide."""
    pages: dict[str, list[str]] = {}
    titles: list[str] = []
    not_titles: list[str] = []
    keep: list[str] = []
    page = pages.setdefault("page.txt", [])
    for line in given.split("\n"):
        if line.startswith(NEXT):
            page = pages.setdefault(line.removeprefix(NEXT), [])
        elif line.startswith("title: "):
            titles.append(line.removeprefix("title: "))
        elif line.startswith("not title: "):
            not_titles.append(line.removeprefix("not title: "))
        elif line.startswith("keep: "):
            keep.append(line.removeprefix("keep: "))
        else:
            page.append(line)
    named = {name: lines for name, lines in pages.items() if lines}
    sources = [Source(name, Format.TEXT, "\n".join(lines)) for name, lines in named.items()]
    return sources, Options(tuple(titles), tuple(not_titles), tuple(keep))


def shown(found: Split) -> str:
    """Return each article as ``lines title``, and under a boundary its first signal."""
    rows: list[str] = []
    for article in found.articles:
        place = article.origin
        rows.append(f"{place.source} {place.first_line}-{place.last_line} {article.title}")
        rows.append(f"    {article.signals[0]}")
    rows += [f"{aside.fate} {aside.source}:{aside.line} {aside.text}" for aside in found.asides]
    return "\n".join(rows)


def furnished(found: Split) -> str:
    """Return what stands in no article, then each with its lines and what is set aside."""
    rows = [f"{beside.kind} {beside.text}" for beside in found.asides]
    for article in found.articles:
        place = article.origin
        rows.append(f"{place.source} {place.first_line}-{place.last_line} {article.title}")
        rows += [f"    {a.kind} {a.text} ({a.reason})" for a in article.asides]
    return "\n".join(rows)


@pytest.mark.parametrize(
    "case", [*cases("split/signals.md"), *cases("split/options.md")], ids=str
)
def test_split(case: Case) -> None:
    said: list[Diagnostic] = []
    sources, options = told(case.given)

    found = split(sources, options, said.append)

    assert shown(found) == case.expected
    assert tuple(f"{d.code} {d.message}" for d in said) == case.said


@pytest.mark.parametrize("case", cases("split/furniture.md"), ids=str)
def test_furniture(case: Case) -> None:
    said: list[Diagnostic] = []
    sources, options = told(case.given)

    found = split(sources, options, said.append)

    assert furnished(found) == case.expected
    assert tuple(f"{d.code} {d.message}" for d in said if str(d.code) != "B102") == case.said
