"""EPUB archives as nobody should make them."""

import io
import zipfile
from collections.abc import Mapping

from book.bind.epub import Options, bind
from book.model import Artifact
from tests.bind.sample import MODIFIED, sample


def good() -> dict[str, bytes]:
    """Return the files of a good book, by name."""
    artifact = bind(sample(), Options(MODIFIED), lambda _: None)
    with zipfile.ZipFile(io.BytesIO(artifact.data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def pack(files: Mapping[str, bytes], stored: tuple[str, ...] = ("mimetype",)) -> Artifact:
    """Return ``files`` as an archive in the order given."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in files.items():
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            opened.writestr(name, data, compress_type=kind)
    return Artifact("epub", stream.getvalue())


def changed(name: str, old: str, new: str) -> Artifact:
    """Return the good book with ``old`` replaced by ``new`` in one file."""
    files = good()
    text = files[name].decode()
    assert old in text
    files[name] = text.replace(old, new).encode()
    return pack(files)
