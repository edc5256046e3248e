"""A book set section by section: the rounds of it, and the PDF that comes of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version

from book.bind.pdf import link, locators, paging, passes, structure
from book.bind.pdf.fetching import SAID, sayings
from book.bind.pdf.finish import READING, Finish, archive, facts
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


@dataclass(frozen=True, slots=True)
class Bundle:
    """Sections with their margins, ready to be linked."""

    setting: Setting
    parts: Sequence[Part]
    framed: Sequence[Margins]
    paging: Paging


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
    finish: Finish = READING,
) -> Artifact:
    """Return the PDF of ``composed``; report what was said while it was set."""
    common, parts, found = composed.setting, composed.parts, composed.paging
    framed: Sequence[Margins] = spread(
        passes.margins, paging.runs(parts, found, leftwards=composed.leftwards), common
    )
    bundle = Bundle(common, parts, framed, found)
    return bound(publication, bundle, spread, report, finish)


def bound(
    publication: Publication,
    bundle: Bundle,
    spread: Spread,
    report: Report,
    finish: Finish,
) -> Artifact:
    """Link what is set, finished for what it is for; report what was said of it."""
    set_: tuple[Part | Margins, ...] = (*bundle.parts, *bundle.framed)
    for one in set_:
        if one.inseparable:
            raise InseparableError(one.inseparable)
    faces = tuple(face for one in set_ for face in one.faces)
    fonts: Fonts = spread(passes.embed, [faces], bundle.setting)[0]
    if fonts.inseparable:
        raise InseparableError(fonts.inseparable)
    if finish.kind != "reading":
        bundle = _inked(bundle, finish, spread)
    language = publication.metadata.language
    said = {**_facts(publication), **facts.dates(finish)}
    volume = link.link(bundle.parts, bundle.framed, bundle.paging, fonts.objects, finish)
    entries = structure.entries(volume, language)
    more = archive.entries(volume.writer, said, language, finish)
    for message in sayings(text for one in set_ for text in one.said):
        report(SAID.at(Location(publication.metadata.title), message=message))
    return Artifact("pdf", link.close(volume, archive.joined(entries, more), said))


def packet(publication: Publication, finish: Finish) -> bytes:
    """Return the XMP packet of ``publication``."""
    return facts.packet(_facts(publication), publication.metadata.language, finish)


def _inked(bundle: Bundle, finish: Finish, spread: Spread) -> Bundle:
    """Return what is set in the inks that it is to be printed with."""
    parts = spread(passes.separated, [one.sheaf for one in bundle.parts], finish.inks)
    drawn = [number for number, one in enumerate(bundle.framed) if one.sheaf.pages]
    around = spread(
        passes.separated, [bundle.framed[number].sheaf for number in drawn], finish.inks
    )
    framed = list(bundle.framed)
    for number, sheaf in zip(drawn, around, strict=True):
        framed[number] = replace(framed[number], sheaf=sheaf)
    set_ = [replace(one, sheaf=sheaf) for one, sheaf in zip(bundle.parts, parts, strict=True)]
    return replace(bundle, parts=set_, framed=framed)


def _typeset(cut: Sequence[Section], common: Setting, spread: Spread) -> tuple[Part, ...]:
    """Typeset the sections of ``cut``, the longest first: none is waited for at the end."""
    order = sorted(range(len(cut)), key=lambda n: -len(cut[n].markup))
    made = spread(passes.typeset, [cut[n] for n in order], common)
    places = dict(zip(order, made, strict=True))
    return tuple(places[n] for n in range(len(cut)))


def _is_leftwards(setting: Setting) -> bool:
    return ' dir="rtl"' in setting.root.partition("<body")[0]


def _facts(publication: Publication) -> dict[str, str]:
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
