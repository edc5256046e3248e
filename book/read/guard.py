"""Refuse what would choke a parser, before a parser sees it.

Parsers of Markdown and HTML take time that grows with the square of a run of
brackets, and recurse once for every level of nesting. No writer nests fifty
quotations; who does wants to break something, or has a broken file.
"""

import re
from collections import Counter
from collections.abc import Iterator

from book.diagnostics import BookError, Code, Severity
from book.model import Location, Source

LONGEST = 4_000_000
LONGEST_RUN = 1000
FARTHEST = 3_000_000
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

TANGLED = Code(
    "R108",
    Severity.ERROR,
    "{what}: this is not read",
    hint="close them, part them by blank lines, or put the passage between two lines of ```",
    explanation="A parser of Markdown looks for the end of every bracket, link and definition "
    "to the end of the paragraph. Thousands without an end in one paragraph would take it "
    "minutes. The file is left out of the book until they are closed, or are marked as code.",
    local=True,
)

LONG = Code(
    "R109",
    Severity.ERROR,
    "the file has {count} million characters, and {cap} million is the most for one article",
    hint="split it into several files; save pictures as files of their own",
    explanation="A Markdown or HTML file holds one article. War and Peace has three million "
    "characters. A file beyond that is most often a copy that went wrong, or holds its "
    "pictures as text. The file is left out of the book.",
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


def size(source: Source) -> None:
    """Raise ``BookError`` where a file is too long for an article."""
    if len(source.text) > LONGEST:
        count = f"{len(source.text) / 1e6:.1f}"
        raise BookError(LONG.at(Location(source.name), count=count, cap=LONGEST // 10**6))


def tangles(source: Source) -> None:
    """Raise ``BookError`` where marks without an end would be looked for beyond reason.

    What is added up is how far a parser goes for the end of each mark, in characters.
    """
    far: Counter[str] = Counter()
    for first, paragraph in _paragraphs(source):
        far["brackets without an end"] += _pairs(paragraph, r"\[", r"\]")
        far["links without an end"] += _pairs(paragraph, r"\]\(", r"\)")
        far["“<” without “>”"] += _ahead(paragraph)
        definitions = len(re.findall(r"^ {0,3}: ", paragraph, re.MULTILINE))
        far["definitions without blank lines"] += definitions * len(paragraph) // 25
        what = max(far, key=far.__getitem__)
        if far[what] > FARTHEST:
            here = Location(source.name, first)
            raise BookError(TANGLED.at(here, what=f"thousands of {what}"))
    abbreviations = len(re.findall(r"^ {0,3}\*\[[^\]\n]+\]:", source.text, re.MULTILINE))
    if abbreviations * len(source.text) // 25 > FARTHEST:
        what = f"{abbreviations} abbreviations to look for"
        raise BookError(TANGLED.at(Location(source.name), what=what))


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


def _paragraphs(source: Source) -> Iterator[tuple[int, str]]:
    """Yield the first line and the text of each paragraph that is not fenced code."""
    lines = source.lines
    fence = start = None
    for number, line in enumerate(lines):
        found = re.match(r"\s*(```|~~~)", line)
        if found is None or (fence is not None and found[1] != fence):
            continue
        if fence is None or start is None:
            fence, start = found[1], number
        else:
            lines[start : number + 1] = [""] * (number + 1 - start)
            fence = None
    first = 0
    for number, line in enumerate([*lines, ""]):
        if not line.strip():
            if number > first:
                yield first + 1, "\n".join(lines[first:number])
            first = number + 1


def _pairs(text: str, opening: str, closing: str) -> int:
    """Add up how far each ``opening`` is from the ``closing`` that answers it, or the end."""
    total, open_ = 0, []
    for mark in re.finditer(f"({opening})|{closing}", text):
        if mark[1]:
            open_.append(mark.start())
        elif open_:
            total += mark.start() - open_.pop()
    return total + sum(len(text) - start for start in open_)


def _ahead(text: str) -> int:
    """Add up how far each ``<`` is from the next ``>``, or the end."""
    total, end = 0, len(text)
    for mark in reversed([*re.finditer("[<>]", text)]):
        if mark[0] == ">":
            end = mark.start()
        else:
            total += end - mark.start()
    return total


def _item(line: str) -> bool:
    return re.match(r"\s*([*+-]|\d+[.)])\s", line) is not None


def _line(source: Source, offset: int) -> Location:
    return Location(source.name, source.text.count("\n", 0, offset) + 1)
