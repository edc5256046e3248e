"""The cover that is drawn when the author gives none: title, author, one idea.

The idea is a page: one ruled paragraph a chapter, each as long as its chapter among the
others, so that a book of many short pieces looks like one. The only module, with
``sources``, that knows Pillow.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from book import xhtml
from book.cover.lettering import PAUSES, Words, capitals, fitted, opened, put
from book.cover.motif import DEPTH, page
from book.diagnostics import Code, Report, Severity
from book.model import Book, Chapter, Location, Metadata, Resource
from book.theme import Theme
from book.typography import typeset_text

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

NO_LETTERS = Code(
    "T151",
    Severity.WARNING,
    "no typeface of the theme holds the letters of “{text}”, so the drawn cover leaves it out",
    "Put a typeface that holds them into styles/fonts, or give a cover of your own.",
    explanation=(
        "The drawn cover is set in the typefaces of the theme, never in one that this machine "
        "happens to have, so that the book is the same everywhere. None of them holds these "
        "letters, and a row of empty boxes would be worse than nothing. Add a typeface with "
        "the letters to the styles/fonts folder of the project, or name a picture as cover."
    ),
)

WIDTH, HEIGHT = 1600, 2560
FRAME, STROKE = 90, 8
AUTHOR, TITLE, SUBTITLE = 96, 230, 84  # the largest sizes, in pixels
TOP, BOTTOM = 300, 1370  # where the words stand
PAGE = 1500  # where the motif begins

LEVELS = 16  # from ground to ink; a palette of four bits
GROUND, INK = (0xF6, 0xF3, 0xEC), (0x11, 0x11, 0x11)

ROMAN = ("EBGaramond-Medium.ttf", "EBGaramond-Regular.ttf")
ITALIC = ("EBGaramond-Italic.ttf", *ROMAN)

LONGEST = 200  # letters of a title
AUTHORS = 3  # shown by name


def draw(book: Book, theme: Theme, report: Report) -> Resource:
    """Return the cover of ``book`` as ``cover.png``: 1600 × 2560 pixels, four bits each."""
    from PIL import Image, ImageDraw  # noqa: PLC0415  slow to load

    sheet = Image.new("L", (WIDTH, HEIGHT))
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((FRAME, FRAME, WIDTH - FRAME - 1, HEIGHT - FRAME - 1), None, 255, STROKE)
    written = _write(pen, book.metadata, theme, report)
    top = PAGE if written else (HEIGHT - DEPTH) // 2
    for rule in page([_length(chapter) for chapter in book.chapters], book.metadata.title):
        left, right = rule.left + WIDTH // 2, rule.right + WIDTH // 2
        pen.rectangle((left, rule.top + top, right, rule.bottom + top), 255)
    return Resource("cover.png", "image/png", _png(sheet))


def _write(pen: "ImageDraw", metadata: Metadata, theme: Theme, report: Report) -> bool:
    """Write author, title and subtitle from the head downwards; say whether there was any."""
    author = _words(_authors(metadata), ROMAN, theme, report)
    title = _words(_set(metadata.title, metadata), ROMAN, theme, report)
    subtitle = _words(_set(metadata.subtitle, metadata), ITALIC, theme, report)
    top, centre = TOP, WIDTH / 2
    if author:
        top = put(pen, capitals(author, AUTHOR, 260), centre, top) + 110
    else:
        top += 120
    below = fitted(subtitle, SUBTITLE, 260) if subtitle else None
    if title:
        room = BOTTOM - top - (below.height + 70 if below else 0)
        top = put(pen, fitted(title, TITLE, room), centre, top) + 50
    if below:
        put(pen, below, centre, top)
    return bool(author or title or subtitle)


def _set(text: str, metadata: Metadata) -> str:
    """Return ``text`` set in the language of the book, and no longer than a cover bears."""
    text = " ".join(typeset_text(text.replace("\n", " "), metadata.language).split(" "))
    if len(text) <= LONGEST:
        return text
    cut = text.rfind(" ", 0, LONGEST)
    return text[: cut if cut > 0 else LONGEST].rstrip("".join(PAUSES) + " ") + "…"


def _authors(metadata: Metadata) -> str:
    """Return the names of the authors; spaces inside a name do not break."""
    names = [" ".join(p.name.split()) for p in metadata.authors if p.role == "aut"]
    if len(names) == 1:
        return names[0][:LONGEST]
    shown = ", ".join(name.replace(" ", "\u00a0") for name in names[:AUTHORS])
    return (shown + "…" if len(names) > AUTHORS else shown)[:LONGEST]


def _words(text: str, names: Sequence[str], theme: Theme, report: Report) -> Words | None:
    """Return ``text`` in the first face that holds it: of ``names``, else any of the theme."""
    if not text.strip():
        return None
    others = sorted(name for name in theme.fonts if name not in names and "Italic" not in name)
    for name in (*names, *others):
        if name in theme.fonts:
            face = opened(theme.fonts[name])
            if face.holds(text):
                return Words(face.readable(text), face)
    report(NO_LETTERS.at(Location("cover.png"), text=text))
    return None


def _length(chapter: Chapter) -> int:
    """Return how many words ``chapter`` has."""
    bodies = (xhtml.fragment(article.body) for article in chapter.articles)
    return sum(len(xhtml.text(body).split()) for body in bodies)


def _png(sheet: "Image") -> bytes:
    """Return ``sheet``, whose values say how much ink there is, as a PNG of sixteen tones."""
    tones = sheet.point([value * (LEVELS - 1) // 255 for value in range(256)], "P")
    tones.putpalette(
        [
            round(ground + (ink - ground) * level / (LEVELS - 1))
            for level in range(LEVELS)
            for ground, ink in zip(GROUND, INK, strict=True)
        ]
    )
    file = BytesIO()
    tones.save(file, "PNG", optimize=True, bits=4)
    return file.getvalue()
