"""WeasyPrint with what ``inside.quick`` keeps writes what it writes untouched, byte for byte.

The cases are set in two processes: what is replaced in one stays replaced there.
"""

import json
import subprocess
import sys
from functools import cache

import pytest

WRITE = """
import hashlib, json, sys, weasyprint
if sys.argv[1] == "quick":
    from book.bind.pdf.inside import quick
    quick.install()
for case, html in json.load(sys.stdin).items():
    made = weasyprint.HTML(string=html).write_pdf(pdf_tags=True, uncompressed_pdf=True)
    print(json.dumps([case, len(made), hashlib.sha256(made).hexdigest()]))
"""
LEAST = 5000  # bytes of a PDF with a font in it
HEAD = """<html lang=fr><meta charset=utf-8><style>
@page { size: 240px 300px; margin: 24px 20px; @bottom-center { content: counter(page); }
        @footnote { border-top: 1px solid; margin-top: 6px } }
:root { --ink: #223; --pair: 3px 5px; --step: 12px; --face: italic 700 13px/1.4 serif }
body { font: 12px/1.5 serif; text-align: justify; hyphens: auto; color: var(--ink) }
p { margin: 0 0 var(--step); orphans: 2; widows: 2 }
</style>"""
PROSE = (
    "<p>Le meunier, qui n’avait pas parlé de la semaine, ouvrit la vanne&nbsp;: l’eau, lourde "
    "et brune, se rua dans le bief, fit gémir les aubes, puis la roue se mit à tourner, "
    "lentement d’abord, incompréhensiblement régulière ensuite.</p>"
)
NOTE = "<span style='float: footnote'>Une note, assez longue pour tenir sur deux lignes.</span>"
CASES = {
    "paragraphs, hyphenated and justified": PROSE * 6,
    "notes, several to a page, one handed on": "".join(
        PROSE.replace("bief,", f"bief{NOTE},") for _ in range(5)
    ),
    "small capitals, figures, ligatures and features": (
        "<p style='font-variant: small-caps'>Effort final 1234</p>"
        "<p style='font-variant-numeric: oldstyle-nums; font-kerning: none'>1234 AVATAR</p>"
        '<p style=\'font-feature-settings: "liga" 0, "kern" 1\'>Effort final, affût</p>'
        f"<div style='font-variant-ligatures: no-common-ligatures'>{PROSE}</div>"
    ),
    "letters and words set wide": (
        f"<div style='letter-spacing: .1em'>{PROSE}</div>"
        f"<div style='word-spacing: 6px'>{PROSE} <b> </b></div>"
    ),
    "lines under, over and through text": (
        "<p style='text-decoration: underline'>souligné <u>deux <s>fois</s></u></p>"
        "<p style='text-decoration: overline from-font'>au-dessus</p>"
        "<p style='text-underline-offset: 3px'><u>plus bas</u> <s>barré</s></p>"
    ),
    "Arabic and Hebrew, from right to left": (
        "<p dir=rtl lang=ar>كان الطحان صامتا طوال الأسبوع ثم فتح البوابة فاندفع الماء</p>"
        "<p dir=rtl lang=he>הטוחן לא דיבר כל השבוע ואז פתח את הסכר</p>"
        "<p>du texte <bdo dir=rtl>à rebours</bdo>, puis 漢字とかな</p>"
    ),
    "letters that no font has, and emojis": "<p>\ue123 puis \U0001f600, x\u0301\u0323 fin</p>",
    "lines that are kept as they are": (
        "<pre style='tab-size: 4'>un\tdeux\n\ttrois  \n\nquatre</pre>"
        "<p style='white-space: pre-line'>un\ndeux  trois</p>"
        "<p style='white-space: nowrap; overflow: hidden; text-overflow: ellipsis'>"
        f"{PROSE[3:120]}</p>"
    ),
    "words that are too long": (
        "<p style='overflow-wrap: anywhere'>" + "sansfin" * 20 + "</p>"
        "<p style='overflow-wrap: break-word'>" + "sansfin" * 20 + "</p>"
        "<p style='word-break: break-all'>un deux" + "trois" * 20 + "</p>"
        "<p style='hyphens: manual'>anti\u00adconsti\u00adtution\u00adnelle\u00adment " * 6
    ),
    "lengths in percent, computed and by variables": (
        f"<div style='margin: 5% 10%; padding: var(--pair)'>{PROSE}</div>"
        f"<div style='width: calc(100% - 40px); font: var(--face)'>{PROSE}</div>"
        f"<div style='box-sizing: border-box; width: 150px; padding: 9px'>{PROSE}</div>"
        f"<div style='margin-inline-start: 20px; max-height: 60px'>{PROSE}</div>"
        "<div style='margin: var(--nowhere); padding: var(--pair, 1px)'>vide</div>"
    ),
    "floats and boxes out of the flow": (
        f"<div style='float: left; width: 80px'>à gauche</div>{PROSE}"
        f"<div style='position: absolute; top: 10px; right: 5%'>posé</div>{PROSE}"
        f"<div style='position: relative; left: 4px'>{PROSE}</div>"
        "<span style='display: inline-block; width: 40%'>en ligne</span>"
    ),
    "tables": (
        "<table style='border-collapse: collapse; width: 100%'><caption>Table</caption>"
        "<tr><th style='border: 2px solid'>a<td style='border: 1px solid; width: 30%'>b"
        "<tr><td style='border: 1px dotted'>long texte de cellule<td>d</table>"
        "<table style='border-spacing: 4px'><tr><td>a<td rowspan=2>b<tr><td>c</table>"
    ),
    "columns, flexible boxes and grids": (
        f"<div style='columns: 2; column-gap: 10px'>{PROSE * 2}</div>"
        "<div style='display: flex'><p style='flex: 1'>un<p style='flex: 2'>deux</div>"
        "<div style='display: grid; grid-template-columns: 1fr 2fr'><i>un</i><b>deux</b></div>"
    ),
    "the first letter and the first line": (
        "<style>.d::first-letter { font-size: 30px; float: left }"
        ".d::first-line { font-variant: small-caps }</style>"
        f"<div class=d>{PROSE[3:-4]}</div>{PROSE}"
    ),
    "lists, counters and generated content": (
        "<style>li::before { content: counter(list-item) '· ' target-counter('#z', page) }"
        "h2 { string-set: t content(); bookmark-level: 1 } @page { @top-left "
        "{ content: string(t) } }</style><h2>Titre</h2><ol><li>un<li>deux<ul><li>trois</ul>"
        f"</ol>{PROSE * 3}<h2 id=z style='break-before: page'>Fin</h2>"
    ),
    "a drawing with text": (
        "<svg width=100 height=40 xmlns='http://www.w3.org/2000/svg'>"
        "<text x=4 y=20 font-family='serif, sans-serif' font-weight=bold>Moulin</text></svg>"
    ),
}


@cache
def written(how: str) -> dict[str, tuple[int, str]]:
    """Return size and digest of the PDF of each case."""
    command = [sys.executable, "-W", "ignore", "-c", WRITE, how]
    given = json.dumps({case: HEAD + html for case, html in CASES.items()})
    made = subprocess.run(command, input=given, capture_output=True, check=True, text=True)
    lines = map(json.loads, made.stdout.splitlines())
    return {case: (size, digest) for case, size, digest in lines}


@pytest.mark.parametrize("case", CASES)
def test_pages_are_those_of_weasyprint_untouched(case: str) -> None:
    size, _ = written("plain")[case]

    assert size > LEAST
    assert written("quick")[case] == written("plain")[case]
