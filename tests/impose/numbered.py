"""A PDF whose pages say their numbers."""

from io import BytesIO

import pikepdf

A5 = (419.53, 595.28)


def numbered(
    pages: int,
    size: tuple[float, float] = A5,
    lock: str = "",
    last: tuple[float, float] | None = None,
) -> bytes:
    """Return a PDF of so many pages, each with the words “page N” in its middle.

    ``last`` is the size of the last page, where it differs.
    """
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    shared = pdf.make_indirect(font)
    for number in range(1, pages + 1):
        width, height = last if last and number == pages else size
        pdf.add_blank_page(page_size=(width, height))
        page = pdf.pages[-1]
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=shared))
        words = f"BT /F 12 Tf {width / 2 - 20:.0f} {height / 2:.0f} Td (page {number}) Tj ET"
        page.Contents = pdf.make_stream(words.encode())
    file = BytesIO()
    locked = pikepdf.Encryption(owner=lock, user=lock) if lock else None
    pdf.save(file, encryption=locked or False)
    return file.getvalue()
