"""Say truly what a reader with a disability will find: computed, never claimed.

The vocabulary is that of EPUB Accessibility 1.1, section 2, and of its schema.org
terms. Conformance to WCAG is never stated: no program can judge a description.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from book.bind.epub.contents import Contents
from book.bind.epub.wording import WORDINGS
from book.model import Resource

# Pictures that move: a file type, or the bytes that an animated picture contains.
MOVING = {"image/gif": b"NETSCAPE2.0", "image/png": b"acTL", "image/webp": b"ANIM"}
UNSPACED = frozenset({"ja", "zh"})


@dataclass(frozen=True, slots=True)
class Summary:
    language: str
    text: str


def features(contents: Sequence[Contents]) -> tuple[str, ...]:
    """Return the values of ``schema:accessibilityFeature`` that hold for the book."""
    found = [
        ("structuralNavigation", any(c.headings for c in contents)),
        ("tableOfContents", any(c.links for c in contents)),
        ("readingOrder", True),
        ("alternativeText", has_images(contents) and not _undescribed(contents)),
        ("ARIA", any(c.roles for c in contents)),
        ("pageBreakMarkers", any(c.pages for c in contents)),
        ("pageNavigation", any(c.page_list for c in contents)),
        ("MathML", any("mathml" in c.properties for c in contents)),
    ]
    return tuple(name for name, holds in found if holds)


def modes(contents: Sequence[Contents]) -> tuple[str, ...]:
    """Return the senses that the book speaks to (``schema:accessMode``)."""
    return ("textual", "visual") if has_images(contents) else ("textual",)


def sufficient(contents: Sequence[Contents]) -> tuple[str, ...]:
    """Return the sets of senses that are enough to read all of it."""
    if not has_images(contents):
        return ("textual",)
    both = "textual,visual"
    return (both,) if _undescribed(contents) else ("textual", both)


def hazard(contents: Sequence[Contents], resources: Sequence[Resource]) -> str:
    """Return ``none``, or ``unknown`` where something moves that nobody has looked at."""
    moving = any(c.moving for c in contents) or any(_moves(r) for r in resources)
    return "unknown" if moving else "none"


def summary(contents: Sequence[Contents], language: str) -> Summary:
    """Return ``schema:accessibilitySummary`` in the language of the book, else in English."""
    tongue = language.split("-", maxsplit=1)[0].lower()
    if tongue not in WORDINGS:
        tongue = "en"
    say = WORDINGS[tongue]
    if not has_images(contents):
        pictures = say.without_images
    else:
        lacking = _undescribed(contents)
        pictures = say.images_undescribed if lacking else say.images_described
    between = "" if tongue in UNSPACED else " "
    return Summary(tongue, between.join((say.structure, pictures, say.not_audited)))


def has_images(contents: Sequence[Contents]) -> bool:
    return any(c.images or c.drawings for c in contents)


def _undescribed(contents: Sequence[Contents]) -> int:
    return sum(c.undescribed for c in contents)


def _moves(resource: Resource) -> bool:
    if resource.media_type.startswith("video/"):
        return True
    mark = MOVING.get(resource.media_type)
    return mark is not None and mark in resource.data
