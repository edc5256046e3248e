"""The word proof, on a real EPUB and a real PDF."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from book.bind.epub import Options, bind
from book.check import words
from book.diagnostics import Diagnostic
from book.model import Article, Artifact, ContentDocument, Edition, Origin, Publication
from tests.bind.sample import ARTICLES, METADATA, MODIFIED, sample


def proof(articles: tuple[Article, ...], publication: Publication, made: Artifact) -> list[str]:
    said: list[Diagnostic] = []
    words.prove(articles, publication, made, said.append)
    return [f"{d.location} {d.code} {d.message}" for d in said]


def bound(publication: Publication) -> Artifact:
    return bind(publication, Options(MODIFIED), lambda _: None)


def altered(artifact: Artifact, name: str, alter: Callable[[str], str]) -> Artifact:
    """Return ``artifact`` with one of its files altered after binding."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(artifact.data)) as old,
        zipfile.ZipFile(stream, "w") as new,
    ):
        for entry in old.namelist():
            data = old.read(entry)
            new.writestr(entry, alter(data.decode()).encode() if entry == name else data)
    return Artifact("epub", stream.getvalue())


def test_a_whole_epub_is_silent() -> None:
    assert proof(ARTICLES, sample(), bound(sample())) == []


def test_a_lost_word_is_named_with_its_article_and_its_place() -> None:
    lossy = altered(bound(sample()), "EPUB/text/plan.xhtml", lambda t: t.replace("main.", "."))
    assert proof(ARTICLES, sample(), lossy) == [
        "carnet.md:2 V101 1 word(s) of “Un plan, une main” are not in the EPUB: main"
    ]


def test_a_lost_word_is_not_made_good_by_another_chapter() -> None:
    lossy = altered(bound(sample()), "EPUB/text/chant.xhtml", lambda t: t.replace("Une ", ""))
    assert [line.split()[1] for line in proof(ARTICLES, sample(), lossy)] == ["V101"]


def test_ten_lost_words_are_shown_of_many() -> None:
    body = "<p>" + " ".join(f"mot{n}" for n in range(30)) + "</p>"
    more = (replace(ARTICLES[0], body=body),)
    (said,) = proof(more, sample(), bound(sample()))
    assert "30 word(s)" in said
    assert said.endswith("mot9, …")


def test_a_document_that_is_gone_is_named() -> None:
    whole = sample()
    bare = tuple(d for d in whole.documents if d.article != "plan")
    (said,) = proof(ARTICLES, whole, bound(replace(whole, documents=bare)))
    assert "V102 “Un plan, une main” has no place" in said


def test_a_passage_that_stands_there_twice_is_remarked() -> None:
    twice = altered(
        bound(sample()),
        "EPUB/text/plan.xhtml",
        lambda t: t.replace("<p>Le plan", "<p>" + "deux fois dites, " * 30 + "</p><p>Le plan"),
    )
    (said,) = proof(ARTICLES, sample(), twice)
    assert "V103" in said


@pytest.mark.parametrize("kind", ["epub", "pdf"])
@pytest.mark.parametrize("data", [b"", b"no book", b"PK\x03\x04", b"%PDF-1.7\n"])
def test_what_cannot_be_read_back_is_said(kind: str, data: bytes) -> None:
    (said,) = proof(ARTICLES, sample(), Artifact(kind, data))
    assert "V104" in said


def test_the_address_of_a_link_may_be_shortened() -> None:
    long = "https://example.org/un/chemin/tres/long?avec=des&choses"
    link = long.replace("&", "&amp;")
    article = replace(
        ARTICLES[1],
        body=f'<p>Le plan tient <a href="{link}">{link}</a> <b>dans</b> la main.</p>',
    )
    assert (
        words.expected(article.title, article.body)
        == "un plan une main le plan tient dans la main".split()
    )


def test_the_words_of_a_link_are_words() -> None:
    article = replace(ARTICLES[1], title="", body='<p><a href="https://a.org">la carte</a></p>')
    assert words.expected(article.title, article.body) == ["la", "carte"]


def test_inline_elements_do_not_part_a_word_and_blocks_do() -> None:
    article = replace(
        ARTICLES[1], title="", body="<p>5<sup>e</sup> su<wbr/>ite</p><p>mot<br/>mot</p>"
    )
    assert words.expected(article.title, article.body) == ["5e", "suite", "mot", "mot"]


TEXTS = {
    "fr": (
        "Le carnet de l’été",
        "L’administration indiscutablement responsable des collectivités représentait la 5e "
        "constitution de 180 000 personnes. L’office fluvial a affiné ses œuvres, "
        "anticonstitutionnellement, disait-on, à la porte-clés. " * 6,
    ),
    "de": (
        "Der Hafen im Winter",
        "Die Donaudampfschifffahrtsgesellschaft verabschiedete eine Geschwindigkeits­"
        "begrenzungsverordnung für außergewöhnliche Straßenbahnhaltestellen. " * 4,
    ),
    "he": (
        "שיר של ים",
        "שלום עולם, זה מבחן של 123 מילים ארוכות בעברית כדי לראות מה קורה. " * 4,
    ),
    "ar": (
        "كتاب البحر",
        "السلام عليكم، لا إله إلا الله هذه تجربة لقراءة النص العربي الأول. " * 4,
    ),
    "ja": (
        "港の一日",
        "これは日本語のテストです。改行が単語の途中で起こります。東京タワーは高い。" * 4,
    ),
}


@pytest.fixture(scope="module")
def printed() -> tuple[tuple[Article, ...], Publication, Artifact]:
    """A narrow book in five languages, with notes, running heads and spaced small capitals."""
    import weasyprint  # noqa: PLC0415

    articles, documents, chapters = [], [], []
    for n, (language, (title, text)) in enumerate(TEXTS.items(), start=1):
        note = "Une note indiscutablement bavarde, extraordinairement longue, au pied. " * 2
        body = f"<p>{text}</p><aside>{note}</aside>" if language == "fr" else f"<p>{text}</p>"
        articles.append(Article(language, title, language, body, Origin("a.txt", n, n)))
        head, tail = text[:20], text[20:400]
        called = f'<span class="lead">{head}</span>{tail}<span class="note">{note}</span>'
        shown = called + text[400:] if language == "fr" else text
        way = "rtl" if language in {"ar", "he"} else "ltr"
        chapters.append(
            f'<section lang="{language}" dir="{way}"><h1>{title}</h1><p>{shown}</p></section>'
        )
        href = f"{language}.xhtml"
        documents.append(ContentDocument(href, "chapter", title, "", language))
    style = (
        "@page { size: 62mm 90mm; margin: 9mm;"
        " @top-center { content: string(head, first-except) }"
        " @bottom-center { content: counter(page) } } h1 { break-before: page;"
        " font-size: 1em; string-set: head content() } p { hyphens: auto; text-align: justify }"
        " .note { float: footnote; font-size: .7em }"
        " .lead { font-variant-caps: small-caps; letter-spacing: .15em }"
    )
    html = f"<html><head><style>{style}</style></head><body>{''.join(chapters)}</body></html>"
    data = weasyprint.HTML(string=html).write_pdf()
    publication = Publication(METADATA, Edition.PRINT, tuple(documents))
    return tuple(articles), publication, Artifact("pdf", data)


def test_a_whole_pdf_is_silent(
    printed: tuple[tuple[Article, ...], Publication, Artifact],
) -> None:
    assert proof(*printed) == []


def test_a_word_that_is_not_printed_is_named(
    printed: tuple[tuple[Article, ...], Publication, Artifact],
) -> None:
    articles, publication, made = printed
    more = tuple(replace(a, body=a.body + "<p>perdue</p>") for a in articles)
    said = proof(more, publication, made)
    assert len(said) == len(TEXTS)
    assert all("V101 1 word(s)" in line and line.endswith(": perdue") for line in said)


def test_a_running_head_does_not_make_good_for_a_lost_word(
    printed: tuple[tuple[Article, ...], Publication, Artifact],
) -> None:
    articles, publication, made = printed
    more = (replace(articles[0], body=articles[0].body + "<p>carnet</p>"), *articles[1:])
    (said,) = proof(more, publication, made)
    assert said.endswith("are not in the PDF: carnet")


def test_an_address_that_paper_should_show_is_looked_for(
    printed: tuple[tuple[Article, ...], Publication, Artifact],
) -> None:
    articles, publication, made = printed
    markup = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><body>'
        '<a href="https://example.org/marees">example.org/marees</a></body></html>'
    )
    shown = replace(publication.documents[0], markup=markup)
    documents = (shown, *publication.documents[1:])
    (said,) = proof(articles, replace(publication, documents=documents), made)
    assert said.endswith(
        "3 word(s) of “Le carnet de l’été” are not in the PDF: example, org, marees"
    )


def test_a_link_inside_a_link_is_shown_once() -> None:
    inner = '<a href="https://example.org/marees">example.org/marees</a>'
    markup = f'<p><a href="https://example.org/marees">{inner}</a></p>'
    document = ContentDocument("a.xhtml", "chapter", "", markup)
    assert words._addresses(document) == ("example", "org", "marees")


def test_a_chapter_without_a_line_in_the_outline_is_named(
    printed: tuple[tuple[Article, ...], Publication, Artifact],
) -> None:
    articles, publication, made = printed
    renamed = replace(publication.documents[1], title="Ailleurs")
    documents = (publication.documents[0], renamed, *publication.documents[2:])
    (said,) = proof(articles, replace(publication, documents=documents), made)
    assert "V102 “Der Hafen im Winter”" in said
