"""What a PDF is for, and what that asks of its pages: to be read, kept or printed.

reading    links, outline, tags                                as they were set
archive    the same, after PDF/A: profile, dates, sources       archive, facts
press      bleed, marks, black on one plate, no links           plates, sheets
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from book.model import Resource

__all__ = ["READING", "Finish", "Inks"]

MILLIMETRE = 72 / 25.4  # points
ROOM_FOR_MARKS = 9.0  # millimetres beyond the bleed


@dataclass(frozen=True, slots=True)
class Inks:
    """What pages are printed with: ``rgb`` leaves colours alone, ``grey`` is black alone.

    ``cmyk`` takes colours through ``profile``, an ICC profile; grey stays on the black plate.
    """

    colour: Literal["rgb", "grey", "cmyk"] = "rgb"
    profile: bytes = b""


@dataclass(frozen=True, slots=True)
class Finish:
    """How the pages are finished. ``bleed`` is in millimetres.

    ``tagged``: the PDF has a structure that screen readers follow, unless it is for a press.
    ``attached`` are files that go into an archive; ``dated`` is the date that it bears.
    """

    kind: Literal["reading", "archive", "press"] = "reading"
    tagged: bool = True
    inks: Inks = Inks()
    bleed: float = 0.0
    marks: bool = False
    attached: tuple[Resource, ...] = ()
    dated: datetime | None = None

    @property
    def around(self) -> float:
        """How far the sheet goes beyond the trim on each side, in points."""
        return (self.bleed + (ROOM_FOR_MARKS if self.marks else 0.0)) * MILLIMETRE

    @property
    def on_screen(self) -> bool:
        """Whether the PDF may hold what only a screen shows: links, outline, tags."""
        return self.kind != "press"


READING = Finish()
