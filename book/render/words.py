"""The few words that a book says of itself, in its language.

Data only, and the choice among them. Sentences are format strings. Whatever is said
must be true of every book: nothing here claims a date of printing, a place, a right.
"""

from dataclasses import dataclass
from datetime import date

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi", "ps", "sd", "ug"})


@dataclass(frozen=True, slots=True)
class Words:
    """``parts`` are the labels of the first parts; ``part`` names those beyond them.

    ``contents_last``: whether the full table of contents stands at the end of a printed
    book, as it does in French and in Italian.
    """

    contents: str
    landmarks: str
    cover: str
    title_page: str
    imprint: str
    colophon: str
    body: str
    notes: str
    back: str
    part: str
    parts: tuple[str, ...]
    dated: str
    composed: str
    gathers: str
    typeface: str = ""
    summary: str = ""
    contents_last: bool = False
    item: str = "•"


CATALOGUE = {
    "fr": Words(
        contents="Table des matières",
        summary="Sommaire",
        contents_last=True,
        item="—",
        landmarks="Repères",
        cover="Couverture",
        title_page="Page de titre",
        imprint="Mentions légales",
        colophon="Colophon",
        body="Début du texte",
        notes="Notes",
        back="Retour au texte",
        part="Partie {number}",
        parts=(
            "Première partie",
            "Deuxième partie",
            "Troisième partie",
            "Quatrième partie",
            "Cinquième partie",
            "Sixième partie",
            "Septième partie",
            "Huitième partie",
            "Neuvième partie",
            "Dixième partie",
        ),
        dated="Textes parus entre {first} et {last}.",
        composed="Composé par Florilège",
        typeface="en EB Garamond, de Georg Duffner et Octavio Pardo",
        gathers="Ce livre réunit {count} articles.",
    ),
    "en": Words(
        contents="Contents",
        landmarks="Landmarks",
        cover="Cover",
        title_page="Title page",
        imprint="Imprint",
        colophon="Colophon",
        body="Start of the text",
        notes="Notes",
        back="Back to the text",
        part="Part {number}",
        parts=(
            "Part one",
            "Part two",
            "Part three",
            "Part four",
            "Part five",
            "Part six",
            "Part seven",
            "Part eight",
            "Part nine",
            "Part ten",
        ),
        dated="The pieces are dated from {first} to {last}.",
        composed="Set by Florilège",
        typeface="in EB Garamond, by Georg Duffner and Octavio Pardo",
        gathers="This book gathers {count} articles.",
    ),
    "de": Words(
        contents="Inhalt",
        item="–",
        landmarks="Orientierungspunkte",
        cover="Umschlag",
        title_page="Titelseite",
        imprint="Impressum",
        colophon="Kolophon",
        body="Beginn des Textes",
        notes="Anmerkungen",
        back="Zurück zum Text",
        part="Teil {number}",
        parts=(
            "Erster Teil",
            "Zweiter Teil",
            "Dritter Teil",
            "Vierter Teil",
            "Fünfter Teil",
            "Sechster Teil",
            "Siebter Teil",
            "Achter Teil",
            "Neunter Teil",
            "Zehnter Teil",
        ),
        dated="Die Texte sind datiert von {first} bis {last}.",
        composed="Gesetzt von Florilège",
        typeface="aus der EB Garamond von Georg Duffner und Octavio Pardo",
        gathers="Dieses Buch versammelt {count} Artikel.",
    ),
    "es": Words(
        contents="Índice",
        item="—",
        landmarks="Puntos de referencia",
        cover="Cubierta",
        title_page="Portada",
        imprint="Créditos",
        colophon="Colofón",
        body="Comienzo del texto",
        notes="Notas",
        back="Volver al texto",
        part="Parte {number}",
        parts=(
            "Primera parte",
            "Segunda parte",
            "Tercera parte",
            "Cuarta parte",
            "Quinta parte",
            "Sexta parte",
            "Séptima parte",
            "Octava parte",
            "Novena parte",
            "Décima parte",
        ),
        dated="Textos fechados de {first} a {last}.",
        composed="Compuesto por Florilège",
        typeface="en EB Garamond, de Georg Duffner y Octavio Pardo",
        gathers="Este libro reúne {count} artículos.",
    ),
    "it": Words(
        contents="Indice",
        summary="Sommario",
        contents_last=True,
        item="–",
        landmarks="Punti di riferimento",
        cover="Copertina",
        title_page="Frontespizio",
        imprint="Note legali",
        colophon="Colophon",
        body="Inizio del testo",
        notes="Note",
        back="Torna al testo",
        part="Parte {number}",
        parts=(
            "Parte prima",
            "Parte seconda",
            "Parte terza",
            "Parte quarta",
            "Parte quinta",
            "Parte sesta",
            "Parte settima",
            "Parte ottava",
            "Parte nona",
            "Parte decima",
        ),
        dated="Testi datati da {first} a {last}.",
        composed="Composto da Florilège",
        typeface="in EB Garamond, di Georg Duffner e Octavio Pardo",
        gathers="Questo libro riunisce {count} articoli.",
    ),
    "pt": Words(
        contents="Sumário",
        item="—",
        landmarks="Pontos de referência",
        cover="Capa",
        title_page="Página de rosto",
        imprint="Ficha técnica",
        colophon="Colofão",
        body="Início do texto",
        notes="Notas",
        back="Voltar ao texto",
        part="Parte {number}",
        parts=(
            "Primeira parte",
            "Segunda parte",
            "Terceira parte",
            "Quarta parte",
            "Quinta parte",
            "Sexta parte",
            "Sétima parte",
            "Oitava parte",
            "Nona parte",
            "Décima parte",
        ),
        dated="Textos datados de {first} a {last}.",
        composed="Composto por Florilège",
        typeface="em EB Garamond, de Georg Duffner e Octavio Pardo",
        gathers="Este livro reúne {count} artigos.",
    ),
    "nl": Words(
        contents="Inhoud",
        item="–",
        landmarks="Oriëntatiepunten",
        cover="Omslag",
        title_page="Titelpagina",
        imprint="Colofon",
        colophon="Verantwoording",
        body="Begin van de tekst",
        notes="Noten",
        back="Terug naar de tekst",
        part="Deel {number}",
        parts=(),
        dated="De teksten zijn gedateerd van {first} tot {last}.",
        composed="Gezet door Florilège",
        typeface="uit de EB Garamond van Georg Duffner en Octavio Pardo",
        gathers="Dit boek verzamelt {count} artikelen.",
    ),
    "ar": Words(
        contents="المحتويات",
        landmarks="معالم الكتاب",
        cover="الغلاف",
        title_page="صفحة العنوان",
        imprint="بيانات النشر",
        colophon="بيانات الطباعة",
        body="بداية النص",
        notes="الحواشي",
        back="عودة إلى النص",
        part="القسم {number}",
        parts=(),
        dated="النصوص مؤرخة من {first} إلى {last}.",
        composed="صُفَّ ببرنامج Florilège",
        gathers="عدد المقالات في هذا الكتاب: {count}.",
    ),
}


def words(language: str) -> Words:
    """Return the words of ``language`` (a BCP 47 tag), English ones where we have none."""
    return CATALOGUE.get(primary(language), CATALOGUE["en"])


def primary(language: str) -> str:
    """Return the language proper of a BCP 47 tag: ``pt`` of ``pt-BR``."""
    return language.partition("-")[0].lower()


def direction(language: str) -> str:
    """Return ``rtl`` or ``ltr``: which way ``language`` is written."""
    return "rtl" if primary(language) in RIGHT_TO_LEFT else "ltr"


def part_label(words: Words, number: int) -> str:
    """Return what stands above the title of part ``number``, counted from 1."""
    if number <= len(words.parts):
        return words.parts[number - 1]
    return words.part.format(number=number)


def day(when: date, language: str) -> str:
    """Return ``when`` as a person writes it: “3 mai 2015”, “May 3, 2015”."""
    from babel.core import UnknownLocaleError  # noqa: PLC0415  a slow import
    from babel.dates import format_date  # noqa: PLC0415

    try:
        written: str = format_date(when, format="long", locale=language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return when.isoformat()
    return f"1er{written[1:]}" if primary(language) == "fr" and when.day == 1 else written


def month(when: date, language: str) -> str:
    """Return the month of ``when``: “mai 2015”."""
    from babel.core import UnknownLocaleError  # noqa: PLC0415
    from babel.dates import format_skeleton  # noqa: PLC0415

    try:
        return str(format_skeleton("yMMMM", when, locale=language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return f"{when:%Y-%m}"
