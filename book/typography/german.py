"""German: „ “ and ‚ ‘, spaced en dashes, abbreviations kept together."""

from book.typography.quotes import Marks, Style, single, straight
from book.typography.run import Run, chain, swap
from book.typography.spaces import (
    NBSP,
    NNBSP,
    H,
    after_stops,
    before_high_signs,
    before_stops,
    ellipses,
    inside_brackets,
    number_and_unit,
)
from book.typography.spaces import single as single_spaces

DOUBLE = Marks("„", "“")
SINGLE = Marks("‚", "‘")

_TWO = "z|B;d|h;u|a;u|U;o|ä;o|g;s|o;s|u;i|d;z|T;v|a;m|E;n|Chr;v|Chr"

apostrophes = swap("(?<=[^\\W\\d_])['`´](?=[^\\W\\d_])", "’")
late_apostrophes = swap("(?<=[^\\W\\d_])'(?!\\w)", "’")
dashes = swap(f"(?<=\\S){H}-{{1,3}}(?={H}\\S)", " –")
abbreviations = chain(
    swap(f"\\bi\\.{H}?d\\.{H}?R\\.", f"i.{NNBSP}d.{NNBSP}R."),
    *(
        swap(f"(?<![\\w.]){first}\\.{H}?{second}\\.", f"{first}.{NNBSP}{second}.")
        for first, second in (pair.split("|") for pair in _TWO.split(";"))
    ),
    swap(f"(?<!\\w)((?:S|Nr|Bd|Abb|Kap|Dr|Prof)\\.){H}(?=[\\dA-ZÄÖÜ])", f"\\1{NBSP}"),
)

_typeset = chain(
    single_spaces,
    ellipses,
    before_stops,
    after_stops,
    inside_brackets,
    apostrophes,
    single(SINGLE),
    late_apostrophes,
    straight(Style(DOUBLE, SINGLE)),
    dashes,
    before_high_signs,
    abbreviations,
    number_and_unit,
)


def typeset(run: Run) -> Run:
    """Return ``run`` set in German."""
    return _typeset(run)
