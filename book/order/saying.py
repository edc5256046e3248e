"""What is known of an article’s date, put into words."""

from dataclasses import replace
from datetime import date

from book.model import Article
from book.order.clues import NAMED
from book.order.timeline import Placed

# How sure a stretch of time between two neighbours is, and a date that pages contradict.
BETWEEN = 0.9
CONTRADICTED = 0.2


def told(article: Article, placed: Placed) -> Article:
    """Return ``article`` with its date, where this was found, and how sure it is.

    Without a date, ``date_source`` tells between which days it stands, if that is known.
    """
    if placed.refused is not None:
        if placed.refused.day != article.date:
            return article
        source = f"{article.date_source or 'unsaid'}; the pages put it {stretch(placed)}"
        return replace(article, date_source=source, date_certainty=CONTRADICTED)
    if placed.believed is not None:
        known = placed.believed
        if known.day is not None:
            return replace(
                article,
                date=known.day,
                date_source=known.source,
                date_certainty=round(known.certainty, 2),
            )
        source = f"{between(known.first, known.last)} ({known.source})"
        return replace(article, date_source=source, date_certainty=round(known.certainty, 2))
    if placed.named is not None:
        source = (
            f"{between(placed.named, placed.before)}, as its text names {placed.named:%Y-%m}"
        )
        return replace(article, date_source=source, date_certainty=NAMED)
    if placed.after or placed.before:
        source = f"neighbours: {stretch(placed)}"
        return replace(article, date_source=source, date_certainty=BETWEEN)
    return article


def stretch(placed: Placed) -> str:
    """Return between which days a work stands: “between 2014-05-01 and 2014-05-05”."""
    return between(placed.after, placed.before)


def between(first: date | None, last: date | None) -> str:
    if first is None:
        return f"before {last}"
    if last is None:
        return f"after {first}"
    return f"on {first}" if first == last else f"between {first} and {last}"
