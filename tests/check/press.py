"""Small PDFs made by hand, with what a printer refuses in them."""

from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

A5 = (419.528, 595.276)  # points


def made(  # noqa: PLR0913  each is one thing that may be wrong with a file
    content: bytes = b"0 g 100 100 50 50 re f",
    *,
    pages: int = 30,
    trim: tuple[float, float] | None = A5,
    sheet: tuple[float, float, float, float] | None = None,
    resources: dict[str, Any] | None = None,
    catalog: dict[str, Any] | None = None,
    annotations: bool = False,
    **saving: Any,
) -> bytes:
    """Return a PDF whose first page has ``content``, and the others nothing."""
    written = BytesIO()
    with pikepdf.new() as document:
        for number in range(pages):
            page = document.add_blank_page(page_size=trim or A5)
            if sheet is not None:
                page.MediaBox = Array(sheet)
            if trim is not None:
                page.TrimBox = Array([0, 0, *trim])
            if number == 0:
                page.Contents = document.make_stream(content)
                page.Resources = _resources(document, resources or {})
                if annotations:
                    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])
                    page.Annots = document.make_indirect(Array([link]))
        for key, value in (catalog or {}).items():
            document.Root[key] = value
        document.save(written, **{"fix_metadata_version": False, **saving})
    return written.getvalue()


def _resources(document: pikepdf.Pdf, given: dict[str, Any]) -> Dictionary:
    """Return ``given``, in which a pair of a dictionary and bytes stands for a stream."""
    made_ = Dictionary()
    for kind, named in given.items():
        made_[kind] = Dictionary()
        for name, value in named.items():
            is_stream = isinstance(value, tuple)
            one = document.make_stream(value[1], value[0]) if is_stream else value
            made_[kind][name] = document.make_indirect(one)
    return made_


def picture(side: int, space: str, data: bytes, **more: Any) -> tuple[dict[str, Any], bytes]:
    """Return a picture of eight bits a colour."""
    head = {
        "/Type": Name.XObject,
        "/Subtype": Name.Image,
        "/Width": side,
        "/Height": side,
        "/ColorSpace": Name(f"/{space}"),
        "/BitsPerComponent": 8,
    }
    return {**head, **{f"/{name}": value for name, value in more.items()}}, data
