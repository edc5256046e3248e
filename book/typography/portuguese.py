"""Portuguese: “ ” and ‘ ’, an em dash for dialogue."""

from book.typography.quotes import Marks, Style, doubled, single, straight
from book.typography.run import Run, chain, swap
from book.typography.spaces import (
    NBSP,
    H,
    after_stops,
    before_high_signs,
    before_stops,
    ellipses,
    inside_brackets,
    number_and_unit,
)
from book.typography.spaces import single as single_spaces

DOUBLE = Marks("“", "”")
SINGLE = Marks("‘", "’")

apostrophes = swap("(?<=[^\\W\\d_])['`´](?=[^\\W\\d_])", "’")
quotes = straight(Style(DOUBLE, SINGLE))
dashes = chain(
    swap(f"^({H}*)(?:-{{1,2}}|—){H}*(?=[“«]|[^\\W\\d_]{{2}}|[AÉOE]{H})", f"\\1—{NBSP}"),
    swap(f"(?<=\\S){H}-{{1,3}}(?={H}\\S)", " –"),
)

_typeset = chain(
    single_spaces,
    ellipses,
    before_stops,
    after_stops,
    inside_brackets,
    apostrophes,
    doubled,
    single(SINGLE),
    quotes,
    dashes,
    before_high_signs,
    number_and_unit,
)


def typeset(run: Run) -> Run:
    """Return ``run`` set in Portuguese."""
    return _typeset(run)
