"""French numbers and abbreviations: what stays together on a line.

After the *Lexique* of the Imprimerie nationale, “Espaces” and “Abréviations”.
"""

import re

from book.typography.french.letters import CAPITAL
from book.typography.run import chain, swap, where
from book.typography.spaces import NBSP, H, number_and_unit, thousands

MONTH = (
    "[jJ]anvier|[fF]évrier|[mM]ars|[aA]vril|[mM]ai|[jJ]uin|[jJ]uillet|[aA]oût|[sS]eptembre|"
    "[oO]ctobre|[nN]ovembre|[dD]écembre"
)
ROMAN = "[IVXL]+(?![\\w’'.-])"


def _kept_together(match: re.Match[str]) -> str:
    return "".join(NBSP if c.isspace() else c for c in match[0])


numbers = where(
    "\\d",
    thousands,
    swap(f"(?<![\\d.,+-])(?<!\\d{H})0[1-9](?:{H}\\d\\d){{4}}(?!{H}?\\d)", _kept_together),
    swap(f"\\+\\d{{2,3}}{H}[1-9](?:{H}\\d\\d){{4}}(?!{H}?\\d)", _kept_together),
    swap(f"(?<=\\d){H}*(?=(?:[kM]?€|[$£%‰])(?![\\w€$£%‰]))", NBSP),
    swap(f"(?<=\\d){H}*°{H}*(?=[CF](?!\\w))", NBSP + "°"),
    swap(f"(?<=\\b(?:CHF|EUR|USD)){H}(?=\\d)", NBSP),
    number_and_unit,
    swap(
        f"(?<=\\d){H}(?=(?:millions?|milliards?|Mds?€?|euros?|dollars?|francs?|EUR|CHF|USD|min|h|s)(?![\\w’']))",
        NBSP,
    ),
    swap(f"(?<=\\d{NBSP}h){H}(?=\\d\\d(?!\\d))|(?<=\\d){H}(?=h\\d\\d(?!\\w))", NBSP),
    swap(f"(?<=\\d){H}(?=(?:{MONTH})\\b)|(?<=\\b1er){H}(?=(?:{MONTH})\\b)", NBSP),
)
"""A number stays in one piece, and with what it counts."""

_MARKS = where(
    "[°º§]",
    swap(f"(?<!\\w)([nN])(?:{H}?°(s?)){H}*(?=\\d)", f"\\1°\\2{NBSP}"),
    swap(f"(?<!\\w)([nN]º){H}(?=\\d)", f"\\1{NBSP}"),
    swap(f"§{H}*(?=\\d)", f"§{NBSP}"),
)
_PLACES = where(
    f"\\.{H}?[\\divxl]",
    swap(f"\\b((?:pp?|chap|ch|art|vol|t|fig|éd)\\.){H}(?=\\d)", f"\\1{NBSP}"),
    swap(f"(?<=[\\s(]p\\.){H}?(?=\\d)|(?<=\\bp\\.){H}(?=[ivxl]+\\b)", NBSP),
)
_NUMERALS = where(
    f"{H}[\\dIVXL]",
    swap(
        f"\\b((?:[cC]hapitre|[tT]ome|[aA]cte|[sS]cène|[vV]olume|[pP]artie){H})(?={ROMAN})"
        f"|\\b((?:[cC]hapitre|[tT]ome|[vV]olume|[aA]rticle|[pP]age|[fF]igure){H})(?=\\d)",
        lambda match: match[0].rstrip() + NBSP,
    ),
)
_REIGNS = where(
    f"{H}[IVX]",
    swap(
        f"(?<!\\w)({CAPITAL}[\\w-]{{0,40}}[^\\W\\d_]){H}"
        f"(?=[IVX]+(?:er|re)?(?![\\w’'-]|(?<=\\W[IVX])\\.))",
        f"\\1{NBSP}",
    ),
)
_TITLES = where(
    f"\\b[MDPS][Ma-z]{{0,4}}\\.?{H}",
    swap(
        f"(?<!\\w)(MM?\\.|M(?:mes?|lles?|gr|rs?|e)\\.?|[DP]r\\.?|Ste?){H}(?={CAPITAL})",
        f"\\1{NBSP}",
    ),
    swap(f"(?<!\\w)(MM?\\.|Mmes?){H}(?=l[ae]s?\\b)", f"\\1{NBSP}"),
)
_ERAS = where(
    "siècle|République|J\\.",
    swap(f"(?<!\\w)(av|apr?)\\.{H}?J\\.{H}?-?{H}?C\\.", f"\\1.{NBSP}J.-C."),
    swap(f"{H}(?=siècles?\\b)(?<=[IVX\\d]e{H})|(?<=\\bIer){H}(?=siècles?\\b)", NBSP),
    swap(f"(?<=[IVX]e){H}(?=République\\b)|(?<=\\bIre){H}(?=République\\b)", NBSP),
)
abbreviations = chain(_MARKS, _PLACES, _NUMERALS, _TITLES, _ERAS, _REIGNS)
"""What announces a number or a name stays with it."""

_BEFORE_A_NAME = "de|par|à|avec|et|chez|selon|pour|comme|M\\."

initials = where(
    f"{CAPITAL}[a-z]?\\.",
    swap(
        f"(?<![\\w.’-])({CAPITAL}h?\\.(?:{H}?-?{CAPITAL}h?\\.){{1,3}}){H}(?={CAPITAL}[a-zà-ÿ]{{2}})",
        _kept_together,
    ),
    swap(
        f"((?:[(«,]{H}?|\\bd’|(?<!\\w)(?:{_BEFORE_A_NAME}){H})(?:{CAPITAL}|Ch)\\.){H}"
        f"(?={CAPITAL}[a-zà-ÿ]{{2}}|(?:d[eu]|des|van|von){H}{CAPITAL}|d’{CAPITAL})",
        f"\\1{NBSP}",
    ),
)
"""Initials stay with their name, where they cannot be the end of a sentence."""
