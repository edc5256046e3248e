"""French, after the *Lexique* of the Imprimerie nationale.

The rules are applied in the order of ``typeset``, each to the whole block. None of them
changes a letter, but for accents on a few capitals that are sure, œ, and the endings of
ordinals (``5ème`` is ``5e``).
"""

import re

from book.typography.quotes import Marks, Style, mended, raised, single, straight
from book.typography.run import Edit, Run, chain, swap, where
from book.typography.spaces import (
    NBSP,
    NNBSP,
    H,
    after_stops,
    before_stops,
    ellipses,
    inside_brackets,
    number_and_unit,
)
from book.typography.spaces import single as single_spaces

GUILLEMETS = Marks("«", "»")
CURLY = Marks("“", "”")
STYLE = Style(GUILLEMETS, CURLY)

LETTER = "[^\\W\\d_]"
CAPITAL = "[A-ZÀ-ÖØ-ÞŒ]"
ELISION = "(?:[cdjlmnstCDJLMNST]|[qQ]u|[jJ]usqu|[lL]orsqu|[pP]uisqu|[qQ]uoiqu|[qQ]uelqu)"
NAME = f"{CAPITAL}[\\w’-]{{1,40}}"
MONTH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"


def _opening(letter: str) -> str:
    """Return the pattern of ``letter`` where a sentence begins."""
    return (
        f"{letter}(?:(?<=[.!?…:]\\s{letter})|(?<=[\u2028(«“]{letter})|(?<=[«—–•]\\s{letter})"
        f"|(?<!\\S{letter})(?<!\\S\\s{letter}))"
    )


def _closed_up(match: re.Match[str]) -> str:
    return match[0].rstrip()


apostrophes = where(
    "['‘’′`´]",
    swap("(?<=[^\\W\\d_])['‘′`´](?=[^\\W\\d_])", "’"),
    swap(f"\\b({ELISION})['‘′`´]", "\\1’"),
    swap("(?<=\\d)'(?=[a-zà-ÿ])", "’"),
    swap("(?<![\\w’])'(?=\\d\\d(?!\\d))", "’"),
    swap(f"\\b{ELISION}’{H}+(?=[aeiouyhàâéèêîôûœAEIOUYHÀÂÉÈÊÎÔÛŒ«\ufffc])", _closed_up),
)
"""``l'usage`` and ``l' usage`` are ``l’usage``."""

late_apostrophes = swap("(?<=[^\\W\\d_])'(?!\\w)", "’")
"""``rédac' chef``: what was no quotation mark is an apostrophe."""

_LINKS = (
    "le|la|les|un|une|des|du|de|et|ou|mais|donc|or|car|lorsque|quand|si|que|qui|dont|où|avec|"
    "sans|pour|par|sur|dans|en|trop|très|plus|moins|surtout|notamment|cette|ces|son|sa|ses"
)  # words that may follow the hyphen of a hurried aside: « la mission, -lorsque le service »

guillemets = where(
    '[«»"“”]|<<',
    swap("<<([^<>]{1,300})>>", "«\\1»"),
    mended(GUILLEMETS),
    straight(STYLE),
    raised(CURLY, STYLE),
    swap("(?<=[\\w,;.:!?…])«", " «"),
    swap(f"\\b({ELISION})’{H}+«", "\\1’«"),
    swap("»(?=\\w)", "» "),
    swap(f"«{H}*(?=[^\\s»])", "«" + NBSP),
    swap(f"(?<=[^\\s«]){H}*»", NBSP + "»"),
    swap(f"“{H}+(?=\\S)", "“"),
    swap(f"(?<=\\S){H}+”", "”"),
)
"""« » outside, “ ” inside; the outer ones with a no-break space."""

dashes = where(
    "[-–—]",
    swap(f"^({H}*)(?:-{{1,3}}|—){H}*(?=[«“]|{LETTER}{{2}}|{LETTER}[’ ])", f"\\1—{NBSP}"),
    swap(f"^({H}*)–{H}+(?=[«“]|{LETTER})", f"\\1–{NBSP}"),
    swap(f"(?<=[^\\s«“(]){H}-{{1,3}}(?={H}[^\\s;:!?])", " –"),
    swap(f"(?<={LETTER})---?(?={LETTER})", " – "),
    swap(f"(?<=[^\\s–—]){H}-(?=(?:{_LINKS}){H}|[cdlnsCDLNS]’)", " – "),
    swap(f"(?<=[A-Z]{{2}}){H}-(?={CAPITAL}[a-zà-ÿ])|(?<=[a-zà-ÿ]){H}-(?=[A-Z]{{3}}\\b)", " – "),
    swap(f"(?<=[^\\s–—]){H}-(?=,)", NBSP + "–"),
)
"""An em dash opens a line of dialogue; an en dash stands between words."""

inversions = where(
    f"{H}-[jteionv]",
    swap(f"(?<=[td]){H}(?=-(?:ils?|elles?|on)\\b(?!{H}y\\b))", ""),
    swap(f"(?<=[^\\W\\d_]){H}(?=-t-(?:il|elle|on)\\b)", ""),
    swap(f"(?<=ons){H}(?=-nous\\b)|(?<=[ée]z|es){H}(?=-vous\\b)", ""),
)
"""``N’ont -ils`` is ``N’ont-ils``."""

_ASIDE = re.compile(
    f"(?<=[^\\s–—])(?P<opening>{H}(?:-(?={LETTER})|[–—]{H}))"
    "(?P<inside>[^\\s–—-](?:[^–—.!?\u2028-]|(?<=\\w)-(?=\\w)){0,200}?(?<![\\s–—-]))"
    f"(?P<closing>-|{H}[–—])(?=[\\s,.;:!?)]|$)"
)


def asides(run: Run) -> Run:
    """Set ``-comme ceci- `` as `` – comme ceci – ``, held together by no-break spaces."""
    edits: list[Edit] = []
    for match in _ASIDE.finditer(run.shown):
        dash = "—" if "—" in match["opening"] else "–"
        edits.append(Edit(*match.span("opening"), f" {dash}{NBSP}"))
        edits.append(Edit(*match.span("closing"), f"{NBSP}{dash}"))
    return run.edited(edits)


high_signs = where(
    "[;!?:]",
    swap(f"{H}(?=[;!?]+(?![\\w=;!?]|\\.\\w))(?<=[^\\s(\\[{{«“¿¡]{H})", NNBSP),
    swap("(?<=[^\\s(\\[{«“¿¡;!?])(?=[;!?]+(?![\\w=;!?]|\\.\\w))", NNBSP),
    swap(f"{H}:(?![:=/])(?<=[^\\s:(\\[{{«“]{H}:)", NBSP + ":"),
    swap(":(?=[\\s»”)…]|$)(?<=[^\\s:(\\[{«“/]:)", NBSP + ":"),
)
"""U+202F before ``; ! ?``, U+00A0 before ``:``."""

numbers = where(
    "\\d",
    swap(
        f"(?<![\\d.,])(?<!\\d{H})[1-9]\\d{{0,2}}(?:{H}\\d{{3}})+(?!\\d)(?!{H}?\\d)",
        lambda match: "".join(NNBSP if c.isspace() else c for c in match[0]),
    ),
    swap(f"(?<=\\d){H}*(?=(?:[kM]?€|[$£%‰])(?![\\w€$£%‰]))", NBSP),
    swap(f"(?<=\\d){H}*°{H}*(?=[CF](?!\\w))", NBSP + "°"),
    number_and_unit,
    swap(f"(?<=\\d){H}(?=(?:millions?|milliards?|euros?|dollars?|min|h|s)(?![\\w’']))", NBSP),
    swap(f"(?<=\\d{NBSP}h){H}(?=\\d\\d(?!\\d))", NBSP),
    swap(f"(?<=\\d){H}(?=(?:{MONTH})\\b)|(?<=\\b1er){H}(?=(?:{MONTH})\\b)", NBSP),
)
"""A number stays in one piece, and with what it counts."""

ordinals = where(
    "[\\dIVX](?:[eè]|i[eè])|1r",
    swap("(?<![\\w.,])(\\d+)(?:i?[èe]me|è)(s?)(?!\\w)", "\\1e\\2"),
    swap("(?<![\\w.,])1[èe]re(s?)(?!\\w)", "1re\\1"),
    swap("(?<!\\w)([IVX]+)(?:i?[èe]me|è)(s?)(?!\\w)", "\\1e\\2"),
)

abbreviations = where(
    f"{H}{CAPITAL}|[.°§]{H}?\\d|siècle|J\\.",
    swap(f"([nN])°{H}*(?=\\d)", f"\\1°{NBSP}"),
    swap(f"\\b((?:pp?|chap|art|vol|t|fig|éd)\\.){H}(?=\\d)", f"\\1{NBSP}"),
    swap(f"§{H}*(?=\\d)", f"§{NBSP}"),
    swap(
        f"(?<!\\w)(MM?\\.|M(?:mes?|lles?|gr)\\.?|[DP]r\\.?|Ste?){H}(?={CAPITAL})", f"\\1{NBSP}"
    ),
    swap(f"(?<!\\w)(av|apr)\\.{H}?J\\.{H}?-{H}?C\\.", f"\\1.{NBSP}J.-C."),
    swap(f"{H}(?=siècles?\\b)(?<=[IVX]e{H})", NBSP),
    swap(
        f"(?<!\\w)({CAPITAL}[\\w-]{{0,40}}[^\\W\\d_]){H}(?=[IVX]+(?:er)?(?![\\w’'-]|(?<=\\W[IVX])\\.))",
        f"\\1{NBSP}",
    ),
)


_NOT_TO = (  # what follows the verb « a » and the Latin « a », not the preposition
    "(?!\\w+(?<!it)(?<!côt)(?<!volont)(?<!moiti)(?<!sant)(?<!mar)(?<!port)ée?s?\\b)"
    "(?!(?:le|les|eu|fait|dit|pris|mis|vu|su|pu|dû|lu|voulu|reçu|rendu|perdu|tenu|venu|connu|"
    "permis|écrit|ouvert|offert|toujours|jamais|souvent|aussi|donc|enfin|ainsi|priori|posteriori|"
    "contrario|fortiori|minima|maxima|cappella|capella|comme|est|et|ou|is|the|new|de)\\b)"
)
_ACUTE = (  # only words that no other language spells without the accent
    "Etat Etats Etatique Etant Etait Etaient Ecole Ecoles Ecolier Ecoliers Eglise Eglises "
    "Etude Etudes Etudiant Etudiante Etudiants Etudiantes Evidemment Egalement Ecrire "
    "Ecrit Ecrits Ecrivain Ecrivains Ecouter Ecoutez Ecologie Ecologique Economie "
    "Economies Economique Egalité Elève Elèves Elu Elus Elue Elues Enormes Ecran Ecrans "
    "Editeur Editeurs Etoile Etoiles Etape Etapes Equipe Equipes Etranger Etrangers "
    "Etrangère Etrangères Elysée Evénement Evénements Evènement Evènements Energie "
    "Energies Electricité Ecosse Egypte Ethiopie Equateur Ecully Epinal Evreux Evry "
    "Etretat Epernay"
).split()
_ACUTE_ENDS = "|".join(word[1:] for word in _ACUTE)

capitals = chain(
    swap(f"{_opening('A')}(?={H}[a-zà-ÿ])(?={H}{_NOT_TO})", "À"),
    swap(f"{_opening('A')}(?={H}{NAME}(?:{H}{NAME})?,)", "À"),
    swap(f"{_opening('Ca')}(?={H}[a-zà-ÿ])", "Ça"),
    swap(f"E(?=(?:{_ACUTE_ENDS})(?![\\w@/]))(?<![\\w.@/]E)", "É"),
    swap("E(?=tres?(?!\\w))(?<!\\wE)", "Ê"),
    swap("I(?=les?(?!\\w))(?<!\\wI)", "Î"),
)
"""Accents on capitals, for the words that can only have one."""

SUPERIOR = re.compile(
    "(?<![\\w.,])(?:1(ers?|res?)|2(nde?s?)|\\d+(es?)|I(ers?|res?)|[IVX]+(es?))(?!\\w)"
)
"""The endings of ordinals, which a tree shows raised: the group that matched."""

ligatures = where(
    "[oO]e",
    swap("(?<=[cshCSH])oeur", "œur"),
    swap("oeuvr", "œuvr"),
    swap("Oeuvr", "Œuvr"),
    swap("(?<!\\w)oe(?=il|ufs?\\b|nolog|sophag|dème)", "œ"),
    swap("(?<!\\w)Oe(?=il|ufs?\\b|nolog|sophag|dème|dip)", "Œ"),
    swap("(?<=\\b[bnv])oe(?=ufs?\\b|uds?\\b|ux?\\b)", "œ"),
    swap("(?<=\\bm)oeurs\\b", "œurs"),
)

_typeset = chain(
    single_spaces,
    ellipses,
    before_stops,
    after_stops,
    inside_brackets,
    apostrophes,
    single(CURLY),
    late_apostrophes,
    guillemets,
    dashes,
    asides,
    inversions,
    high_signs,
    ordinals,
    numbers,
    abbreviations,
    capitals,
    ligatures,
)


def typeset(run: Run) -> Run:
    """Return ``run`` set in French."""
    return _typeset(run)
