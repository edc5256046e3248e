"""Language tags (BCP 47): what a passage is in, and whose rules it takes.

What ``locale`` writes (``fr_CH.UTF-8``) is read as well.
"""

import re
from collections.abc import Mapping
from typing import TypeVar

_T = TypeVar("_T")


def resolved(declared: str | None, around: str) -> str:
    """Return the language of what declares ``declared`` within ``around``.

    A tag without a region says nothing against the region of the text around it: ``fr``
    within ``fr-CH`` is ``fr-CH``.
    """
    if not declared:
        return around
    return around if _subtags(declared) == _subtags(around)[:1] else declared


def found(tag: str, table: Mapping[str, _T]) -> _T | None:
    """Return the entry of ``table`` for ``tag``: that of its region, else of its language.

    >>> found("fr_Latn-CH.UTF-8", {"fr": 1, "fr-ch": 2})
    2
    """
    language, *others = _subtags(tag)
    region = next((part for part in others if re.fullmatch("[a-z]{2}|[0-9]{3}", part)), "")
    return table.get(f"{language}-{region}") or table.get(language)


def primary(tag: str | None) -> str:
    """Return the language proper of ``tag``, ``""`` of none: ``pt`` of ``pt-BR``."""
    return _subtags(tag or "")[0]


def _subtags(tag: str) -> list[str]:
    """Return the parts of ``tag`` in small letters, but for extensions and code sets."""
    plain = re.split(r"[-_][a-zA-Z0-9](?:[-_]|$)|[.@]", tag, maxsplit=1)[0]
    return plain.replace("_", "-").lower().split("-")
