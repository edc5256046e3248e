"""WeasyPrint 70 from the inside: all that we use of it beyond its public interface.

WeasyPrint sets one document in one process and writes it at once. The modules here take
its own steps one by one, so that a section can be set without knowing its page numbers,
and its margins without its text. Nothing outside names what is private to WeasyPrint, and
the version is pinned: a new one is let in when the tests against ``whole`` pass with it.
"""
