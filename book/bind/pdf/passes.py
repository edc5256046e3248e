"""What is done to a section wherever there are hands for it, under names that cost nothing.

The process that hands the work out need not know how to typeset: WeasyPrint takes a second
to import, and memory for as long as the book is made.
"""

from book.bind.pdf.finish import Inks
from book.bind.pdf.parts import Face, Fonts, Margins, Part, Run, Section, Setting
from book.bind.pdf.sheaf import Sheaf
from book.diagnostics import Report

# ruff: noqa: PLC0415  imported where the work is done


def typeset(section: Section, setting: Setting, report: Report) -> Part:
    """Return ``section`` set in pages: see ``book.bind.pdf.typeset``."""
    from book.bind.pdf.typeset import typeset as run

    return run(section, setting, report)


def margins(leaves: Run, setting: Setting, report: Report) -> Margins:
    """Return the margin boxes of ``leaves``: see ``book.bind.pdf.margins``."""
    from book.bind.pdf.margins import margins as run

    return run(leaves, setting, report)


def embed(faces: tuple[Face, ...], setting: Setting, report: Report) -> Fonts:
    """Return the typefaces of a book: see ``book.bind.pdf.embedded``."""
    from book.bind.pdf.embedded import embedded

    return embedded(faces, setting, report)


def separated(sheaf: Sheaf, inks: Inks, report: Report) -> Sheaf:
    """Return pages in the inks of the press: see ``book.bind.pdf.finish.plates``."""
    from book.bind.pdf.finish.plates import separated as run

    return run(sheaf, inks)
