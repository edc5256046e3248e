"""Source lines as blocks, and what a repair is given beside them.

A *line* here is a ``<p data-line="12" data-gap="1">`` directly in the body: what the
split pass makes of one line of a dump. It holds text only. Blocks of readers that know
the structure of their format carry no ``data-line``, and the repairs of dumps pass
them by.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from book import xhtml
from book.clean.asking import Asking
from book.clean.survey import Survey
from book.diagnostics import Report
from book.model import Aside, Fate, Location, Origin

_SHORT = 60
_MARKED = re.compile(r"[•‣◦▪●·*+–—-]\s")


@dataclass(frozen=True, slots=True)
class Options:
    """``captions`` and ``not_captions`` are texts the author has decided on.

    The author's word beats the evidence. ``survey`` is what the whole pile tells.
    """

    survey: Survey = field(default_factory=Survey)
    captions: tuple[str, ...] = ()
    not_captions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one article is repaired: what is known about it, and where findings go."""

    origin: Origin
    language: str | None
    options: Options
    keep: Callable[[Aside], None]
    report: Report
    survey: Asking

    def at(self, block: xhtml.Element) -> Location:
        return Location(self.origin.source, number(block) or self.origin.first_line)

    def aside(self, block: xhtml.Element, text: str, fate: Fate, reason: str) -> None:
        """Put ``text``, which stood in ``block``, into the account."""
        line = number(block) or self.origin.first_line
        self.keep(Aside(self.origin.source, line, text.strip(), fate, reason))


def lines(body: xhtml.Element) -> list[xhtml.Element]:
    """Return the blocks of ``body`` that are source lines still."""
    return [block for block in body if is_line(block)]


def is_line(block: xhtml.Element | None) -> bool:
    return (
        block is not None
        and block.tag == "p"
        and "data-line" in block.attrib
        and "class" not in block.attrib
    )


def number(block: xhtml.Element) -> int | None:
    """Return the source line ``block`` began on."""
    line = block.get("data-line")
    return None if line is None else int(line)


def gap(block: xhtml.Element) -> int:
    """Return how many blank lines stand above ``block``."""
    return int(block.get("data-gap", "0"))


def bare(block: xhtml.Element | None) -> str:
    """Return the text of ``block`` without the white space around it; of nothing, ''."""
    return "" if block is None else xhtml.text(block).strip()


def above(block: xhtml.Element) -> xhtml.Element | None:
    return block.getprevious()


def below(block: xhtml.Element) -> xhtml.Element | None:
    return block.getnext()


def remove(block: xhtml.Element) -> None:
    """Take ``block`` out; the air above it goes to the next one."""
    after = below(block)
    if after is not None:
        after.set("data-gap", str(max(gap(block), gap(after))))
    parent = block.getparent()
    if parent is not None:
        parent.remove(block)


def replace(old: list[xhtml.Element], new: xhtml.Element) -> None:
    """Put ``new`` in the place of the neighbours ``old``, with the air of the first."""
    first = old[0]
    if gap(first):
        new.set("data-gap", str(gap(first)))
    first.addprevious(new)
    for block in old:
        parent = block.getparent()
        if parent is not None:
            parent.remove(block)


def runs(body: xhtml.Element, most: int = 0) -> Iterator[list[xhtml.Element]]:
    """Yield the runs of neighbouring lines with at most ``most`` blank lines inside."""
    run: list[xhtml.Element] = []
    for block in list(body):
        if run and (not is_line(block) or gap(block) > most):
            yield run
            run = []
        if is_line(block):
            run.append(block)
    if run:
        yield run


def prose(body: xhtml.Element) -> bool:
    """Say whether ``body`` is made of paragraphs, lists aside, rather than of short lines."""
    texts = [bare(block) for block in lines(body)]
    lengths = [len(text) for text in texts if not _MARKED.match(text)]
    return sum(length >= _SHORT for length in lengths) * 2 >= len(lengths)
