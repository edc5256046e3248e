# ruff: noqa: INP001  a script beside its data
"""Make the contact sheets of the README: the sample book in each of our themes.

    python examples/sheets.py [THEME...]

Each is built by the command line as anybody would, and four of its spreads are laid out
in one picture of a few greys: title, opening of the first chapter, the figure, contents.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image

from book import theme
from book.cli import run

BALCON = Path(__file__).parent / "balcon"
HEIGHT, GAP = 460, 10  # of a page and between spreads, in pixels
GROUND, FOLD = 0xC8, 0xA0
LEVELS = 16


def built(name: str, folder: Path) -> pypdfium2.PdfDocument:
    """Return the sample book in the theme ``name``, built into ``folder``."""
    output = folder / f"{name}.pdf"
    given = ["-C", str(BALCON), "--theme", name, "--trim", "auto", "-o", str(output), "-q"]
    if run(["build", *given]):
        sys.exit(f"the sample book was not built in the theme {name}")
    return pypdfium2.PdfDocument(output)


def spreads(book: pypdfium2.PdfDocument) -> Iterator[tuple[int, int]]:
    """Yield the indexes of the pages to show, verso and recto."""
    starts = [one.get_dest().get_index() for one in book.get_toc()]
    figure = next(n for n in range(starts[-2], len(book)) if _has_picture(book[n]))
    for place in (2, starts[0], figure, starts[-1]):
        verso = place - 1 if place % 2 == 0 else place
        yield verso, verso + 1


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))


def sheet(book: pypdfium2.PdfDocument) -> Image.Image:
    """Return four spreads of ``book``, two in a row."""
    width = round(HEIGHT * book[0].get_width() / book[0].get_height())
    made = Image.new("L", (4 * width + 3 * GAP, 2 * HEIGHT + 3 * GAP), GROUND)
    for number, spread in enumerate(spreads(book)):
        left = GAP + number % 2 * (2 * width + GAP)
        top = GAP + number // 2 * (HEIGHT + GAP)
        for side, index in enumerate(spread):
            scale = HEIGHT / book[index].get_height()
            page = book[index].render(scale=scale).to_pil().convert("L")
            made.paste(page.resize((width, HEIGHT)), (left + side * width, top))
        made.paste(FOLD, (left + width, top, left + width + 1, top + HEIGHT))
    return made


def main(names: list[str]) -> None:
    """Write ``classique.png`` and its like beside the sample book."""
    with TemporaryDirectory() as folder:
        for name in names or theme.names():
            made = sheet(built(name, Path(folder))).quantize(LEVELS)
            made.save(BALCON / f"{name}.png", optimize=True, bits=4)


if __name__ == "__main__":
    main(sys.argv[1:])
