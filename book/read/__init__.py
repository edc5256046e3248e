"""Sources that hold one article each: which reader knows which format.

Text dumps are not here: they hold many articles, and ``book.split`` cuts them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from book import language
from book.diagnostics import Report
from book.model import Article, Format, Source
from book.read import html, markdown

__all__ = ["READERS", "Options", "read"]


@dataclass(frozen=True, slots=True)
class Options:
    """Nothing is to be chosen yet."""


READERS: Mapping[Format, Callable[[Source, Report], Article]] = {
    Format.HTML: html.read,
    Format.MARKDOWN: markdown.read,
}


def read(source: Source, options: Options, report: Report) -> tuple[Article, ...]:
    """Return the articles of a source that is not a text dump.

    Raises ``BookError`` where the source holds no article, or would choke a parser,
    and ``KeyError`` for a format that has no reader (a text dump: our own mistake).
    """
    language.prepare()  # whoever cleans the article will ask for its language
    return (READERS[source.format](source, report),)
