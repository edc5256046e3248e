"""From the objects of pydyf to plain values that another process can put into a book."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from zlib import compress

import pydyf

from book.bind.pdf.sheaf import Annotation, Drawn, Objects, Sheaf
from book.bind.pdf.writer import LEVEL

FAST = 1  # of zlib's levels: only for the way
ALONE = 3  # objects that each PDF of pydyf begins with: none, the page tree, the catalog


@dataclass(frozen=True, slots=True)
class Tags:
    """The numbers of the tags: of those that hold all others, and of the others.

    ``above`` are the root, the parent tree and the document. ``parents`` is the parent tree
    (ISO 32000-1, 14.7.4.4): tags by the number of an annotation, lists of tags by that of
    a page.
    """

    above: tuple[int, ...]
    elements: tuple[int, ...]
    parents: dict[int, int]


NO_TAGS = Tags((), (), {})


def sheaf(pdf: Any, resources: Any, fonts: int, tags: int) -> Sheaf:
    """Return the pages of ``pdf``, which all draw with ``resources``.

    ``fonts`` is the number of the dictionary that stands for the fonts; what was added to
    ``pdf`` after the first ``tags`` objects are its tags.
    """
    tree = _tags(pdf) if "StructTreeRoot" in pdf.catalog else NO_TAGS
    pages = tuple(_drawn(pdf, number, tree.parents) for number in pdf.pages["Kids"][::3])
    left = {*range(ALONE), resources.number, fonts, *tree.above}
    for page in pages:
        left |= {page.number, page.stream, *(one.number for one in page.annotations)}
    return Sheaf(
        objects=objects(pdf, left),
        pages=pages,
        resources={
            kind: {name: _body(one) for name, one in resources[kind].items()}
            for kind in resources
            if kind != "Font"
        },
        fonts=fonts,
        document=tree.above[-1] if tree.above else 0,
        elements=tree.elements,
        tags=tags,
    )


def objects(pdf: Any, left: Iterable[int]) -> Objects:
    """Return the objects of ``pdf``, the bodies of those with the numbers ``left`` aside."""
    apart = frozenset(left)
    bodies: list[bytes] = []
    streams: dict[int, bytes] = {}
    for number, one in enumerate(pdf.objects):
        if isinstance(one, pydyf.Stream):
            body, streams[number] = _stream(one)
        else:
            body = b"" if number in apart else one.data
        bodies.append(b"" if number in apart else body)
    pictures = {
        number: _digest(pdf, number, streams)
        for number in streams
        if pdf.objects[number].extra.get("Subtype") == "/Image"
    }
    lengths = tuple(map(len, bodies))
    return Objects(compress(b"".join(bodies), FAST), lengths, streams, pictures)


def _stream(one: Any) -> tuple[bytes, bytes]:
    """Return the dictionary of a stream, without its length, and its data as it is written."""
    extra, wanted = pydyf.Dictionary(one.extra), one.compress
    one.compress = False
    data = one.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
    if wanted:
        extra["Filter"] = "/FlateDecode"
        data = compress(data, LEVEL)
    return extra.data, data


def _digest(pdf: Any, number: int, streams: dict[int, bytes]) -> bytes:
    """Return the digest of a picture and of its mask."""
    extra = pydyf.Dictionary(pdf.objects[number].extra)
    mask = extra.pop("SMask", None)
    digest = sha256(extra.data)
    if mask is not None:
        digest.update(_digest(pdf, _number(mask), streams))
    digest.update(streams[number])
    return digest.digest()


def _drawn(pdf: Any, number: int, parents: dict[int, int]) -> Drawn:
    page = pdf.objects[number]
    width, height = page["MediaBox"][2:]
    return Drawn(
        number,
        (float(width), float(height)),
        _number(page["Contents"]),
        tuple(_annotation(pdf, _number(one), parents) for one in page.get("Annots", ())),
        parents.get(page.get("StructParents", -1), 0),
    )


def _annotation(pdf: Any, number: int, parents: dict[int, int]) -> Annotation:
    link = pydyf.Dictionary(pdf.objects[number])
    left, low, right, high = map(float, link.pop("Rect"))
    element = parents.get(link.pop("StructParent", -1), 0)
    return Annotation(number, (left, low, right, high), link.data, element)


def _tags(pdf: Any) -> Tags:
    """Return the tags of ``pdf``, the lists in their parent tree made objects of their own."""
    root = pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
    document = pdf.objects[_number(root["K"][0])]
    tree = pdf.objects[_number(root["ParentTree"])]
    parents: dict[int, int] = {}
    for place, target in zip(tree["Nums"][::2], tree["Nums"][1::2], strict=True):
        if isinstance(target, pydyf.Array):
            pdf.add_object(target)
            parents[place] = target.number
        else:
            parents[place] = _number(target)
    above = (root.number, tree.number, document.number)
    return Tags(above, tuple(map(_number, document["K"])), parents)


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def _body(one: Any) -> bytes:
    return bytes(one.data) if isinstance(one, pydyf.Object) else bytes(one)
