"""Article to article: named repairs, one a module, in the order they depend on.

A repair is a function ``(body, desk) -> None`` that changes the private tree it is
given. What it takes out it hands to ``desk.aside``, so that every character of the source stays
accounted for; no repair alters a character. The repairs that read the shape of source
lines come first, while each block is one line still; the last ones see the structure
of every article, whatever it was written in.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from book import dates, language, xhtml
from book.clean import (
    blanks,
    captions,
    code,
    dated,
    dateline,
    glued,
    headings,
    links,
    lists,
    paragraphs,
    rules,
    torn,
)
from book.clean.asking import Answer, Asking, answers
from book.clean.lines import Desk, Options
from book.clean.survey import Survey, census, merged, survey
from book.diagnostics import Report
from book.model import Article, Aside

__all__ = [
    "REPAIRS",
    "Case",
    "Cleaned",
    "Consulting",
    "Options",
    "Survey",
    "answers",
    "census",
    "clean",
    "consult",
    "consulting",
    "merged",
    "survey",
]

Repair = Callable[[xhtml.Element, Desk], None]

REPAIRS: tuple[Repair, ...] = (
    blanks.drop_empty,
    dateline.mark,
    code.gather,
    headings.underlined,
    headings.hashed,
    rules.mark,
    glued.cut,
    captions.take,
    torn.join,
    lists.gather,
    headings.find,
    paragraphs.join,
    captions.doubt,
    headings.relevel,
    links.mark,
    blanks.collapse,
)


@dataclass(frozen=True, slots=True)
class Case:
    """An article, and as much of the survey as is known to concern it."""

    article: Article
    known: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Consulting:
    """Options of which the survey's words are not seen: see ``consult``."""

    options: Options = field(metadata={"unseen": True})
    captions: tuple[str, ...]
    not_captions: tuple[str, ...]
    site: tuple[bool, dates.Custom, dated.Habit]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A clean article, and all that the survey was asked on the way, with its answers."""

    article: Article
    heard: tuple[Answer, ...]


def consulting(options: Options) -> Consulting:
    told = options.survey
    site = (told.technical, told.custom, told.dating)
    return Consulting(options, options.captions, options.not_captions, site)


def consult(case: Case, options: Consulting, report: Report) -> Cleaned:
    """Return the article of ``case`` as ``clean`` does.

    It holds for every survey that gives the answers that were ``heard``.
    """
    asking = Asking(options.options.survey)
    article = _repaired(case.article, options.options, asking, report)
    return Cleaned(article, asking.heard)


def clean(article: Article, options: Options, report: Report) -> Article:
    """Return ``article`` repaired, with its language, its date and what was taken out.

    The body holds no ``data-`` attribute any more. Language and date are looked for only
    where the article does not have them.
    """
    return _repaired(article, options, Asking(options.survey), report)


def _repaired(article: Article, options: Options, asking: Asking, report: Report) -> Article:
    body = xhtml.fragment(article.body)
    tongue = article.language or language.detect(f"{article.title}\n{_prose(body)}")
    asides: list[Aside] = []
    desk = Desk(article.origin, tongue, options, asides.append, report, asking)
    for repair in REPAIRS:
        repair(body, desk)
    known = _dated(article, body, desk)
    _forget_lines(body)
    return replace(
        known,
        body=xhtml.inner(body),
        language=tongue,
        asides=(*article.asides, *asides),
    )


def _prose(body: xhtml.Element) -> str:
    return "\n".join(xhtml.text(block) for block in body if block.tag != "pre")


# How sure a reader's date is, where the reader does not say so itself.
_SAID = {"front matter": 1.0}
_METADATA = 0.9


def _dated(article: Article, body: xhtml.Element, desk: Desk) -> Article:
    if article.date is not None:
        sure = article.date_certainty or _SAID.get(article.date_source or "", _METADATA)
        return replace(article, date_certainty=sure)
    found = dateline.read(body, desk)
    if found is None:
        return article
    return replace(
        article,
        date=found.value,
        date_source=f"date line, {found.location}",
        date_certainty=found.certainty,
        authors=article.authors or found.authors,
    )


def _forget_lines(body: xhtml.Element) -> None:
    for element in body.iter():
        for name in [n for n in element.attrib if str(n).startswith("data-")]:
            del element.attrib[name]
