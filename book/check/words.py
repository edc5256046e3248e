"""The word proof: every word of the accepted articles stands in the finished book.

The book is read back from its own bytes. Words are compared as ``folding`` says,
article by article; those that are not there name the article and fail the build.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from book.check import container, pages
from book.check.folding import words
from book.check.matching import compare
from book.check.placing import CHAPTER, Paged, on_paper
from book.diagnostics import Code, Report, Severity
from book.model import Article, Artifact, ContentDocument, Location, Publication

LOST = Code(
    "V101",
    Severity.ERROR,
    "{count} word(s) of “{title}” are not in the {kind}: {words}",
    hint="look for the words in the source: something near them was not understood",
    explanation="After a book is bound its words are read back and compared with those of the "
    "articles in it. Some words of this article are missing, so something on the way lost "
    "them, and the book is not written. This is a fault of the program more often than of the "
    "text: please report it with the passage. Leaving the passage out, or writing it more "
    "plainly, is the way round it.",
)
NOWHERE = Code(
    "V102",
    Severity.ERROR,
    "“{title}” has no place of its own in the {kind}",
    hint="if you have templates of your own, see that chapters keep their headings",
    explanation="The words of an article are looked for in its own chapter, which is found by "
    "its file in an EPUB and by its line of the outline in a PDF. This article has neither, so "
    "its words could not be proved and the book is not written. A template that leaves out the "
    "heading of the chapter does this.",
)
MORE = Code(
    "V103",
    Severity.NOTE,
    "the chapter of “{title}” holds {count} words more than the article: {words}",
    hint="see whether something stands there twice",
    explanation="The chapter has far more words than the article that it was made from. Notes, "
    "dates and captions add a few; this many may mean that a passage was printed twice.",
)
NOT_READ = Code(
    "V104",
    Severity.ERROR,
    "the finished {kind} cannot be read back: {why}",
    hint="please report this: it is a fault of the program",
    explanation="The book was bound, but what was written is not a file that can be opened, so "
    "its words cannot be proved. Nothing is put in its place. This is a fault of the program.",
)

SHOWN = 10
LEAST_SURPLUS = 50
SHARE_OF_SURPLUS = 0.25
INLINE = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span "
    "strike strong sub sup time tt u var wbr".split()
)
UNREAD = frozenset({"head", "script", "style", "template"})
ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.|mailto:)\S+|\S+@\S+\.\S+", re.IGNORECASE)
WORD_JOINER = "\u2060"
INSIDE = re.compile(r"article:|[^/:?#]*\.xhtml#")
CALL = re.compile(r"[\d\W]+")
ID = re.compile(r'\bid="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Proof:
    """Where to look for the words of one article; ``found`` is ``None`` for nowhere.

    ``beside`` are words that must be found too: the addresses that paper shows.
    """

    title: str
    body: str
    where: Location
    found: str | None
    beside: tuple[str, ...] = ()


def prove(
    articles: Sequence[Article], publication: Publication, artifact: Artifact, report: Report
) -> None:
    """Report the words of ``articles`` that ``artifact`` does not hold."""
    try:
        if artifact.kind == "pdf":
            proofs = in_pdf(
                articles, publication, on_paper(publication, pages.reading(artifact.data))
            )
        else:
            proofs = in_epub(articles, publication, artifact.data)
    except (container.UnreadableError, pages.UnreadableError, ValueError) as error:
        where = Location(publication.metadata.title)
        report(NOT_READ.at(where, kind=artifact.kind.upper(), why=error))
        return
    for proof in proofs:
        weigh(proof, artifact.kind, report)


def expected(title: str, body: str) -> list[str]:
    """Return the words that an article must bring to the book, its title first."""
    tree = container.parse(f"<body>{body}</body>".encode())
    return [*words(title), *words(spoken(tree))]


def spoken(root: Element) -> str:
    """Return the text of a tree: blocks on lines of their own, addresses left out."""
    return "".join(_spoken(root))


def _spoken(root: Element) -> Iterator[str]:
    """Walk the tree without recursion: hostile ones are deep."""
    steps: list[Element | str] = [root]
    while steps:
        step = steps.pop()
        if isinstance(step, str):
            yield step
            continue
        name = step.tag.rpartition("}")[2] if isinstance(step.tag, str) else None
        gap = "" if name in INLINE else "\n"
        yield gap
        if name is None or name in UNREAD or (name == "a" and _is_address(step)):
            continue
        steps.append(gap)
        for child in reversed(step):
            steps.extend((child.tail or "", child))
        steps.append(step.text or "")


def _is_address(link: Element) -> bool:
    """Tell a link whose text is its own address, or the call of a note."""
    text = "".join(link.itertext()).strip().replace(WORD_JOINER, "")
    target = link.get("href", "")
    if target.startswith("#"):
        return bool(CALL.fullmatch(text))
    if not text or any(c.isspace() for c in text):
        return False
    if INSIDE.match(target):  # the words of a link between articles are the author's
        return bool(ADDRESS.fullmatch(text))
    start = text.partition("…")[0]
    return bool(ADDRESS.fullmatch(text)) or start in target or start in unquote(target)


def weigh(proof: Proof, kind: str, report: Report) -> int:
    """Prove one article; return how many of its words are lost."""
    where, title, name = proof.where, proof.title, kind.upper()
    wanted = expected(title, proof.body)
    if proof.found is None:
        report(NOWHERE.at(where, title=title, kind=name))
        return len(wanted)
    found = compare([*wanted, *proof.beside], proof.found)
    lost, more = found.missing, found.surplus
    if lost:
        report(LOST.at(where, title=title, kind=name, count=lost.total(), words=_few(lost)))
    # Paper adds numbers, notes and heads, and the halves of broken words.
    if kind == "epub" and more.total() > max(LEAST_SURPLUS, SHARE_OF_SURPLUS * len(wanted)):
        report(MORE.at(where, title=title, count=more.total(), words=_few(more)))
    return lost.total()


def _few(counted: Counter[str]) -> str:
    shown = [w if n == 1 else f"{w} ×{n}" for w, n in counted.most_common(SHOWN)]
    return ", ".join(shown) + (", …" if len(counted) > SHOWN else "")


def in_epub(
    articles: Sequence[Article], publication: Publication, data: bytes
) -> tuple[Proof, ...]:
    """Look for each article in the document that holds it.

    Raises ``UnreadableError`` or ``ValueError``.
    """
    opened = container.unpack(data)
    root = posixpath.dirname(opened.package())
    holders = _holders(articles, publication)
    return tuple(_in_file(a, holders.get(a.id), root, opened.files) for a in articles)


def _in_file(
    article: Article,
    holder: ContentDocument | None,
    root: str,
    files: Mapping[str, bytes],
) -> Proof:
    name = posixpath.join(root, holder.href) if holder is not None else ""
    if holder is None or name not in files:
        return _proof(article, None)
    tree = container.parse(files[name])
    if holder.article is None:
        tree = next((e for e in tree.iter() if e.get("id") == article.slug), tree)
    return _proof(article, spoken(tree))


def _proof(article: Article, found: str | None, beside: tuple[str, ...] = ()) -> Proof:
    return Proof(article.title, article.body, article.origin.location, found, beside)


def in_pdf(
    articles: Sequence[Article], publication: Publication, paged: Paged
) -> tuple[Proof, ...]:
    """Look for each article on the pages of its chapter, as ``placing`` has found them."""
    holders = _holders(articles, publication)
    proofs = []
    for article in articles:
        holder = holders.get(article.id)
        texts = paged.get(holder.href) if holder is not None else None
        if holder is None or texts is None:
            proofs.append(_proof(article, None))
        else:
            text = "\n".join(text for _, text in texts)
            proofs.append(_proof(article, text, _addresses(holder)))
    return tuple(proofs)


def _addresses(document: ContentDocument) -> tuple[str, ...]:
    """Return the words of the addresses that ``document`` shows."""
    if not document.markup:
        return ()
    links = container.parse(document.markup.encode()).iterfind(".//{*}a")
    innermost = (link for link in links if link.find(".//{*}a") is None)
    shown = ("".join(link.itertext()) for link in innermost if _is_address(link))
    return tuple(word for text in shown for word in words(text))


def _holders(
    articles: Sequence[Article], publication: Publication
) -> Mapping[str, ContentDocument]:
    """Return the document of each article, else that of the chapter with its section."""
    alone = {d.article: d for d in reversed(publication.documents)}
    among: dict[str, ContentDocument] = {}
    if any(article.id not in alone for article in articles):
        for document in (d for d in publication.documents if d.role == CHAPTER):
            for mark in ID.findall(document.markup):
                among.setdefault(mark, document)
    found = {a.id: alone.get(a.id, among.get(a.slug)) for a in articles}
    return {uid: document for uid, document in found.items() if document is not None}
