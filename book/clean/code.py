"""Runs of lines that are program text become one ``pre``.

A dump has lost the marks of code; its shape remains. A *stanza* is a run of lines
without a blank one inside. It is code when most of its lines have the look of code and
none reads like a paragraph. A stanza that leaves a brace open takes the next ones with
it until the brace is closed.
"""

from itertools import pairwise
from textwrap import dedent

from book import xhtml
from book.clean import lines
from book.clean.lines import Desk
from book.clean.program import is_code, reads

_FARTHEST = 80


def gather(body: xhtml.Element, desk: Desk) -> None:
    """Put each run of code in one ``pre``, its lines and blank lines kept."""
    stanzas = list(lines.runs(body))
    taken = 0
    while taken < len(stanzas):
        block, count = _block(stanzas[taken:])
        if count:
            lines.replace(block, _pre(block))
        taken += max(1, count)


def _block(stanzas: list[list[xhtml.Element]]) -> tuple[list[xhtml.Element], int]:
    """Return the lines of the code at the head of ``stanzas``, and how many it takes."""
    first = stanzas[0]
    if not is_code([xhtml.text(line) for line in first]):
        return [], 0
    block, count = list(first), 1
    for before, stanza in pairwise(stanzas):
        if before[-1].getnext() is not stanza[0] or len(block) > _FARTHEST:
            break
        texts = [xhtml.text(line) for line in stanza]
        inside = _open(block) and not any(map(reads, texts))
        if not inside and not (is_code(texts) and lines.gap(stanza[0]) == 1):
            break
        block += stanza
        count += 1
    return block, count


def _open(block: list[xhtml.Element]) -> bool:
    text = "\n".join(map(xhtml.text, block))
    return any(text.count(a) > text.count(b) for a, b in ("{}", "[]"))


def _pre(block: list[xhtml.Element]) -> xhtml.Element:
    rows = [xhtml.text(block[0]).rstrip()]
    for line in block[1:]:
        rows += [""] * lines.gap(line)
        rows.append(xhtml.text(line).rstrip())
    pre = xhtml.make("pre")
    pre.append(xhtml.make("code", dedent("\n".join(rows))))
    return pre
