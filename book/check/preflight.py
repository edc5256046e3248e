"""A finished PDF against what a printer asks: see ``book.printers`` and ``anatomy``."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from book.check.anatomy.survey import Sheet, Survey
from book.check.pages import TOLERANCE, Box, Reading
from book.check.requirements import (
    ANNOTATED,
    BOXES,
    COARSE,
    COUNT,
    HEAVY,
    INTENT,
    LARGE,
    MARGIN,
    OUTLINED,
    SHEET,
    SPACES,
    SPOTS,
    TEXT,
    THIN,
    TRANSPARENT,
    TRIM_SIZE,
)
from book.diagnostics import Code, Diagnostic, Report
from book.model import Location
from book.printers import Printer

MILLIMETRE = 72 / 25.4  # points
WHERE = Location("book.pdf")
SLACK = 0.03  # millimetres by which numbers may differ
ALLOWED = 0.2  # by which italics lean out of their line
ROUNDED = 0.5  # per cent of ink, or points of resolution
NAMES = {"grey": "grey", "rgb": "RGB", "cmyk": "CMYK", "lab": "Lab", "spot": "a spot colour"}
SHOWN = 6  # stretches of pages that a message lists


@dataclass(frozen=True, slots=True)
class Case:
    """A finished PDF, and who is to print it."""

    survey: Survey
    book: Reading
    printer: Printer

    def of(self, place: str) -> object:
        return self.printer.value(place)

    def number(self, place: str) -> float | None:
        """Return a number that the printer gives, if it gives one."""
        found = self.printer.value(place)
        return float(found) if isinstance(found, int | float) else None

    def say(self, code: Code, place: str, **facts: object) -> Diagnostic:
        """Return ``code`` with the name of the printer and where it asks for it."""
        fact = self.printer.facts.get(place)
        source = fact.source if fact is not None else self.printer.name
        return code.at(WHERE, printer=self.printer.name, source=source, **facts)

    def where(self, rule: Callable[[Sheet], object]) -> list[int]:
        """Return the numbers of the pages for which ``rule`` holds, from 1."""
        return [n for n, sheet in enumerate(self.survey.sheets, start=1) if rule(sheet)]


def examine(case: Case, report: Report) -> None:
    """Report what the printer of ``case`` would refuse or regret."""
    for rule in RULES:
        for diagnostic in rule(case):
            report(diagnostic)


def _colours(case: Case) -> Iterator[Diagnostic]:
    allowed = case.printer.value("interior.spaces")
    if allowed is None:
        return
    taken = " or ".join(NAMES[kind] for kind in allowed)
    for kind in ("rgb", "cmyk", "lab"):
        found = case.where(lambda sheet, kind=kind: kind in sheet.painted.kinds)  # type: ignore[misc]
        if kind not in allowed and found:
            facts = {"space": NAMES[kind], "taken": taken, "pages": listed(found)}
            yield case.say(SPACES, "interior.spaces", **facts)
    spots = sorted(
        {ink for sheet in case.survey.sheets for ink in sheet.painted.spots} - {"All"}
    )
    if spots:
        yield case.say(SPOTS, "interior.spaces", inks=", ".join(spots))


def _text(case: Case) -> Iterator[Diagnostic]:
    """Text that is printed with several inks has coloured edges where they do not meet."""
    found = case.where(
        lambda sheet: any(
            c.space.kind == "cmyk" and {"K"} < c.plates and min(c.values[:3]) > 0
            for c in sheet.painted.text
        )
    )
    if found:
        yield case.say(TEXT, "interior.spaces", pages=listed(found))


def _ink(case: Case) -> Iterator[Diagnostic]:
    most = case.number("interior.ink")
    if most is None:
        return
    found = case.where(lambda sheet: sheet.painted.ink > most + ROUNDED)
    if found:
        ink = max(case.survey.sheets[n - 1].painted.ink for n in found)
        facts = {"ink": f"{ink:.0f}", "most": f"{most:g}", "pages": listed(found)}
        yield case.say(HEAVY, "interior.ink", **facts)


def _pictures(case: Case) -> Iterator[Diagnostic]:
    for place, line in (("interior.resolution", False), ("interior.resolution-line", True)):
        least = case.number(place)
        if least is None:
            continue
        coarse = [
            (shown.resolution, n)
            for n, sheet in enumerate(case.survey.sheets, start=1)
            for shown in sheet.painted.pictures
            if shown.line is line and shown.resolution < least - ROUNDED
        ]
        if coarse:
            facts = {"is_": f"{min(coarse)[0]:.0f}", "least": f"{least:g}"}
            pages = listed(sorted({n for _, n in coarse}))
            yield case.say(COARSE, place, pages=pages, count=len(coarse), **facts)


def _hairlines(case: Case) -> Iterator[Diagnostic]:
    least = case.number("interior.line")
    if least is None:
        return
    thin = least * MILLIMETRE - SLACK
    found = case.where(
        lambda sheet: sheet.painted.thinnest is not None and sheet.painted.thinnest < thin
    )
    if found:
        points = f"{least * MILLIMETRE:.2g}"
        yield case.say(THIN, "interior.line", least=points, pages=listed(found))


def _transparency(case: Case) -> Iterator[Diagnostic]:
    found = case.where(lambda sheet: sheet.painted.transparent)
    if case.of("interior.transparency") is False and found:
        kinds = {kind for sheet in case.survey.sheets for kind in sheet.painted.transparent}
        facts = {"what": ", ".join(sorted(kinds)), "pages": listed(found)}
        yield case.say(TRANSPARENT, "interior.transparency", **facts)


def _screen(case: Case) -> Iterator[Diagnostic]:
    found = case.where(lambda sheet: sheet.annotations)
    if case.of("interior.annotations") is False and found:
        yield case.say(ANNOTATED, "interior.annotations", pages=listed(found))
    if case.of("interior.outline") is False and case.survey.outline:
        yield case.say(OUTLINED, "interior.outline")
    if case.of("interior.output-intent") is True and not case.survey.intents:
        yield case.say(INTENT, "interior.output-intent")
    most = case.number("interior.megabytes")
    if most is not None and case.survey.size > most * 1_000_000:
        facts = {"is_": f"{case.survey.size / 1_000_000:.0f}", "most": f"{most:g}"}
        yield case.say(LARGE, "interior.megabytes", **facts)


def _sheets(case: Case) -> Iterator[Diagnostic]:
    """The sheet is the trim, or the trim with its bleed, or has room for marks."""
    without = case.where(lambda sheet: sheet.trim is None)
    if case.of("interior.boxes") is True and without:
        yield case.say(BOXES, "interior.boxes", pages=listed(without))
    bleed = (case.number("interior.bleed") or 0.0) * MILLIMETRE
    if case.of("interior.marks") is False:
        found = case.where(lambda sheet: _is_loose(sheet, bleed))
        if found:
            yield case.say(SHEET, "interior.marks", pages=listed(found))


def _is_loose(sheet: Sheet, bleed: float) -> bool:
    """Whether the sheet is larger than a page with its bleed."""
    trim, media = sheet.trim or sheet.media, sheet.media
    sides = (
        trim.left - media.left,
        trim.bottom - media.bottom,
        media.right - trim.right,
        media.top - trim.top,
    )
    return any(side > bleed + TOLERANCE for side in sides)


def _count(case: Case) -> Iterator[Diagnostic]:
    pages = len(case.survey.sheets)
    least, most = case.number("pages.least"), case.number("pages.most")
    if least is not None and pages < least:
        yield case.say(COUNT, "pages.least", is_=pages, asked=f"at least {least:g}")
    if most is not None and pages > most:
        yield case.say(COUNT, "pages.most", is_=pages, asked=f"at most {most:g}")


def _trim(case: Case) -> Iterator[Diagnostic]:
    sheet = next(iter(case.survey.sheets), None)
    box = (sheet.trim or sheet.media) if sheet else Box(0, 0, 0, 0)
    width, height = ((box.right - box.left) / MILLIMETRE, (box.top - box.bottom) / MILLIMETRE)
    limits = (("narrowest", width, 1), ("widest", width, -1), ("lowest", height, 1))
    for name, value, sign in (*limits, ("highest", height, -1)):
        limit = case.number(f"trim.{name}")
        if limit is not None and (value - limit) * sign < -SLACK * 10:
            size = f"{width:.1f} × {height:.1f}"
            facts = {"size": size, "which": name, "limit": f"{limit:.1f}"}
            yield case.say(TRIM_SIZE, f"trim.{name}", **facts)


def _margins(case: Case) -> Iterator[Diagnostic]:
    """Text keeps away from the spine, by the number of pages, and from the edges."""
    gutter = case.printer.gutter(len(case.book.leaves))
    edge = case.number("margins.edge")
    margins = [
        (n, _margin(leaf.trim, leaf.area, recto=n % 2 == 1))
        for n, leaf in enumerate(case.book.leaves, start=1)
        if leaf.area is not None
    ]
    yield from _near(
        case, "spine", gutter.value if gutter else edge, [(m[0], n) for n, m in margins]
    )
    yield from _near(case, "edges", edge, [(m[1], n) for n, m in margins])


def _margin(trim: Box, area: Box, *, recto: bool) -> tuple[float, float]:
    """Return how far text keeps from the spine, and from the nearest other edge, in mm."""
    left, right = area.left - trim.left, trim.right - area.right
    inside, outside = (left, right) if recto else (right, left)
    others = min(outside, trim.top - area.top, area.bottom - trim.bottom)
    return inside / MILLIMETRE, others / MILLIMETRE


def _near(
    case: Case, side: str, least: float | None, margins: Sequence[tuple[float, int]]
) -> Iterator[Diagnostic]:
    near = [] if least is None else [one for one in margins if one[0] < least - ALLOWED]
    if near:
        facts = {"is_": f"{min(near)[0]:.1f}", "least": f"{least:.1f}", "side": side}
        yield case.say(MARGIN, "margins.edge", pages=listed([n for _, n in near]), **facts)


RULES: Sequence[Callable[[Case], Iterator[Diagnostic]]] = (
    _count,
    _trim,
    _sheets,
    _margins,
    _colours,
    _text,
    _ink,
    _pictures,
    _hairlines,
    _transparency,
    _screen,
)


def listed(pages: Sequence[int]) -> str:
    """Return numbers of pages as ``3, 5–7``, not all of them where they are many."""
    stretches: list[list[int]] = []
    for page in pages:
        if stretches and page == stretches[-1][-1] + 1:
            stretches[-1][1:] = [page]
        else:
            stretches.append([page])
    shown = ["–".join(map(str, stretch)) for stretch in stretches[:SHOWN]]
    more = len(stretches) - SHOWN
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")
