"""Draw a line of text: what ``weasyprint.draw.text.draw_first_line`` does, for usual lines.

The glyphs of a run are read at once from Pango's memory, instead of one by one. Lines with
an ellipsis, emojis, raised or missing glyphs are left to the original.
"""

from dataclasses import dataclass, replace
from struct import Struct
from typing import Any

from weasyprint.draw import text
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

# PangoGlyphInfo: glyph, width, x_offset, y_offset, and flags that nobody needs here.
INFO = Struct("=Iiii4x")
EMPTY, UNKNOWN = 0x0FFFFFFF, 0x10000000  # PANGO_GLYPH_EMPTY, PANGO_GLYPH_UNKNOWN_FLAG
RELIABLE = pango.pango_version() >= 14802  # https://gitlab.gnome.org/GNOME/pango/-/issues/530
LEAST = 1e-6  # pixels: smaller letters are not drawn


Box = Any  # a box of weasyprint.formatting_structure
_draw = text.draw_first_line


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one font: the operand of ``TJ`` without its brackets."""

    font: Any
    size: float
    shown: str


def install() -> None:
    """Put the function of this module in the place of WeasyPrint's own."""
    text.draw_first_line = draw_first_line


def draw_first_line(
    stream: Any, textbox: Box, text_overflow: str, block_ellipsis: Any, matrix: Any
) -> list[Any]:
    """Draw the first line of ``textbox`` on ``stream``; return its emojis."""
    usual = text_overflow != "ellipsis" and block_ellipsis == "none"
    if not textbox.text.strip() or textbox.style["font_size"] < LEAST:
        return []
    runs = _runs(stream, textbox) if usual else None
    if runs is None:
        emojis: list[Any] = _draw(stream, textbox, text_overflow, block_ellipsis, matrix)
        return emojis
    stream.set_text_matrix(*matrix.values)
    for number, run in enumerate(runs, start=1):
        stream.set_font_size(run.font.hash, run.size)
        if run.shown or number == len(runs):
            stream.show_text(run.shown)
    return []


def _runs(stream: Any, textbox: Box) -> list[Run] | None:
    """Return the first line of ``textbox``; ``None`` where something in it is not usual."""
    layout = textbox.pango_layout
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    line, _ = layout.get_first_line()
    found: list[Run] = []
    before = None
    run = line.runs[0]
    while run != ffi.NULL:
        item, run = run.data, run.next
        drawn_with = item.item.analysis.font
        if drawn_with != before:
            font, size = stream.add_font(drawn_with)
            if font.bitmap or font.svg or font.png or font.colr:
                return None
            found.append(Run(font, size if RELIABLE else textbox.style["font_size"], ""))
            before = drawn_with
        shown = _shown(stream, layout, item, found[-1])
        if shown is None:
            return None
        found[-1] = replace(found[-1], shown=found[-1].shown + shown)
    return found


def _shown(stream: Any, layout: Any, item: Any, run: Run) -> str | None:
    """Return the glyphs of ``item``, drawn with the font of ``run``."""
    known = run.font.__dict__.setdefault("shown", {}).setdefault(run.size, {})
    count = item.glyphs.num_glyphs
    memory = ffi.buffer(item.glyphs.glyphs, count * INFO.size)
    parts = ["<"]
    for number, (glyph, width, right, up) in enumerate(INFO.iter_unpack(memory)):
        part = None if right or up else known.get((glyph, width))
        if part is None:
            if up or (glyph & UNKNOWN and glyph != EMPTY):
                return None
            if glyph == EMPTY:
                part = f">{-width / run.size}<"
            else:
                _know(stream, layout, item, run, number)
                part = _part(glyph, width, right / run.size, run)
            if not right:
                known[glyph, width] = part
        parts.append(part)
    shown = "".join(parts)
    return shown[:-1] if shown[-1] == "<" else f"{shown}>"


def _part(glyph: int, width: int, offset: float, run: Run) -> str:
    """Return ``glyph``, and around it what its place differs by from the usual one."""
    before = f">{-offset}<" if offset else ""
    more = run.font.widths[glyph] + offset - width * 1000 * FROM_UNITS / run.size
    after = f">{int(more)}<" if more else ""
    return f"{before}{glyph:04x}{after}"


def _know(stream: Any, layout: Any, item: Any, run: Run, number: int) -> None:
    """Note the width of a glyph, and the letters that it stands for."""
    font, size = run.font, run.size
    analysis, clusters = item.item.analysis, item.glyphs.log_clusters
    count, length = item.glyphs.num_glyphs, item.item.length
    glyph = item.glyphs.glyphs[number].glyph
    if glyph not in font.to_unicode:
        if analysis.level % 2:  # from right to left
            end = length if number == 0 else clusters[number - 1]
        else:
            end = length if number == count - 1 else clusters[number + 1]
        start = item.item.offset
        letters = layout.text.encode()[start + clusters[number] : start + end]
        font.to_unicode[glyph] = letters.decode()
    if glyph not in font.widths:
        pango.pango_font_get_glyph_extents(
            analysis.font, glyph, stream.ink_rect, stream.logical_rect
        )
        font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
