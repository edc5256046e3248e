"""Write the ZIP of an EPUB so that the same content gives the same bytes."""

import io
import zipfile

MIMETYPE = "mimetype"
FIRST = (MIMETYPE, "META-INF/container.xml")
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment a ZIP can name
UNIX = 3
REGULAR_FILE = 0o100644 << 16
LEVEL = 9
PACKED = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".woff", ".woff2", ".mp3", ".mp4")


def settle(data: bytes) -> bytes:
    """Return the archive ``data`` in order, without dates, owners or moods.

    ``mimetype`` comes first and is stored (EPUB 3.3, OCF 4.3); the container file is
    next, the rest is sorted by name; what is compressed already is stored.
    """
    settled = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as loose,
        zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as tidy,
    ):
        for name in sorted(loose.namelist(), key=lambda n: (n not in FIRST, n != MIMETYPE, n)):
            tidy.writestr(_entry(name), loose.read(name), compresslevel=LEVEL)
    return settled.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.create_system = UNIX
    entry.external_attr = REGULAR_FILE
    stored = name == MIMETYPE or name.lower().endswith(PACKED)
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    return entry
