"""A small book with something of everything: our own writing throughout."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from book import theme
from book.bind import pdf
from book.diagnostics import Diagnostic
from book.model import (
    Article,
    Artifact,
    Book,
    Chapter,
    Edition,
    Metadata,
    Origin,
    Part,
    Person,
    Publication,
    Resource,
)
from book.render import Options, PrintOptions, render

MILL = """
<p>Au bord de la rivière, le vieux moulin tourne encore, et personne ne sait très bien
pourquoi. La roue grince trois fois par minute, l’eau passe, les canards s’en moquent. On a
compté 180 000 passages depuis le printemps : le compteur, lui, ne s’est jamais trompé.</p>
<p>Le village de La Rivoire, 412 habitants en 2014, a voté trois fois sur la question :
garder la roue, la vendre, ou la laisser tourner pour rien. À chaque fois, la troisième
solution l’a emporté. « C’est une question de bruit, explique madame Perrin, on s’y est
fait. » Et si le silence revenait ? On n’ose pas y penser !</p>
<p>Voir le <a href="https://example.org/moulins/rivoire/roue.html?utm_source=lettre">récit de
la roue</a>, et la mairie : <a href="http://www.rivoire.example.org/eau">http://www.rivoire.example.org/eau</a>.
Le boulanger sourit 🙂 et ferme.</p>
"""
CLOCK = """
<p>Les appareils de la salle du conseil datent de l’an dernier, et déjà l’on parle de les
changer ; le maire hésite, le trésorier compte, et l’opposition, qui tient à l’horloge,
propose de garder l’ancienne pendule dont le mécanisme, dit-elle, n’a jamais failli. Dans
l’intervalle, chacun apporte sa montre, et les séances commencent à six heures moins cinq,
à six heures, ou bien à six heures dix.</p>
"""
LIST = """
<p>On retient trois raisons :</p>
<ul><li>la peur du changement, dans des habitudes déjà établies et connues, mais rigidifiées
par le temps ;</li><li>la dépense ;</li><li>l’ennui.</li></ul>
<ol><li>mesurer</li><li>compter</li></ol>
<dl><dt>Bief</dt><dd>Ce qui amène l’eau à la roue.</dd></dl>
"""
QUOTE = """
<blockquote><p>Une rivière n’est jamais qu’un chemin qui marche, et le moulin n’est jamais
qu’une halte.</p><p class="source">Cahier du meunier, 1911</p></blockquote>
<hr/>
<pre><code>def roue(tours):
    return sum(tour.passage for tour in tours)</code></pre>
"""
TABLE = """
<table><caption>Les passages</caption><thead><tr><th>Mois</th><th>Passages</th></tr></thead>
<tbody><tr><td>Mai</td><td>17 204</td></tr><tr><td>Juin</td><td>18 010</td></tr></tbody></table>
"""
FIGURE = """
<figure><img src="images/roue.svg" alt="Une roue à huit rayons"/>
<figcaption>La roue, vue du pont.</figcaption></figure>
"""
NOTED = """
<p>La farine a eu son heure de gloire<sup class="noteref"><a href="#fn:1">1</a></sup>, puis
plus rien<sup class="noteref"><a href="#fn:2">2</a></sup>.</p>
"""
NOTES = f"""
<section class="footnotes"><ol>
<li id="fn:1"><p>Médaille d’argent, voir <a href="https://example.org/prix">le palmarès</a>.
<a href="#fnref:1" class="footnote-backref">↩</a></p></li>
<li id="fn:2"><p>{"Une note longue, qui raconte les travaux de chaque saison. " * 14}</p></li>
</ol></section>
"""
LETTER = """
<p>Dear friends, the wheel is still turning, and nobody quite knows why. It groans three
times a minute; the water goes by, and the ducks do not care about anything.</p>
"""
WHEEL = (
    b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 200 100'>"
    b"<circle cx='100' cy='50' r='40' fill='none' stroke='#333' stroke-width='4'/></svg>"
)

METADATA = Metadata(
    "Le moulin, tour à tour",
    "fr",
    "urn:isbn:9780000000002",
    subtitle="Chroniques d’un village",
    authors=(Person("Claire Meunier"),),
    publisher="Le Bief",
    rights="© Claire Meunier",
)


def article(number: int, slug: str, title: str, body: str) -> Article:
    """Return an article as it comes out of ``book.order``, dated by its number."""
    line = number * 100
    return Article(
        id=f"village.txt:{line}",
        title=title,
        slug=slug,
        body=body.strip(),
        origin=Origin("village.txt", line, line + 50, line),
        date=date(2015, number, 1),
    )


ARTICLES = (
    article(
        1,
        "le-moulin",
        "Le moulin qui tourne pour rien, et pourquoi l’on s’y attache !",
        MILL + CLOCK + LIST + MILL + FIGURE + CLOCK * 3,
    ),
    article(
        2,
        "la-pendule",
        "La pendule du conseil",
        CLOCK + "<h4>Première séance</h4>" + CLOCK + QUOTE + CLOCK * 4,
    ),
    article(
        3,
        "la-farine",
        "Farine : gloire et déclin",
        '<p class="dateline">La Rivoire, un dimanche</p>'
        + MILL
        + NOTED
        + TABLE
        + CLOCK
        + NOTES,
    ),
    replace(article(4, "a-letter", "A letter from the mill", LETTER * 6), language="en"),
)


def chapters(articles: Iterable[Article]) -> tuple[Chapter, ...]:
    """Return a chapter for each article."""
    return tuple(Chapter(one.title, one.slug, (one,)) for one in articles)


def book(*parts: Part, language: str = "fr") -> Book:
    """Return the sample, by default with two parts."""
    whole = parts or (
        Part("L’eau et la roue", chapters(ARTICLES[:2])),
        Part("Le conseil à l’épreuve", chapters(ARTICLES[2:])),
    )
    wheel = Resource("images/roue.svg", "image/svg+xml", WHEEL)
    return Book(replace(METADATA, language=language), whole, (wheel,))


def one(body: str, title: str = "Un titre", **facts: str) -> Book:
    """Return a book of one article."""
    only = replace(article(1, "un-titre", title, body), **facts)  # type: ignore[arg-type]
    return Book(METADATA, (Part(None, chapters([only])),))


def publication(
    of: Book, edition: Edition, options: PrintOptions | None = None
) -> tuple[Publication, tuple[Diagnostic, ...]]:
    """Render with our own theme; return what was made and what was said."""
    said: list[Diagnostic] = []
    made = render(of, Options(theme.load(), edition, options or PrintOptions()), said.append)
    return made, tuple(said)


def bound(
    of: Book, options: PrintOptions | None = None
) -> tuple[Artifact, tuple[Diagnostic, ...]]:
    """Render and bind as a PDF."""
    made, said = publication(of, Edition.PRINT, options)
    more: list[Diagnostic] = []
    return pdf.bind(made, pdf.Options(), more.append), (*said, *more)


def markup(made: Publication, href: str) -> str:
    """Return the markup of the document ``href``."""
    return next(part.markup for part in made.documents if part.href == href)
