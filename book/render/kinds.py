"""What a paragraph or a quotation is, where its form says so: verse, epigraph, pull quote."""

import re

from book import xhtml

VERSES = frozenset({"verse", "wp-block-verse"})
PULLED = frozenset({"pullquote", "wp-block-pullquote"})
LINE = 60  # letters that a verse has at most
FEWEST = 3  # lines that make a poem of a paragraph
CREDIT = re.compile(
    r"(?:^|(?<=[.!?…–—|,;]\s)|(?<=\())(?:©|(?:photo(?:graphie|graph|s)?|cr[ée]dits?|dessin|"
    r"illustrations?|images?|source|drawing|foto(?:s|grafía|grafia)?|bild|zeichnung|quelle|"
    r"fuente|fonte|disegno|desenho|dibujo)[\s\u00a0\u202f]*:)[^.]+\.?\)?$",
    re.IGNORECASE,
)
BRIEF = 90  # words of a quotation that may stand above a text as its epigraph


def mark_kinds(body: xhtml.Element) -> None:
    """Give the poems, the epigraph and the pull quotes of ``body`` their classes.

    A paragraph of short lines is a poem, or will not mind being set as one; a quotation
    that opens the text and names its source is an epigraph.
    """
    for block in list(body.iter("pre")):
        if VERSES & set(block.get("class", "").split()):
            _break_lines(block)
    for quote in body.iter("blockquote"):
        names = set(quote.get("class", "").split())
        if PULLED & names:
            quote.set("class", "pullquote")
        elif VERSES & names:
            quote.set("class", "poem")
    for paragraph in body.iter("p"):
        if not paragraph.get("class") and _is_verse(paragraph):
            paragraph.set("class", "verse")
    for caption in body.iter("figcaption", "p"):
        if caption.tag == "figcaption" or caption.get("class") == "caption":
            _mark_credit(caption)
    first = next(iter(body), None)
    if first is not None and first.tag == "blockquote" and not first.get("class"):
        source = first[-1] if len(first) > 1 else None
        brief = len(xhtml.text(first).split()) <= BRIEF
        if brief and len(body) > 1 and source is not None and source.get("class") == "source":
            first.set("class", "epigraph")


def _mark_credit(caption: xhtml.Element) -> None:
    """Give whom the end of ``caption`` credits an element of its own."""
    last = caption[-1] if len(caption) else None
    holder = caption if last is None else last
    if last is not None and last.tag == "p" and not (last.tail or "").strip():
        _mark_credit(last)
        return
    said = (caption.text if last is None else last.tail) or ""
    found = CREDIT.search(said.rstrip())
    if found is None:
        return
    credit = xhtml.make("span", class_="credit")
    credit.text = found[0]
    before = said[: found.start()]
    if last is None:
        holder.text = before
    else:
        holder.tail = before
    caption.append(credit)


def _is_verse(paragraph: xhtml.Element) -> bool:
    if len(paragraph.findall("br")) < FEWEST - 1 or paragraph.find("img") is not None:
        return False
    pieces = [paragraph.text or ""]
    for child in paragraph:
        if child.tag == "br":
            pieces.append("")
        else:
            pieces[-1] += xhtml.text(child)
        pieces[-1] += child.tail or ""
    lines = [line.strip() for line in pieces if line.strip()]
    return len(lines) >= FEWEST and max(map(len, lines)) <= LINE


def _break_lines(block: xhtml.Element) -> None:
    """Make a paragraph of verse of ``block``, in which line ends and indents are typed."""
    block.tag = "p"
    block.set("class", "verse")
    block.text = _cut(block, 0, block.text)
    for child in list(block):
        child.tail = _cut(block, block.index(child) + 1, child.tail)


def _cut(parent: xhtml.Element, place: int, text: str | None) -> str | None:
    """Put a ``br`` at each line end of ``text`` into ``parent``; return the first line."""
    first, *others = re.sub(r"(?<=\n) +", _indent, (text or "").strip("\n")).split("\n")
    for offset, line in enumerate(others):
        end = xhtml.make("br")
        end.tail = line
        parent.insert(place + offset, end)
    return first


def _indent(spaces: re.Match[str]) -> str:
    return "\u00a0" * len(spaces[0])
