"""The date line: what it says, and what is none."""

from datetime import date

import pytest

from book.clean import Options, clean
from book.clean.dateline import find
from book.model import Person
from tests.clean.test_repairs import article, dumped

TEXT = "\n\nLe fleuve a changé deux fois de lit en un siècle, et la carte une seule fois."


@pytest.mark.parametrize(
    ("language", "line", "day"),
    [
        ("fr", "Par Ida le 9 février 2018", date(2018, 2, 9)),
        ("fr", "Publié dans Récits le 1er août 2020 à 12 h 30", date(2020, 8, 1)),
        ("en", "August 27, 2020", date(2020, 8, 27)),
        ("en", "Posted by Ida Brun on 3rd Sep 2021", date(2021, 9, 3)),
        ("es", "12 de marzo de 2019", date(2019, 3, 12)),
        ("de", "Von Ida am 5. März 2017", date(2017, 3, 5)),
        ("he", "9 בפברואר 2018", date(2018, 2, 9)),
        ("fa", "نوشته‌ی ایدا برون در ۵ فوریه ۲۰۱۸", date(2018, 2, 5)),
        ("ja", "2018年2月9日", date(2018, 2, 9)),
        ("en", "2018-02-09", date(2018, 2, 9)),
        ("fr", "09/02/2018", date(2018, 2, 9)),
        ("en", "25/02/2018", date(2018, 2, 25)),
    ],
)
def test_a_date_line_dates_the_article(language: str, line: str, day: date) -> None:
    done = clean(article(dumped(line + TEXT), language), Options(), print)

    assert done.date == day
    assert done.date_source == "date line, a.txt:1"
    assert done.body.startswith('<p class="dateline">')


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "02/03/2018"),  # which is the month?
        ("fr", "Le 9 février"),
        ("fr", "31 février 2018"),
        ("fr", "Du 3 mai 2018 au 9 mai 2018"),
        ("fr", "Le 9 février 2018, tout a changé."),
        (
            "fr",
            "(Reprise d’un billet écrit pour un journal du pays, et publié le 7 mars 2016.)",
        ),
    ],
)
def test_what_is_not_clearly_a_date_line_dates_nothing(language: str, line: str) -> None:
    done = clean(article(dumped(line + TEXT), language), Options(), print)

    assert done.date is None
    assert "dateline" not in done.body


def test_a_date_in_the_text_is_not_the_article_s() -> None:
    done = clean(article(dumped(f"{TEXT.strip()}\n\n3 mai 2018")), Options(), print)

    assert done.date is None


@pytest.mark.parametrize(
    ("line", "language", "name"),
    [
        ("Par Ida Brun le 9 février 2018", "fr", "Ida Brun"),
        ("By Ida Brun | May 3, 2020", "en", "Ida Brun"),
        ("نوشته‌ی ایدا برون در ۵ فوریه ۲۰۱۸", "fa", "ایدا برون"),
    ],
)
def test_a_byline_names_the_author(line: str, language: str, name: str) -> None:
    done = clean(article(dumped(line + TEXT), language), Options(), print)

    assert done.authors == (Person(name),)


def test_two_dates_are_no_date() -> None:
    assert find("3 mai 2018, revu le 4 mai 2018", "fr") is None
