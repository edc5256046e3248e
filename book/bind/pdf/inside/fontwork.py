"""Fonts for Pango: described once for all boxes that look alike.

WeasyPrint 70 describes the font of a box to Pango anew for each piece of text in it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description
from weasyprint.text.line_break import Layout

Style = Any  # a style of weasyprint.css: a dictionary that works out what is asked for

# What the description of a font and its place in a line depend on.
FONT = (
    "font_family",
    "font_style",
    "font_stretch",
    "font_weight",
    "font_size",
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
    "font_variation_settings",
    "font_language_override",
    "lang",
    "direction",
)
FIRM: dict[type, Callable[[Any], object]] = {set: frozenset, list: tuple}
LINES = (
    "underline_position",
    "strikethrough_position",
    "underline_thickness",
    "strikethrough_thickness",
)


def install() -> None:
    """Put the function of this module in the place of WeasyPrint's own."""
    Layout.setup = set_up


@dataclass(frozen=True, slots=True)
class Typesetting:
    """What Pango must know of a style. ``lines`` are those that decorate text."""

    context: Any
    description: Any
    language: Any
    features: Any
    lines: dict[str, float]
    ascent: float | None


def set_up(self: Any, style: Style) -> None:
    """Make the Pango layout of ``self``, as ``line_break.Layout.setup``."""
    ready = typesetting(style)
    self.style = style
    self.first_line_direction = 0
    self.language = ready.language
    self.layout = ffi.gc(pango.pango_layout_new(ready.context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(self.layout, False)
    pango.pango_layout_set_font_description(self.layout, ready.description)
    self.ascent = ready.ascent
    self.underline_position = self.strikethrough_position = None
    self.__dict__.update(ready.lines)
    if ready.features is not None:
        several = pango.pango_attr_list_new()
        pango.pango_attr_list_insert(several, ready.features)
        pango.pango_layout_set_attributes(self.layout, several)


def typesetting(style: Style) -> Typesetting:
    """Return that of ``style``, the same for all styles that look alike in a document."""
    own = style.__dict__
    if "typesetting" not in own:
        own["typesetting"] = _shared(style)
    found: Typesetting = own["typesetting"]
    return found


def looks(style: Style, names: Iterable[str]) -> tuple[object, ...]:
    """Return the properties ``names`` of ``style``, to be looked up by."""
    return tuple(FIRM.get(type(style[name]), _same)(style[name]) for name in names)


def _same(value: object) -> object:
    return value


def _shared(style: Style) -> Typesetting:
    decorated = style["text_decoration_line"] != "none"
    key = decorated, looks(style, FONT)
    kept = style.font_config.__dict__.setdefault("typesettings", {})
    if key not in kept:
        kept[key] = _described(style, decorated=decorated)
    found: Typesetting = kept[key]
    return found


def _described(style: Style, *, decorated: bool) -> Typesetting:
    context = ffi.gc(
        pango.pango_font_map_create_context(style.font_config.font_map),
        gobject.g_object_unref,
    )
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    override = style["font_language_override"]
    name = style["lang"] if override == "normal" else LST_TO_ISO.get(override.lower(), override)
    language = pango.pango_language_get_default()
    if name:
        pointer, _alive = unicode_to_char_p(name)
        language = pango.pango_language_from_string(pointer)
        pango.pango_context_set_language(context, language)
    description = get_font_description(style)
    lines, ascent = {}, None
    if decorated:
        metrics = ffi.gc(
            pango.pango_context_get_metrics(context, description, language),
            pango.pango_font_metrics_unref,
        )
        ascent = FROM_UNITS * pango.pango_font_metrics_get_ascent(metrics)
        lines = {
            name: FROM_UNITS * getattr(pango, f"pango_font_metrics_get_{name}")(metrics)
            for name in LINES
        }
    return Typesetting(context, description, language, _features(style), lines, ascent)


def _features(style: Style) -> Any:
    """Return the OpenType features of ``style`` as Pango has them, if there are any."""
    asked = font_features(
        style["font_kerning"],
        style["font_variant_ligatures"],
        style["font_variant_position"],
        style["font_variant_caps"],
        style["font_variant_numeric"],
        style["font_variant_alternates"],
        style["font_variant_east_asian"],
        style["font_feature_settings"],
    )
    if not asked:
        return None
    text = ",".join(f"{key} {value}" for key, value in asked.items()).encode()
    kept = style.font_config.font_features
    if text not in kept:
        kept[text] = pango.pango_attr_font_features_new(text)
    return kept[text]
