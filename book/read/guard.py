"""Refuse what would choke a parser, before a parser sees it.

Parsers of Markdown and HTML take time that grows with the square of a run of
brackets, and recurse once for every level of nesting. No writer nests fifty
quotations; who does wants to break something, or has a broken file.
"""

import re

from book.diagnostics import BookError, Code, Severity
from book.model import Location, Source

LONGEST_RUN = 1000
DEEPEST_QUOTE = 50
DEEPEST_ELEMENT = 120

RUN = Code(
    "R101",
    Severity.ERROR,
    "{count} times “{mark}” close together: this is not read",
    hint="remove or shorten this passage; it looks like a broken copy",
    explanation="A very long row of the same mark ([, ![, <, * …) makes a parser of Markdown "
    "work for minutes. No text needs it. The file is left out of the book until the passage "
    "is gone.",
    local=True,
)

DEPTH = Code(
    "R102",
    Severity.ERROR,
    "nested {depth} levels deep: this is not read",
    hint="flatten the quotations, lists or elements around here; {cap} levels are allowed",
    explanation="Quotations, lists or HTML elements stand one inside the other so deep that "
    "parsers and typesetters give up. A page of print shows four levels at most. The file is "
    "left out of the book until it is flatter.",
    local=True,
)

# Elements that never close, or that HTML closes by itself.
_OPEN_ENDED = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd td th tr "
    "option thead tbody tfoot colgroup html head body rt rp".split()
)


def _again(mark: str, between: str) -> re.Pattern[str]:
    return re.compile(rf"{mark}(?:{between}{{0,4}}{mark}){{{LONGEST_RUN},}}")


# The same mark again and again, with a few characters in between. Lists may begin a
# thousand lines with a star, and tables close as many elements as they open.
_RUNS = {
    "[": _again(r"\[", r"[^\[]"),
    "<": _again("<", "[^<>]"),
    **{mark: _again(re.escape(mark), rf"[^\n{re.escape(mark)}]") for mark in "*_`~^&{$("},
    "\\": _again(r"\\", r"[^\n\\]"),
}


def marks(source: Source) -> None:
    """Raise ``BookError`` where a mark of Markdown is repeated beyond reason."""
    for mark, run in _RUNS.items():
        found = run.search(source.text) if source.text.count(mark) > LONGEST_RUN else None
        if found is not None:
            here = _line(source, found.start())
            raise BookError(RUN.at(here, count=found[0].count(mark), mark=mark))


def quotes(source: Source) -> None:
    """Raise ``BookError`` where quotations or lists are nested beyond reason."""
    for number, line in enumerate(source.lines, start=1):
        lead = re.match(r"[ \t>*+\-\d.)]*", line)
        assert lead is not None  # noqa: S101  every line has an empty lead
        depth = max(lead[0].count(">"), len(re.findall(r"[*+-] |\d[.)] ", lead[0])))
        depth = max(depth, len(lead[0].expandtabs(4).split(">")[0]) // 4 if _item(line) else 0)
        if depth > DEEPEST_QUOTE:
            raise BookError(
                DEPTH.at(Location(source.name, number), depth=depth, cap=DEEPEST_QUOTE)
            )


def elements(source: Source) -> None:
    """Raise ``BookError`` where HTML elements are nested beyond reason."""
    open_: list[str] = []
    for tag in re.finditer(r"<(/?)([A-Za-z][\w:-]*)[^<>]*?(/?)>", source.text):
        name = tag[2].casefold()
        if name in _OPEN_ENDED or tag[3]:
            continue
        if not tag[1]:
            open_.append(name)
        elif name in open_:
            while open_.pop() != name:
                pass
        if len(open_) > DEEPEST_ELEMENT:
            raise BookError(
                DEPTH.at(_line(source, tag.start()), depth=len(open_), cap=DEEPEST_ELEMENT)
            )


def _item(line: str) -> bool:
    return re.match(r"\s*([*+-]|\d+[.)])\s", line) is not None


def _line(source: Source, offset: int) -> Location:
    return Location(source.name, source.text.count("\n", 0, offset) + 1)
