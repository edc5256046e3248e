"""The margin boxes of pages whose text is set: folios, running heads."""

from collections.abc import Iterator, Mapping

from book.bind.pdf.fetching import fetcher, sayings, watched
from book.bind.pdf.inside import drawing
from book.bind.pdf.inside.frame import Strings, frame
from book.bind.pdf.inside.galley import compose
from book.bind.pdf.inside.targets import Frozen
from book.bind.pdf.parts import InseparableError, Leaf, Margins, Run, Setting
from book.bind.pdf.sheaf import NOTHING
from book.bind.pdf.typeset import parsed
from book.diagnostics import Report
from book.model import Location


def margins(run: Run, setting: Setting, report: Report) -> Margins:
    """Return the margin boxes of the leaves of ``run``, a page of the PDF for each."""
    sheets = parsed(setting)
    refused: list[str] = []
    made = Margins(NOTHING, (), inseparable="a file was refused")
    if sheets.styles is None:
        return made
    with watched(refused, Location(setting.title)) as said:
        serve = fetcher(setting.resources, refused)
        galley = compose(setting.root, sheets.styles, serve, frozenset(), Frozen({}))
        pages = [
            frame(galley, leaf, run.page + number, run.pages, strings)
            for number, (leaf, strings) in enumerate(_strings(run))
        ]
        try:
            drawn = drawing.draw(pages, sheets.styles, drawing.margins)
            made = Margins(drawing.write(drawn), drawing.faces(drawn), tuple(sayings(said)))
        except InseparableError as reason:
            made = Margins(NOTHING, (), inseparable=str(reason))
    return made


def _strings(run: Run) -> Iterator[tuple[Leaf, Strings]]:
    """Yield each leaf with what ``string()`` means on it."""
    last = dict(run.strings)
    for leaf in run.leaves:
        yield leaf, _resolved(leaf, dict(last))
        last.update(leaf.strings)


def _resolved(leaf: Leaf, before: Mapping[str, str]) -> Strings:
    """Return what each keyword of ``string()`` gives for a name.

    See https://drafts.csswg.org/css-gcpm/#funcdef-string; ``all-once`` is WeasyPrint's own.
    """
    here: dict[str, list[str]] = {}
    for name, text in leaf.strings:
        here.setdefault(name, []).append(text)

    def inherited(name: str) -> tuple[str, ...]:
        return (before[name],) if name in before else ()

    def start(name: str) -> tuple[str, ...]:
        own = here.get(name)
        return (own[0],) if own and name in leaf.opening else inherited(name)

    return {
        "first": lambda name: (here[name][0],) if name in here else inherited(name),
        "last": lambda name: (here[name][-1],) if name in here else inherited(name),
        "first-except": lambda name: () if name in here else inherited(name),
        "start": start,
        "all-once": lambda name: tuple(here.get(name, ())),
    }
