"""Captions and image descriptions that stand alone on a line.

Where a page is copied as text, the name or the description of each image stays behind:
a file name, what the camera wrote, a few words without a sentence. They are noise in
the running text and go to the account. A caption that credits somebody is content: it
stays and is marked. What is only probable is left in place, and said.
"""

import re

from book import xhtml
from book.clean import lines, sentences
from book.clean.lines import Desk
from book.clean.torn import wound
from book.diagnostics import Code, Severity
from book.model import Fate

DOUBTFUL = Code(
    "C211",
    Severity.NOTE,
    "“{text}” may be a caption",
    hint="add it to captions (or to not-captions) under [clean] in book.toml",
    explanation=(
        "A few words without a sentence stand where an image may have been. They are left "
        "in the text, since they may be the author's. List the line under captions in "
        "the [clean] section of book.toml to take it out, or under not-captions to be rid of "
        "this note."
    ),
)

ALONE = "description of an image, alone on its line"
NAMED = "name of an image file"

IMAGE_FILE = re.compile(
    r"[\w()%+.-]+\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?|heic|avif)", re.IGNORECASE
)
CAMERA = re.compile(
    r"OLYMPUS DIGITAL CAMERA|SONY DSC|KONICA MINOLTA DIGITAL CAMERA|MINOLTA DIGITAL CAMERA"
    r"|SAMSUNG CAMERA PICTURES|SAMSUNG CSC|Processed with \w+ with \w+ preset"
    r"|(?:DSC[NF_]?|IMG|PICT|PXL|MVI|GOPR|DJI|SAM|CIMG|HPIM|WP|IMAG|Screenshot|Capture)"
    r"[ _-]?[\d_-]{3,}(?:[ _-]?[a-z0-9]{1,3})?"
    r"|P\d{7}|_?[A-Z]{3}\d{4}|(?:Capture d.écran|Screen Shot|Bildschirmfoto) \d[\d ._-]*"
    r"(?:(?:at|à|um) [\d.:h ]+)?",
)
SLUG = re.compile(r"[^\W\dA-Z_][^\WA-Z_]*(?:[-_][^\WA-Z_]+)+")
_CREDIT = re.compile(
    r"^(?:©|\(c\)\s|(?:photo|image|illustration|picture|foto|bild|cr[ée]dits?)"
    r"(?:\s+(?:credits?|by|photos?|de|von|di|por))?\s*[:©/])\s*\S"
    r"|\b(?:AFP|EPA|DPA|ANSA|EFE|REUTERS|GETTY|AP)\s+(?:PHOTO|IMAGES)\b"
    r"|[(/]\s*(?:Photo|Crédits?|Credit|Foto)s?\s*:[^)]*\)?$"
    r"|©\s*[^\W\d][^.]*$",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"©\s*\d{4}|\b(?:tous droits|all rights|copyright)\b", re.IGNORECASE)
_PLAIN = re.compile(r"[^\W_]+(?:[-'’ _][^\W_]+)*")
_LONGEST_CREDIT = 260
_LONGEST = 40
_MOST_WORDS = 4
_SHORT = 60


def take(body: xhtml.Element, desk: Desk) -> None:
    """Take the captions that are beyond doubt out of ``body``; mark those with a credit."""
    for block in lines.lines(body):
        text = lines.bare(block)
        if text in desk.options.not_captions:
            continue
        reason = _reason(block, text, body, desk)
        if reason is not None:
            desk.aside(block, text, Fate.CAPTION, reason)
            wound(lines.below(block))
            lines.remove(block)
        elif credited(text) or _belongs_to_a_credit(block, text):
            block.set("class", "caption")


def doubt(body: xhtml.Element, desk: Desk) -> None:
    """Say which of the lines that stayed may be captions."""
    for block in lines.lines(body):
        text = lines.bare(block)
        if text in desk.options.not_captions or desk.survey.technical:
            continue
        if _is_label(text) and len(text.split()) <= _MOST_WORDS and _apart(block):
            desk.report(DOUBTFUL.at(desk.at(block), text=text))


def credited(text: str) -> bool:
    """Say whether ``text`` is a caption that names who made the picture."""
    return (
        len(text) <= _LONGEST_CREDIT and bool(_CREDIT.search(text)) and not _RIGHTS.search(text)
    )


def _reason(block: xhtml.Element, text: str, body: xhtml.Element, desk: Desk) -> str | None:
    """Return why ``block`` is a caption, ``None`` where that is not certain."""
    if text in desk.options.captions:
        return "a caption, says book.toml"
    if CAMERA.fullmatch(text):
        return "name given by a camera"
    if lines.bare(lines.above(block)).endswith(":"):
        return None
    # A file's name needs no whole sentences about it: it may tear one, or follow an address.
    if IMAGE_FILE.fullmatch(text) and _aired(block) and not desk.survey.technical:
        return NAMED
    if not _apart(block):
        return None
    if desk.survey.technical or not _is_label(text) or not lines.prose(body):
        return None
    if desk.survey.recurs(text):
        return None
    if SLUG.fullmatch(text) and desk.survey.count(text) <= 1:
        return "name of an image, written as in an address"
    return ALONE if _is_description(block, text, desk) else None


def _is_label(text: str) -> bool:
    """Say whether ``text`` is a few words without any sign of a sentence."""
    return (
        len(text) <= _LONGEST
        and bool(_PLAIN.fullmatch(text))
        and text.isascii() | any(map(str.isalpha, text))
        and not text.isdigit()
    )


def _is_description(block: xhtml.Element, text: str, desk: Desk) -> bool:
    """Say whether ``text`` is a description in lower case between two whole paragraphs.

    At the end of an article a line in lower case may be a greeting or a signature, so
    that more is asked of it there.
    """
    words = text.split()
    if not text[0].islower() or len(words) > _MOST_WORDS:
        return False
    if any(desk.survey.is_common(word.casefold()) for word in words):
        return False
    return lines.below(block) is not None or len(words) > 2


def _apart(block: xhtml.Element) -> bool:
    """Say whether ``block`` stands apart between whole sentences."""
    above, below = lines.above(block), lines.below(block)
    if above is None and below is None:
        return False
    air = _aired(block)
    whole = above is None or not lines.is_line(above) or sentences.ends(lines.bare(above))
    return air and whole and (below is None or sentences.begins(lines.bare(below)))


def _aired(block: xhtml.Element) -> bool:
    below = lines.below(block)
    return lines.gap(block) > 0 or below is None or lines.gap(below) > 0


def _belongs_to_a_credit(block: xhtml.Element, text: str) -> bool:
    """Say whether ``text`` goes on the caption directly above it."""
    above = lines.above(block)
    return (
        above is not None
        and above.get("class") == "caption"
        and lines.gap(block) == 0
        and len(text) <= _SHORT
        and not sentences.pointed(text)
    )
