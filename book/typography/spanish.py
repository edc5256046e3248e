"""Spanish: « » without spaces and “ ” inside them, the raya close to its words."""

from book.typography.quotes import Marks, Style, doubled, single, straight
from book.typography.run import Run, chain, swap
from book.typography.spaces import (
    H,
    after_stops,
    before_high_signs,
    before_stops,
    ellipses,
    inside_brackets,
    number_and_unit,
)
from book.typography.spaces import single as single_spaces

ANGLE = Marks("«", "»")
DOUBLE = Marks("“", "”")
SINGLE = Marks("‘", "’")

apostrophes = swap("(?<=[^\\W\\d_])['`´](?=[^\\W\\d_])", "’")
quotes = chain(
    straight(Style(ANGLE, DOUBLE)),
    swap(f"«{H}+(?=\\S)", "«"),
    swap(f"(?<=\\S){H}+»", "»"),
)
openers = swap(f"([¿¡]){H}+(?=\\w)", "\\1")
dashes = chain(
    swap(f"^({H}*)(?:-{{1,2}}|—){H}*(?=[«“¿¡]|[^\\W\\d_])", "\\1—"),
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
    openers,
    dashes,
    before_high_signs,
    number_and_unit,
)


def typeset(run: Run) -> Run:
    """Return ``run`` set in Spanish."""
    return _typeset(run)
