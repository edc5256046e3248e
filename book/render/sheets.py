"""Which style sheets and typefaces an edition carries, and in what order they speak.

On paper the sheets of the theme stand around those that all themes share, and the numbers
of the page come last. A screen gets one sheet, with the theme's own rules at its end, and
no typeface: those are the reader's.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import quote

from book.model import Edition, Resource
from book.render.page import Page, sheet
from book.theme import Theme

PAPER = ("faces.css", "base.css", "print.css", "look.css")
NUMBERS = "styles/page.css"
SCREEN = "styles/epub.css"
SCREEN_LOOK = "look-epub.css"

FONT_TYPES = {
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}


def linked(theme: Theme, edition: Edition) -> tuple[str, ...]:
    """Return the sheets that every document of ``edition`` links to."""
    if edition is Edition.EPUB:
        return (SCREEN,)
    there = (name for name in PAPER if name in theme.styles)
    return (*(f"styles/{name}" for name in there), NUMBERS)


def for_screen(theme: Theme) -> Resource:
    """Return the one sheet of the EPUB."""
    own = theme.styles.get(SCREEN_LOOK, "")
    return _sheet(SCREEN, "\n".join(filter(None, (theme.styles["epub.css"], own))))


def for_paper(theme: Theme, page: Page) -> Iterator[Resource]:
    """Yield the sheets of the print edition, and the typefaces that one of them names."""
    for name, text in sorted(theme.styles.items()):
        yield _sheet(f"styles/{name}", text)
    yield _sheet(NUMBERS, sheet(page))
    said = "".join(theme.styles.values())
    for name, data in sorted(theme.fonts.items()):
        if name in said or quote(name) in said:
            kind = FONT_TYPES[PurePosixPath(name).suffix.lower()]
            yield Resource(f"styles/fonts/{name}", kind, data)


def _sheet(href: str, text: str) -> Resource:
    return Resource(href, "text/css", text.encode())
