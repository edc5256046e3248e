"""Portuguese: “ ” and ‘ ’, an em dash for dialogue.

The marks are those CLDR gives for ``pt``; guillemets, which Portugal prefers, stay where
they are typed.
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

DOUBLE = Marks("“", "”")
SINGLE = Marks("‘", "’")

apostrophes = swap("(?<=[^\\W\\d_])['`´](?=[^\\W\\d_])", "’")
quotes = straight(Style(DOUBLE, SINGLE))
dashes = chain(
    swap(f"^({H}*)(?:-{{1,2}}|[–—]){H}*(?=[“«]|[^\\W\\d_]{{2}}|[AÉOE]{H})", f"\\1—{NBSP}"),
    swap(f"(?<=\\S){H}-{{1,3}}(?={H}\\S)", " –"),
)

together = chain(
    abbreviations(
        before_numbers="págs?|pp?|caps?|vols?|arts?|figs?",
        before_names="Sra?s?|Dra?s?|D|Profa?|Sto|Sta",
    ),
    swap(f"\\b(n\\.?º){H}(?=\\d)", f"\\1{NBSP}"),
    swap(f"(\\b[sS]éculos?){H}(?=[IVX]+\\b)", f"\\1{NBSP}"),
    swap(f"(?<=R\\$){H}(?=\\d)", NBSP),
)

_typeset = chain(
    settled,
    apostrophes,
    doubled,
    single(SINGLE),
    quotes,
    dashes,
    before_high_signs,
    thousands,
    number_and_unit,
    together,
)


def typeset(run: Run) -> Run:
    """Return ``run`` set in Portuguese."""
    return _typeset(run)
