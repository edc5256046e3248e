"""French letters: apostrophes, accents on capitals, ligatures, endings of ordinals.

After the *Lexique* of the Imprimerie nationale: capitals keep their accents, œ is one
letter, the endings of ordinals are short. A letter is changed only where the word can be
no other.
"""

import re

from book.typography.run import chain, swap, where
from book.typography.spaces import H

LETTER = "[^\\W\\d_]"
CAPITAL = "[A-ZÀ-ÖØ-ÞŒ]"
ELISION = "(?:[cdjlmnstCDJLMNST]|[qQ]u|[jJ]usqu|[lL]orsqu|[pP]uisqu|[qQ]uoiqu|[qQ]uelqu)"
NAME = f"{CAPITAL}[\\w’-]{{1,40}}"


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
    swap(f"\\b({ELISION})['‘′`´](?!['`])", "\\1’"),
    swap(
        f"(?<=\\s)([cdjlmnst]|qu){H}['’]{H}?(?=[aeiouyhàâéèêîôœ]\\w*"
        "(?![\\w ]{0,40}['’](?!\\w)))",
        "\\1’",
    ),
    swap(f"\\b([aA]ujourd’){H}(?=hui\\b)", "\\1"),
    swap("(?<=\\d)'(?=[a-zà-ÿ])", "’"),
    swap("(?<![\\w’'])'(?=\\d\\d(?!\\d))", "’"),
    swap(f"\\b{ELISION}’{H}+(?=[aeiouyhàâéèêîôûœAEIOUYHÀÂÉÈÊÎÔÛŒ«\ufffc])", _closed_up),
)
"""``l'usage`` and ``l' usage`` are ``l’usage``."""

late_apostrophes = swap("(?<=[^\\W\\d_])'(?!\\w)", "’")
"""``rédac' chef``: what was no quotation mark is an apostrophe."""

inversions = where(
    f"{H}-[jteionv]",
    swap(f"(?<=[td]){H}(?=-(?:ils?|elles?|on)\\b(?!{H}y\\b))", ""),
    swap(f"(?<=[^\\W\\d_]){H}(?=-t-(?:il|elle|on)\\b)", ""),
    swap(f"(?<=ons){H}(?=-nous\\b)|(?<=[ée]z|es){H}(?=-vous\\b)", ""),
)
"""``N’ont -ils`` is ``N’ont-ils``."""

ordinals = where(
    "[\\dIVX](?:[eè]|i[eè])|1r",
    swap("(?<![\\w.,])(\\d+)(?:i?[èe]me|è)(s?)(?!\\w)", "\\1e\\2"),
    swap("(?<![\\w.,])1[èe]re(s?)(?!\\w)", "1re\\1"),
    swap("(?<!\\w)([IVX]+)(?:i?[èe]me|è)(s?)(?!\\w)", "\\1e\\2"),
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
    "Etretat Epernay Epoque Epoques Eté Etés Ephémère Ephémères Ethique Ecart Ecarts Echange "
    "Echanges Echec Echecs Echelle Eclairage Ecologiste Ecologistes Economiste Economistes "
    "Elément Eléments Electrique Electronique Enorme Enigme Epaule Epreuve Epreuves Equilibre "
    "Equipement Equipements Etablissement Etablissements Etang Etrange Eternel "
    "Evangile Eventuellement Eveil Egaux Epidémie Epicerie"
).split()
_ACUTE_ENDS = "|".join(word[1:] for word in _ACUTE)

capitals = chain(
    swap(f"{_opening('A')}(?={H}[a-zà-ÿ])(?={H}{_NOT_TO})", "À"),
    swap(f"{_opening('A')}(?={H}{NAME}(?:{H}{NAME})?,)", "À"),
    swap(
        f"{_opening('A')}(?={H}\\d+{H}?(?:h|heures?|ans|jours|mois|minutes|km|mètres|%)(?!\\w))",
        "À",
    ),
    swap(f"{_opening('Ca')}(?={H}[a-zà-ÿ]|,{H}c’)", "Ça"),
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
    "[oO]e|OE",
    swap("(?<=[cshCSH])oeur", "œur"),
    swap("oeuvr", "œuvr"),
    swap("Oeuvr", "Œuvr"),
    swap("(?<!\\w)oe(?=il|ufs?\\b|nolog|sophag|dème|cumén|strogèn)", "œ"),
    swap("(?<!\\w)Oe(?=il|ufs?\\b|nolog|sophag|dème|dip|cumén|strogèn)", "Œ"),
    swap("(?<=\\b[fF])oe(?=tus\\b|ta(?:l|le|ux|les)\\b)", "œ"),
    swap(
        "(?<=\\b[CS])OE(?=URS?\\b)|(?<!\\w)OE(?=UVRES?\\b)|(?<=\\b[NV])OE(?=UDS?\\b|UX?\\b)",
        "Œ",
    ),
    swap("(?<=\\b[bnv])oe(?=ufs?\\b|uds?\\b|ux?\\b)", "œ"),
    swap("(?<=\\bm)oeurs\\b", "œurs"),
)
