"""Find the subheadings of dumps, and make the headings inside an article hang together.

The chapter template owns ``h1`` and the article's title is ``h2``, so the headings an
author wrote start at ``h3``, and none of them skips a level.
"""

import re
from collections.abc import Iterator

from book import xhtml
from book.clean import lines, sentences
from book.clean.lines import Desk
from book.clean.program import is_code
from book.diagnostics import Code, Severity
from book.model import Fate

FIRST = 3
LAST = 6

SKIPPED = Code(
    "C131",
    Severity.NOTE,
    "heading “{text}” skips from h{above} to h{level}",
    hint="use h{next} there, if the depth is not meant",
    explanation=(
        "A heading stands more than one level below the heading above it. Readers with "
        "assistive technology move by levels, and a missing one looks like a missing "
        "section. The level is closed up in the book; change it in the source to be rid of "
        "this note."
    ),
)

_LONGEST = 80
_MOST_WORDS = 12
_PARAGRAPH = 80
_FEWEST = 2
_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}")
_HASHED = re.compile(r"(?P<mark>#{2,6})\s+(?P<title>[^\W_a-z].*?)\s*#*")
_NUMBERED = re.compile(r"(?:\d{1,2}|[IVX]{1,4})\s*[.)–—-]\s*\S")


def find(body: xhtml.Element, desk: Desk) -> None:
    """Make ``h3`` of the lines that head what follows them.

    A heading is short, stands between blank lines, ends without a point and has a
    paragraph, a list or code below. One such line may be anything; two or more, or a
    number before it, are headings. Questions, and lines that end with a picture, count
    only among other headings.
    """
    plain = [block for block in lines.lines(body) if _heads(block)]
    asking = [block for block in plain if _asks(lines.bare(block))]
    telling = [block for block in plain if block not in asking]
    numbered = [block for block in telling if _NUMBERED.match(lines.bare(block))]
    if len(telling) + len(asking) > _most(body):
        return
    chosen = telling if len(telling) >= _FEWEST else numbered
    if len(telling) > _FEWEST:
        chosen = plain
    for block in chosen:
        lines.replace([block], xhtml.make("h3", lines.bare(block)))


def relevel(body: xhtml.Element, desk: Desk) -> None:
    """Renumber the headings of ``body`` to run from ``h3`` without gaps."""
    open_levels: list[int] = []
    for heading in _headings(body):
        level = int(str(heading.tag)[1])
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        if open_levels and level > open_levels[-1] + 1:
            above, text = open_levels[-1], " ".join(xhtml.text(heading).split())
            desk.report(
                SKIPPED.at(
                    desk.at(heading), text=text, above=above, level=level, next=above + 1
                )
            )
        open_levels.append(level)
        heading.tag = f"h{min(FIRST + len(open_levels) - 1, LAST)}"


def _headings(body: xhtml.Element) -> Iterator[xhtml.Element]:
    return body.iter("h1", "h2", "h3", "h4", "h5", "h6")


def underlined(body: xhtml.Element, desk: Desk) -> None:
    """Make ``h3`` of a line with a row of ``===`` or ``---`` directly below."""
    for block in lines.lines(body):
        above = lines.above(block)
        text = lines.bare(block)
        if not _UNDERLINE.fullmatch(text) or above is None or not lines.is_line(above):
            continue
        alone = lines.above(above) is None or lines.gap(above) > 0
        title = lines.bare(above)
        if lines.gap(block) == 0 and alone and len(title) <= _LONGEST:
            desk.aside(block, text, Fate.MARKUP, "the underline of a heading")
            lines.remove(block)
            lines.replace([above], xhtml.make("h3", title))


def hashed(body: xhtml.Element, desk: Desk) -> None:
    """Make headings of the ``## lines`` that Markdown left in a dump."""
    for block in lines.lines(body):
        text, below = lines.bare(block), lines.below(block)
        match = _HASHED.fullmatch(text)
        if match is None or len(text) > _LONGEST or below is None or not lines.gap(below):
            continue
        desk.aside(block, text.replace(match["title"], "", 1), Fate.MARKUP, "heading marker")
        level = min(len(match["mark"]) + 1, LAST)
        lines.replace([block], xhtml.make(f"h{level}", match["title"]))


def _asks(text: str) -> bool:
    return text.endswith(("?", "؟", "？")) or sentences.pictured(text)


def _heads(block: xhtml.Element) -> bool:
    text, below = lines.bare(block), lines.below(block)
    if below is None or lines.gap(below) == 0 or not _titled(text):
        return False
    above = lines.above(block)
    if above is not None and lines.is_line(above):
        before = lines.bare(above)
        if lines.gap(block) == 0 or (sentences.hangs(before) and before[-1] in ",،、，"):
            return False
    return _holds(below)


def _titled(text: str) -> bool:
    """Say whether ``text`` has the shape of a heading."""
    if not text or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
        return False
    if not (text[0].isalnum() or text[0] in ".#¿¡") or "://" in text or " | " in text:
        return False
    if text[-1] in '.,;:!…»”")،؛' and not text.endswith("()"):
        return False
    return not text[0].islower() and not is_code([text])


def _holds(below: xhtml.Element) -> bool:
    """Say whether what stands below a line is something that line may head."""
    if below.tag in {"ul", "ol", "pre", "blockquote", "table"}:
        return True
    if not lines.is_line(below):
        return False
    text = lines.bare(below)
    if len(text) >= _PARAGRAPH:
        return True
    return sentences.ends(text) or text.endswith(":") or _followed(below)


def _followed(block: xhtml.Element) -> bool:
    """Say whether a heading of a lower level, with its paragraph, stands here."""
    below = lines.below(block)
    return (
        _titled(lines.bare(block))
        and below is not None
        and (below.tag in {"ul", "ol", "pre"} or len(lines.bare(below)) >= _PARAGRAPH)
    )


def _most(body: xhtml.Element) -> float:
    """Return how many headings an article of this length can have."""
    return max(1.0, 0.5 * len(body))
