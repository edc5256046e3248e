"""The body of one article, made ready for an edition.

Each repair is a small function on the tree, in place; ``prepare`` says their order.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil

from markupsafe import Markup

from book import typography, xhtml
from book.diagnostics import Code, Report, Severity
from book.model import Article, Edition
from book.render import indexing, kinds, links, listed, notes, spans, tables
from book.render.environment import marked
from book.render.indexing import Term
from book.render.parts import Links, Squares
from book.render.references import pages
from book.render.titles import LEADING, LINE
from book.render.words import direction

TALL = Code(
    "T131",
    Severity.NOTE,
    "{count} note(s) are too long for the foot of a page, and stand at the end of the chapter",
    "To keep a note at the foot, make it shorter than some hundred words, in one paragraph.",
    explanation=(
        "Notes stand at the foot of the page that calls them. One that is long, or that holds "
        "a list or a quotation, would leave no room for the text, and could not be carried to "
        "the next page, so it is called by an asterisk and stands behind the chapter."
    ),
)

HEADINGS = tuple(f"h{level}" for level in range(1, 7))

_PAUSE = re.compile(
    r"\s*\S.{5,33}?(?:(?=[.:!?…](?!\S)[\s\u00a0]*\S)|(?<=.{14})(?=[,;](?!\d)))", re.DOTALL
)
_WORDS = re.compile(r"\s*\S.{13,29}(?=[ \u00a0])", re.DOTALL)
_OPENED = re.compile(r"(?<=\S)\s*[«“„(\[][^»”)\]]*$")
_FEWEST = 5  # letters
_ENDS = tuple(".,;:!?…»”)")
_LETTERS, _LAST_LINES = 64, 4  # of a line; of the last page of a chapter
_NOT_ID = re.compile(r"[^\w.-]+")
_SPACES = " \u00a0\u202f\n\t"


@dataclass(frozen=True, slots=True)
class Body:
    """What stands under a title: a dateline of the article's own, the text, its notes."""

    dateline: Markup | None
    text: Markup
    notes: tuple[notes.Note, ...]
    listed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What a text is set for.

    ``language`` is that around it, ``top`` the level of its highest headings; ``authors``
    are the book's, and ``numbered`` says whether its chapters have numbers. ``targets`` says
    for the slug of each article where it stands. ``line`` is how many letters a line of the
    title of a chapter has, ``label`` the pattern of its number, if that is not written bare.
    ``gathered``: notes stand after the text, not at the foot of the page, for which columns
    leave no room. ``terms`` are those of the index, and ``tagged`` says that it has the tags
    of articles, too. ``links`` and ``qr`` say how paper gives the addresses of links;
    ``listed`` are those that the list of the ``chapter`` has already.
    """

    language: str
    edition: Edition
    authors: tuple[str, ...] = ()
    numbered: bool = True
    top: int = 2
    targets: Mapping[str, str] = field(default_factory=dict)
    line: int = LINE
    label: str = ""
    gathered: bool = False
    terms: tuple[Term, ...] = ()
    tagged: bool = False
    links: Links = "notes"
    qr: Squares = "none"
    chapter: str = ""
    listed: tuple[str, ...] = ()


def prepare(article: Article, setting: Setting, report: Report) -> Body:
    """Return the body of ``article`` as ``setting`` wants it."""
    body = xhtml.fragment(article.body)
    typography.typeset(body, setting.language)
    keep_ids_apart(body, article.slug)
    relevel(body, setting.top)
    notes.drop_returns(body)
    pages.lead(body, setting.targets)
    links.keep_followable(body, article.origin.location, report)
    if setting.edition is Edition.PRINT:
        pages.say_pages(body)
    calls = notes.take(body)
    for call in calls:
        links.show_addresses(call.note)
    dateline = take_dateline(body)
    set_lead(body)
    mark_sources(body)
    kinds.mark_kinds(body)
    tables.mark_tables(body)
    name_places(body, article, setting)
    turned = direction(setting.language) == "rtl"
    if turned:
        turn_code(body)
    given = setting.listed
    if setting.edition is Edition.EPUB:
        after = notes.pop_up(calls, article.slug)
    else:
        mark_tail(body)
        spans.mark_capitals(body)
        spans.part_names(body)
        after = (
            notes.gathered(calls, article.slug)
            if setting.gathered
            else notes.foot(calls, article.slug)
        )
        if after and not setting.gathered:
            report(TALL.at(article.origin.location, count=len(after)))
        if setting.links == "notes":
            notes.note_addresses(body, inside=setting.gathered)
        elif setting.links == "list":
            given = listed.number(body, setting.chapter, setting.listed)
    links.show_addresses(body, finely=setting.edition is Edition.PRINT)
    if turned and setting.edition is Edition.PRINT:
        keep_runs(body)
    return Body(None if dateline is None else marked(dateline), marked(body), after, given)


def name_places(body: xhtml.Element, article: Article, setting: Setting) -> None:
    """Give figures, terms of the index and the end of a tagged article their anchors."""
    indexing.number_figures(body, article.slug)
    if setting.terms:
        indexing.mark(body, setting.terms, article.slug)
    last = next(reversed(body.findall(".//p")), None)
    if setting.tagged and article.tags and last is not None:
        last.append(xhtml.make("span", id=indexing.end_of(article.slug)))


def keep_ids_apart(body: xhtml.Element, slug: str) -> None:
    """Make the ids of ``body`` unique in the book, and links to them follow."""
    renamed: dict[str, str] = {}
    for element in body.iter():
        name = element.get("id")
        if name is None:
            continue
        if name in renamed or not name.strip():  # an id counts once; a second is dropped
            del element.attrib["id"]
            continue
        renamed[name] = f"{slug}-{_NOT_ID.sub('-', name)}"
        element.set("id", renamed[name])
    for link in body.iter("a"):
        target = link.get("href", "")
        if target.startswith("#") and target[1:] in renamed:
            link.set("href", f"#{renamed[target[1:]]}")


def relevel(body: xhtml.Element, top: int) -> None:
    """Renumber the headings of ``body`` from ``top`` on, without gaps.

    >>> h3 h5 h5 h3  with top 2 becomes  h2 h3 h3 h2
    """
    open_levels: list[int] = []
    for heading in body.iter(*HEADINGS):
        level = int(str(heading.tag)[1])
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        heading.tag = f"h{min(top + len(open_levels) - 1, 6)}"


def take_dateline(body: xhtml.Element) -> xhtml.Element | None:
    """Take out the article's own dateline where the body opens with one."""
    if not len(body) or "dateline" not in body[0].get("class", "").split():
        return None
    dateline = body[0]
    body.remove(dateline)
    dateline.tail = None
    dateline.tag = "body"
    dateline.attrib.clear()
    return dateline


def set_lead(body: xhtml.Element) -> None:
    """Mark the first words of the opening paragraph as ``span.lead``; no text changes.

    They end at a mark of pause or at a word that does not lead on, after at most 34
    letters, and never inside a quotation, a bracket or another element. A short
    paragraph has no lead.
    """
    plain = (child for child in body if child.tag == "p" and not child.get("class"))
    paragraph = next(plain, None)
    if paragraph is None:
        return
    text = paragraph.text or ""
    end = len(_first_words(text))
    start = len(text) - len(text.lstrip())
    if end - start < _FEWEST:
        return
    lead = xhtml.make("span", text[start:end], class_="lead")
    lead.tail = text[end:]
    paragraph.text = text[:start]
    paragraph.insert(0, lead)


def mark_sources(body: xhtml.Element) -> None:
    """Mark the short last line of a quotation that names its source, as ``source``."""
    for quote in body.iter("blockquote"):
        last = quote[-1] if len(quote) > 1 else None
        if last is None or last.tag != "p" or last.get("class"):
            continue
        words = xhtml.text(last).strip()
        if 0 < len(words) <= _LETTERS and not words.endswith(_ENDS):
            last.set("class", "source")


def turn_code(body: xhtml.Element) -> None:
    """Let code run from left to right in a text that runs the other way."""
    for element in body.iter("pre", "code", "kbd", "samp"):
        element.set("dir", "ltr")


def keep_runs(body: xhtml.Element) -> None:
    """Take the places to break out of names and addresses in a text that runs leftwards.

    WeasyPrint 70 orders what stands between them as if each were a word of that text.
    """
    for place in list(body.iter("wbr")):
        xhtml.unwrap(place)


def mark_tail(body: xhtml.Element) -> None:
    """Mark the short last paragraphs as ``tail``: they do not open a page alone.

    Four lines of text, by their length, are enough to stand there.
    """
    short = _LAST_LINES
    for block in reversed(body):
        if block.tag != "p" or block.get("class"):
            return
        short -= ceil(len(xhtml.text(block)) / _LETTERS)
        if short <= 0:
            return
        block.set("class", "tail")


def _first_words(text: str) -> str:
    """Return the words ``text`` opens with, up to a pause or to where they may end."""
    paused = _PAUSE.match(text)
    found = paused or _WORDS.match(text)
    if found is None:
        return ""
    whole = _OPENED.sub("", found[0].rstrip(_SPACES))
    if paused is not None and len(whole) == len(paused[0].rstrip(_SPACES)):
        return whole
    words = re.split(r"(\s)", whole)
    while len(words) > 2 and words[-1].lower() in LEADING:
        del words[-2:]
    return "".join(words).rstrip(_SPACES)
