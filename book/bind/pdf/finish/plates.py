"""All objects of a sheaf in the inks of the press: streams, pictures, gradients, groups."""

import re
from collections.abc import Mapping
from dataclasses import replace
from zlib import compress, decompress

from book.bind.pdf.finish import Inks
from book.bind.pdf.finish import inks as colours
from book.bind.pdf.finish.painting import Alphas, Painter
from book.bind.pdf.finish.pictures import Picture, inked
from book.bind.pdf.sheaf import Objects, Sheaf, packed
from book.bind.pdf.writer import LEVEL, real

ALPHA = re.compile(rb"/(\S+)\s*<<((?:\s*/(?:ca|CA)\s+[\d.]+)+)\s*>>")
OPACITY = re.compile(rb"/(ca|CA)\s+([\d.]+)")
ENDS = re.compile(rb"/(C[01])\s*\[\s*([-+\d.eE]+)\s+([-+\d.eE]+)\s+([-+\d.eE]+)\s*\]")
MASK = re.compile(rb"/SMask (\d+) 0 R")
GROUP = re.compile(rb"/Group\s*<<[^<>]*>>")
BLENDING = re.compile(rb"/SMask\s*<<|/BM\s*/(?!Normal)")
REFERENCE = re.compile(rb"(\d+) 0 R")
DRAWN = re.compile(rb"/XObject\s*<<([^<>]*)>>")
NAMED = re.compile(rb"/(\S+)\s+(\d+) 0 R")
RICH = re.compile(rb"/(?:Pattern|Shading)\s*<<[^<>]*/|/SMask|/BM\b")
FORM, TILE = b"/Subtype /Form", b"/PatternType 1"
SHADE = b"/ShadingType"
SMOOTH = b"/Interpolate true"


def separated(sheaf: Sheaf, inks: Inks) -> Sheaf:
    """Return ``sheaf`` in ``inks``; raise ``BookError`` where there is no profile for them."""
    bodies = sheaf.objects.renumbered(range(sheaf.objects.count))
    bodies = [body.replace(SMOOTH, b"/Interpolate false") for body in bodies]
    streams = dict(sheaf.objects.streams)
    if inks.colour == "rgb":
        return _repacked(sheaf, bodies, streams)
    painter = Painter(inks, _alphas(sheaf, bodies), _plain(sheaf.objects, bodies))
    _repaint(sheaf, bodies, streams, painter)
    _picture_all(sheaf.objects, bodies, streams, inks)
    blends = any(BLENDING.search(body) for body in bodies)
    keeps = blends or bool(painter.kept)
    bodies = [_flat(body, inks, groups=keeps) for body in bodies]
    kept = replace(sheaf, resources={**sheaf.resources, "ColorSpace": {}})
    return _repacked(kept, bodies, streams)


def _repacked(sheaf: Sheaf, bodies: list[bytes], streams: Mapping[int, bytes]) -> Sheaf:
    same = {number: number for number in range(sheaf.objects.count)}
    template, references = packed(bodies, same)
    objects = Objects(
        template, references, sheaf.objects.count, streams, sheaf.objects.pictures
    )
    return replace(sheaf, objects=objects)


def _alphas(sheaf: Sheaf, bodies: list[bytes]) -> Alphas:
    """Return the graphics states that set the opacity alone, by name.

    WeasyPrint names them after what they set, so a name means one thing in a whole sheaf.
    """
    named = {
        name.encode(): bodies[number]
        for name, number in sheaf.resources.get("ExtGState", {}).items()
    }
    inner = {found[1]: found[2] for body in bodies for found in ALPHA.finditer(body)}
    only = re.compile(rb"\s*(?:<<)?(?:\s*/(?:ca|CA)\s+[\d.]+)+\s*(?:>>)?\s*")
    return {
        name: {key: float(value) for key, value in OPACITY.findall(body)}
        for name, body in {**named, **inner}.items()
        if only.fullmatch(body)
    }


def _repaint(
    sheaf: Sheaf, bodies: list[bytes], streams: dict[int, bytes], painter: Painter
) -> None:
    """Rewrite the streams in place: the pages, then what they draw, then what nothing does."""
    here = {
        name.encode(): int(found[1])
        for name, number in sheaf.resources.get("XObject", {}).items()
        if (found := REFERENCE.fullmatch(bodies[number]))
    }
    waiting = [(page.stream, here) for page in sheaf.pages]
    waiting += [(one, _drawn_by(bodies[one])) for one in _drawings(sheaf.objects, bodies)]
    opaque: dict[int, float] = {}
    for number, names in waiting:  # a form that turns out to be transparent comes again
        forms = {name: one for name, one in names.items() if FORM in bodies[one]}
        content = decompress(sheaf.objects.streams[number])
        made = painter.rewritten(content, forms, opaque.get(number, 1.0))
        streams[number] = compress(made, LEVEL)
        changed = {
            n: share for n, share in painter.drawn.items() if opaque.get(n, 1.0) != share
        }
        opaque |= changed
        waiting += [(one, _drawn_by(bodies[one])) for one in changed]


def _drawn_by(body: bytes) -> dict[bytes, int]:
    """Return the numbers of the forms and pictures that a form draws, by name."""
    found = DRAWN.search(body)
    return {n: int(o) for n, o in NAMED.findall(found[1])} if found is not None else {}


def _drawings(objects: Objects, bodies: list[bytes]) -> list[int]:
    """Return the numbers of forms and of patterns, which are drawn as pages are."""
    return [
        number
        for number, body in enumerate(bodies)
        if number in objects.streams and any(kind in body for kind in (FORM, TILE))
    ]


def _plain(objects: Objects, bodies: list[bytes]) -> frozenset[int]:
    """Return the forms in which there are only colours, forms inside them included."""
    forms = {n: bodies[n] for n in _drawings(objects, bodies) if FORM in bodies[n]}
    plain = {n for n, body in forms.items() if not RICH.search(body)}
    while True:
        kept = {n for n in plain if set(_drawn_by(forms[n]).values()) <= plain}
        if kept == plain:
            return frozenset(plain)
        plain = kept


def _picture_all(
    objects: Objects, bodies: list[bytes], streams: dict[int, bytes], inks: Inks
) -> None:
    """Convert the pictures in place; masks that were laid on paper leave nothing behind."""
    masks: set[int] = set()
    for number in objects.pictures:
        mask, found = None, MASK.search(bodies[number])
        if found is not None:
            masks.add(int(found[1]))
            mask = Picture(bodies[int(found[1])], objects.streams[int(found[1])])
        made = inked(Picture(bodies[number], objects.streams[number]), mask, inks)
        if made is not None:
            bodies[number], streams[number] = made.head, made.data
    for number in masks:
        bodies[number], streams[number] = b"<<>>", b""


def _flat(body: bytes, inks: Inks, *, groups: bool) -> bytes:
    """Return a dictionary whose gradients are in ``inks``, without a group if it can be."""
    if b"/Group" in body:
        space = b"/DeviceCMYK" if inks.colour == "cmyk" else b"/DeviceGray"
        body = body.replace(b"/DeviceRGB", space) if groups else GROUP.sub(b"", body)
    if SHADE not in body:
        return body
    return _shaded(body, inks)


def _shaded(body: bytes, inks: Inks) -> bytes:
    """Return a gradient in one ink where all its colours are grey, and else in four."""
    ends = [tuple(map(float, found.groups()[1:])) for found in ENDS.finditer(body)]
    made = [colours.inked(end, inks) for end in ends]
    wide = max(map(len, made), default=1)
    space = b"/DeviceCMYK" if wide == 4 else b"/DeviceGray"
    ready = iter([(0.0, 0.0, 0.0, 1 - one[0]) if len(one) < wide else one for one in made])
    body = ENDS.sub(
        lambda found: b"/%b [%b]" % (found[1], b" ".join(map(real, next(ready)))), body
    )
    return body.replace(b"/DeviceRGB", space)
