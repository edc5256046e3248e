"""What is asked of the survey, and what it answered.

The survey is of the whole pile, so that it changes with every article that does. But a
repair asks only about the words that it doubts. Who knows what was asked, and is told the
same now, knows what the repair would do: nothing is cleaned twice for a word elsewhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from book import dates
from book.clean import dated
from book.clean.survey import Survey

__all__ = ["Answer", "Asking", "Sort", "answers"]


class Sort(StrEnum):
    WORD = "word"
    OPENER = "opener"
    LABEL = "label"
    COMMON = "common"


@dataclass(frozen=True, slots=True)
class Answer:
    """How often the survey has ``word``: not at all, once, or more often (2)."""

    sort: Sort
    word: str
    count: int


class Asking:
    """A survey as the repairs of one article see it; ``heard`` are its answers so far."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._heard: dict[tuple[Sort, str], int] = {}

    @property
    def technical(self) -> bool:
        return self._survey.technical

    @property
    def custom(self) -> dates.Custom:
        return self._survey.custom

    @property
    def dating(self) -> dated.Habit:
        return self._survey.dating

    @property
    def heard(self) -> tuple[Answer, ...]:
        return tuple(Answer(*question, count) for question, count in self._heard.items())

    def knows(self, word: str) -> bool:
        return self.count(word) > 0

    def count(self, word: str) -> int:
        """Return on how many distinct lines ``word`` stands: 2 is more than one."""
        return self._ask(Sort.WORD, word.casefold())

    def opens(self, word: str) -> bool:
        """Return whether ``word`` opens a sentence somewhere."""
        return self._ask(Sort.OPENER, word.casefold()) > 0

    def recurs(self, text: str) -> bool:
        """Return whether the line ``text`` stands between other lines elsewhere."""
        return self._ask(Sort.LABEL, text.casefold()) > 0

    def is_common(self, word: str) -> bool:
        """Return whether ``word`` stands in every other sentence."""
        return self._ask(Sort.COMMON, word) > 0

    def _ask(self, sort: Sort, word: str) -> int:
        question = (sort, word)
        if question not in self._heard:
            self._heard[question] = _answer(self._survey, sort, word)
        return self._heard[question]


def answers(survey: Survey, heard: Iterable[Answer]) -> tuple[Answer, ...]:
    """Return what ``survey`` answers to the questions of ``heard``."""
    return tuple(Answer(a.sort, a.word, _answer(survey, a.sort, a.word)) for a in heard)


def _answer(survey: Survey, sort: Sort, word: str) -> int:
    if sort is Sort.WORD:
        return min(survey.words.get(word, 0), 2)
    if sort is Sort.OPENER:
        return int(word in survey.openers)
    if sort is Sort.LABEL:
        return int(word in map(str.casefold, survey.labels))
    return int(word in survey.common)
