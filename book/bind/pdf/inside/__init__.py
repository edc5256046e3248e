"""WeasyPrint 70 from the inside: all that we use of it beyond its public interface.

WeasyPrint sets one document in one process and writes it at once. The modules here take
its own steps one by one, so that a section can be set without knowing its page numbers,
and its margins without its text. Nothing outside names what is private to WeasyPrint, and
the version is pinned: a new one is let in when the tests against ``whole`` pass with it.
"""

import ctypes
import ctypes.util
import sys
from contextlib import suppress

# WeasyPrint asks for each library by the names that it has on Windows first, and for each
# that is not there a compiler is started to look for it: half a second in all. Where the
# names of Linux will do there is no need to look.
_NAMES = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libpangoft2-1.0.so.0",
    "libharfbuzz.so.0",
    "libharfbuzz-subset.so.0",
    "libfontconfig.so.1",
)


def _nowhere(name: str) -> str | None:
    return None


if sys.platform == "linux" and "weasyprint" not in sys.modules:
    _find = ctypes.util.find_library
    with suppress(OSError):
        for _name in _NAMES:
            ctypes.CDLL(_name)
        ctypes.util.find_library = _nowhere
        try:
            import weasyprint as _weasyprint  # noqa: F401
        finally:
            ctypes.util.find_library = _find
