"""French signs: guillemets, dashes, and the spaces before high signs.

The *Lexique* of the Imprimerie nationale for France; what Switzerland and Canada do
otherwise is in their ``Custom``.
"""

import re
from dataclasses import dataclass

from book.typography.french.letters import CAPITAL, ELISION, LETTER
from book.typography.quotes import Marks, Style, around, mended, raised, straight
from book.typography.run import BREAK, Edit, Run, Step, swap, where
from book.typography.spaces import NBSP, NNBSP, H

GUILLEMETS = Marks("«", "»")
CURLY = Marks("“", "”")
CHEVRONS = Marks("‹", "›")

LINE = f"(?:^|(?<={BREAK}))"


@dataclass(frozen=True, slots=True)
class Custom:
    """How a country sets its French.

    ``inside`` stands within guillemets, ``high`` before ``; ! ?`` and ``colon`` before a
    colon; ``inner`` are the marks of a quotation inside another.
    """

    inside: str
    high: str
    colon: str
    inner: Marks


FRANCE = Custom(inside=NBSP, high=NNBSP, colon=NBSP, inner=CURLY)
"""*Lexique des règles typographiques en usage à l'Imprimerie nationale*, “Ponctuation”."""

SWITZERLAND = Custom(inside=NNBSP, high=NNBSP, colon=NNBSP, inner=CHEVRONS)
"""*Guide du typographe* (Lausanne): a thin space before all four signs and inside « ».

The marks within are those that CLDR gives for ``fr-CH``.
"""

CANADA = Custom(inside=NBSP, high="", colon=NBSP, inner=CURLY)
"""Office québécois de la langue française, *Vitrine linguistique*, “Espacement avant et
après les signes de ponctuation et les symboles”: none before ``; ! ?``.
"""

_LINKS = (
    "le|la|les|un|une|des|du|de|et|ou|mais|donc|or|car|lorsque|quand|si|que|qui|dont|où|avec|"
    "sans|pour|par|sur|dans|en|trop|très|plus|moins|surtout|notamment|cette|ces|son|sa|ses"
)  # words that may follow the hyphen of a hurried aside: « la mission, -lorsque le service »


def guillemets(custom: Custom) -> Step:
    """Return the step that sets « » outside and the inner marks inside, with their spaces."""
    style = Style(GUILLEMETS, custom.inner)
    spaced = "«‹" if custom.inner == CHEVRONS else "«"
    closing = spaced.translate({ord("«"): "»", ord("‹"): "›"})
    return where(
        '[«»‹›"“”]|<<',
        around("(?P<opening><<)[^<>]{1,300}(?P<closing>>>)", GUILLEMETS),
        mended(GUILLEMETS),
        straight(style),
        raised(CURLY, style),
        swap("(?<=[\\w,;.:!?…])«", " «"),
        swap(f"\\b({ELISION})’{H}+«", "\\1’«"),
        swap("»(?=\\w)", "» "),
        swap(f"»{H}*,(?={LETTER}{{2}})", "», "),
        swap(f"([{spaced}]){H}*(?=[^\\s{closing}])", f"\\1{custom.inside}"),
        swap(f"(?<=[^\\s{spaced}]){H}*(?=[{closing}])", custom.inside),
        swap(f"“{H}+(?=\\S)", "“"),
        swap(f"(?<=\\S){H}+”(?!\\w)", "”"),
    )


dashes = where(
    "[-–—]",
    swap(f"{LINE}({H}*)(?:-{{1,3}}|—){H}*(?=[«“]|{LETTER}{{2}}|{LETTER}[’ ])", f"\\1—{NBSP}"),
    swap(f"{LINE}({H}*)–(?:{H}+(?=[«“]|{LETTER})|(?=[«“]|{LETTER}{{2}}))", f"\\1–{NBSP}"),
    swap(f"(?<=«)({H}*)(?:--?|—){H}+(?={LETTER})", f"\\1—{NBSP}"),
    swap(f"(?<=[^\\s«“(]){H}-{{1,3}}(?={H}[^\\s;:!?])", " –"),
    swap(f"(?<={LETTER})---?(?={LETTER})", " – "),
    swap(f"(?<=[^\\s–—]){H}-(?=(?:{_LINKS}){H}|[cdlnsCDLNS]’)", " – "),
    swap(f"(?<=[A-Z]{{2}}){H}-(?={CAPITAL}[a-zà-ÿ])|(?<=[a-zà-ÿ]){H}-(?=[A-Z]{{3}}\\b)", " – "),
    swap(f"(?<=[^\\s–—]){H}-(?=,)", NBSP + "–"),
)
"""An em dash opens a line of dialogue; an en dash stands between words."""

_ASIDE = re.compile(
    f"(?<=[^\\s–—:])(?P<opening>{H}(?:-(?={LETTER})|[–—](?:{H}|(?={LETTER}))))"
    "(?P<inside>[^\\s–—-](?:[^–—.!?\u2028-]|(?<=\\w)-(?=\\w)){0,200}?(?<![\\s–—-]))"
    f"(?P<closing>-|{H}[–—]|(?<={LETTER})[–—])(?=[\\s,.;:!?)]|$)"
)


def asides(run: Run) -> Run:
    """Set ``-comme ceci- `` as `` – comme ceci – ``, held together by no-break spaces."""
    edits: list[Edit] = []
    for match in _ASIDE.finditer(run.shown):
        dash = "—" if "—" in match["opening"] else "–"
        edits.append(Edit(*match.span("opening"), f" {dash}{NBSP}"))
        edits.append(Edit(*match.span("closing"), f"{NBSP}{dash}"))
    return run.edited(edits)


def high_signs(custom: Custom) -> Step:
    """Return the step that sets the spaces before ``; ! ?`` and ``:``."""
    run_on = "(?![\\w=;!?]|\\.\\w)"
    return where(
        "[;!?:]",
        swap(f"(?<=[!?]){H}(?=[!?]+(?![\\w=]))", ""),
        swap(f"{H}(?=[;!?]+{run_on})(?<=[^\\s(\\[{{«‹“¿¡]{H})", custom.high),
        swap(f"(?<=[^\\s(\\[{{«‹“¿¡;!?])(?=[;!?]+{run_on})", custom.high),
        swap(f"{H}:(?![:=/])(?<=[^\\s:(\\[{{«‹“]{H}:)", custom.colon + ":"),
        swap(":(?=[\\s»›”)…]|$)(?<=[^\\s:(\\[{«‹“/]:)", custom.colon + ":"),
    )


dots = where(f"\\.{H}\\.", swap(f"(?<![.…])(?<![.…]{H})\\.{H}\\.{H}\\.(?!{H}?[.…])", "…"))
"""``. . .`` is ``…`` too."""

_BEGINNINGS = (
    "L[ae]s?|Une?|Des?|Du|Ils?|Elles?|On|Nous|Vous|Je|Tu|Ce|Cette|Ces|Mais|Et|Ou|Où|Puis|Alors|"
    "Oui|Non|Si|Quand|Pour|Dans|En|À|Au|Aux|Que|Quelle?s?|Comment|Pourquoi|Avec|Sans|Par|Bref|"
    "Enfin|Ça|Voilà|Voici|Merci"
)

parted = where(
    f"[!?]\\w|{H};|etc\\.{H},",
    swap(f"(?<=[a-zà-ÿ]{{2}}{H}[!?])(?=(?:{_BEGINNINGS})[\\s,]|[CDJLNQS]u?['’]{LETTER})", " "),
    swap(f"(?<=[a-zà-ÿ]{{2}}[!?])(?=(?:{_BEGINNINGS})[\\s,]|[CDJLNQS]u?['’]{LETTER})", " "),
    swap(f"(?<=\\w)({H};)(?={LETTER}{{2}})", "\\1 "),
    swap(f"(?<=etc\\.){H}(?=,)", ""),
)
"""``été!Il`` is ``été ! Il``: a sentence begins behind a space."""
