"""French, after the *Lexique* of the Imprimerie nationale, with Swiss and Canadian customs.

The rules are applied in the order of ``setter``, each to the whole block. None of them
changes a letter, but for accents on a few capitals that are sure, œ, and the endings of
ordinals (``5ème`` is ``5e``).
"""

from book.typography.french.letters import (
    SUPERIOR,
    apostrophes,
    capitals,
    inversions,
    late_apostrophes,
    ligatures,
    ordinals,
)
from book.typography.french.numbers import abbreviations, initials, numbers
from book.typography.french.signs import (
    CANADA,
    CURLY,
    FRANCE,
    SWITZERLAND,
    Custom,
    asides,
    dashes,
    dots,
    guillemets,
    high_signs,
    parted,
)
from book.typography.quotes import doubled, single
from book.typography.run import Step, chain
from book.typography.spaces import after_stops, before_stops, ellipses, inside_brackets
from book.typography.spaces import single as single_spaces

__all__ = ["CANADA", "FRANCE", "SUPERIOR", "SWITZERLAND", "Custom", "setter"]


def setter(custom: Custom) -> Step:
    """Return the step that sets a run in French as ``custom`` has it."""
    return chain(
        single_spaces,
        dots,
        ellipses,
        before_stops,
        after_stops,
        parted,
        inside_brackets,
        apostrophes,
        doubled,
        single(CURLY),
        late_apostrophes,
        guillemets(custom),
        dashes,
        asides,
        inversions,
        high_signs(custom),
        ordinals,
        numbers,
        abbreviations,
        initials,
        capitals,
        ligatures,
    )
