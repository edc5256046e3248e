"""What holds of every split, whatever the text."""

from collections import Counter
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from book import xhtml
from book.diagnostics import Diagnostic
from book.model import Article, Format, Source
from book.split import Options, Split, furniture, split

SENTENCES = (
    "The tide comes in twice a day and nobody in the village looks up from the nets.",
    "Salt keeps the boards from rotting, or so my grandmother said when she oiled the door.",
    "Nets",
    "What does a gull know?",
    "3 May 2019",
    "By Ann on 3 May 2019",
    "Share this",
    "Harbour lights",
    "• a coil of rope",
    "    rope = coil(3)",
    "潮は一日に二度満ちる。",
    "The end,",
    "A title of\u00a0sorts",
    "",
    "",
    "\u00a0",
    "bad \x07 bell",
    "Facebook",
    "Read more",
    "3 comments",
    "Ann says:",
    "Home",
    "Older posts",
    "© 2019 Ann",
    "We use cookies, and so does everybody who asks whether you mind them on the screen.",
)

PATIENT = settings(deadline=None, max_examples=60)

lines = st.lists(st.one_of(st.sampled_from(SENTENCES), st.text(max_size=40)), max_size=40)
texts = lines.map("\n".join)
dumps = st.lists(texts, max_size=4)
kept = st.lists(st.sampled_from(furniture.KINDS), unique=True).map(tuple)


def splitted(
    texts: Sequence[str], names: Sequence[str] = (), keep: tuple[str, ...] = ()
) -> Split:
    names = names or [f"page-{n}.txt" for n in range(len(texts))]
    said: list[Diagnostic] = []
    sources = [Source(n, Format.TEXT, text) for n, text in zip(names, texts, strict=True)]
    return split(sources, Options(keep=keep), said.append)


def ink(text: str) -> Counter[str]:
    """Return the characters of a text that are not white space, counted."""
    return Counter("".join(text.split()))


def letters(article: Article) -> Counter[str]:
    title = article.title if article.origin.title_line else ""
    body = xhtml.text(xhtml.fragment(article.body))
    return ink(title) + ink(body) + ink("".join(aside.text for aside in article.asides))


def cuts(found: Split) -> list[tuple[int, int, int | None]]:
    places = [article.origin for article in found.articles]
    return [(place.first_line, place.last_line, place.title_line) for place in places]


@PATIENT
@given(dumps, kept)
def test_every_character_is_in_one_article_or_beside_them(
    texts: list[str], keep: tuple[str, ...]
) -> None:
    found = splitted(texts, keep=keep)

    asides = ink("".join(aside.text for aside in found.asides))
    assert sum(map(letters, found.articles), asides) == ink("".join(texts))


@PATIENT
@given(dumps, kept)
def test_what_is_kept_is_set_aside_nowhere(texts: list[str], keep: tuple[str, ...]) -> None:
    found = splitted(texts, keep=keep)

    beside = [*found.asides, *(a for article in found.articles for a in article.asides)]
    assert not {aside.kind for aside in beside} & set(keep)


@PATIENT
@given(dumps, kept)
def test_what_is_kept_moves_no_boundary(texts: list[str], keep: tuple[str, ...]) -> None:
    titles = [article.origin.title_line for article in splitted(texts).articles]

    found = splitted(texts, keep=keep)

    assert [article.origin.title_line for article in found.articles] == titles


@PATIENT
@given(dumps)
def test_articles_are_in_order_and_do_not_overlap(texts: list[str]) -> None:
    found = splitted(texts)

    for one, other in zip(found.articles, found.articles[1:], strict=False):
        if one.origin.source == other.origin.source:
            assert one.origin.last_line < other.origin.first_line
    for article in found.articles:
        place = article.origin
        assert place.first_line <= (place.title_line or place.first_line) <= place.last_line
        assert article.title


@PATIENT
@given(dumps)
def test_an_article_holds_the_characters_of_its_own_lines(texts: list[str]) -> None:
    found = splitted(texts)

    for article in found.articles:
        text = texts[int(article.origin.source.removeprefix("page-").removesuffix(".txt"))]
        own = text.split("\n")[article.origin.first_line - 1 : article.origin.last_line]
        assert letters(article) == ink("".join(own))
        marked = dict(xhtml.lines(article))
        assert all(
            ink(xhtml.legal(text.split("\n")[n - 1])) == ink(t) for n, t in marked.items()
        )


@PATIENT
@given(dumps)
def test_ids_and_slugs_are_unique(texts: list[str]) -> None:
    found = splitted(texts)

    assert len({article.id for article in found.articles}) == len(found.articles)
    assert len({article.slug for article in found.articles}) == len(found.articles)


@PATIENT
@given(dumps)
def test_the_names_of_the_files_do_not_matter(texts: list[str]) -> None:
    others = [f"{chr(122 - n)}.md.txt" for n in range(len(texts))]

    assert cuts(splitted(texts)) == cuts(splitted(texts, others))


@PATIENT
@given(dumps)
def test_the_order_of_the_files_does_not_matter(texts: list[str]) -> None:
    names = [f"page-{n}.txt" for n in range(len(texts))]
    forwards = splitted(texts, names)
    backwards = splitted(texts[::-1], names[::-1])

    assert {a.origin for a in forwards.articles} == {a.origin for a in backwards.articles}


@PATIENT
@given(texts)
def test_splitting_twice_gives_the_same(text: str) -> None:
    assert splitted([text]) == splitted([text])
