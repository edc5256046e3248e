"""How the titles of this one site look, induced from those that are sure.

Every site sets its titles in one way: so many blank lines before them, a byline under
them, share buttons at the end of what precedes. Each attribute of a candidate is weighed
by how much oftener it stands at titles of the site than at its other lines; the heads
and the ends of the pages are examples that cost nothing. The weights are computed from
the present belief in each candidate, and the belief from the weights, a few times over.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from book.split import candidates as of
from book.split import header
from book.split.candidates import Candidate, Signal
from book.split.lines import Line, Page

PSEUDO = 2.0  # examples that an attribute must outweigh
CLIP = 5.0  # what one attribute may say
PRAISE = {"gap": 0.7, "self": 0.8, "space": 0.8, "next": 0.9, "before": 0.9}  # trust in a group
BLAME = {"gap": 0.7, "self": 0.5, "space": 0.15, "next": 0.9, "before": 0.9}
LONG = 100  # characters of a long title
LOOSE = frozenset({"first", "last"})  # attributes that agree by chance
OPEN = LOOSE | {"mask", "make"}  # attributes of any value
ANY = ""  # the value of a line that is running text
CHANCE = 0.2  # of the titles may have one such value without meaning it
DISCOUNT = 1.0  # examples of these that count for nothing
EDGE = 4.0  # believed candidates that one page’s head or end is worth

WORDS = {
    "gap": "the space around it is that of the site’s titles",
    "space": "its last space is that of the site’s titles",
    "self": "it is made like the site’s titles",
    "next": "what follows it follows the site’s titles",
    "before": "what precedes it ends the site’s articles",
}

Attribute = tuple[str, str, str]  # group, name, value


@dataclass(frozen=True, slots=True)
class Example:
    """The attributes seen at the edge of a page, and the belief that they are a title’s."""

    attributes: tuple[Attribute, ...]


def attributes(page: Page, candidate: Candidate, prose: int) -> tuple[Attribute, ...]:
    """Return what can be seen of a candidate, group by group."""
    head, title = page.lines[candidate.first], page.lines[candidate.title]
    after = of.following(page, candidate)
    below = str(min(after.gap, 4)) if after else "-"
    return (
        ("gap", "before", str(min(head.gap, 8))),
        ("gap", "lone", str(min(head.lone, 3))),
        ("gap", "after", below),
        ("space", "last", of.last_space(title.text)),
        ("self", "frame", _frame(head, title, after)),
        ("self", "header", str(candidate.title - candidate.first)),
        *(_following(after, prose) if after else ()),
        *_preceding(page.lines[candidate.first - 1], prose),
    )


def _following(line: Line, prose: int) -> Iterator[Attribute]:
    yield ("next", "dated", str(header.is_date(line)))
    yield from _label("next", line, prose)


def _preceding(line: Line, prose: int) -> Iterator[Attribute]:
    yield from _label("before", line, prose)
    yield ("before", "last", line.words[-1] if _short(line, prose) and line.words else ANY)


def _label(group: str, line: Line, prose: int) -> Iterator[Attribute]:
    """Yield what recurs in a line that may be a label; of a date only its make does."""
    dated, short = header.is_date(line), _short(line, prose)
    first = line.words[0] if line.words else ""
    yield (group, "make", header.shape(line) if dated else ANY)
    yield (group, "mask", "a date" if dated else line.mask if short else ANY)
    yield (group, "first", first if short and not dated else ANY)


def _short(line: Line, prose: int) -> bool:
    return header.is_date(line) or len(line.bare) < prose


def _frame(head: Line, title: Line, after: Line | None) -> str:
    """Return how a line is set, all in one: where few others are, these are the titles."""
    alone = f"{min(head.gap, 1)}{min(after.gap, 1) if after else 0}"
    long = "long" if len(title.bare) > LONG else "short"
    mark = of.ending(title.text)
    mark = "open" if mark in {"none", "dots", "bracket", "quote"} else mark
    return f"{alone} {long} {mark} {'lower' if of.case(title.text) == 'lower' else 'upper'}"


def edges(pages: Sequence[Page], habit: header.Habit) -> list[Example]:
    """Return what the heads and the ends of the pages show of titles and of endings."""
    found: list[Example] = []
    for page in pages:
        if len(page.content) < 3:
            continue
        title = next((i for i in page.content if not habit.opens(page.lines[i])), page.start)
        if title + 1 < page.stop:
            found.append(Example(tuple(_following(page.lines[title + 1], habit.prose))))
        found.append(Example(tuple(_preceding(page.lines[page.stop - 1], habit.prose))))
    return found


@dataclass(slots=True)
class Tally:
    """How often each attribute stands at titles, at the pages’ edges and anywhere."""

    titles: dict[Attribute, float]
    edges: dict[Attribute, float]
    lines: Counter[Attribute]
    examples: dict[tuple[str, str], float]
    agreement: dict[tuple[str, str], float]  # examples of the commonest value
    belief: float
    count: int


def learn(
    seen: Sequence[Sequence[Attribute]], beliefs: Sequence[float], examples: Iterable[Example]
) -> list[list[Signal]]:
    """Return the site’s word on each candidate, given the present belief in each.

    A candidate’s own belief is left out of what is held against it. Attributes are smoothed
    towards their share on all lines, so that what is seen once says little.
    """
    tally = Tally({}, {}, Counter(), {}, {}, 0.0, 0)
    for attributes_, belief in zip(seen, beliefs, strict=True):
        tally.belief += belief
        tally.count += 1
        for attribute in attributes_:
            tally.titles[attribute] = tally.titles.get(attribute, 0.0) + belief
            tally.lines[attribute] += 1
    for example in examples:
        for attribute in example.attributes:
            tally.edges[attribute] = tally.edges.get(attribute, 0.0) + EDGE
            tally.examples[attribute[:2]] = tally.examples.get(attribute[:2], 0.0) + EDGE
    for attribute in (*tally.titles, *tally.edges):
        if attribute[2] == ANY or not tally.lines[attribute]:
            continue
        both = tally.titles.get(attribute, 0.0) + tally.edges.get(attribute, 0.0)
        most = tally.agreement.get(attribute[:2], 0.0)
        tally.agreement[attribute[:2]] = max(most, both)
    return [list(_said(*of_one, tally)) for of_one in zip(seen, beliefs, strict=True)]


def _said(attributes_: Sequence[Attribute], belief: float, tally: Tally) -> Iterator[Signal]:
    """Yield one signal a group: that of its most telling attribute, for they overlap."""
    telling: dict[str, float] = {}
    for attribute in attributes_:
        said = _ratio(attribute, belief, tally)
        if abs(said) > abs(telling.get(attribute[0], 0.0)):
            telling[attribute[0]] = said
    for group, said in telling.items():
        weight = (PRAISE if said > 0 else BLAME)[group] * max(-CLIP, min(CLIP, said))
        if abs(weight) > 0.1:
            yield Signal(weight, WORDS[group] if weight > 0 else f"not so: {WORDS[group]}")


def _ratio(attribute: Attribute, belief: float, tally: Tally) -> float:
    """Return the logarithm of how much oftener titles have an attribute than other lines.

    A word or a whole line that titles do not have speaks against a candidate only as far
    as they all have the same one.
    """
    titles, lines = tally.titles[attribute], tally.lines[attribute]
    of_others = max(0.0, lines - titles - (1 - belief))
    others = max(0.0, tally.count - tally.belief - (1 - belief))
    at_others = (of_others + 0.5) / (others + 1)
    of_titles = max(0.0, titles - belief)
    of_edges = tally.edges.get(attribute, 0.0)
    of_all = tally.belief - belief + tally.examples.get(attribute[:2], 0.0)
    if attribute[1] in LOOSE:
        of_titles = max(0.0, of_titles - DISCOUNT)
        of_edges = max(0.0, of_edges - EDGE)
    ratio = math.log(
        (of_titles + of_edges + PSEUDO * at_others) / (of_all + PSEUDO) / at_others
    )
    if attribute[2] == ANY:
        ratio = min(ratio, 0.0)
    if ratio < 0 and attribute[1] in OPEN:
        agreed = tally.agreement.get(attribute[:2], 0.0) / max(1.0, of_all)
        return ratio * max(0.0, agreed - CHANCE) / (1 - CHANCE)
    return ratio
