"""A glued dump → articles.

Text copied from a site comes as pages on which one article follows another, with nothing
to say where. The pass strips the site’s chrome, looks for proofs in what pages share,
learns how this site sets its titles, adds up what speaks for and against each line, and
takes the best set of boundaries. ``division`` tells the story in order.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from book.diagnostics import Report
from book.model import Article, Aside, Doubt, Source

__all__ = ["Options", "Split", "split"]


@dataclass(frozen=True, slots=True)
class Options:
    """Lines that the author says are, or are not, titles. White space does not matter.

    ``keep`` are the kinds of boilerplate that stay in the text: ``navigation``, ``sharing``,
    ``more``, ``comments``, ``notices``.
    """

    titles: tuple[str, ...] = ()
    not_titles: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Split:
    """The articles in source order, what belongs to none, and what could be otherwise."""

    articles: tuple[Article, ...]
    asides: tuple[Aside, ...]
    doubts: tuple[Doubt, ...]


def split(sources: Sequence[Source], options: Options, report: Report) -> Split:
    """Split the text dumps of one site, all at once: each helps to read the others."""
    from book.split import division  # noqa: PLC0415 - numpy, and --help must not pay

    articles, asides, doubts = division.divide(sources, options, report)
    return Split(articles, asides, doubts)
