"""Bytes to text: which characters a file is written in.

The order of trust: a byte order mark, UTF-8 that decodes, a charset that an HTML
page declares, Windows-1252 where it gives the letters of a Western language, and
last what charset-normalizer thinks.
"""

import codecs
import re
from dataclasses import dataclass

from book.diagnostics import Code, Report, Severity
from book.model import Location

NOT_UTF8 = Code(
    "S111",
    Severity.NOTE,
    "read as {encoding}",
    hint="if letters come out wrong, save the file as UTF-8",
    explanation="The file is not written in UTF-8, so its encoding was found out from its "
    "bytes. This is right nearly always; look at a few accented letters in the book.",
)

MIXED = Code(
    "S112",
    Severity.WARNING,
    "stray bytes in UTF-8 ({count}), read as Windows-1252",
    hint="look at this line; save the file as UTF-8 to be sure",
    explanation="Most of the file is UTF-8, but here and there stands a byte that UTF-8 does "
    "not allow. Pages glued together from two sites often look like this. Those bytes were "
    "read as Windows-1252, the usual culprit.",
)

BINARY = Code(
    "S113",
    Severity.ERROR,
    "this is {what}, not text",
    hint="{advice}",
    explanation="The first bytes of the file are those of a picture, an archive or another "
    "kind of file that holds no plain text. It is left out. Export its text first, as .txt, "
    ".md or .html.",
    local=True,
)

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (an EPUB or a DOCX is one)"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"SQLite format 3\x00", "a database"),
)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What a Western text has beyond ASCII; anything else is rare enough to raise doubts.
_WESTERN = frozenset(
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßŒœ‘’“”«»–—…€•°§£© \xad¿¡²³½ºª"
)

# So few accented letters tell a guesser nothing.
_FEW = 3

# No text has these, but a copy may hold a few: they are set aside later.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))

_SAMPLE = 2**16


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str


def decode(data: bytes, name: str, report: Report) -> Decoded | None:
    """Return the text of ``data`` with line feeds for line ends and no byte order mark.

    ``None``, with the reason said, where it is not text. What is not UTF-8 is said.
    """
    marked = next(((mark, codec) for mark, codec in _MARKS if data.startswith(mark)), None)
    if marked is not None:
        mark, encoding = marked
        text = data[len(mark) :].decode(encoding, "replace")
    elif wide := _wide(data):
        encoding, text = wide, data.decode(wide, "replace")
    elif what := _binary(data):
        advice = f"export the text of “{name}” as .txt, .md or .html, and name that"
        report(BINARY.at(Location(name), what=what, advice=advice))
        return None
    else:
        encoding, text = _narrow(data, name, report)
    if encoding != "utf-8":
        report(NOT_UTF8.at(Location(name), encoding=encoding))
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), encoding)


def _binary(data: bytes) -> str | None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            return what
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "a WebP image"
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return "a binary file" if b"\0" in data and controls > 0.01 * len(sample) else None


def _wide(data: bytes) -> str | None:
    """Name UTF-16 without a mark: every other byte of a Western text is zero."""
    head = data[:4096]
    if len(head) < 4 or len(data) % 2:
        return None
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.05 * half else None


def _narrow(data: bytes, name: str, report: Report) -> tuple[str, str]:
    text = data.decode("utf-8", "surrogateescape")
    stray = [match.start() for match in re.finditer("[\udc80-\udcff]", text)]
    if not stray:
        return "utf-8", text
    # Sequences that are valid UTF-8 come about by chance in hardly any other encoding.
    if sum(character > "\x7f" for character in text) - len(stray) >= len(stray):
        line = text.count("\n", 0, stray[0]) + 1
        report(MIXED.at(Location(name, line), count=len(stray)))
        return "utf-8", _mended(text)
    encoding = _declared(data) or _western(data) or _guessed(data)
    return encoding, data.decode(encoding, "replace")


def _mended(text: str) -> str:
    return re.sub(
        "[\udc80-\udcff]",
        lambda match: bytes([ord(match[0]) - 0xDC00]).decode("cp1252", "replace"),
        text,
    )


def _declared(data: bytes) -> str | None:
    """Return what a ``<meta charset>`` in the head says, if that codec reads the file."""
    declared = re.search(rb"<meta[^>]+charset=[\"']?([\w-]+)", data[:4096], re.IGNORECASE)
    if declared is None:
        return None
    try:
        codec = codecs.lookup(declared[1].decode("ascii")).name
        data.decode(codec)
    except (LookupError, UnicodeDecodeError):
        return None
    # Browsers read Latin-1 as Windows-1252, and so do those who write it.
    return "cp1252" if codec in {"iso8859-1", "ascii"} else codec


def _western(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    high = [character for character in sample.decode("cp1252", "replace") if character > "\x7f"]
    letters = sum(character.isalpha() for character in sample.decode("cp1252", "replace"))
    likely = sum(character in _WESTERN for character in high)
    few = len(high) <= max(0.3 * letters, _FEW)
    return "cp1252" if likely >= 0.95 * len(high) and few else None


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415  only for odd files

    best = from_bytes(data[:_SAMPLE]).best()
    return "cp1252" if best is None else codecs.lookup(best.encoding).name
