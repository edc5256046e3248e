"""Typefaces while sections are drawn, and once more when their glyphs are all known.

Each section says which glyphs of which typeface it has drawn (``Face``). At the end the
typefaces are opened again by the same style sheets, and each is embedded once, with the
glyphs of all sections: their numbers stay those of the whole font.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import product
from typing import Any

import pydyf
from weasyprint import DEFAULT_OPTIONS
from weasyprint.pdf.fonts import Font, build_fonts_dictionary
from weasyprint.pdf.stream import Stream
from weasyprint.text.ffi import TO_UNITS, ffi, gobject, pango
from weasyprint.text.fonts import get_pango_font_key

from book.bind.pdf.inside.objects import objects
from book.bind.pdf.parts import Face, InseparableError
from book.bind.pdf.sheaf import Objects

HIGHEST_GLYPH = 0xFFFF
UPRIGHT, REGULAR = 0, 400  # as Pango counts styles and weights
SIZE = 12  # pixels: glyphs are embedded without a size


class Typeface(Font):  # type: ignore[misc]  # weasyprint is untyped
    """A font whose missing glyphs have the same numbers in every section."""

    def get_unused_glyph_id(self, codepoint: int) -> int:
        """Return a number that no glyph has, which depends on ``codepoint`` alone."""
        free = HIGHEST_GLYPH + 1 - self.glyph_count
        self.missing[codepoint] = self.glyph_count + codepoint % free
        return int(self.missing[codepoint])

    def face(self) -> Face:
        """Return what is needed to embed the font later."""
        if self.bitmap or self.used_in_forms or self.png or self.svg or self.colr:
            raise InseparableError(f"the typeface {self.family}")
        return Face(
            name=self.hash,
            base=self.name,
            family=self.family,
            style=int(self.style),
            weight=int(self.weight),
            variations=",".join(f"{axis}={value}" for axis, value in self.variations.items()),
            digest=sha256(self.file_content).hexdigest(),
            widths=dict(self.widths),
            to_unicode=dict(self.to_unicode),
            missing=dict(self.missing),
        )


class Paper(Stream):  # type: ignore[misc]  # weasyprint is untyped
    """A stream that draws with ``Typeface``."""

    def add_font(self, pango_font: Any) -> tuple[Typeface, float]:
        """Return the typeface of ``pango_font``, and its size."""
        key, description, size = get_pango_font_key(pango_font)
        if key not in self._fonts:
            self._fonts[key] = Typeface(pango_font, description, size)
        return self._fonts[key], size

    def clone(self, **changed: Any) -> "Paper":
        """Return a stream for something inside this one."""
        made: Paper = super().clone(**changed)
        made.__class__ = Paper
        return made


def embed(faces: Iterable[Face], fonts: Any) -> Objects:
    """Return all ``faces`` as objects, the last of which is the dictionary of them.

    ``fonts`` is the ``FontConfiguration`` of the book. Raises ``InseparableError`` where a
    typeface cannot be found again.
    """
    merged: dict[str, list[Face]] = {}
    for face in faces:
        merged.setdefault(f"{face.name} {face.digest}", []).append(face)
    if len({name.partition(" ")[0] for name in merged}) < len(merged):
        raise InseparableError("two typefaces of one name")
    opened = {name: _reopened(merged[name], fonts) for name in sorted(merged)}
    pdf = pydyf.PDF()
    dictionary = build_fonts_dictionary(pdf, opened, True, True, DEFAULT_OPTIONS)
    pdf.add_object(dictionary)
    return objects(pdf)


def _reopened(faces: list[Face], fonts: Any) -> Typeface:
    """Return the typeface of ``faces``, which are all the same, with the glyphs of all."""
    face = faces[0]
    typeface = _found(face, fonts)
    typeface.hash, typeface.name = face.name, face.base
    typeface.widths = _merged([one.widths for one in faces])
    typeface.to_unicode = _merged([one.to_unicode for one in faces])
    typeface.missing = _merged([one.missing for one in faces])
    if len(set(typeface.missing.values())) < len(typeface.missing):
        raise InseparableError(f"letters that the typeface {face.family} lacks")
    return typeface


def _found(face: Face, fonts: Any) -> Typeface:
    """Return the typeface of the file that ``face`` was drawn from.

    Where a family has no italic or bold letter of a script, an upright one is slanted or
    made bolder: then the file is found only under its own style.
    """
    context = ffi.gc(
        pango.pango_font_map_create_context(fonts.font_map), gobject.g_object_unref
    )
    for style, weight in product((face.style, UPRIGHT), (face.weight, REGULAR)):
        described = ffi.gc(
            pango.pango_font_description_new(), pango.pango_font_description_free
        )
        pango.pango_font_description_set_family(described, face.family.encode())
        pango.pango_font_description_set_style(described, style)
        pango.pango_font_description_set_weight(described, weight)
        pango.pango_font_description_set_absolute_size(described, SIZE * TO_UNITS)
        if face.variations:
            pango.pango_font_description_set_variations(described, face.variations.encode())
        found = pango.pango_font_map_load_font(fonts.font_map, context, described)
        if found != ffi.NULL:
            found = ffi.gc(found, gobject.g_object_unref)
            typeface = Typeface(found, get_pango_font_key(found)[1], SIZE)
            if sha256(typeface.file_content).hexdigest() == face.digest:
                return typeface
    raise InseparableError(f"the typeface {face.family}")


def _merged(tables: list[Mapping[int, Any]]) -> dict[int, Any]:
    """Return all ``tables`` in one; what stands in an earlier one stays."""
    return {key: value for table in reversed(tables) for key, value in table.items()}
