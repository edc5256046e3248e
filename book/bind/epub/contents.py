"""What a content document holds, as far as the package must say it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
OPS = "{http://www.idpf.org/2007/ops}"
HEADINGS = frozenset(f"{XHTML}h{n}" for n in range(1, 7))
DECORATIVE = frozenset({"presentation", "none"})
FILE_NAME = re.compile(r"\S+\.(?:avif|bmp|gif|jpe?g|png|svg|tiff?|webp)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Contents:
    """What one document holds.

    ``images`` are the ``src`` of every ``img``; ``undescribed`` counts the images, SVG
    included, that have no alternative text and are not marked as decoration.
    ``properties`` are manifest properties (EPUB 3.3, D.6.2).
    """

    images: tuple[str, ...] = ()
    drawings: int = 0
    undescribed: int = 0
    headings: int = 0
    links: int = 0
    pages: int = 0
    page_list: bool = False
    roles: int = 0
    moving: bool = False
    properties: tuple[str, ...] = ()


def read(markup: str) -> Contents:
    """Look through one document. Raises ``ValueError`` where it is not well-formed."""
    try:
        root = ElementTree.fromstring(markup.encode())  # noqa: S314  our own rendering
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from None
    elements = [e for e in root.iter() if isinstance(e.tag, str)]
    images = [e for e in elements if e.tag == f"{XHTML}img"]
    drawings = _outermost([e for e in elements if e.tag == f"{SVG}svg"])
    math = any(e.tag == f"{MATHML}math" for e in elements)
    return Contents(
        images=tuple(e.get("src", "") for e in images),
        drawings=len(drawings),
        undescribed=sum(not _described(e) for e in [*images, *drawings]),
        headings=sum(e.tag in HEADINGS for e in elements),
        links=sum(e.tag == f"{XHTML}a" and "href" in e.attrib for e in elements),
        pages=sum("pagebreak" in e.get(f"{OPS}type", "").split() for e in elements),
        page_list=any("page-list" in e.get(f"{OPS}type", "").split() for e in elements),
        roles=sum("role" in e.attrib for e in elements),
        moving=any(e.tag in {f"{XHTML}video", f"{SVG}animate"} for e in elements),
        properties=("mathml",) * math + ("svg",) * bool(drawings),
    )


def _outermost(drawings: Sequence[Element]) -> list[Element]:
    inside = {id(e) for svg in drawings for e in svg.iter(svg.tag) if e is not svg}
    return [svg for svg in drawings if id(svg) not in inside]


def _described(image: Element) -> bool:
    """An ``alt`` that is empty or repeats the file's name describes nothing."""
    if image.get("role") in DECORATIVE or image.get("aria-hidden") == "true":
        return True
    if image.tag == f"{SVG}svg":
        return bool((image.findtext(f"{SVG}title") or image.get("aria-label") or "").strip())
    alt = image.get("alt", "").strip()
    name = PurePosixPath(image.get("src", ""))
    return bool(alt) and alt not in {name.name, name.stem} and not FILE_NAME.fullmatch(alt)
