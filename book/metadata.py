"""What a book says of itself: what the author told us, and what can be derived.

The title comes from the author, else from the site's own chrome (the line that
stands at the head of every page), else from the folder; the language is that of
most of the text; the identifier is a UUID of version 5 (RFC 9562, section 5.5)
over title and sources, so that the same material is the same book.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from uuid import NAMESPACE_URL, uuid5

from book import catalogue, xhtml
from book.language.tags import primary
from book.model import Article, Aside, Fate, Metadata, Person, Source

PLAIN_FOLDERS = frozenset(
    [
        "articles",
        "content",
        "contents",
        "dumps",
        "pages",
        "posts",
        "sources",
        "src",
        "texts",
        "txt",
    ]
)
HEAD_LINES = 5

_NAME = re.compile(r"[\w\s’'&:,.!?|·–-]+")
_RIGHTS = re.compile(r"©|\(c\)|\bcopyright\b", re.IGNORECASE)
_MENU = re.compile(
    r"\W*(home|home page|menu|search|accueil|rechercher|startseite|suche|inicio|início|buscar"
    r"|cerca|strona główna|главная|меню|ראשי|דף הבית|תפריט|خانه|الرئيسية|ホーム|メニュー"
    r"|首页|首頁|菜单|選單|홈|메뉴)\W*",
    re.IGNORECASE,
)
_SKIP = re.compile(
    r"(skip|jump|go) to (the )?(main )?(content|navigation)|skip navigation"
    r"|(aller|passer|accéder|sauter) (directement )?(au|vers le) (contenu|menu)( principal)?"
    r"|(direkt )?zum inhalt( springen| wechseln)?|(saltar|ir) al contenido( principal)?"
    r"|(vai|passa|salta) al contenuto( principale)?"
    r"|(ir|saltar|pular) para o conteúdo( principal)?"
    r"|(naar de|ga naar( de)?|spring naar( de)?) inhoud( springen)?|przejdź do treści"
    r"|перейти к (содержимому|содержанию)|(דילוג|דלג|לדלג|מעבר) ל?תוכן|رفتن به (محتوا|نوشته‌ها)"
    r"|پرش به محتوا|(التجاوز|انتقل|تخطي?) إلى المحتوى"
    r"|コンテンツ(へ|に)(スキップ|移動)|本文へ(スキップ|移動)"
    r"|跳(至|到|转到|過至)(主要)?(内容|內容|正文)|콘텐츠로 (건너뛰기|바로가기)",
    re.IGNORECASE,
)
NAMESPACE = uuid5(NAMESPACE_URL, "urn:florilege")


@dataclass(frozen=True, slots=True)
class Options:
    """The ``[book]`` section of ``book.toml``, less what says where the sources are."""

    title: str = ""
    subtitle: str = ""
    language: str = ""
    authors: tuple[Person, ...] = ()
    identifier: str = ""
    publisher: str = ""
    date: str = ""
    rights: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()


def derive(
    articles: Sequence[Article],
    asides: Sequence[Aside],
    sources: Sequence[Source],
    options: Options,
) -> Metadata:
    """Return the metadata of the book that these ``articles`` make.

    Whatever is said is one line of what XML can hold; what is then empty is not said.
    """
    language = options.language or main_language(articles) or "und"
    title = (
        _line(options.title)
        or _line(site_name(asides) or "")
        or _line(folder_name(sources) or "")
        or catalogue.words(language).untitled
    )
    return Metadata(
        title=title,
        language=language,
        identifier=_line(options.identifier) or identifier(title, sources),
        subtitle=_line(options.subtitle),
        authors=_people(options.authors) or _people(common_authors(articles)),
        publisher=_line(options.publisher),
        date=options.date,
        rights=_line(options.rights),
        description=_line(options.description),
        subjects=tuple(filter(None, map(_line, options.subjects))),
    )


def main_language(articles: Iterable[Article]) -> str | None:
    """Return the language of most of the text, the first met of equals.

    Its regions count together, and the heaviest is the one.
    """
    weights: Counter[str] = Counter()
    tongues: Counter[str] = Counter()
    for article in articles:
        if article.language:
            weights[article.language] += len(article.body)
            tongues[primary(article.language)] += len(article.body)
    return max(weights, key=lambda tag: (tongues[primary(tag)], weights[tag]), default=None)


def site_name(asides: Iterable[Aside]) -> str | None:
    """Return the name a site gives itself, a short line at the very head of its pages.

    Of each page the first line is asked that is not a link past the menu (“Skip to
    content”); a line that the notice of rights names, too, comes before all others.
    """
    lines = [aside for aside in asides if aside.fate is Fate.BOILERPLATE]
    owned = [aside.text for aside in lines if _RIGHTS.search(aside.text)]
    heads: Counter[tuple[bool, str]] = Counter()
    for name in _head_lines(lines):
        mark = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
        heads[any(map(mark.search, owned)), name] += 1
    return max(heads, key=lambda head: (head[0], heads[head]), default=(False, None))[1]


def _head_lines(lines: Iterable[Aside]) -> Iterable[str]:
    """Yield what could be a name in the first line of each page that is chrome."""
    pages: dict[str, dict[int, str]] = {}
    for aside in lines:
        pages.setdefault(aside.source, {})[aside.line] = aside.text.strip()
    for page in pages.values():
        if 1 in page:
            texts = (page[line] for line in sorted(page) if line <= HEAD_LINES)
            first = next((text for text in texts if not _SKIP.fullmatch(text)), "")
            if 1 < len(first) <= 60 and _NAME.fullmatch(first) and not _MENU.fullmatch(first):
                yield first


def folder_name(sources: Sequence[Source]) -> str | None:
    """Return the name of the sources' folder as a title: of ``mon-blog``, “Mon blog”."""
    if not sources:
        return None
    folders = [PurePath(source.name).parent.parts for source in sources]
    common = next(
        (
            folders[0][:n]
            for n in range(len(folders[0]), 0, -1)
            if all(parts[:n] == folders[0][:n] for parts in folders)
        ),
        (),
    )
    for part in reversed(common):
        words = re.sub(r"[-_]+", " ", part).strip()
        if re.search(r"\w{2}", words) and part.casefold() not in PLAIN_FOLDERS:
            return words[0].upper() + words[1:]
    return None


def common_authors(articles: Sequence[Article]) -> tuple[Person, ...]:
    """Return the authors that the articles name themselves, those of most articles first."""
    named = Counter(person for article in articles for person in article.authors)
    return tuple(person for person, _ in named.most_common())


def identifier(title: str, sources: Sequence[Source]) -> str:
    """Return a ``urn:uuid:`` of title and source names, wherever the sources lie."""
    names = sorted(PurePath(source.name).name for source in sources)
    said = chr(0).join([title, *names]).encode("utf-8", "surrogateescape")
    return f"urn:uuid:{uuid5(NAMESPACE, said.decode('utf-8', 'replace'))}"


def _line(text: str) -> str:
    return " ".join(xhtml.legal(text).split())


def _people(people: Iterable[Person]) -> tuple[Person, ...]:
    """Return ``people``, less those without a name."""
    named = (
        Person(_line(one.name), one.role, _line(one.file_as or "") or None) for one in people
    )
    return tuple(person for person in named if person.name)
