"""Article to article: named repairs, one a module, in the order they depend on.

A repair is a function ``(body, desk) -> None`` that changes the private tree it is
given. What it takes out it hands to ``desk.aside``, so that every character of the source stays
accounted for; no repair alters a character. The repairs that read the shape of source
lines come first, while each block is one line still; the last ones see the structure
of every article, whatever it was written in.
"""

from collections.abc import Callable
from dataclasses import replace

from book import language, xhtml
from book.clean import (
    blanks,
    captions,
    code,
    dateline,
    glued,
    headings,
    links,
    lists,
    paragraphs,
    rules,
    torn,
)
from book.clean.lines import Desk, Options
from book.clean.survey import Survey, survey
from book.diagnostics import Report
from book.model import Article, Aside

__all__ = ["REPAIRS", "Options", "Survey", "clean", "survey"]

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


def clean(article: Article, options: Options, report: Report) -> Article:
    """Return ``article`` repaired, with its language, its date and what was taken out.

    The body holds no ``data-`` attribute any more. Language and date are looked for only
    where the article does not have them.
    """
    body = xhtml.fragment(article.body)
    tongue = article.language or language.detect(f"{article.title}\n{_prose(body)}")
    asides: list[Aside] = []
    desk = Desk(article.origin, tongue, options, asides.append, report)
    for repair in REPAIRS:
        repair(body, desk)
    dated = _dated(article, body, desk)
    _forget_lines(body)
    return replace(
        dated,
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
