"""A pile of Markdown, a saved page and a dump becomes a book whose articles lead to each other.

What is asked of the books is asked with tools that did not make them: EPUBCheck, and
Poppler and qpdf's library for the pages.
"""

import json
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pikepdf
import pytest

from book.check import epubcheck
from book.diagnostics import Diagnostic
from tests.cli.run import florilege

LISTS = re.compile(r"/(?:nav|sources)\.")
XHTML = "{http://www.w3.org/1999/xhtml}"

BIEF = """\
---
title: Le bief déborde
date: 2015-09-03
aliases: [/vieux/bief.html]
---

L’eau a passé le seuil du moulin dans la nuit de mardi, et personne n’a rien entendu. Le matin,
les canards nageaient dans la cour, devant la porte de la grange, comme s’ils y étaient nés.

## La nuit de mardi

On avait pourtant nettoyé la grille en août, comme je le racontais dans [une autre
note](2015-11-20-la-grille-et-les-feuilles.md). La mairie a promis une pompe ; elle promet bien.

Pour l’heure qu’il est, voir (entre autres)
[cette page](https://www.moulin.example/2016/02/l-horloge-du-conseil/?utm_source=lettre), et
pour le pain [celle-là](/2014/01/le-four-banal/).
"""
GRILLE = """\
---
title: La grille et les feuilles
date: 2015-11-20
---

Les feuilles tombent toutes le même jour, et la grille du bief n’en laisse passer aucune. Il
faut descendre avec un râteau, deux fois par jour, et remonter le tas sur la berge. {filling}

Quand on ne le fait pas, on sait ce qui arrive : [l’eau passe la
nuit](http://moulin.example/2015/09/03/le-bief-deborde/#la-nuit-de-mardi).
""".replace("{filling}", "On recommence le lendemain, et le jour d’après encore. " * 60)
HORLOGE = """\
<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>L’horloge du conseil</title>
<link rel="canonical" href="https://moulin.example/2016/02/l-horloge-du-conseil/">
<meta property="article:published_time" content="2016-02-10"></head>
<body class="single postid-77"><article><h1>L’horloge du conseil</h1>
<p>Les appareils de la salle du conseil datent de l’an dernier, et déjà l’on parle de les
changer ; le maire hésite, le trésorier compte, et l’opposition, qui tient à l’horloge,
s’en moque.</p>
<p>Tout le monde se souvient de la crue (voir
<a href="../../../2015/09/03/le-bief-deborde/">le récit de cette nuit</a>), et du
<a href="https://moulin.example/vieux/bief.html">vieux récit</a>. On lira aussi <em>La grille et
les feuilles</em>.</p></article></body></html>
"""
MARTINETS = """\
Le retour des martinets

On les entend avant de les voir : un cri aigu, au ras des toits, vers six heures du soir. Le
premier est passé mardi au-dessus de la place, suivi de trois autres qui semblaient pressés.
C’est la même semaine que « Le bief déborde » : ils n’ont rien vu, ils étaient en Afrique.

Ils ne se posent presque jamais. Ils dorment en vol, mangent en vol, et ne connaissent le sol
que par accident. Cette année encore, ils ont retrouvé la même fente sous la même gouttière.
J’en parlais déjà ici, https://moulin.example/?p=77 et là : http://moulin.example/2013/05/hirondelles/.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the pile, and return the folder with the books."""
    folder = tmp_path_factory.mktemp("moulin")
    for name, text in {
        "_posts/2015-09-03-le-bief-deborde.md": BIEF,
        "_posts/2015-11-20-la-grille-et-les-feuilles.md": GRILLE,
        "pages/horloge.html": HORLOGE,
        "dumps/page-1.txt": MARTINETS,
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    given = ("_posts", "pages", "dumps", "--title", "Le moulin", "--author", "Lise Morel")
    done = florilege("build", *given, "-o", "out/", cwd=folder)
    assert done.status == 0, done.err
    assert "error" not in done.err
    assert done.codes.count("L105") == 1
    return folder / "out"


def links(folder: Path) -> list[tuple[str, str]]:
    """Return the links between documents of the EPUB's chapters: words and target."""
    with zipfile.ZipFile(folder / "le-moulin.epub") as archive:
        names = [n for n in sorted(archive.namelist()) if n.endswith(".xhtml")]
        trees = [ET.fromstring(archive.read(n)) for n in names if not LISTS.search(n)]  # noqa: S314
    return [
        ("".join(link.itertext()), link.get("href", ""))
        for tree in trees
        for link in tree.iter(f"{XHTML}a")
        if ".xhtml" in link.get("href", "")
    ]


def test_the_articles_lead_to_each_other(folder: Path) -> None:
    assert {
        (" ".join(words.split()), href.partition("#")[0]) for words, href in links(folder)
    } == {
        ("une autre note", "la-grille-et-les-feuilles.xhtml"),
        ("cette page", "lhorloge-du-conseil.xhtml"),
        ("l’eau passe la nuit", "le-bief-deborde.xhtml"),
        ("le récit de cette nuit", "le-bief-deborde.xhtml"),
        ("vieux récit", "le-bief-deborde.xhtml"),
        ("La grille et les feuilles", "la-grille-et-les-feuilles.xhtml"),
        ("Le bief déborde", "le-bief-deborde.xhtml"),
        ("moulin.example/?p=77", "lhorloge-du-conseil.xhtml"),
    }


def test_each_link_leads_to_an_id_of_its_document(folder: Path) -> None:
    with zipfile.ZipFile(folder / "le-moulin.epub") as archive:
        names = {Path(name).name: name for name in archive.namelist()}
        for _, href in links(folder):
            document, _, place = href.partition("#")
            root = ET.fromstring(archive.read(names[document]))  # noqa: S314  our own
            assert [e for e in root.iter() if e.get("id") == place], href


@pytest.mark.java
def test_epubcheck_has_nothing_to_say(folder: Path) -> None:
    said: list[Diagnostic] = []
    epubcheck.run(folder / "le-moulin.epub", said.append)

    assert said == []


def test_paper_says_the_page_where_the_article_begins(folder: Path) -> None:
    with pikepdf.open(folder / "le-moulin.pdf") as pdf, pdf.open_outline() as outline:
        pages: dict[Any, int] = {page.objgen: n for n, page in enumerate(pdf.pages, 1)}
        places: list[tuple[str, Any]] = [(o.title, o.destination) for o in outline.root]
        starts = {title: pages[place[0].objgen] for title, place in places}
    bief, grille = starts["Le bief déborde"], starts["La grille et les feuilles"]
    horloge = starts["L’horloge du conseil"]
    done = subprocess.run(
        ["pdftotext", folder / "le-moulin.pdf", "-"], capture_output=True, text=True, check=True
    )
    text = re.sub(r"[\s\u00a0\u202f]+", " ", done.stdout)

    assert horloge > grille + 1
    for printed in (
        f"une autre note (p. {grille}).",
        f"cette page (p. {horloge}),",
        f"l’eau passe la nuit (p. {bief}).",
        f"(voir le récit de cette nuit, p. {bief}), et du vieux récit.",
        f"La grille et les feuilles (p. {grille}).",
        f"« Le bief déborde » (p. {bief}) :",
        f"moulin.example/?p=77 (p. {horloge})",
    ):
        assert printed in text


def test_the_account_lists_what_is_missing(folder: Path) -> None:
    lines = (folder / "le-moulin.ledger.jsonl").read_text("utf-8").splitlines()
    missing = [row for row in map(json.loads, lines) if not row["chars"]]

    assert [(row["file"], row["lines"], row["reason"]) for row in missing] == [
        (
            "_posts/2015-09-03-le-bief-deborde.md",
            [17, 17],
            "missing: /2014/01/le-four-banal, named in “Le bief déborde”",
        ),
        (
            "dumps/page-1.txt",
            [9, 9],
            "missing: moulin.example/2013/05/hirondelles, named in “Le retour des martinets”",
        ),
    ]


def test_the_outline_lists_it_too(folder: Path) -> None:
    done = florilege("outline", "_posts", "pages", "dumps", cwd=folder.parent)

    assert "\nMissing: linked to, but not in the book\n" in done.out
    line = r"^ +/2014/01/le-four-banal +named in “Le bief déborde”$"
    assert re.search(line, done.out, re.MULTILINE)
