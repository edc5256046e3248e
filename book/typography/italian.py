"""Italian: « » without spaces and “ ” inside them, apostrophes without a space behind."""

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

apostrophes = chain(
    swap("(?<=[^\\W\\d_])['`´](?=[^\\W\\d_])", "’"),
    swap(
        f"\\b([lLdDnN]|[uU]n|[dnsDNS]?ell|[aA]ll|[dD]all|[sS]ull)['’]{H}*(?=[aeiouhàèéìòùAEIOUHÀÈÉÌÒÙ«])",
        "\\1’",
    ),
    swap("(?<![\\w’])E['’](?=\\s)", "È"),
)
late_apostrophes = swap("(?<=[^\\W\\d_])'(?!\\w)", "’")
quotes = chain(
    straight(Style(ANGLE, DOUBLE)),
    swap(f"«{H}+(?=\\S)", "«"),
    swap(f"(?<=\\S){H}+»", "»"),
)
dashes = swap(f"(?<=\\S){H}-{{1,3}}(?={H}\\S)", " –")

_typeset = chain(
    single_spaces,
    ellipses,
    before_stops,
    after_stops,
    inside_brackets,
    apostrophes,
    doubled,
    single(DOUBLE),
    late_apostrophes,
    quotes,
    dashes,
    before_high_signs,
    number_and_unit,
)


def typeset(run: Run) -> Run:
    """Return ``run`` set in Italian."""
    return _typeset(run)
