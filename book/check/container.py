"""Open the ZIP of an EPUB that anybody may have made, and read it with care."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

MIMETYPE = "mimetype"
CONTAINER = "META-INF/container.xml"
OCF = "{urn:oasis:names:tc:opendocument:xmlns:container}"
MOST_BYTES = 1 << 29
MOST_RATIO = 100
SMALL = 4 << 20  # under this, any ratio is harmless
MOST_FILES = 50_000
ALLOWED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # EPUB 3.3, OCF 4.2
BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError)


class UnreadableError(Exception):
    """The file is not an archive that can be read safely; the text says why."""


@dataclass(frozen=True, slots=True)
class Container:
    """The files of an archive, whole, by name, and how ``mimetype`` is kept."""

    files: Mapping[str, bytes]
    names: tuple[str, ...]
    mimetype_is_first: bool
    mimetype_is_stored: bool

    def package(self) -> str:
        """Return the name of the package document. Raises ``UnreadableError``."""
        try:
            root = parse(self.files[CONTAINER])
        except KeyError:
            raise UnreadableError(f"it has no {CONTAINER}") from None
        except ValueError as error:
            raise UnreadableError(f"{CONTAINER} is not well-formed: {error}") from None
        rootfile = root.find(f"{OCF}rootfiles/{OCF}rootfile")
        name = rootfile.get("full-path") if rootfile is not None else None
        if name is None or name not in self.files:
            raise UnreadableError("its package document is not where the container says")
        return name


def unpack(data: bytes) -> Container:
    """Read the archive ``data``. Raises ``UnreadableError`` for what is broken or a bomb."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _refuse_bombs(entries)
            files = {e.filename: archive.read(e) for e in entries if not e.is_dir()}
    except UnreadableError:
        raise
    except NotImplementedError:
        raise UnreadableError("it uses a compression that EPUB does not allow") from None
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,
    ) as error:
        raise UnreadableError(f"it is not a whole ZIP archive: {error}") from None
    first = entries[0] if entries else None
    kept = first is not None and first.filename == MIMETYPE
    return Container(
        files=files,
        names=tuple(e.filename for e in entries),
        mimetype_is_first=kept,
        mimetype_is_stored=first is not None and first.compress_type == zipfile.ZIP_STORED,
    )


def parse(data: bytes) -> Element:
    """Parse one XML document. Raises ``ValueError``; entities of its own are refused."""
    if b"<!ENTITY" in data:
        raise ValueError("it declares entities")
    try:
        return ElementTree.fromstring(data)  # noqa: S314  expat fetches nothing
    except (ElementTree.ParseError, LookupError) as error:
        raise ValueError(str(error)) from None


def _refuse_bombs(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_FILES:
        raise UnreadableError(f"it holds {len(entries)} files")
    if sum(e.file_size for e in entries) > MOST_BYTES:
        raise UnreadableError("unpacked it would be larger than 512 MB")
    for e in entries:
        if e.compress_type not in ALLOWED:
            raise UnreadableError(f"“{e.filename}” is compressed in a way EPUB does not allow")
        if e.file_size > max(SMALL, MOST_RATIO * e.compress_size):
            raise UnreadableError(f"“{e.filename}” unpacks to {e.file_size} bytes: a ZIP bomb")
