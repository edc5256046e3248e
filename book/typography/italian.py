"""Italian: « » without spaces and “ ” inside them, apostrophes without a space behind.

After L. Serianni, *Grammatica italiana*, chapter I; the marks are those of most publishers.
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

apostrophes = chain(
    swap("(?<=[^\\W\\d_])['`´](?=[^\\W\\d_])", "’"),
    swap(
        f"\\b([lLdDnNcC]|[uU]n|[dnsDNS]?ell|[aA]ll|[dD]all|[sS]ull|[qQ]uest|[qQ]uell|[cC]om|"
        f"[cC]os|[dD]ov|[sS]ant|[mM]ezz)['’]{H}*(?=[aeiouhàèéìòùAEIOUHÀÈÉÌÒÙ«])",
        "\\1’",
    ),
    swap("(?<![\\w’])['‘](?=\\d\\d(?!\\d))", "’"),
    swap("(?<=ell)['‘](?=\\d)", "’"),
    swap("(?<![\\w’])E['’](?=\\s)", "È"),
)
late_apostrophes = swap("(?<=[^\\W\\d_])'(?!\\w)", "’")
quotes = chain(
    straight(Style(ANGLE, DOUBLE)),
    swap(f"«{H}+(?=\\S)", "«"),
    swap(f"(?<=\\S){H}+»", "»"),
)
dashes = chain(
    swap(f"(?<=\\S){H}-{{1,3}}(?={H}\\S)", " –"),
    swap(f"^({H}*—){H}+(?=\\S)", f"\\1{NBSP}"),
)
together = chain(
    abbreviations(
        before_numbers="pp?|pag|cap|vol|art|fig|nn?|ca",
        before_names="Sig|Sig\\.(?:ra|na)|Dott|Dott\\.ssa|Prof|Ing|Avv",
    ),
    swap(f"(\\b(?:[sS]ecolo|secc?\\.)){H}(?=[IVX]+\\b)", f"\\1{NBSP}"),
    swap(f"(?<=[IVX]){H}(?=secolo\\b)", NBSP),
)

_typeset = chain(
    settled,
    apostrophes,
    doubled,
    single(DOUBLE),
    late_apostrophes,
    quotes,
    dashes,
    before_high_signs,
    thousands,
    number_and_unit,
    together,
)


def typeset(run: Run) -> Run:
    """Return ``run`` set in Italian."""
    return _typeset(run)
