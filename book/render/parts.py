"""The section ``[parts]`` of a project: what a book has beside its chapters."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Links", "PartsOptions", "Squares"]

Links = Literal["notes", "list", "none"]
Squares = Literal["none", "sources", "links"]


@dataclass(frozen=True, slots=True)
class PartsOptions:
    """Each part by its name; the template of the same name makes it.

    ``index``: ``marked`` holds the ``terms`` given here (``Marsac, Odile | the baker``: what
    is printed, then other ways to write it), those set as ``dfn`` and the tags of articles;
    ``names`` the names found in the text, too, less ``not_terms``. ``links`` says how paper
    gives the addresses of links: at the foot of the page or in a list behind the chapter.
    ``qr`` puts a QR code beside each source or each line of that list. ``notes`` stand at the
    foot of the page or after the text, where addresses then stand between brackets.
    """

    half_title: bool = True
    imprint: bool = True
    dedication: str = ""
    epigraph: str = ""
    epigraph_source: str = ""
    contents: bool = True
    chronology: bool = False
    sources: bool = True
    figures: bool = False
    index: Literal["none", "marked", "names"] = "none"
    terms: tuple[str, ...] = ()
    not_terms: tuple[str, ...] = ()
    colophon: bool = True
    notes: Literal["foot", "chapter"] = "foot"
    links: Links = "notes"
    qr: Squares = "none"
