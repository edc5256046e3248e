"""Compile a pile of articles into a book: an EPUB and a print PDF.

``build`` composes the compiler: ``gather``, ``refine``, ``edit`` and ``publish`` are its
four steps, and each takes a ``Config`` and a function that is told every ``Diagnostic``.
What cannot be done raises ``BookError``; anything else that is raised is a bug of ours.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from book.diagnostics import BookError, Diagnostic

if TYPE_CHECKING:
    from book import build
    from book.config import Config

__all__ = ["BookError", "Config", "Diagnostic", "__version__", "build"]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Load the heavier names when they are asked for (PEP 562)."""
    if name == "Config":
        return import_module("book.config").Config
    if name == "build":
        return import_module("book.build")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
