"""Texts that nobody would write, and that arrive all the same: no crash, no loss, no wait."""

import time
from collections import Counter
from itertools import cycle, islice

import pytest

from book import xhtml
from book.diagnostics import Diagnostic
from book.model import Format, Source
from book.split import Options, Split, split

SENTENCES = (
    "The ferry leaves when the miller's dog is aboard, and not a minute before.",
    "Nobody remembers who painted the third boat green; it has been so since the flood.",
    "Le passeur compte les marches à voix basse, et recommence quand il se trompe.",
    "Der Fluss trägt im Frühjahr Holz, im Herbst Laub und im Winter gar nichts.",
    "A rope that was wet for a year is dry in a day, says the man who sells it.",
)
WORDS = "harbour rope salt bell lantern ferry oar tide gull net mast hull anchor".split()


def prose(count: int, start: int = 0) -> str:
    """Return a paragraph of ``count`` sentences."""
    return " ".join(islice(cycle(SENTENCES), start % 5, start % 5 + count))


def splitted(*texts: str) -> tuple[Split, list[Diagnostic]]:
    said: list[Diagnostic] = []
    sources = [Source(f"{n}.txt", Format.TEXT, text) for n, text in enumerate(texts)]
    return split(sources, Options(), said.append), said


def ink(found: Split) -> Counter[str]:
    """Return what stands in the articles and beside them, counted."""
    total: Counter[str] = Counter()
    for article in found.articles:
        title = article.title if article.origin.title_line else ""
        total += written(title + xhtml.text(xhtml.fragment(article.body)))
        total += written("".join(aside.text for aside in article.asides))
    return total + written("".join(aside.text for aside in found.asides))


def written(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


ODD = {
    "one line": "Nets",
    "one letter": "a",
    "a mark": "…",
    "NULs": "Nets\n\0\0\n\nThe net \0 is wet.\n\0",
    "only NULs": "\0\n\0\0",
    "only dates": "\n".join(f"{n} May 2019" for n in range(1, 29)),
    "only years": "\n\n".join(str(n) for n in range(1980, 2020)),
    "right-to-left marks": "\u200f\n\u200fרשת\u200f\n\u202e\n\u200eהרשת רטובה.\u200f\n\u200f",
    "titles of emoji": "🐟\n\nThe net is wet.\n\n\n🐟🐟\n\nIt is dry.\n\n\n🐟 ⚓\n\nNo net.",
    "carriage returns": "Nets\r\rThe net\r\n\r\n\rBoats\r\n\rThe boat\r",
    "form feeds": "Nets\f\n\v\nThe net is wet.\x1c\x1d\n\x85\nBoats\u2028\u2029The boat.",
    "lone surrogates": "Nets \ud800\n\nThe net \udfff is wet.",
    "combining marks": "\u0301\u0301\n\nThe net is we\u0301t.\n\u0301",
    "a line of spaces around one mark": f"{' ' * 5000}.{' ' * 5000}",
    "only share lines": "\n".join(["Share this", "Tweet", "Facebook", "Imprimer"] * 20),
    "only a menu": "Home\nAbout\nArchives\nContact",
    "only comments": "3 comments\nAnn says:\n3 May 2019\nYes.\nBob says:\n3 May 2019\nNo.",
    "only marks": "\n".join(["***", "---", "• •", "…"] * 30),
    "only numbers": "\n".join(str(n) for n in range(200)),
    "digits of all scripts": "٣ مايو ٢٠١٩\n๓ พฤษภาคม ๒๕๖๒\n二〇一九年五月三日\n²⁰¹⁹ ⅷ ③",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_an_odd_text_is_split_without_loss(text: str) -> None:
    found, _ = splitted(text)
    twice, _ = splitted(text, text)

    assert ink(found) == written(text)
    assert ink(twice) == written(text + text)


@pytest.mark.parametrize("text", ["", "\n\n", " \t\n\u00a0\n\u3000\n", "\r\n\r"])
def test_a_blank_text_makes_no_article_and_is_said(text: str) -> None:
    found, said = splitted(text, "Nets\n\nThe net is wet.")

    assert [article.title for article in found.articles] == ["Nets"]
    assert [str(d.code) for d in said] == ["B103", "B102"]


def test_pages_that_are_all_the_same_are_the_same_articles() -> None:
    page = "\n\n\n\n".join(f"The {word}\n\n{prose(6, n)}" for n, word in enumerate(WORDS[:4]))

    found, _ = splitted(*[page] * 6)

    by_page = Counter(article.origin.source for article in found.articles)
    assert len(by_page) == 6
    assert len(set(by_page.values())) == 1
    assert ink(found) == written(page * 6)


def test_two_pages_that_differ_in_one_line_keep_it() -> None:
    page = "\n\n\n\n".join(
        f"The {word}\n{n} May 2019\n\n{prose(6, n)}"
        for n, word in enumerate(WORDS[:4], start=1)
    )
    other = page.replace("The salt", "The salt, once more")

    found, _ = splitted(page, other)

    titles = [article.title for article in found.articles]
    assert titles == [
        *("The harbour", "The rope", "The salt", "The bell"),
        *("The harbour", "The rope", "The salt, once more", "The bell"),
    ]
    assert ink(found) == written(page + other)


def test_thirty_files_of_one_article_each_are_thirty_articles() -> None:
    pages = [
        f"The {WORDS[n % 13]} of the {WORDS[n // 3]}\n\n"
        + "\n\n".join(
            f"{prose(3, n + k)} It was the {WORDS[(n + k) % 13]} that did it, in the year {n}."
            for k in range(6)
        )
        for n in range(30)
    ]

    found, _ = splitted(*pages)

    assert [article.origin.source for article in found.articles] == [
        f"{n}.txt" for n in range(30)
    ]


@pytest.mark.parametrize("head", ["Of the {} and the {}:", "Of the {} and the {}"])
def test_a_very_long_article_in_sections_stays_one(head: str) -> None:
    sections = (
        head.format(WORDS[n % 13], WORDS[n // 5 % 13])
        + "\n\n"
        + "\n\n".join(prose(4, n + k) for k in range(8))
        + f"\n\n• a {WORDS[n % 13]}\n• a {WORDS[n // 3 % 13]}"
        for n in range(120)
    )
    text = "How a harbour works\n\n" + "\n\n".join(sections)

    found, _ = splitted(text)

    assert len(text) > 280_000
    assert [article.title for article in found.articles] == ["How a harbour works"]


def test_a_line_of_a_million_characters_takes_no_time() -> None:
    text = "Nets\n\n" + "net " * 250_000 + "\n\nBoats\n\n" + "b" * 1_000_000

    found, seconds = timed(text)

    assert ink(found) == written(text)
    assert seconds < 10


def test_a_page_of_a_hundred_thousand_short_lines_takes_little_time() -> None:
    text = "\n".join(f"The {WORDS[n % 13]} {WORDS[n // 7 % 13]}" for n in range(100_000))

    found, seconds = timed(text)

    assert sum(len(article.body) for article in found.articles) > len(text)
    assert seconds < 10


@pytest.mark.parametrize("line", ["Comments", "3 comments\nAnn says:", "Share this", "Home"])
def test_a_page_of_nothing_but_furniture_takes_little_time(line: str) -> None:
    text = "Nets\n\nThe net is wet.\n" + f"{line}\n" * 10_000

    found, seconds = timed(text)

    assert ink(found) == written(text)
    assert seconds < 10


def test_a_page_of_five_thousand_titles_takes_little_time() -> None:
    text = "\n\n".join(f"The {WORDS[n % 13]} of {n}\n\n{prose(1, n)}" for n in range(5_000))

    found, seconds = timed(text)

    assert ink(found) == written(text)
    assert seconds < 10


def timed(text: str) -> tuple[Split, float]:
    begun = time.process_time()
    found, _ = splitted(text)
    return found, time.process_time() - begun
