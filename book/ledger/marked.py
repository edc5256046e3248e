"""The account of a file with markup: its words, and characters in bulk."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from html.parser import HTMLParser

from book import xhtml
from book.diagnostics import Code, Report, Severity
from book.ledger.rows import Row, ink, made, row, why
from book.model import Article, Aside, Fate, Format, Source

INVENTED = Code(
    "L104",
    Severity.WARNING,
    "“{title}” has words that its file has not: {words}",
    hint="look for them in the source: markup may have joined or made them",
    explanation=(
        "The words of an article read from Markdown or HTML are looked up in its file. "
        "Some are not there, so the reading of the format made them up or joined them. "
        "Nothing is lost, but look at the place."
    ),
)

_WORD = re.compile(r"[^\W\d_]{2,}")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_EMPHASIS = re.compile(r"[*_~`\\]")
_SILENT = frozenset({"script", "style", "template", "noscript", "title"})
_FEW = 8


def rows(
    source: Source,
    articles: Sequence[Article],
    asides: Sequence[Aside],
    kept: Mapping[str, Article],
    report: Report,
) -> Iterator[Row]:
    """Yield the rows of ``source``: what stands in an article, what was set aside, the rest.

    Each takes its characters from what the ones before it have left.
    """
    left, last = ink(source.text), len(source.lines)
    if not articles and not asides:
        # Its reader refused it, and has said why: see ``book.read.read``.
        yield Row(source.name, 1, last, Fate.UNPLACED, None, None, "was not read", left.total())
        return
    for article in articles:
        found = made(article) & left
        left = left - found
        first, end = article.origin.first_line, article.origin.last_line
        place = (source.name, max(1, first), min(max(1, end), last))
        yield row(place, article, kept, found.total())
        _look_up(article, source, report)
    slug = articles[0].slug if len(articles) == 1 else None
    for aside in asides:
        found = ink(aside.text) & left
        left = left - found
        line = min(max(1, aside.line), last)
        yield Row(source.name, line, line, aside.fate, slug, None, why(aside), found.total())
    if source.format is Format.HTML:
        outside = _outside(source, articles, asides) & left
        left = left - outside
        beside = "text outside the article"
        yield Row(source.name, 1, last, Fate.BOILERPLATE, None, None, beside, outside.total())
    yield Row(source.name, 1, last, Fate.MARKUP, slug, None, "markup", left.total())


def _outside(
    source: Source, articles: Sequence[Article], asides: Sequence[Aside]
) -> Counter[str]:
    """Count the text of a page that stands in no article and was not set aside."""
    taken = sum(map(made, articles), Counter[str]())
    taken += sum((ink(aside.text) for aside in asides), Counter[str]())
    return ink(_text(source.text, "")) - taken


def _look_up(article: Article, source: Source, report: Report) -> None:
    """Report the words of ``article``'s body that ``source`` does not hold."""
    known = {
        word
        for between in (" ", "")
        for text in (_text(source.text, between), unescape(source.text))
        for variant in (text, _EMPHASIS.sub("", text))
        for word in _words(variant)
    }
    strange = [word for word in _words(_prose(article)) if word not in known]
    if strange:
        words = ", ".join(dict.fromkeys(strange[:_FEW]))
        report(INVENTED.at(article.origin.location, title=article.title, words=words))


def _prose(article: Article) -> str:
    """Return the text of the body, a line end at both ends of each block."""
    body = xhtml.fragment(article.body)
    for block in body.iter():
        if block.tag in xhtml.BLOCKS or block.tag == "br":
            block.text = f"\n{block.text or ''}"
            block.tail = f"\n{block.tail or ''}"
    return xhtml.text(body)


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", _UNSEEN.sub("", text)))


def _text(markup: str, between: str) -> str:
    """Return the text of ``markup``, with ``between`` in the place of each tag."""
    collector = _Collector()
    collector.feed(markup)
    collector.close()
    return between.join(collector.pieces)


class _Collector(HTMLParser):
    """Collect what a browser would show."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self._silent += tag in _SILENT

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(data)
