"""The sample book: truth.json agrees with the files, and the compiler with truth.json."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from book import build, config, xhtml
from book.diagnostics import Diagnostic, Severity
from book.engine import Serial
from book.model import Article, DuplicateKind, Fate

BALCON = Path(__file__).parents[1] / "examples" / "balcon"
TRUTH: dict[str, Any] = json.loads((BALCON / "truth.json").read_text(encoding="utf-8"))
DUMPED = [
    pytest.param(dump["file"], article, id=f"{dump['file']}:{article['title_line']}")
    for dump in TRUTH["dumps"]
    for article in dump["articles"]
]
CAPTIONS = [
    pytest.param(dump["file"], caption, id=f"{dump['file']}:{caption['line']}")
    for dump in TRUTH["dumps"]
    for article in dump["articles"]
    for caption in article["captions"]
]


def lines(file: str) -> list[str]:
    return (BALCON / file).read_text(encoding="utf-8").split("\n")


def plain(text: str) -> str:
    """Return ``text`` with one ordinary space for any white space, U+00A0 too."""
    return " ".join(text.split())


# What is said of the files is so.


@pytest.mark.parametrize(("file", "article"), DUMPED)
def test_a_title_stands_on_its_line_with_its_last_space_unbreakable(
    file: str, article: dict[str, Any]
) -> None:
    line = lines(file)[article["title_line"] - 1]
    assert plain(line) == article["title"]
    assert re.search("[ \u00a0](?=[^ \u00a0]*$)", line)[0] == "\u00a0"  # type: ignore[index]


@pytest.mark.parametrize(("file", "article"), DUMPED)
def test_an_article_ends_where_only_blanks_part_it_from_the_next(
    file: str, article: dict[str, Any]
) -> None:
    dump = next(dump for dump in TRUTH["dumps"] if dump["file"] == file)
    text = lines(file)
    heads = [other["title_line"] for other in dump["articles"]]
    end = min((head for head in heads if head > article["title_line"]), default=len(text) + 1)
    assert text[article["last_line"] - 1].strip()
    assert not "".join(text[article["last_line"] : end - 1]).strip()


@pytest.mark.parametrize(("file", "caption"), CAPTIONS)
def test_a_caption_stands_on_its_line(file: str, caption: dict[str, Any]) -> None:
    line = lines(file)[caption["line"] - 1]
    there = {"whole": line, "prefix": line[: len(caption["text"])]}
    assert there.get(caption["where"], line[-len(caption["text"]) :]) == caption["text"]


def test_the_duplicate_is_word_for_word_the_same() -> None:
    (duplicate,) = TRUTH["duplicates"]
    (newer, first), (older, second) = duplicate["instances"]
    tail = [line for line in lines(newer)[first - 1 :] if line]
    assert lines(older)[second - 1] == tail[0]
    assert "\n".join(tail) in "\n".join(line for line in lines(older) if line)


# The compiler finds what is said.


@dataclass(frozen=True)
class Compiled:
    articles: tuple[Article, ...]
    chapters: list[str]
    said: list[Diagnostic]

    def instance(self, file: str, line: int) -> Article:
        """Return the article instance that holds this line."""
        return next(
            article
            for article in self.articles
            if article.origin.source.endswith(file)
            and article.origin.first_line <= line <= article.origin.last_line
        )

    def titled(self, title: str) -> Article:
        return next(a for a in self.articles if plain(a.title) == title)


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    said: list[Diagnostic] = []
    settings = config.load(BALCON, said.append)
    paths = [BALCON / pattern for pattern in settings.sources]
    found = build.gather(paths, settings, Serial(), said.append)
    material = build.refine(found, settings, Serial(), said.append)
    manuscript = build.edit(material, settings, said.append)
    titles = [plain(chapter.title) for chapter in manuscript.book.chapters]
    return Compiled(material.articles, titles, said)


def test_every_article_is_found_and_nothing_else(compiled: Compiled) -> None:
    found = [
        (
            f"dumps/{Path(article.origin.source).name}",
            plain(article.title),
            article.origin.title_line,
            article.origin.last_line,
        )
        for article in compiled.articles
        if article.origin.source.endswith(".txt")
    ]
    assert found == [
        (dump["file"], article["title"], article["title_line"], article["last_line"])
        for dump in TRUTH["dumps"]
        for article in dump["articles"]
    ]


def test_the_overlap_is_left_out_once(compiled: Compiled) -> None:
    (left_out,) = [article for article in compiled.articles if article.duplicate]
    assert plain(left_out.title) == TRUTH["duplicates"][0]["title"]
    assert left_out.duplicate is not None
    assert left_out.duplicate.kind is DuplicateKind.EXACT


def test_the_chapters_stand_in_the_order_of_writing(compiled: Compiled) -> None:
    assert compiled.chapters == TRUTH["chronological"]


@pytest.mark.parametrize(("file", "caption"), CAPTIONS)
def test_a_caption_leaves_the_text_and_stays_in_the_account(
    compiled: Compiled, file: str, caption: dict[str, Any]
) -> None:
    article = compiled.instance(file, caption["line"])
    asides = [aside for aside in article.asides if aside.fate is Fate.CAPTION]
    assert (caption["line"], caption["text"]) in [(a.line, a.text.strip()) for a in asides]


def test_nothing_but_captions_leaves_the_text_of_the_dumps(compiled: Compiled) -> None:
    captions = [
        plain(aside.text)
        for article in compiled.articles
        for aside in article.asides
        if article.origin.source.endswith(".txt") and aside.fate is Fate.CAPTION
    ]
    assert sorted(captions) == sorted(
        caption["text"]
        for dump in TRUTH["dumps"]
        for article in dump["articles"]
        for caption in article["captions"]
    )


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Petit éloge de la ficelle", "au bout d’un cordon de rideau, avec un mot"),
        ("Arroser, ou la canicule au troisième étage", "j’ai vidé deux arrosoirs d’un coup"),
    ],
)
def test_a_torn_paragraph_is_one_again(compiled: Compiled, title: str, words: str) -> None:
    blocks = xhtml.fragment(compiled.titled(title).body)
    assert any(words in plain(xhtml.text(block)) for block in blocks if block.tag == "p")


def test_every_list_of_the_dumps_is_a_list(compiled: Compiled) -> None:
    items = {
        plain(article.title): len(xhtml.fragment(article.body).findall(".//ul/li"))
        for article in compiled.articles
        if article.origin.source.endswith(".txt") and not article.duplicate
    }
    assert {title: count for title, count in items.items() if count} == {
        "Trois mètres carrés, plein ouest": 6,
        "Qui a mangé mon basilic ?": 3,
        "Faut-il parler à ses plantes ?": 2,
        "Arroser, ou la canicule au troisième étage": 4,
        "Mes colocataires les vers": 4,
        "Le merle a déposé plainte": 4,
        "Février, sur catalogue": 5,
    }


def test_the_markdown_article_has_its_figure_and_its_date(compiled: Compiled) -> None:
    (post,) = TRUTH["posts"]
    article = compiled.titled(post["title"])
    body = xhtml.fragment(article.body)
    assert str(article.date) == post["date"]
    assert [image.get("alt", "")[:4] for image in body.iter("img")] == ["Plan"]
    assert "Le chat n'est pas à l'échelle." in plain(xhtml.text(body))


def test_the_compiler_has_nothing_to_warn_of(compiled: Compiled) -> None:
    assert [str(said) for said in compiled.said if said.severity > Severity.NOTE] == []
