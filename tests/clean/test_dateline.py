"""The date line: what it says, and what is none."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.clean import Options, clean, survey
from book.clean.dateline import find
from book.dates import custom, the_one
from book.dates.calendars import solar_hijri
from book.model import Person
from tests.cases import Case, cases
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


@pytest.mark.parametrize("case", cases("clean/dates.md"), ids=str)
def test_dates_in_every_language(case: Case) -> None:
    rows = [line.split(" | ") for line in case.given.split("\n")]
    found = [find(line, language) for language, line in rows]

    assert [str(dated.value) if dated else "none" for dated in found] == case.expected.split(
        "\n"
    )


@given(st.dates(date(1925, 3, 21), date(2088, 3, 19)))
def test_the_iranian_calendar_has_each_day_once(day: date) -> None:
    year = day.year - 621
    found = [
        (year - back, month, n)
        for back in (0, 1)
        for month in range(1, 13)
        for n in range(1, 32)
        if solar_hijri(year - back, month, n) == day
    ]

    assert len(found) == 1


def test_an_iranian_year_begins_at_the_equinox() -> None:
    firsts = {1354: 21, 1375: 20, 1394: 21, 1395: 20, 1396: 21, 1399: 20, 1400: 21, 1404: 21}

    assert {year: solar_hijri(year, 1, 1).day for year in firsts} == firsts  # type: ignore[union-attr]


def test_other_dates_of_the_site_tell_the_order_of_figures() -> None:
    american = custom(["Posted 4/13/2015", "5/28/2015", "3/4/2015"])
    european = custom(["13/4/2015", "28/5/2015"])
    unsaid = custom(["13/4/2015", "5/28/2015"])

    assert the_one("3/4/2015", "en", american).value == date(2015, 3, 4)  # type: ignore[union-attr]
    assert the_one("3/4/2015", "en", european).value == date(2015, 4, 3)  # type: ignore[union-attr]
    assert the_one("3/4/2015", "en", unsaid) is None
    assert the_one("3.4.2015", "en", american) is None


def test_the_survey_lets_a_site_tell_its_custom() -> None:
    pile = [article(dumped(f"{day}{TEXT}"), "en") for day in ("4/13/2015", "5/28/2015")]
    done = clean(article(dumped(f"3/4/2015{TEXT}"), "en"), Options(survey(pile)), print)

    assert done.date == date(2015, 3, 4)


@pytest.mark.parametrize(
    ("language", "line", "day"),
    [
        ("fr", "Publié le 3 mars 2016 par Ida Brun", date(2016, 3, 3)),
        ("en", "Posted by Ida on March 3, 2016", date(2016, 3, 3)),
        ("fr", "Mis à jour le 3 mars 2016", None),
        ("fr", "3 mars 2016", None),
        ("fr", "Jean, 3 mars 2016", None),
    ],
)
def test_a_date_at_the_foot_must_say_that_it_is_of_the_publication(
    language: str, line: str, day: date | None
) -> None:
    done = clean(article(dumped(f"{TEXT.strip()}\n\n{line}"), language), Options(), print)

    assert done.date == day
    assert done.date_certainty == (None if day is None else 0.75)


def test_dates_of_comments_are_not_the_article_s() -> None:
    comments = "Publié le 3 mars 2016 par Jo\n\nMerci.\n\nPublié le 4 mars 2016 par Al\n\nOui."
    done = clean(article(dumped(f"{TEXT.strip()}\n\n{comments}")), Options(), print)

    assert done.date is None


def test_where_articles_end_with_their_date_it_need_not_say_so() -> None:
    pile = [article(dumped(f"{TEXT.strip()}\n\n{day} mars 2016")) for day in range(1, 9)]
    done = clean(pile[0], Options(survey(pile)), print)

    assert (done.date, done.date_certainty) == (date(2016, 3, 1), 0.75)


def test_where_hardly_an_article_has_one_a_date_must_say_what_it_is() -> None:
    pile = [article(dumped(TEXT.strip())) for _ in range(30)]
    told = Options(survey([*pile, article(dumped(f"3 mars 2016{TEXT}"))]))

    assert clean(article(dumped(f"3 mars 2016{TEXT}")), told, print).date is None
    assert clean(article(dumped(f"Publié le 3 mars 2016{TEXT}")), told, print).date


def test_the_day_of_a_change_counts_for_little() -> None:
    both = clean(
        article(dumped(f"Publié le 3 mai 2018, mis à jour le 4 mai 2019{TEXT}")),
        Options(),
        print,
    )
    only = clean(article(dumped(f"Mis à jour le 4 mai 2019{TEXT}")), Options(), print)

    assert (both.date, both.date_certainty) == (date(2018, 5, 3), 0.95)
    assert (only.date, only.date_certainty) == (date(2019, 5, 4), 0.5)


def test_what_a_reader_knows_is_surer_than_a_line() -> None:
    read = replace(article(dumped(f"3 mars 2016{TEXT}")), date=date(2015, 1, 2))
    front = clean(replace(read, date_source="front matter"), Options(), print)
    page = clean(replace(read, date_source="page metadata"), Options(), print)

    assert (front.date, front.date_certainty) == (date(2015, 1, 2), 1.0)
    assert (page.date, page.date_certainty) == (date(2015, 1, 2), 0.9)
