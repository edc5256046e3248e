"""The few words that a book says of itself, in its language: a file for each language.

Whatever is said must be true of every book: nothing here claims a date of printing, a
place, a right. ``part``, ``dated`` and ``gathers`` are format strings; ``dated`` is written
so that the names of months need not be declined in it.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

__all__ = ["FIELDS", "OTHERWISE", "Words", "known", "named", "own", "words"]

OTHERWISE = "en"

# What a sentence is filled with; no other word is filled with anything.
FIELDS = {"part": {"number"}, "dated": {"first", "last"}, "gathers": {"count"}}

# Tags whose words stand under another one, as CLDR has it (parentLocales, likelySubtags).
_ALSO = {
    "iw": "he",
    "no": "nb",
    **dict.fromkeys(("zh-tw", "zh-hk", "zh-mo"), "zh-hant"),
    **dict.fromkeys(("pt-ao", "pt-cv", "pt-gw", "pt-mo", "pt-mz", "pt-st", "pt-tl"), "pt-pt"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """``parts`` are the labels of the first parts; ``part`` names those beyond them.

    ``contents_last``: whether the full table of contents stands at the end of a printed
    book, as it does in French and in Italian; ``summary`` is then the title of the short
    one at the front, empty where there is none by custom. ``printed`` stands on paper in
    place of ``composed`` and names the typeface, if it writes the language.
    """

    contents: str
    landmarks: str
    pages: str
    cover: str
    title_page: str
    imprint: str
    colophon: str
    body: str
    notes: str
    back: str
    untitled: str
    undated: str
    varia: str
    part: str
    parts: tuple[str, ...]
    dated: str
    gathers: str
    composed: str
    printed: str = ""
    summary: str = ""
    contents_last: bool = False


@cache
def known() -> Mapping[str, str]:
    """Return the names of our files by the tag in lower case: ``{"zh-hant": "zh-Hant"}``."""
    names = (file.name.removesuffix(".toml") for file in files(__package__).iterdir())
    return {name.lower(): name for name in sorted(names) if "." not in name and name[0] != "_"}


def named(language: str) -> str | None:
    """Return the tag whose words a book in ``language`` (BCP 47) has, ``None`` for none.

    >>> named("fr-CA"), named("zh-TW"), named("tlh")
    ('fr', 'zh-Hant', None)
    """
    return next((known()[tag] for tag in _wider(language) if tag in known()), None)


@cache
def words(language: str) -> Words:
    """Return the words of ``language`` (BCP 47), English ones where we have none."""
    tag = named(language) or OTHERWISE
    wider = [found for found in reversed([*_wider(tag)]) if found in known()]
    rows = [tomllib.loads(_file(known()[found])) for found in wider]
    merged = {key: value for row in rows for key, value in row.items()}
    return Words(**{key: _frozen(value) for key, value in merged.items()})


def own(text: str, language: str) -> Words:
    """Return the words of ``language`` with those over them that ``text`` (TOML) gives.

    Raises ``ValueError`` with what is wrong with it.
    """
    ours = words(language)
    kinds = {one.name: type(getattr(ours, one.name)) for one in fields(Words)}
    given = {key: _frozen(value) for key, value in tomllib.loads(text).items()}
    for key, value in given.items():
        if key not in kinds:
            raise ValueError(f"“{key}” is none of the words: {', '.join(kinds)}")
        if type(value) is not kinds[key] or (
            isinstance(value, tuple) and not all(isinstance(one, str) for one in value)
        ):
            raise ValueError(f"“{key}” is to be {_KINDS[kinds[key]]}")
        if key in FIELDS and _filled(str(value)) != sorted(FIELDS[key]):
            wanted = " and ".join(f"{{{name}}}" for name in sorted(FIELDS[key]))
            raise ValueError(f"“{key}” is to hold {wanted}, and nothing else in braces")
    return replace(ours, **given)


_KINDS = {str: "a text", bool: "true or false", tuple: "a list of texts"}


def _wider(language: str) -> Iterator[str]:
    """Yield the tag in lower case, then what is left of it subtag by subtag."""
    steps = language.lower().replace("_", "-").split("-")
    for count in range(len(steps), 0, -1):
        tag = "-".join(steps[:count])
        yield _ALSO.get(tag, tag)


def _file(name: str) -> str:
    return files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _filled(sentence: str) -> list[str]:
    """Return the names in braces; a format or a conversion counts as part of the name."""
    return sorted(
        f"{name}{spec}{turn or ''}"
        for _, name, spec, turn in Formatter().parse(sentence)
        if name is not None
    )
