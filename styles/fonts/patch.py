# ruff: noqa: INP001  a script beside its data
"""Make the fonts of this folder from the files that their makers publish.

    python patch.py FOLDER     where the npm packages are unpacked, see README.md

EB Garamond and Atkinson Hyperlegible Next have no narrow no-break space (U+202F), which
French sets before ``; ! ?`` and inside numbers: a shaper then makes one of half a word
space, too thin to see. We give them one of a sixth of an em; and to Atkinson the hyphen
that does not break (U+2011), which looks like the other one. Their licences reserve no
name, so they keep their own. “Source” and “Plex” are reserved names: those files have what
is needed, and are copied byte by byte.
"""

import sys
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from shutil import copyfile

from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
NARROW, HYPHEN = 0x202F, 0x2011
SIXTH = 0.167

# Family: its package, its licence there, and its faces with the file each is made of.
PATCHED = {
    "EBGaramond": (
        "eb-garamond/LICENSE_FONT",
        {
            "Regular": "eb-garamond/400Regular/EBGaramond_400Regular.ttf",
            "Italic": "eb-garamond/400Regular_Italic/EBGaramond_400Regular_Italic.ttf",
            "Medium": "eb-garamond/500Medium/EBGaramond_500Medium.ttf",
            "SemiBold": "eb-garamond/600SemiBold/EBGaramond_600SemiBold.ttf",
            "SemiBoldItalic": (
                "eb-garamond/600SemiBold_Italic/EBGaramond_600SemiBold_Italic.ttf"
            ),
        },
    ),
    "AtkinsonHyperlegibleNext": (
        "atkinson-hyperlegible-next/LICENSE_FONT",
        {
            face: f"atkinson-hyperlegible-next/{folder}/AtkinsonHyperlegibleNext_{folder}.ttf"
            for face, folder in (
                ("Regular", "400Regular"),
                ("SemiBold", "600SemiBold"),
                ("Bold", "700Bold"),
            )
        },
    ),
}
COPIED = {
    "NotoEmoji": (
        "noto-emoji/LICENSE_FONT",
        {"Regular": "noto-emoji/400Regular/NotoEmoji_400Regular.ttf"},
    ),
    "IBMPlexMono": (
        "ibm-plex-mono/LICENSE_FONT",
        {"Regular": "ibm-plex-mono/400Regular/IBMPlexMono_400Regular.ttf"},
    ),
    "SourceSerif4SmText": (
        "source-serif/LICENSE.md",
        {
            face: f"source-serif/OTF/SourceSerif4SmText-{face}.otf"
            for face in ("Regular", "It", "Semibold", "SemiboldIt")
        },
    ),
    "SourceSans3": (
        "source-sans/LICENSE.md",
        {
            face: f"source-sans/OTF/SourceSans3-{face}.otf"
            for face in ("Regular", "It", "Light", "Semibold", "Bold")
        },
    ),
}


def completed(source: Path, target: Path) -> None:
    """Copy the font ``source`` to ``target``; give it U+202F and U+2011 if it has none."""
    font = TTFont(source, recalcTimestamp=False)
    space = round(font["head"].unitsPerEm * SIXTH)
    hyphen = font["hmtx"][font.getBestCmap()[ord("-")]][0]
    added(font, NARROW, "uni202F", " ", space)
    added(font, HYPHEN, "uni2011", "-", hyphen)
    font.save(target)


def added(font: TTFont, letter: int, name: str, like: str, width: int) -> None:
    """Give ``font`` a glyph for ``letter``, drawn as that of ``like``, if it has none."""
    letters = font.getBestCmap()
    if letter in letters:
        return
    model = letters[ord(like)]
    order = [*font.getGlyphOrder(), name]
    font["glyf"][name] = deepcopy(font["glyf"][model])
    font.setGlyphOrder(order)
    font["hmtx"][name] = (width, font["hmtx"][model][1])
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format != 14:
            table.cmap[letter] = name


def make(packages: Path) -> None:
    """Write the fonts, their licences and their sums beside this file."""
    for families, write in ((PATCHED, completed), (COPIED, copyfile)):
        for family, (licence, faces) in families.items():
            copyfile(packages / licence, HERE / f"OFL-{family}.txt")
            for face, source in faces.items():
                origin = packages / source
                write(origin, HERE / f"{family}-{face}{origin.suffix}")
    files = sorted(file for kind in ("*.ttf", "*.otf", "OFL-*.txt") for file in HERE.glob(kind))
    sums = (f"{sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)
    (HERE / "SHA256SUMS").write_text("".join(sums), encoding="ascii")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
