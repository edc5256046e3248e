"""The typefaces of a book, with the glyphs of all its sections."""

from book.bind.pdf.inside.fonts import embed
from book.bind.pdf.parts import Face, Fonts, InseparableError, Setting
from book.bind.pdf.sheaf import NOTHING
from book.bind.pdf.typeset import parsed
from book.diagnostics import Report


def embedded(faces: tuple[Face, ...], setting: Setting, report: Report) -> Fonts:
    """Return all ``faces`` as objects, or why they cannot be found again."""
    styles = parsed(setting).styles
    if styles is None:
        return Fonts(NOTHING.objects, "a file was refused")
    try:
        return Fonts(embed(faces, styles.fonts))
    except InseparableError as reason:
        return Fonts(NOTHING.objects, str(reason))
