"""What a document or a style sheet of a book points to, and whether it runs."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from urllib.parse import unquote
from xml.etree.ElementTree import Element

LINKS = frozenset({"a", "area"})
ATTRIBUTES = frozenset({"href", "src", "poster", "data", "background", "altimg", "longdesc"})
ACTIVE = frozenset({"applet", "embed", "iframe", "script"})
SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
STYLE_URL = re.compile(
    r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)|@import\s+['\"]([^'\"]+)['\"]", re.IGNORECASE
)
RUNNING = frozenset({"javascript", "vbscript"})
CONTROLS = re.compile("[\x00-\x20\x7f]")  # browsers ignore them inside a scheme


class Use(Enum):
    LINK = "followed by the reader"
    RESOURCE = "needed to show the page"
    SCRIPT = "run"


@dataclass(frozen=True, slots=True)
class Reference:
    target: str
    use: Use


def in_document(root: Element) -> Iterator[Reference]:
    """Yield what an XHTML tree points to, in document order."""
    for element in root.iter():
        if isinstance(element.tag, str):
            name = element.tag.rpartition("}")[2].lower()
            if name in ACTIVE:
                yield Reference(f"<{name}>", Use.SCRIPT)
            elif name == "style":
                yield from in_style("".join(element.itertext()))
            for attribute, value in element.attrib.items():
                yield from _in_attribute(name, attribute.rpartition("}")[2].lower(), value)


def in_style(css: str) -> Iterator[Reference]:
    """Yield what a style sheet fetches."""
    for found in STYLE_URL.finditer(css):
        yield Reference((found[1] or found[2]).strip(), Use.RESOURCE)


def _in_attribute(element: str, name: str, value: str) -> Iterator[Reference]:
    if name.startswith("on"):
        yield Reference(name, Use.SCRIPT)
    elif name == "style":
        yield from in_style(value)
    elif name == "srcset":
        for candidate in value.split(","):
            yield Reference(candidate.strip().partition(" ")[0], Use.RESOURCE)
    elif name in ATTRIBUTES and _scheme(value) in RUNNING:
        yield Reference(value, Use.SCRIPT)
    elif name in ATTRIBUTES:
        use = Use.LINK if element in LINKS else Use.RESOURCE
        yield Reference(value.strip(), use)


def is_remote(target: str) -> bool:
    """Tell whether ``target`` lies outside the book, on a network or on a disk."""
    return target.startswith("//") or _scheme(target) in {"http", "https", "ftp", "file"}


def has_scheme(target: str) -> bool:
    return bool(_scheme(target))


def resolve(base: str, target: str) -> str:
    """Return the name in the archive that ``target`` means in the file ``base``."""
    path = unquote(target.partition("#")[0].partition("?")[0])
    if has_scheme(target):
        return target
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), path)) if path else base


def fragment(target: str) -> str:
    return unquote(target.partition("#")[2])


def _scheme(target: str) -> str:
    found = SCHEME.match(CONTROLS.sub("", target))
    return found[1].lower() if found else ""
