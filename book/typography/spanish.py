"""Spanish: « » without spaces and “ ” inside them, the raya close to its words.

After the *Ortografía de la lengua española* (RAE, 2010), II.
"""

from book.typography.quotes import Marks, Style, doubled, single, straight
from book.typography.run import Run, chain, swap
from book.typography.spaces import (
    NBSP,
    H,
    abbreviations,
    before_high_signs,
    number_and_unit,
    settled,
    thousands,
)

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

together = chain(
    abbreviations(
        before_numbers="págs?|pp?|caps?|vols?|arts?|figs?|núms?|n",
        before_names="Sr(?:es|as?|ta)?|D(?:ra?|ña)?|Prof|Sto|Sta",
    ),
    swap(f"\\bEE\\.{H}?UU\\.", f"EE.{NBSP}UU."),
    swap(f"(\\b(?:[sS]iglos?|ss?\\.)){H}(?=[IVX]+\\b)", f"\\1{NBSP}"),
)

_typeset = chain(
    settled,
    apostrophes,
    doubled,
    single(SINGLE),
    quotes,
    openers,
    dashes,
    before_high_signs,
    thousands,
    number_and_unit,
    together,
)


def typeset(run: Run) -> Run:
    """Return ``run`` set in Spanish."""
    return _typeset(run)
