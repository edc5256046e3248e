"""From the objects of pydyf to plain values that another process can put into a book."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from typing import Any
from zlib import compress

import pydyf

from book.bind.pdf.sheaf import Annotation, Drawn, Objects, Sheaf, packed
from book.bind.pdf.writer import LEVEL

ALONE = 3  # objects that each PDF of pydyf begins with: none, the page tree, the catalog
KINDS = ("ExtGState", "XObject", "Pattern", "Shading", "ColorSpace")


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags of a PDF, by the numbers that pydyf gave them.

    ``document`` holds all others, ``elements`` are those right below it, ``trees`` what is
    around them. ``parents`` is the parent tree (ISO 32000-1, 14.7.4.4): the tag of an
    annotation, the list of the tags of a page.
    """

    document: int
    elements: tuple[int, ...]
    trees: frozenset[int]
    parents: Mapping[int, int]


NO_TAGS = Tags(0, (), frozenset(), {})


def sheaf(pdf: Any, resources: Any, fonts: int, plain: int) -> Sheaf:
    """Return the pages of ``pdf``, which all draw with ``resources``.

    ``fonts`` is the number of the dictionary that stands for the fonts; what was added to
    ``pdf`` after its first ``plain`` objects are the tags.
    """
    tags = _tags(pdf) if "StructTreeRoot" in pdf.catalog else NO_TAGS
    pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
    links = [_number(link) for page in pages for link in page.get("Annots", ())]
    streams = [_number(page["Contents"]) for page in pages]
    apart = [*(page.number for page in pages), *streams, fonts, tags.document]
    known = {*range(ALONE), resources.number, *tags.trees, *links, *apart}
    kept = [number for number in range(len(pdf.objects)) if number not in known]
    values = [_value(one) for kind in KINDS for one in resources[kind].values()]
    order = [*kept, *links]
    places = _places(order, len(values), apart)
    drawn = tuple(_drawn(pdf, page, tags, places) for page in pages)
    number = count(len(order))
    return Sheaf(
        objects=_objects(pdf, order, values, places),
        pages=drawn,
        resources={kind: {name: next(number) for name in resources[kind]} for kind in KINDS},
        plain=sum(number < plain for number in kept),
        tagged=len(kept),
        elements=tuple(places[element] for element in tags.elements),
        fonts=places[fonts],
        document=places[tags.document],
    )


def objects(pdf: Any) -> Objects:
    """Return all objects of ``pdf`` but those that any PDF of pydyf begins with."""
    order = range(ALONE, len(pdf.objects))
    return _objects(pdf, order, (), _places(order, 0, ()))


def _places(order: Sequence[int], values: int, apart: Sequence[int]) -> Mapping[int, int]:
    """Return the numbers from 0 of what comes in ``order``, and ``apart`` after ``values``."""
    first = dict(zip(order, count(), strict=False))
    return first | dict(zip(apart, count(len(order) + values), strict=False))


def _objects(
    pdf: Any, order: Sequence[int], values: Sequence[bytes], places: Mapping[int, int]
) -> Objects:
    """Return the objects of ``pdf`` in ``order``, then ``values``, under their new numbers."""
    streams = {
        number: _data(pdf.objects[number])
        for number in places
        if isinstance(pdf.objects[number], pydyf.Stream)
    }
    bodies = (_body(pdf.objects[number]) for number in order)
    template, references = packed((*bodies, *values), places)
    return Objects(
        template,
        references,
        len(places) + len(values),
        {places[number]: data for number, data in streams.items()},
        {
            places[number]: _digest(pdf, number, streams)
            for number in streams
            if pdf.objects[number].extra.get("Subtype") == "/Image"
        },
    )


def _body(one: Any) -> bytes:
    """Return the body of an object; of a stream its dictionary, without the length."""
    if not isinstance(one, pydyf.Stream):
        return bytes(one.data)
    filters = {"Filter": "/FlateDecode"} if one.compress else {}
    return bytes(pydyf.Dictionary({**one.extra, **filters}).data)


def _data(one: Any) -> bytes:
    """Return the data of a stream as it is written."""
    plain = pydyf.Stream(one.stream, one.extra).data
    data: bytes = plain.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
    return compress(data, LEVEL) if one.compress else data


def _digest(pdf: Any, number: int, streams: Mapping[int, bytes]) -> bytes:
    """Return the digest of a picture, its mask included."""
    extra = pydyf.Dictionary(pdf.objects[number].extra)
    mask = extra.pop("SMask", None)
    digest = sha256(extra.data)
    digest.update(streams[number])
    if mask is not None:
        digest.update(_digest(pdf, _number(mask), streams))
    return digest.digest()


def _drawn(pdf: Any, page: Any, tags: Tags, places: Mapping[int, int]) -> Drawn:
    width, height = page["MediaBox"][2:]
    marks = tags.parents.get(page.get("StructParents"))
    links = (pdf.objects[_number(link)] for link in page.get("Annots", ()))
    return Drawn(
        places[page.number],
        (float(width), float(height)),
        places[_number(page["Contents"])],
        tuple(_annotation(link, tags, places) for link in links),
        None if marks is None else places[marks],
    )


def _annotation(link: Any, tags: Tags, places: Mapping[int, int]) -> Annotation:
    """Take from ``link`` what the book will say of it."""
    left, low, right, high = map(float, link.pop("Rect"))
    element = tags.parents.get(link.pop("StructParent", None))
    return Annotation(
        places[link.number],
        (left, low, right, high),
        None if element is None else places[element],
    )


def _tags(pdf: Any) -> Tags:
    """Return the tags of ``pdf``, each list in its parent tree made an object of its own."""
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
    elements = tuple(map(_number, document["K"]))
    trees = frozenset((root.number, tree.number))
    return Tags(document.number, elements, trees, parents)


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def _value(one: Any) -> bytes:
    """Return a value that stands in a dictionary: an object, or a reference to one."""
    return bytes(one.data) if isinstance(one, pydyf.Object) else bytes(one)
