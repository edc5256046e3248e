"""German: „ “ and ‚ ‘, spaced en dashes, abbreviations kept together (Duden, DIN 5008).

Austria sets as Germany does. Switzerland and Liechtenstein have « » and ‹ › without spaces,
and no ß (*Schreibweisungen* of the Swiss Bundeskanzlei; 2.1.1 for the marks).
"""

from book.typography.quotes import Marks, Style, doubled, raised, single, straight
from book.typography.run import Run, Step, chain, swap
from book.typography.spaces import (
    NBSP,
    NNBSP,
    H,
    abbreviations,
    before_high_signs,
    number_and_unit,
    settled,
    thousands,
)

DOUBLE = Marks("„", "“")
SINGLE = Marks("‚", "‘")
ANGLE = Marks("«", "»")
CHEVRONS = Marks("‹", "›")

_TWO = "z|B;d|h;u|a;u|U;o|ä;o|g;s|o;s|u;i|d;z|T;v|a;m|E;n|Chr;v|Chr"

apostrophes = swap("(?<=[^\\W\\d_])['`´](?=[^\\W\\d_])", "’")
late_apostrophes = swap("(?<=[^\\W\\d_])'(?!\\w)", "’")
dashes = chain(
    swap(f"(?<=\\S){H}-{{1,3}}(?={H}\\S)", " –"),
    swap("(?<=\\d)-(?=\\d{4}\\b)(?<=\\b\\d{4}-)", "–"),
    swap("((?:\\bS\\.|\\bSeiten)\\s\\d+)-(?=\\d+(?![\\w-]))", "\\1–"),
)
_MONTHS = (
    "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
)
together = chain(
    swap(f"\\bi\\.{H}?d\\.{H}?R\\.", f"i.{NNBSP}d.{NNBSP}R."),
    *(
        swap(f"(?<![\\w.]){first}\\.{H}?{second}\\.", f"{first}.{NNBSP}{second}.")
        for first, second in (pair.split("|") for pair in _TWO.split(";"))
    ),
    abbreviations(before_numbers="S|Nr|Bd|Abb|Kap|Art|Abs", before_names="Dr|Prof|Hr|Fr|St"),
    swap(f"(§§?){H}*(?=\\d)", f"\\1{NBSP}"),
    swap(f"(?<=\\d\\.){H}(?=(?:{_MONTHS}|Jahrhunderts?|Jh\\.)(?!\\w))", NBSP),
)

swiss_quotes = chain(
    straight(Style(ANGLE, CHEVRONS)),
    raised(DOUBLE, Style(ANGLE, CHEVRONS)),
    swap(f"([«‹]){H}+(?=\\S)", "\\1"),
    swap(f"(?<=\\S){H}+(?=[»›])", ""),
)
swiss_letters = chain(swap("ß", "ss"), swap("ẞ", "SS"))


def _setter(inner: Marks, quotes: Step, letters: Step) -> Step:
    return chain(
        settled,
        apostrophes,
        doubled,
        single(inner),
        late_apostrophes,
        quotes,
        dashes,
        before_high_signs,
        together,
        thousands,
        number_and_unit,
        letters,
    )


_typeset = _setter(SINGLE, straight(Style(DOUBLE, SINGLE)), chain())
_typeset_swiss = _setter(CHEVRONS, swiss_quotes, swiss_letters)


def typeset(run: Run) -> Run:
    """Return ``run`` set in German."""
    return _typeset(run)


def typeset_swiss(run: Run) -> Run:
    """Return ``run`` set in German as Switzerland sets it."""
    return _typeset_swiss(run)
