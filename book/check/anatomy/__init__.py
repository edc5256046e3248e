"""A PDF taken apart by our own reading: what PDFium does not tell of colours and objects.

    tokens    bytes into objects                    file      objects by number, whole files
    filters   streams into their data               painting  what a page is painted with

Sections are those of ISO 32000-1. Files are hostile until shown otherwise: sizes, depths
and numbers have limits, and what cannot be read raises ``UnreadableError``.
"""
