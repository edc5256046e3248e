"""A book set section by section: the rounds of it, and the PDF that comes of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from book.bind.pdf import link, locators, paging, passes, structure
from book.bind.pdf.fetching import SAID, sayings
from book.bind.pdf.guess import Measure
from book.bind.pdf.join import sections, setting
from book.bind.pdf.paging import ROUNDS, Paging
from book.bind.pdf.parts import (
    Fonts,
    InseparableError,
    Margins,
    Part,
    Section,
    Setting,
    Spread,
)
from book.diagnostics import Report
from book.model import Artifact, Location, Publication


@dataclass(frozen=True, slots=True)
class Composition:
    """The sections of a book, set, and the pages they stand on."""

    setting: Setting
    parts: tuple[Part, ...]
    paging: Paging
    leftwards: bool


def compose(
    publication: Publication, measure: Measure, spread: Spread, *, recto: bool
) -> Composition:
    """Set the sections of ``publication`` until all numbers in them are right.

    Raises ``InseparableError`` where they cannot be set by themselves.
    """
    common = setting(publication, recto=recto)
    leftwards = _is_leftwards(common)
    plain = sections(publication, recto=recto)
    first = locators.merged(plain, plain, paging.foreseen(plain, measure))
    cut = paging.guessed(first, measure)
    parts = _typeset(cut, common, spread)
    for _ in range(ROUNDS):
        found = paging.paged(parts, leftwards=leftwards)
        wanted = locators.merged(paging.again(cut, parts, found), plain, found.anchors)
        stale = [n for n, section in enumerate(wanted) if section is not cut[n]]
        if not stale:
            return Composition(common, parts, found, leftwards)
        again = _typeset([wanted[n] for n in stale], common, spread)
        fresh = dict(zip(stale, again, strict=True))
        parts = tuple(fresh.get(n, part) for n, part in enumerate(parts))
        cut = wanted
    raise InseparableError("page numbers that do not settle")


def mean_chapter(publication: Publication, composed: Composition) -> float:
    """Return how many pages the mean chapter has."""
    chapters = frozenset(part.href for part in publication.documents if part.role == "chapter")
    return paging.mean(composed.parts, chapters)


def assemble(
    publication: Publication,
    composed: Composition,
    spread: Spread,
    report: Report,
    *,
    tagged: bool,
) -> Artifact:
    """Return the PDF of ``composed``; report what was said while it was set."""
    common, parts, found = composed.setting, composed.parts, composed.paging
    framed: Sequence[Margins] = spread(
        passes.margins, paging.runs(parts, found, leftwards=composed.leftwards), common
    )
    set_: tuple[Part | Margins, ...] = (*parts, *framed)
    for one in set_:
        if one.inseparable:
            raise InseparableError(one.inseparable)
    faces = tuple(face for one in set_ for face in one.faces)
    fonts: Fonts = spread(passes.embed, [faces], common)[0]
    if fonts.inseparable:
        raise InseparableError(fonts.inseparable)
    volume = link.link(parts, framed, found, fonts.objects, tagged=tagged)
    entries = structure.entries(volume, publication.metadata.language)
    for message in sayings(text for one in set_ for text in one.said):
        report(SAID.at(Location(publication.metadata.title), message=message))
    return Artifact("pdf", link.close(volume, entries, _facts(publication)))


def _typeset(cut: Sequence[Section], common: Setting, spread: Spread) -> tuple[Part, ...]:
    """Typeset the sections of ``cut``, the longest first: none is waited for at the end."""
    order = sorted(range(len(cut)), key=lambda n: -len(cut[n].markup))
    made = spread(passes.typeset, [cut[n] for n in order], common)
    places = dict(zip(order, made, strict=True))
    return tuple(places[n] for n in range(len(cut)))


def _is_leftwards(setting: Setting) -> bool:
    return ' dir="rtl"' in setting.root.partition("<body")[0]


def _facts(publication: Publication) -> Mapping[str, str]:
    """Return what the PDF says of itself, as WeasyPrint would."""
    metadata = publication.metadata
    said = {
        "Producer": f"WeasyPrint {version('weasyprint')}",
        "Title": metadata.title,
        "Author": ", ".join(person.name for person in metadata.authors),
        "Subject": metadata.description,
        "Keywords": ", ".join(metadata.subjects),
        "Creator": "Florilège",
    }
    return {name: text for name, text in said.items() if text}
