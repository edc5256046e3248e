"""In what two PDFs differ: the oracle for a book that was set in pieces.

``differences(ours, theirs)`` is empty where a reader, a screen reader and a printer
would be given the same book. It says nothing of how the files are written: numbers of
objects, streams and resources, and how fonts are cut to their letters, may differ.

    python -m tests.bind.likeness OURS.pdf THEIRS.pdf [SUBJECT LEFT OUT…]
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2

from tests.bind import tagging

NEAR = 0.1  # points
SHOWN = 12  # differences a subject
COMPARED = 400  # lines from the first that differs on: a diff of a whole book takes minutes
DPI = 60
DATES = frozenset({"/CreationDate", "/ModDate"})


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a PDF shows; ``place`` is compared to a tenth of a point."""

    text: str
    place: tuple[float, ...] = ()

    def __str__(self) -> str:
        return self.text + (f" {[round(v, 2) for v in self.place]}" if self.place else "")


@dataclass(frozen=True, slots=True)
class Opened:
    """One PDF, open in two libraries, neither of which made it, and its tags."""

    pike: pikepdf.Pdf
    pdfium: pypdfium2.PdfDocument
    tags: tagging.Tags
    numbers: Mapping[Any, int]  # of pages, from 1, by their objects


def differences(
    ours: bytes, theirs: bytes, *, apart: Iterable[str] = (), tolerance: int = 0
) -> dict[str, list[str]]:
    """Return by subject how ``ours`` differs from ``theirs``: nothing if in nothing.

    A subject is one of ``SUBJECTS``, ``faults`` (those of the tags that only ours have)
    or ``pixels``, where each may be ``tolerance`` off; those named ``apart`` are not
    compared. Lines after ``+`` are ours alone, those after ``-`` theirs alone.
    """
    leave = frozenset(apart)
    with opened(ours) as one, opened(theirs) as other:
        found = {
            name: compared(list(tell(one)), list(tell(other)))
            for name, tell in SUBJECTS.items()
            if name not in leave
        }
        known = set(other.tags.faults)
        found["faults"] = [f"+ {fault}" for fault in one.tags.faults if fault not in known]
        if "pixels" not in leave:
            found["pixels"] = list(_pixels(one.pdfium, other.pdfium, tolerance))
    return {name: _few(lines) for name, lines in found.items() if lines and name not in leave}


@contextmanager
def opened(data: bytes) -> Iterator[Opened]:
    with pikepdf.open(BytesIO(data)) as pike:
        pdfium = pypdfium2.PdfDocument(data)
        numbers = {page.obj.objgen: n for n, page in enumerate(pike.pages, start=1)}
        try:
            yield Opened(pike, pdfium, tagging.read(pike), numbers)
        finally:
            pdfium.close()


def compared(ours: Sequence[Fact], theirs: Sequence[Fact]) -> list[str]:
    """Return the lines of a diff, and the facts that only stand elsewhere."""
    same = _alike(ours, theirs)
    one, other = ours[same : same + COMPARED], theirs[same : same + COMPARED]
    moved: list[str] = []
    changed: list[str] = []
    match = SequenceMatcher(None, [f.text for f in one], [f.text for f in other], False)
    for what, a, b, c, d in match.get_opcodes():
        if what == "equal":
            pairs = zip(one[a:b], other[c:d], strict=True)
            moved.extend(f"± {f}, not {g}" for f, g in pairs if not _near(f, g))
        else:
            changed.extend(f"- {fact}" for fact in other[c:d])
            changed.extend(f"+ {fact}" for fact in one[a:b])
    if len(ours) != len(theirs):
        changed.append(f"{len(ours)} in all, not {len(theirs)}")
    return [*changed, *moved]


def _alike(ours: Sequence[Fact], theirs: Sequence[Fact]) -> int:
    """Return how many facts, from the first, are the same."""
    pairs = enumerate(zip(ours, theirs, strict=False))
    differ = (n for n, (a, b) in pairs if a.text != b.text or not _near(a, b))
    return next(differ, min(len(ours), len(theirs)))


def _near(a: Fact, b: Fact) -> bool:
    return len(a.place) == len(b.place) and all(
        abs(x - y) <= NEAR for x, y in zip(a.place, b.place, strict=True)
    )


def _few(lines: Sequence[str]) -> list[str]:
    rest = len(lines) - SHOWN
    return [*lines[:SHOWN], *([f"… and {rest} more"] if rest > 0 else [])]


def _pages(book: Opened) -> Iterator[Fact]:
    for n, page in enumerate(book.pike.pages, start=1):
        for name in ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox", "/Rotate"):
            if name in page.obj:
                found = page.obj[name]
                sides = found if isinstance(found, pikepdf.Array) else [found]
                yield Fact(f"p. {n}: {name[1:]}", tuple(map(float, sides)))


def _text(book: Opened) -> Iterator[Fact]:
    for n in range(len(book.pdfium)):
        page = book.pdfium[n]
        text = page.get_textpage()
        for line in text.get_text_range().splitlines():
            yield Fact(f"p. {n + 1}: {line}")
        text.close()
        page.close()


def _destinations(book: Opened) -> Iterator[Fact]:
    names: Any = book.pike.Root.get("/Names", {})
    found = names.get("/Dests", {})
    for name, value in sorted(_named(found), key=lambda pair: pair[0]):
        yield _spot(name, value.D if isinstance(value, pikepdf.Dictionary) else value, book)


def _named(node: Any) -> Iterator[tuple[str, Any]]:
    names = list(node.get("/Names", []))
    yield from zip(map(str, names[::2]), names[1::2], strict=True)
    for kid in node.get("/Kids", []):
        yield from _named(kid)


def _spot(name: str, array: Any, book: Opened) -> Fact:
    """Return where an explicit destination leads."""
    page, how, *place = array
    number = book.numbers.get(page.objgen, "?")
    text = f"{name} → p. {number} {how}"
    return Fact(text, tuple(float(v) for v in place if v is not None))


def _links(book: Opened) -> Iterator[Fact]:
    for n, page in enumerate(book.pike.pages, start=1):
        for link in page.obj.get("/Annots", []):
            says = str(link.get("/Contents", ""))
            text = f"p. {n}: {link.Subtype} to {tagging.target(link)} “{says}”"
            yield Fact(text, tuple(map(float, link.Rect)))


def _outline(book: Opened) -> Iterator[Fact]:
    for line in book.pdfium.get_toc():
        target = line.get_dest()
        page = target.get_index() if target else None
        place = tuple(map(float, target.get_view()[1])) if target else ()
        where = "nowhere" if page is None else f"p. {page + 1}"
        text = f"{'  ' * line.level}{line.get_title()} → {where}, open {line.get_count()}"
        yield Fact(text, place)


def _tags(book: Opened) -> Iterator[Fact]:
    return map(Fact, book.tags.tree)


def _beside(book: Opened) -> Iterator[Fact]:
    return map(Fact, book.tags.beside)


def _fonts(book: Opened) -> Iterator[Fact]:
    found: set[str] = set()
    seen: set[Any] = set()
    for page in book.pike.pages:
        fonts: Any = page.resources.get("/Font")
        if fonts is not None and (fonts.objgen == (0, 0) or fonts.objgen not in seen):
            seen.add(fonts.objgen)
            found.update(_font(font) for font in fonts.values())
    return map(Fact, sorted(found))


def _font(font: Any) -> str:
    inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    described = inner.get("/FontDescriptor", {})
    files = [name for name in ("/FontFile", "/FontFile2", "/FontFile3") if name in described]
    name = str(font.BaseFont).rpartition("+")[2] if "/BaseFont" in font else "without a name"
    letters = "with" if "/ToUnicode" in font else "without"
    return f"{name} {font.Subtype} {files[0] if files else 'not embedded'}, {letters} letters"


def _metadata(book: Opened) -> Iterator[Fact]:
    for key, value in sorted(book.pike.docinfo.items()):
        if key not in DATES:
            yield Fact(f"{key} {value}")
    yield Fact(f"PDF {book.pike.pdf_version}")
    root = book.pike.Root
    for key in sorted(root.keys()):
        if key == "/Metadata":
            yield from map(Fact, root.Metadata.read_bytes().decode().splitlines())
        elif key in {"/Lang", "/MarkInfo", "/ViewerPreferences", "/PageLabels", "/PageMode"}:
            yield Fact(f"{key} {tagging.plain(root[key])}")
        else:
            yield Fact(f"has {key}")


def _pixels(
    ours: pypdfium2.PdfDocument, theirs: pypdfium2.PdfDocument, tolerance: int
) -> Iterator[str]:
    for n in range(min(len(ours), len(theirs))):
        one, other = _picture(ours, n), _picture(theirs, n)
        if one.shape != other.shape:
            yield f"p. {n + 1}: {one.shape} pixels, not {other.shape}"
            continue
        off = np.abs(one - other)
        if off.max() > tolerance:
            many, worst = int((off > tolerance).sum()), int(off.max())
            yield f"p. {n + 1}: {many} pixels differ, by {worst} at most"


def _picture(document: pypdfium2.PdfDocument, n: int) -> Any:
    page = document[n]
    drawn = page.render(scale=DPI / 72, grayscale=True)
    pixels = drawn.to_numpy().astype(np.int16)
    drawn.close()
    page.close()
    return pixels


SUBJECTS: Mapping[str, Callable[[Opened], Iterable[Fact]]] = {
    "pages": _pages,
    "text": _text,
    "destinations": _destinations,
    "links": _links,
    "outline": _outline,
    "tags": _tags,
    "beside": _beside,
    "fonts": _fonts,
    "metadata": _metadata,
}


def main(ours: str, theirs: str, *apart: str) -> int:
    found = differences(Path(ours).read_bytes(), Path(theirs).read_bytes(), apart=apart)
    for name, lines in found.items():
        print(f"{name}\n  " + "\n  ".join(lines))
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
