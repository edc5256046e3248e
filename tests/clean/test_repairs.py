"""See the case files beside this one.

Most give the lines of a dump, ``rich.md`` gives XHTML. What was set aside is listed as
``[line fate] text``.
"""

from dataclasses import replace
from html import escape
from itertools import count

import pytest

from book import xhtml
from book.clean import Options, clean, survey
from book.diagnostics import Diagnostic
from book.model import Article, Origin
from tests.cases import Case, cases

DUMPS = ("captions", "glued", "lists", "paragraphs", "headings", "code")
COMMON = tuple("à belle de des en et il je la le les on pour un une the of".split())


def dumped(text: str) -> str:
    """Return ``text`` as the split pass hands it on: a block for each line."""
    blocks, gap = [], 0
    for number, line in zip(count(1), text.split("\n"), strict=False):
        if not line.strip():
            gap += 1
            continue
        air = f' data-gap="{gap}"' if gap else ""
        blocks.append(f'<p data-line="{number}"{air}>{escape(line, quote=False)}</p>')
        gap = 0
    return "".join(blocks)


def article(body: str, language: str | None = "fr") -> Article:
    return Article("a", "Le bac", "le-bac", body, Origin("a.txt", 1, 99), language=language)


def cleaned(body: str, **settings: tuple[str, ...]) -> tuple[Article, list[Diagnostic]]:
    said: list[Diagnostic] = []
    whole = article(body)
    options = Options(replace(survey([whole]), common=COMMON), **settings)
    return clean(whole, options, said.append), said


def told(done: Article) -> str:
    """Return the blocks of ``done``, one a line, and then what was set aside."""
    blocks = []
    for block in xhtml.fragment(done.body):
        holder = xhtml.make("body")
        holder.append(block)
        blocks.append(xhtml.inner(holder))
    asides = sorted(done.asides, key=lambda aside: aside.line)
    return "\n".join(blocks + [f"[{a.line} {a.fate}] {a.text}" for a in asides])


@pytest.mark.parametrize(
    "case", [case for name in DUMPS for case in cases(f"clean/{name}.md")], ids=str
)
def test_dumps(case: Case) -> None:
    done, said = cleaned(dumped(case.given))

    assert told(done) == case.expected
    assert tuple(f"{d.code} {d.message}" for d in said) == case.said


@pytest.mark.parametrize("case", cases("clean/rich.md"), ids=str)
def test_bodies_of_readers(case: Case) -> None:
    done, said = cleaned(case.given)

    assert told(done) == case.expected
    assert tuple(f"{d.code} {d.message}" for d in said) == case.said


def test_the_author_s_word_beats_the_evidence() -> None:
    body = dumped(
        "Le chemin monte vers la chapelle, que personne n’a jamais vue ouverte.\n\n"
        "porte bleue\n\nPorte verte\n\n"
        "Derrière, un figuier a pris la place du toit, et il donne bien davantage."
    )

    done, said = cleaned(body, captions=("Porte verte",), not_captions=("porte bleue",))

    assert "porte bleue" in done.body
    assert [(a.text, a.reason) for a in done.asides] == [
        ("Porte verte", "a caption, says book.toml")
    ]
    assert said == []
