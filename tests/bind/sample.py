"""A small publication made by hand, with what a real one has: our own words throughout."""

import struct
import zlib
from datetime import UTC, datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from book.model import (
    Article,
    ContentDocument,
    Edition,
    Metadata,
    Origin,
    Person,
    Publication,
    Resource,
    TocEntry,
)

ROOT = Path(__file__).parents[2]
MODIFIED = datetime(2024, 5, 17, 12, 0, tzinfo=UTC)

WORDS = {
    "contents": "Table des matières",
    "landmarks": "Repères",
    "cover": "Couverture",
    "pages": "Pages du livre imprimé",
}

METADATA = Metadata(
    title="Le port à marée basse",
    subtitle="Carnet d’un été",
    language="fr",
    identifier="urn:uuid:6b2ef2f0-7c42-5f0e-9b80-1a6f9a0f3c11",
    authors=(
        Person("Jeanne Le Goff", "aut", "Le Goff, Jeanne"),
        Person("Yves Kerbrat"),
        Person("Rachel Bloch", "trl"),
    ),
    publisher="Éditions du Môle",
    date="2024-05-17",
    rights="© Jeanne Le Goff & amis",
    description="Trois textes sur un port <breton>.",
    subjects=("Mer", "Bretagne"),
)

QUAY = """
<p>Le matin, la cale est vide : on n’y voit qu’un chien &amp; deux mouettes. Le
patron du bistrot ouvre à 7 h 30, jamais avant<a epub:type="noteref" role="doc-noteref"
id="r1" href="#n1">1</a>.</p>
<figure><img src="../images/quai.png" alt="Un quai vide, au petit matin"/>
<figcaption>Le quai, en mai.</figcaption></figure>
<h3>Ce qui reste</h3>
<ul><li>un casier percé ;</li><li>trois bouées.</li></ul>
<p>Voir <a href="https://example.org/marees/2024/horaires.html">example.org/marees/…</a>.</p>
<aside epub:type="footnote" role="doc-footnote" id="n1">
<p><a href="#r1" role="doc-backlink">1</a> Sauf le dimanche.</p></aside>
"""

PLAN = """
<p>Le plan tient dans une main.</p>
<p><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10" width="20" height="10">
<title>Une ligne d’eau</title><path d="M0 5h20" stroke="currentColor"/></svg></p>
<blockquote><p>On ne voit bien la côte que de la mer.</p></blockquote>
<pre><code>cap  270
vent 4</code></pre>
"""

HEBREW = (
    '<p>Une chanson, <span lang="he" xml:lang="he" dir="rtl">שיר של ים</span>, revient.</p>'
)

ARTICLES = tuple(
    Article(
        slug, title, slug, body.replace('epub:type="noteref" ', ""), Origin("carnet.md", n, n)
    )
    for n, (slug, title, body) in enumerate(
        (
            ("quai", "Le quai, à l’aube", QUAY.replace('epub:type="footnote" ', "")),
            ("plan", "Un plan, une main", PLAN),
            ("ים", "שיר של ים", HEBREW),
        ),
        start=1,
    )
)

DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
 lang="fr" xml:lang="fr"><head><title>{title}</title>
<link rel="stylesheet" type="text/css" href="../styles/epub.css"/></head>
<body><section epub:type="{role}"{aria}>{body}</section></body></html>
"""


def png(width: int = 4, height: int = 6) -> bytes:
    """Return a grey picture."""
    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def chapter(slug: str, title: str, body: str, article: str | None = None) -> ContentDocument:
    opener = f'<div class="opener"><h2>{title}</h2></div>'
    markup = DOCUMENT.format(
        title=title, role="chapter", aria=' role="doc-chapter"', body=opener + body
    )
    return ContentDocument(f"text/{slug}.xhtml", "chapter", title, markup, article or slug)


def sample(metadata: Metadata = METADATA) -> Publication:
    """Return the EPUB edition of the book."""
    title = DOCUMENT.format(
        title=metadata.title, role="titlepage", aria="", body=f"<h1>{metadata.title}</h1>"
    )
    chapters = (
        chapter("quai", "Le quai, à l’aube", QUAY),
        chapter("plan", "Un plan, une main", PLAN),
        chapter(
            "chant",
            "שיר של ים",
            HEBREW,
            "ים",
        ),
    )
    toc = (
        TocEntry(
            "Le port",
            chapters[0].href,
            tuple(TocEntry(c.title, c.href) for c in chapters[:2]),
        ),
        TocEntry(chapters[2].title, chapters[2].href),
    )
    documents = (
        ContentDocument("cover.xhtml", "cover", "Couverture", _cover(metadata)),
        ContentDocument("text/title.xhtml", "titlepage", metadata.title, title),
        ContentDocument(
            "nav.xhtml", "toc", WORDS["contents"], _nav(metadata, toc), linear=False
        ),
        *chapters,
    )
    resources = (
        Resource("toc.ncx", "application/x-dtbncx+xml", _ncx(metadata, toc).encode()),
        Resource("styles/epub.css", "text/css", (ROOT / "styles/epub.css").read_bytes()),
        Resource("cover.png", "image/png", png(16, 25)),
        Resource("images/quai.png", "image/png", png()),
    )
    return Publication(metadata, Edition.EPUB, documents, resources, toc)


def _nav(
    metadata: Metadata, toc: tuple[TocEntry, ...], pages: tuple[TocEntry, ...] = ()
) -> str:
    landmarks = [
        {"type": "cover", "href": "cover.xhtml", "title": WORDS["cover"]},
        {"type": "toc", "href": "nav.xhtml", "title": WORDS["contents"]},
        {"type": "bodymatter", "href": toc[0].href, "title": toc[0].title},
    ]
    return template("nav.xhtml").render(
        metadata=metadata,
        toc=toc,
        landmarks=landmarks,
        pages=pages,
        words=WORDS,
        language=metadata.language,
        dir="ltr",
    )


def _ncx(metadata: Metadata, toc: tuple[TocEntry, ...]) -> str:
    return template("toc.ncx").render(metadata=metadata, toc=toc, depth=2)


def _cover(metadata: Metadata) -> str:
    return template("cover.xhtml").render(
        metadata=metadata, image="cover.png", alt=f"Couverture : {metadata.title}"
    )


def template(name: str) -> Template:
    return Environment(
        loader=FileSystemLoader(ROOT / "templates/epub"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template(name)
