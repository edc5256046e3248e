"""All that a printer, or an archive, asks of a PDF, gathered from its objects."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from book.check.anatomy.file import File, Stream
from book.check.anatomy.painting import Painted, Painter
from book.check.pages import Box, UnreadableError

BROKEN = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
FILES = ("FontFile", "FontFile2", "FontFile3")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its boxes (ISO 32000-1, 14.11.2) in points, and what it is painted with.

    ``trim`` and ``bleed`` are ``None`` where the page does not say them. ``annotations``
    are kinds; ``unprinted`` counts those of them that are not marked to be printed.
    """

    painted: Painted
    media: Box
    trim: Box | None
    bleed: Box | None
    annotations: tuple[str, ...]
    unprinted: int
    tabs: bool


@dataclass(frozen=True, slots=True)
class Survey:
    """A PDF as a whole, and its sheets.

    ``intents`` are kinds of output intents, each with the number of colours of its profile.
    ``fonts`` says of each whether it is embedded, ``mapped`` whether its letters have text.
    """

    sheets: tuple[Sheet, ...]
    size: int
    version: str
    intents: Mapping[str, int]
    outline: bool
    tagged: bool
    language: str
    title: str
    xmp: bytes
    attached: tuple[str, ...]
    fonts: Mapping[str, bool] = field(default_factory=dict)
    mapped: Mapping[str, bool] = field(default_factory=dict)
    smooth: int = 0  # pictures that a reader is asked to make smoother


def survey(data: bytes) -> Survey:
    """Take the PDF ``data`` apart. Raises ``UnreadableError``."""
    try:
        return _surveyed(File.opened(data))
    except BROKEN as error:
        raise UnreadableError(f"its objects are broken: {error}") from None


def _surveyed(file: File) -> Survey:
    if file.trailer.get("Encrypt") is not None:
        raise UnreadableError("it is locked, or forbids what a printer does")
    catalog = file.catalog
    pages = tuple(file.pages())
    fonts = dict(_fonts(file, pages))
    metadata = file.of(catalog.get("Metadata"))
    names = file.dictionary(file.dictionary(catalog.get("Names")).get("EmbeddedFiles"))
    return Survey(
        sheets=tuple(_sheet(file, page) for page in pages),
        size=len(file.data),
        version=file.data[5:8].decode("latin-1"),
        intents=dict(_intents(file)),
        outline=bool(file.dictionary(catalog.get("Outlines")).get("First")),
        tagged=file.dictionary(catalog.get("MarkInfo")).get("Marked") is True
        and bool(file.dictionary(catalog.get("StructTreeRoot"))),
        language=_text(file.of(catalog.get("Lang"))),
        title=_text(file.of(file.dictionary(file.trailer.get("Info")).get("Title"))),
        xmp=file.content(metadata)[0] if isinstance(metadata, Stream) else b"",
        attached=tuple(_text(one) for one in file.array(names.get("Names"))[::2]),
        fonts={name: _is_embedded(file, font) for name, font in fonts.items()},
        mapped={name: "ToUnicode" in font for name, font in fonts.items()},
        smooth=sum(_is_smooth(file, page) for page in pages),
    )


def _sheet(file: File, page: Mapping[str, Any]) -> Sheet:
    painter = Painter(file)
    resources = file.dictionary(page.get("Resources"))
    painter.run(_content(file, page), resources)
    if file.dictionary(page.get("Group")).get("S") == "Transparency":
        painter.found.transparent.add("a group")
    links = [file.dictionary(one) for one in file.array(page.get("Annots"))]
    return Sheet(
        painted=painter.found,
        media=_box(file, page, "MediaBox") or Box(0, 0, 612, 792),
        trim=_box(file, page, "TrimBox"),
        bleed=_box(file, page, "BleedBox"),
        annotations=tuple(str(file.of(link.get("Subtype"))) for link in links),
        unprinted=sum(not int(file.of(link.get("F")) or 0) & 4 for link in links),
        tabs=file.of(page.get("Tabs")) == "S",
    )


def _content(file: File, page: Mapping[str, Any]) -> bytes:
    """Return what draws ``page``: one stream, or several as if they were one (7.8.2)."""
    found = file.of(page.get("Contents"))
    streams = [file.of(one) for one in found] if isinstance(found, list) else [found]
    return b"\n".join(file.content(one)[0] for one in streams if isinstance(one, Stream))


def _fonts(
    file: File, pages: tuple[Mapping[str, Any], ...]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each font that a page or a form may draw with, by its name."""
    waiting = [page.get("Resources") for page in pages]
    seen: set[int] = set()
    while waiting:
        resources = file.dictionary(waiting.pop())
        if id(resources) in seen:
            continue
        seen.add(id(resources))
        for one in file.dictionary(resources.get("Font")).values():
            font = file.dictionary(one)
            yield str(file.of(font.get("BaseFont")) or "?"), font
        for kind in ("XObject", "Pattern"):
            drawn = file.dictionary(resources.get(kind)).values()
            waiting += [file.dictionary(one).get("Resources") for one in drawn]


def _is_embedded(file: File, font: Mapping[str, Any]) -> bool:
    if font.get("Subtype") == "Type3":
        return True
    below = file.array(font.get("DescendantFonts"))
    inner = file.dictionary(below[0]) if below else font
    descriptor = file.dictionary(inner.get("FontDescriptor"))
    return any(name in descriptor for name in FILES)


def _is_smooth(file: File, page: Mapping[str, Any]) -> bool:
    drawn = file.dictionary(file.dictionary(page.get("Resources")).get("XObject"))
    return any(file.dictionary(one).get("Interpolate") is True for one in drawn.values())


def _intents(file: File) -> Iterator[tuple[str, int]]:
    for one in file.array(file.catalog.get("OutputIntents")):
        intent = file.dictionary(one)
        profile = file.dictionary(intent.get("DestOutputProfile"))
        yield str(file.of(intent.get("S"))), int(file.of(profile.get("N")) or 0)


def _box(file: File, page: Mapping[str, Any], name: str) -> Box | None:
    sides = [float(side) for side in file.array(page.get(name))]
    if len(sides) != 4:
        return None
    left, low, right, high = sides
    return Box(min(left, right), min(low, high), max(left, right), max(low, high))


def _text(value: Any) -> str:
    """Return a text string (7.9.2.2) as it reads."""
    if not isinstance(value, bytes):
        return ""
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    return value.decode("utf-8" if value.isascii() else "latin-1")
