"""Spaces that every language agrees on."""

import re

from book.typography.run import Step, chain, swap

NBSP = "\u00a0"
NNBSP = "\u202f"

# Any space inside a line, as a character class: what was typed, and what we set.
H = "[ \\t\\n\\r\u00a0\u2000-\u200a\u202f]"

single: Step = chain(
    swap(f"{H}*\\n{H}*", "\n"),
    swap(f"{H}{H}+", " "),
    swap(
        "\u00a0(?=[^\\W\\d_])(?:(?<=[^\\W\\d_]{2}\u00a0)|(?<=\\b[aàyô]\u00a0)"
        "|(?<=[,;%€!?»)”…]\u00a0))",
        " ",
    ),
)
"""One space where several were typed; a line end is one too, and stays.

WordPress puts a no-break space before the last word of a title, and editors leave some
between any two words: there the right space is the ordinary one.
"""

before_stops: Step = chain(
    swap(
        f"{H}(?=(?:,(?=[\\s)\\]»”’])|\\.(?=\\s[^\\Wa-zà-ÿ\\d]|\\s?[()\\]«»“”’]))|[,.]$)"
        f"(?<=[^\\s\ufffc.…]{H})",
        "",
    ),
    swap(f"{H},(?=[^\\W\\d])(?<=[^\\W\\d]{{2}}{H},)", ", "),
)
"""No space before a comma or a full stop (``.NET`` and ``,5`` are left alone)."""

after_stops: Step = chain(
    swap(",(?=[a-zà-öø-ÿœ]{2})(?<=[a-zà-öø-ÿœ]{2},)", ", "),
    swap(
        "\\.(?=[A-ZÀ-ÖØ-Þ](?:[a-zà-öø-ÿœ]{2}|[a-zà-öø-ÿœ]\\s|['’][a-zà-öø-ÿœ]))"
        "(?<=[a-zà-öø-ÿœ]{3}\\.)",
        ". ",
    ),
)
"""A space after a comma or a full stop that was glued to the next word."""

_DOTS = "[.…]"


def abbreviations(*, before_numbers: str, before_names: str) -> Step:
    """Return the step that keeps abbreviations with the number or the name they announce.

    Both are alternatives of a pattern, without the full stop that follows them.
    """
    return chain(
        swap(f"(?<![\\w.])((?:{before_numbers})\\.){H}(?=\\d)", f"\\1{NBSP}"),
        swap(f"(?<![\\w.])((?:{before_names})\\.){H}(?=[A-ZÀ-ÖØ-Þ])", f"\\1{NBSP}"),
    )


def _ellipsis(match: re.Match[str]) -> str:
    """Return ``…``, but leave the range ``1..9``."""
    around = match.string[max(match.start() - 1, 0) : match.end() + 1]
    return match[0] if around[0].isdigit() and around[-1].isdigit() else "…"


ellipses: Step = chain(
    swap(f"\\b([eE]tc|[eE]cc){H}?(?:\\.{{2,}}|\\.?…+)\\.*", "\\1."),
    swap(f"{_DOTS}{_DOTS}+", _ellipsis),
    swap(f"{H}…(?=[^\\W\\d_])(?<=[\\w’)»”]{H}…)", "… "),
    swap(f"{H}…(?<=[\\w’)»”]{H}…)", "…"),
    swap("…(?=[A-ZÀ-ÖØ-Þ])(?:(?<=[^\\W\\d_]{2}…)|(?<=,\\s…))", "… "),
)
"""``...`` and ``..`` are ``…``, close to the word before; never after ``etc.``, ``ecc.``"""

inside_brackets: Step = chain(
    swap(f"{H}(?=[\\w«“\"'])(?<=[(\\[]{H})", ""),
    swap(f"{H}(?=[)\\]])(?<=[\\w»”.*!?\ufffc]{H})", ""),
)

settled: Step = chain(single, ellipses, before_stops, after_stops, inside_brackets)
"""What is done before anything else, in every language we set but French."""

before_high_signs: Step = chain(
    swap(f"{H}(?=[;!?]+(?![\\w=;!?]|\\.\\w))(?<=[\\w\ufffc)»›”“’‘…]{H})", ""),
    swap(f"{H}:(?=\\s|$)(?<=[\\w\ufffc)»›”“’‘…]{H}:)", ":"),
)
"""No space before ``; : ! ?``: every language we set but French."""

number_and_unit: Step = chain(
    swap(f"{H}(?=(?:[kM]?€|[$£%‰])(?!\\w))(?<=\\d{H})", NBSP),
    swap(
        f"{H}(?=(?:[kcdmµ]?m[²³23]?|[kcdmµ]?g|[cdm]?[lL]|ha|[KkMGT][oB]|[kMG]?Hz|[kMG]?Wh?|"
        f"kVA?|V|mAh?|dB|px|dpi|ppp|min|°C|°F)(?![\\w’']))(?<=\\d{H})",
        NBSP,
    ),
)
"""A number stays with its unit, where a space was typed between them."""

thousands: Step = swap(
    f"(?<![\\d.,])(?<!\\d{H})[1-9]\\d{{0,2}}(?:{H}\\d{{3}})+(?!\\d)(?!{H}?\\d)",
    lambda match: "".join(NNBSP if c.isspace() else c for c in match[0]),
)
"""``10 000`` is one number (ISO 80000-1, 7.3: groups of three, a narrow space between)."""
