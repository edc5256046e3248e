"""What ``[print]`` asks of the finished PDF, as its binder and its check understand it."""

from collections.abc import Sequence
from datetime import datetime

from book import printers
from book.bind.pdf import Finish, Inks
from book.model import Format, Resource, Source
from book.render import PrintOptions

TYPES = {
    Format.TEXT: "text/plain",
    Format.MARKDOWN: "text/markdown",
    Format.HTML: "text/html",
}
OFFSET = "press"  # who prints where nobody is named


def finish(
    options: PrintOptions, profile: bytes, files: tuple[Resource, ...], dated: datetime
) -> Finish:
    """Return how the pages are finished; where nothing is said, as the printer asks."""
    if options.kind == "reading":
        return Finish()
    if options.kind == "archive":
        return Finish("archive", attached=files, dated=dated)
    marks = _marks(options)
    inks = Inks(options.colour, profile if options.colour == "cmyk" else b"")
    return Finish("press", inks=inks, bleed=bleed(options), marks=marks, dated=dated)


def profile(options: PrintOptions) -> str:
    """Return against what the finished PDF is to be checked; nothing for one to be read."""
    if options.kind == "press":
        return options.printer or OFFSET
    return "archive" if options.kind == "archive" else ""


def bleed(options: PrintOptions) -> float:
    """Return the bleed in millimetres.

    Nothing in our pages runs to their edge, so printers who want no marks need none.
    """
    if options.bleed != "auto":
        return printers.length(options.bleed)
    printer = printers.named(options.printer or OFFSET)
    asked = printer.value("interior.bleed", 0.0) if printer.value("interior.marks") else 0.0
    return float(asked)


def attached(sources: Sequence[Source], options: PrintOptions) -> tuple[Resource, ...]:
    """Return the sources as files for the archive, if it shall have them."""
    if options.kind != "archive" or not options.attach:
        return ()
    return tuple(Resource(one.name, TYPES[one.format], one.text.encode()) for one in sources)


def _marks(options: PrintOptions) -> bool:
    if options.marks != "auto":
        return options.marks == "yes"
    return bool(printers.named(options.printer or OFFSET).value("interior.marks", False))
