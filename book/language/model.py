"""The model that py3langid asks, and its unpacked copy beside the cache.

The package ships it as LZMA: half a second and 130 MB to unpack, in every process. So the
first process leaves it unpacked in the folder of the cache, where there is one, and others
map it into their memory: five milliseconds, and pages that all of them share. The copy
holds numbers alone, and can be deleted at any time.
"""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from time import time
from typing import Any

from book.cache import is_ours, place

__all__ = ["classify"]

STALE = 600  # seconds after which a copy that was begun is nobody's any more

# What is mapped, and what is read: of 68 MB, these are 67.
LARGE = ("ptc", "nextmove")
SMALL = "rest.npz"


def classify(prose: str) -> str:
    """Return the ISO 639-1 code that the model gives ``prose``."""
    return str(_asked()(prose)[0])


@cache
def _asked() -> Callable[[str], tuple[Any, Any]]:
    from py3langid import langid  # noqa: PLC0415  numpy

    shelf = place()
    copy = shelf / f"languages-{version('py3langid')}"
    # Whatever is wrong with the copy, or however the package changes: it has its own.
    with suppress(Exception):
        return _identifier(_opened(copy)).classify  # type: ignore[no-any-return]
    own = langid._get_identifier()  # noqa: SLF001
    with suppress(Exception):
        if is_ours(shelf):
            _keep(own, copy)
    return own.classify  # type: ignore[no-any-return]


def _identifier(arrays: dict[str, Any]) -> Any:
    from py3langid import langid  # noqa: PLC0415

    moves = memoryview(arrays["nextmove"])  # its items are plain integers, and quickly had
    return langid.LanguageIdentifier(
        arrays["ptc"],
        arrays["pc"],
        arrays["classes"].tolist(),
        moves,
        arrays["output"].tolist(),
        tk_row=arrays["row"].tolist(),
    )


def _opened(copy: Path) -> dict[str, Any]:
    """Return the arrays of ``copy``. Raises where any of it is not there, or not ours."""
    import numpy as np  # noqa: PLC0415

    if not is_ours(copy):
        raise FileNotFoundError(copy)
    with (copy / SMALL).open("rb") as file, np.load(file, allow_pickle=False) as rest:
        arrays = dict(rest)
    for name in LARGE:
        arrays[name] = np.load(copy / f"{name}.npy", mmap_mode="r", allow_pickle=False)
    return arrays


def _keep(own: Any, copy: Path) -> None:
    """Write the model of ``own`` to ``copy``, which appears whole, and by one process."""
    import numpy as np  # noqa: PLC0415

    part = copy.with_suffix(".part")
    with suppress(FileNotFoundError):
        if part.stat().st_mtime < time() - STALE:
            shutil.rmtree(part)
    part.mkdir(mode=0o700)  # FileExistsError where another process is at it
    try:
        large = {"ptc": own.nb_ptc, "nextmove": np.asarray(own.tk_nextmove)}
        for name in LARGE:
            _write(part / f"{name}.npy", np.save, large[name])
        rest = {
            "pc": own.nb_pc,
            "classes": np.array(own.nb_classes),
            "row": np.asarray(own.tk_row),
            "output": np.array(own.tk_output),
        }
        _write(part / SMALL, np.savez, **rest)
        shutil.rmtree(copy, ignore_errors=True)  # one that could not be opened
        part.rename(copy)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def _write(path: Path, save: Callable[..., object], *arrays: Any, **named: Any) -> None:
    """Save to ``path``, and see that it is on the disk before the folder gets its name."""
    with path.open("wb") as file:
        save(file, *arrays, **named)
        file.flush()
        os.fsync(file.fileno())
