"""Notes: found in a body, then set as each edition wants them.

A body calls its notes as Markdown and most blogs do: a link ``<a href="#n1">1</a>``
(often inside ``sup``), and the notes together at the end in an element whose class is
``footnotes`` or ``footnote``, each in a list item or ``aside`` that carries the id.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from markupsafe import Markup

from book import xhtml
from book.render import addresses, links
from book.render.environment import marked
from book.render.references.pages import is_inside

GROUPS = frozenset({"footnotes", "footnote", "endnotes"})
BLOCKS = frozenset({"p", "div"})  # what can be run in: a note on paper is one paragraph
TALL = 120  # words; WeasyPrint 70 loses the text of a note taller than its page


@dataclass(frozen=True, slots=True)
class Note:
    """A note that stands after the text: in the EPUB all of them, in print the long ones."""

    id: str
    content: Markup


@dataclass(frozen=True, slots=True)
class Call:
    """A place in the text and the note that it calls; ``at`` is replaced when it is set."""

    at: xhtml.Element
    note: xhtml.Element


def drop_returns(body: xhtml.Element) -> None:
    """Take off the links from notes back to the text (``↩``): ours are made anew."""
    for link in [link for note in _notes(body) for link in note.iter("a")]:
        role = f"{link.get('class', '')} {link.get('role', '')} {link.get('rev', '')}"
        words = xhtml.text(link).strip().rstrip("\ufe0e\ufe0f")
        if link.get("href", "").startswith("#") and (
            "back" in role or words in {"↩", "↑", "^", "↵"}
        ):
            _remove(link)


def take(body: xhtml.Element) -> list[Call]:
    """Take the notes out of ``body`` and return their calls in order of reading.

    A note without a call stays where it is, with its group.
    """
    notes = {note.get("id", ""): note for note in _notes(body)}
    calls = []
    for link in list(body.iter("a")):
        note = notes.get(link.get("href", "").removeprefix("#"))
        if note is not None and not _inside_group(link):
            calls.append(Call(_whole_call(link), note))
    for note in {id(call.note): call.note for call in calls}.values():
        parent = note.getparent()
        if parent is not None:
            parent.remove(note)
    _drop_empty_groups(body)
    return calls


def pop_up(calls: list[Call], prefix: str) -> tuple[Note, ...]:
    """Set calls and notes for an e-reader: ``aside``, number first and linked back.

    This is the structure that pandoc arrived at: systems fail to show a note when ``sup``
    stands inside its call, when notes are list items, or when the link back comes last.
    """
    numbers: dict[int, int] = {}
    made: list[Note] = []
    for count, call in enumerate(calls, start=1):
        number = numbers.setdefault(id(call.note), len(numbers) + 1)
        name, place = f"{prefix}-note-{number}", f"{prefix}-call-{count}"
        _replace(call.at, _reference(name, place, str(number)))
        if number > len(made):
            made.append(Note(name, marked(_numbered(call.note, place, str(number)))))
    return tuple(made)


def foot(calls: list[Call], prefix: str) -> tuple[Note, ...]:
    """Set the notes at the foot of their page; return the long ones, starred.

    A note on paper may be called once only: a second call repeats it.
    """
    made: list[Note] = []
    for count, call in enumerate(calls, start=1):
        if _is_tall(call.note):
            name, place = f"{prefix}-note-{count}", f"{prefix}-call-{count}"
            sign = _stars(len(made) + 1)
            _replace(call.at, _reference(name, place, sign))
            note = _numbered(call.note, place, sign)
            note_addresses(note, inside=True)
            made.append(Note(name, marked(note)))
        else:
            _replace(call.at, _run_in(call.note))
    return tuple(made)


def gathered(calls: list[Call], prefix: str) -> tuple[Note, ...]:
    """Return all notes, to stand after the text on paper, numbered."""
    for note in {id(call.note): call.note for call in calls}.values():
        note_addresses(note, inside=True)
    return pop_up(calls, prefix)


def note_addresses(body: xhtml.Element, *, inside: bool = False) -> None:
    """Give in a note, once in a text, each address that paper does not show.

    ``inside`` a note it follows the words in brackets.
    """
    given: set[str] = set()
    for link in list(body.iter("a")):
        href = link.get("href", "")
        if not href or href.startswith("tel:") or is_inside(href):
            continue
        if not xhtml.text(link).strip():
            continue
        address = addresses.noted(href)
        if address.target in given or (links.is_bare(link) and not _adds(href, address)):
            continue
        given.add(address.target)
        _follow(link, _address_note(address, inside=inside or _in_note(link)))


def _adds(href: str, address: addresses.Address) -> bool:
    """Whether a note shows whole what the running text had to cut."""
    return len(addresses.shown_address(href)) > addresses.INLINE and "…" not in address.shown


def _notes(body: xhtml.Element) -> Iterator[xhtml.Element]:
    for group in body.iter("section", "div", "aside", "ol"):
        if GROUPS & set(group.get("class", "").split()):
            inner = [e for e in group.iter("li", "aside", "div", "p") if e is not group]
            yield from (e for e in [group, *inner] if e.get("id"))


def _inside_group(element: xhtml.Element) -> bool:
    return any(
        GROUPS & set(ancestor.get("class", "").split()) for ancestor in element.iterancestors()
    )


def _whole_call(link: xhtml.Element) -> xhtml.Element:
    """Return ``link``, or the ``sup`` that holds nothing else."""
    parent = link.getparent()
    alone = parent is not None and len(parent) == 1 and parent.tag == "sup"
    if alone and parent is not None and not (parent.text or link.tail or "").strip():
        return parent
    return link


def _drop_empty_groups(body: xhtml.Element) -> None:
    for group in list(body.iter("section", "div", "aside", "ol")):
        if not GROUPS & set(group.get("class", "").split()):
            continue
        if group.getparent() is not None and not xhtml.text(group).strip():
            _remove(group)


def _reference(name: str, place: str, sign: str) -> xhtml.Element:
    call = xhtml.make("sup", class_="call")
    link = xhtml.make("a", sign, href=f"#{name}", id=place, class_="noteref")
    link.set(f"{xhtml.EPUB}type", "noteref")
    link.set("role", "doc-noteref")
    call.append(link)
    return call


def _numbered(note: xhtml.Element, place: str, sign: str) -> xhtml.Element:
    """Return a ``body`` with the content of ``note`` as paragraphs, its sign first."""
    body = _paragraphs(note)
    first = body[0]
    back = xhtml.make("a", sign, href=f"#{place}", role="doc-backlink", class_="back")
    mark = "." if sign.isdecimal() else ""
    back.tail = f"{mark} {(first.text or '').lstrip()}"
    first.text = None
    first.insert(0, back)
    return body


def _paragraphs(note: xhtml.Element) -> xhtml.Element:
    """Return a ``body`` whose first child is a ``p``, with all that ``note`` holds."""
    content = deepcopy(note)
    content.tail = None
    body = xhtml.make("body")
    if content.tag == "p" or not _has_blocks(content):
        paragraph = xhtml.make("p", content.text)
        paragraph.extend(list(content))
        body.append(paragraph)
        return body
    if (content.text or "").strip() or content[0].tag != "p":
        body.append(xhtml.make("p", content.text))
    body.extend(list(content))
    return body


def _run_in(note: xhtml.Element) -> xhtml.Element:
    """Return ``note`` as one ``span.fn``; its paragraphs are parted by line breaks."""
    span = xhtml.make("span", class_="fn", role="doc-footnote")
    for paragraph in _paragraphs(note):
        if not xhtml.text(paragraph).strip() and not len(paragraph):
            continue
        if len(span) or span.text:
            span.append(xhtml.make("br"))
        piece = xhtml.make("span", (paragraph.text or "").lstrip())
        piece.extend(list(paragraph))
        span.append(piece)
        xhtml.unwrap(piece)
    return span


def _is_tall(note: xhtml.Element) -> bool:
    blocks = [e.tag for e in note.iter() if e is not note and e.tag in xhtml.BLOCKS - BLOCKS]
    return bool(blocks) or len(xhtml.text(note).split()) > TALL


def _has_blocks(element: xhtml.Element) -> bool:
    return any(child.tag in xhtml.BLOCKS for child in element)


def _stars(count: int) -> str:
    """Return the sign of a long note: not a letter, which would read as one of the word."""
    return "*" * count if count <= 3 else f"*{count}"


def _address_note(address: addresses.Address, *, inside: bool) -> xhtml.Element:
    link = xhtml.make("a", href=address.target, class_="url")
    addresses.write_breakable(link, address.shown)
    if inside:
        span = xhtml.make("span", " (", class_="address")
        link.tail = ")"
    else:
        span = xhtml.make("span", class_="fn address", role="doc-footnote")
    span.append(link)
    return span


def _in_note(link: xhtml.Element) -> bool:
    return any(
        "fn" in ancestor.get("class", "").split() or _is_group(ancestor)
        for ancestor in link.iterancestors()
    )


def _is_group(element: xhtml.Element) -> bool:
    return bool(GROUPS & set(element.get("class", "").split()))


def _follow(element: xhtml.Element, sibling: xhtml.Element) -> None:
    sibling.tail, element.tail = element.tail, None
    element.addnext(sibling)


def _replace(old: xhtml.Element, new: xhtml.Element) -> None:
    parent = old.getparent()
    if parent is not None:
        new.tail, old.tail = old.tail, None
        parent.replace(old, new)


def _remove(element: xhtml.Element) -> None:
    """Take ``element`` out; the text after it stays."""
    for child in list(element):
        element.remove(child)
    element.text = None
    xhtml.unwrap(element)
