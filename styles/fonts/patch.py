# ruff: noqa: INP001  a script beside its data
"""Make the fonts of this folder from the files that their makers publish.

    python patch.py EB_GARAMOND EMOJI MONO     the three unpacked npm packages, see README.md

EB Garamond has no narrow no-break space (U+202F), which French sets before ``; ! ?``
and inside numbers: a shaper then makes one of half a word space, too thin to see. We
give it one of a sixth of an em. Its licence reserves no name, so it keeps its own.
"""

import sys
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from shutil import copyfile

from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
NARROW = 0x202F
SIXTH = 0.167

GARAMOND = {
    "EBGaramond-Regular.ttf": "400Regular/EBGaramond_400Regular.ttf",
    "EBGaramond-Italic.ttf": "400Regular_Italic/EBGaramond_400Regular_Italic.ttf",
    "EBGaramond-Medium.ttf": "500Medium/EBGaramond_500Medium.ttf",
    "EBGaramond-SemiBold.ttf": "600SemiBold/EBGaramond_600SemiBold.ttf",
    "EBGaramond-SemiBoldItalic.ttf": "600SemiBold_Italic/EBGaramond_600SemiBold_Italic.ttf",
}
EMOJI = {"NotoEmoji-Regular.ttf": "400Regular/NotoEmoji_400Regular.ttf"}
MONO = {"IBMPlexMono-Regular.ttf": "400Regular/IBMPlexMono_400Regular.ttf"}


def narrow(source: Path, target: Path) -> None:
    """Copy the font ``source`` to ``target`` and give it U+202F if it has none."""
    font = TTFont(source, recalcTimestamp=False)
    letters = font.getBestCmap()
    if NARROW not in letters:
        order = [*font.getGlyphOrder(), "uni202F"]
        font["glyf"]["uni202F"] = deepcopy(font["glyf"][letters[ord(" ")]])
        font.setGlyphOrder(order)
        font["hmtx"]["uni202F"] = (round(font["head"].unitsPerEm * SIXTH), 0)
        for table in font["cmap"].tables:
            if table.isUnicode() and table.format != 14:
                table.cmap[NARROW] = "uni202F"
    font.save(target)


def make(garamond: Path, emoji: Path, mono: Path) -> None:
    """Write the fonts, their licences and their sums beside this file."""
    for name, origin in GARAMOND.items():
        narrow(garamond / origin, HERE / name)
    for folder, names in ((emoji, EMOJI), (mono, MONO)):
        for name, origin in names.items():
            copyfile(folder / origin, HERE / name)
    for folder, family in (
        (garamond, "EBGaramond"),
        (emoji, "NotoEmoji"),
        (mono, "IBMPlexMono"),
    ):
        copyfile(folder / "LICENSE_FONT", HERE / f"OFL-{family}.txt")
    files = sorted([*HERE.glob("*.ttf"), *HERE.glob("OFL-*.txt")])
    sums = (f"{sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)
    (HERE / "SHA256SUMS").write_text("".join(sums), encoding="ascii")


if __name__ == "__main__":
    make(*(Path(folder) for folder in sys.argv[1:4]))
