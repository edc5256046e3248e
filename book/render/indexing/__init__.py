"""The index: which terms it holds, where they are marked in a text, how it is arranged.

terms    what the author marked, what articles are tagged with, names found    terms, names
marks    a span around each place where a term stands                          marks
entries  the marked places gathered under headings, in the order of letters    entries
"""

from book.render.indexing.entries import Group, end_of, gathered
from book.render.indexing.marks import Term, mark, number_figures
from book.render.indexing.terms import terms

__all__ = ["Group", "Term", "end_of", "gathered", "mark", "number_figures", "terms"]
