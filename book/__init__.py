"""Compile a pile of articles into a book: an EPUB and a print PDF."""

__version__ = "0.1.0"
