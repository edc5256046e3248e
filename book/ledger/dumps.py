"""The account of a text dump: line by line, and article by article."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from book.diagnostics import Code, Report, Severity
from book.ledger.rows import Row, ink, made, row, why
from book.model import Article, Aside, Location, Source

UNPLACED = Code(
    "L101",
    Severity.ERROR,
    "“{text}” stands in no article and was not set aside",
    hint="please report this: a line of the source was lost on the way",
    explanation=(
        "Every character of a source must stand in an article or be left out for a reason. "
        "This text has neither, so the book is not built: something the author wrote would "
        "be missing. It is a fault of the compiler, not of the text."
    ),
)
UNEQUAL = Code(
    "L102",
    Severity.ERROR,
    "“{title}” does not add up: {missing} missing, {extra} too many",
    hint="please report this: characters were lost or invented on the way",
    explanation=(
        "The characters of an article's source lines must be those of its title, its body "
        "and what was set aside. Here they differ, so the book is not built. It is a fault "
        "of the compiler, not of the text."
    ),
)
ASTRAY = Code(
    "L103",
    Severity.ERROR,
    "“{text}” was set aside but does not stand on this line",
    hint="please report this: the account names the wrong line",
    explanation=(
        "Something was taken out of the text, and the place it is said to come from does "
        "not hold it, or has given it away already. The account cannot be trusted then, so "
        "the book is not built."
    ),
)

_SHOWN = 60
_FEW = 8


def rows(
    source: Source,
    articles: Sequence[Article],
    asides: Iterable[Aside],
    kept: Mapping[str, Article],
    report: Report,
) -> Iterator[Row]:
    """Yield the rows of each line of ``source``: what was set aside, then what is left."""
    texts = source.lines
    left = [ink(text) for text in texts]
    owners = _owners(articles, len(texts))
    yield from _set_aside(source, left, owners, asides, report)
    for number, (text, rest, owner) in enumerate(zip(texts, left, owners, strict=True), 1):
        if rest and owner is None:
            report(UNPLACED.at(Location(source.name, number), text=shown(text)))
        if rest:
            yield row((source.name, number, number), owner, kept, rest.total())
    for article in articles:
        first, last = article.origin.first_line, article.origin.last_line
        _prove(article, sum(left[first - 1 : last], Counter[str]()), report)


def shown(text: str) -> str:
    """Return ``text`` short enough to be quoted."""
    bare = " ".join(text.split())
    return bare if len(bare) <= _SHOWN else f"{bare[: _SHOWN - 1]}…"


def _set_aside(
    source: Source,
    left: list[Counter[str]],
    owners: Sequence[Article | None],
    asides: Iterable[Aside],
    report: Report,
) -> Iterator[Row]:
    """Take each of ``asides`` off the line it names; report what is not there."""
    for aside in _by_line(asides):
        at, taken = aside.line - 1, ink(aside.text)
        if not 0 <= at < len(left) or taken - left[at]:
            place = Location(source.name, aside.line)
            report(ASTRAY.at(place, text=shown(aside.text)))
            continue
        left[at] = left[at] - taken
        owner = owners[at]
        yield Row(
            source.name,
            aside.line,
            aside.line,
            aside.fate,
            owner.slug if owner else None,
            None,
            why(aside),
            taken.total(),
        )


def _prove(article: Article, held: Counter[str], report: Report) -> None:
    """Compare what the lines of ``article`` hold with what it puts into the book.

    A title without a line of its own is the name of the file, and not in the lines.
    """
    put = made(article)
    if article.origin.title_line is None:
        put -= ink(article.title)
    if held != put:
        lost, extra = _listed(held - put), _listed(put - held)
        place = article.origin.location
        report(UNEQUAL.at(place, title=article.title, missing=lost, extra=extra))


def _owners(articles: Iterable[Article], count: int) -> list[Article | None]:
    """Return for each of ``count`` lines the article it belongs to."""
    owners: list[Article | None] = [None] * count
    for article in articles:
        first, last = article.origin.first_line, article.origin.last_line
        for number in range(max(1, first), min(last, count) + 1):
            owners[number - 1] = article
    return owners


def _by_line(asides: Iterable[Aside]) -> Iterator[Aside]:
    """Yield ``asides`` line by line: one of several lines begins on its own line."""
    for aside in asides:
        for offset, text in enumerate(aside.text.split("\n")):
            if text.strip():
                yield replace(aside, line=aside.line + offset, text=text)


def _listed(counted: Counter[str]) -> str:
    if not counted:
        return "nothing"
    return " ".join(f"{n}×{c}" for c, n in sorted(counted.items())[:_FEW])
