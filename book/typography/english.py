"""English: curly quotation marks and apostrophes, dashes, no space before signs.

After the *Chicago Manual of Style*; a spaced dash, as Britain has it, keeps its spaces.
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
)

DOUBLE = Marks("“", "”")
SINGLE = Marks("‘", "’")

_CLIPPED = "tis|twas|twere|twill|em|cause|til|n|bout|round"

apostrophes = chain(
    swap("(?<=[^\\W_])['`´](?=[^\\W\\d_])", "’"),
    swap("(?<![\\w’])['‘](?=\\d\\d(?:s|\\b))", "’"),
    swap("(?<=\\s)'n'(?=\\s)", "’n’"),
    swap(f"(?<![\\w’])'(?=(?i:{_CLIPPED})\\b(?!'))", "’"),
)
late_apostrophes = swap("(?<=[^\\W\\d_])'(?!\\w)", "’")

dashes = chain(
    swap(f"(?<=[\\w,.!?”’)…])(?:---?|{H}---?{H})(?=[\\w“‘(])", "—"),
    swap(f"(?<=\\S){H}-(?={H}\\S)", " –"),
    swap("(?<=\\d)-(?=\\d{4}\\b)(?<=\\b\\d{4}-)", "–"),
)

ranges = swap("(\\b(?:[pP]ages|pp\\.)\\s\\d+)-(?=\\d+(?![\\w-]))", "\\1–")
together = chain(
    abbreviations(
        before_numbers="pp?|vols?|[cC]h|[fF]igs?|[nN]os?|[sS]ec|[cC]a|c",
        before_names="Mrs?|Ms|Mx|Drs?|Prof|Rev|St",
    ),
    swap(f"(?<=\\d){H}(?=[ap]\\.m\\.|[ap]m\\b|[AP]M\\b)", NBSP),
)

_typeset = chain(
    settled,
    apostrophes,
    doubled,
    single(SINGLE),
    late_apostrophes,
    straight(Style(DOUBLE, SINGLE)),
    dashes,
    ranges,
    before_high_signs,
    number_and_unit,
    together,
)


def typeset(run: Run) -> Run:
    """Return ``run`` set in English."""
    return _typeset(run)
