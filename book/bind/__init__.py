"""Bind a publication: one package or module for each kind of book."""
