"""An article is cleaned again only where the survey answers otherwise, and then rightly."""

from dataclasses import replace

import pytest

from book.clean import (
    Case,
    Consulting,
    Options,
    Survey,
    answers,
    clean,
    consult,
    consulting,
    survey,
)
from book.clean.asking import Answer, Sort
from book.diagnostics import Report
from book.engine import Serial, settled
from book.model import Article, Origin

GLUED = "cathédraleLe train part à l’heure, et personne ne court sur le quai ce matin-là."
PROSE = "La gare est pleine de monde, comme chaque lundi, et le train part à l’heure."


def article(name: str, *paragraphs: str) -> Article:
    lines = "".join(
        f'<p data-line="{n * 2}" data-gap="1">{text}</p>'
        for n, text in enumerate(paragraphs, 1)
    )
    return Article(name, name, name, lines, Origin(f"{name}.txt", 1, 2 * len(paragraphs)))


STATION = article("gare", PROSE, GLUED, PROSE)
OTHERS = {
    "nothing": [],
    "the word is known": [article("nef", f"{PROSE} Une cathédrale ? Le train part.")],
    "the whole is a word": [
        article("nef", "La cathédraleLe brille.", "Une cathédraleLe, dit-on.")
    ],
    "other words": [article("mer", "L’eau monte, puis descend, sans que personne ne compte.")],
}


def in_rounds(pile: list[Article], kept: dict[object, object]) -> tuple[Article, list[str]]:
    """Clean the first of ``pile`` as a build does; return what was worked on, too."""
    options = Options(survey(pile))
    worked: list[str] = []

    def look_up(case: Case, way: Consulting, report: Report) -> object:
        if case not in kept:
            worked.append(case.article.id)
            kept[case] = consult(case, way, report)
        return kept[case]

    def again(case: Case, cleaned: object) -> Case | None:
        heard = cleaned.heard  # type: ignore[attr-defined]
        now = answers(options.survey, heard)
        return None if now == heard else replace(case, known=now)

    (made,) = settled(
        Serial(), look_up, [Case(pile[0])], consulting(options), again, lambda _: None
    )
    return made.article, worked  # type: ignore[attr-defined]


@pytest.mark.parametrize("first", OTHERS)
@pytest.mark.parametrize("second", OTHERS)
def test_what_is_kept_from_another_pile_is_what_would_be_made(first: str, second: str) -> None:
    kept: dict[object, object] = {}
    in_rounds([STATION, *OTHERS[first]], kept)
    pile = [STATION, *OTHERS[second]]

    made, _ = in_rounds(pile, kept)

    assert made == clean(STATION, Options(survey(pile)), lambda _: None)
    assert in_rounds(pile, kept) == (made, [])


def test_words_that_nobody_asked_about_change_nothing() -> None:
    kept: dict[object, object] = {}
    in_rounds([STATION], kept)

    _, worked = in_rounds([STATION, *OTHERS["other words"]], kept)

    assert worked == []


def test_a_survey_answers_how_often_a_word_stands() -> None:
    told = survey([STATION])

    assert isinstance(told, Survey)
    assert answers(told, [Answer(Sort.WORD, "train", 0), Answer(Sort.WORD, "mer", 2)]) == (
        Answer(Sort.WORD, "train", 2),
        Answer(Sort.WORD, "mer", 0),
    )
