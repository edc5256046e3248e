"""Footnotes: from python-markdown's marks to one plain form.

``<sup class="noteref"><a href="#fn1">1</a></sup>`` in the text, and at the end
``<section class="footnotes"><ol><li id="fn1">…</li></ol></section>``.
"""

from book.read.shape import cut
from book.xhtml import Element, text


def normalise(body: Element) -> None:
    """Rewrite the footnotes of ``body`` in place, in the order of their numbers."""
    boxes = [box for box in body.iter("div") if box.get("class") == "footnote"]
    for link in [a for a in body.iter("a") if a.get("class") == "footnote-backref"]:
        cut(link)
    for link in body.iter("a"):
        if link.attrib.pop("class", None) == "footnote-ref":
            link.set("href", f"#{_plain(link.get('href', '')[1:])}")
            mark = link.getparent()
            if mark is not None and mark.tag == "sup":
                mark.set("class", "noteref")
    for box in boxes:
        box.tag = "section"
        box.set("class", "footnotes")
        for rule in box.findall("hr"):
            cut(rule)
        for note in box.iter("li"):
            if note.get("id"):
                note.set("id", _plain(note.get("id", "")))
            _trim(note)


def _plain(identifier: str) -> str:
    return identifier.replace(":", "")


def _trim(note: Element) -> None:
    """Drop the non-breaking space that stood before the link back."""
    last = note[-1] if len(note) else note
    if not text(last).strip() and last is not note:
        cut(last)
        return
    if len(last):
        last[-1].tail = (last[-1].tail or "").rstrip() or None
    else:
        last.text = (last.text or "").rstrip() or None
