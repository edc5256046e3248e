"""Addresses on paper: what of one is shown, and where a line may break inside it.

What is followed stays whole; what is shown has no tracking fields, no scheme, at most one
line, and breaks where no hyphen misleads.
"""

import re
from dataclasses import dataclass
from itertools import chain, zip_longest
from urllib.parse import unquote, urlsplit, urlunsplit

from book import xhtml

__all__ = [
    "INLINE",
    "NOTED",
    "Address",
    "bald",
    "cut",
    "noted",
    "shown_address",
    "untracked",
    "write_breakable",
]

INLINE = 48  # letters of an address that may stand in running text
NOTED = 58  # letters of an address in a note: one line of it
LONG_WORD = 9  # letters of an address, from which on a word of it may be broken
LEAST_PIECE = 3  # letters of such a word that stand together

# What shops, letters and networks add to an address to know where one came from.
_TRACKING = re.compile(
    r"utm_\w+|[a-z]{0,2}clid|msclkid|mc_[ce]id|igshid|mkt_tok|_hs(?:enc|mi)|vero_(?:id|conv)|"
    r"oly_(?:anon|enc)_id|s_cid|xtor|spref|_ga|_gl",
    re.IGNORECASE,
)
_START = re.compile(r"^(?:mailto:|tel:|https?://)?(?:www\.)?", re.IGNORECASE)
_BREAK_AFTER = re.compile(r"([/_?=&]+|\.+(?!\w{1,4}$)|(?=-))")
_WORD = re.compile(r"[/_.?&=-]")
# Inside a long word of an address: between two syllables, beside a figure,
# before a capital.
_VOWEL, _CONSONANT = "[aeiouyàâäéèêëîïôöùûü]", "[bcdfgjklmnpqrstvwxzç]"
_INSIDE = re.compile(
    rf"(?<=[^\W_]{{3}})(?=[^\W_]{{3}})(?:(?<={_VOWEL})(?={_CONSONANT}h?{_VOWEL})"
    rf"|(?<={_CONSONANT})(?=(?![hklr]){_CONSONANT}{_VOWEL})"
    r"|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|(?<=[^\W\dA-Z_])(?=[A-Z]))"
)
_WORD_JOINER = "\u2060"


@dataclass(frozen=True, slots=True)
class Address:
    """An address as it is followed and as it is shown."""

    target: str
    shown: str


def untracked(href: str) -> str:
    """Return ``href`` without the fields that only tell where its reader came from.

    >>> untracked("https://moulin.example/roue?tour=3&utm_source=lettre&fbclid=x#eau")
    'https://moulin.example/roue?tour=3#eau'
    """
    parts = urlsplit(href)
    fields = parts.query.split("&")
    kept = [field for field in fields if not _TRACKING.fullmatch(field.partition("=")[0])]
    if len(kept) == len(fields):
        return href
    return urlunsplit(parts._replace(query="&".join(kept)))


def noted(href: str) -> Address:
    """Return ``href`` as a note on paper gives it: no tracking, one line at most."""
    target = untracked(href)
    return Address(target, cut(shown_address(target), NOTED))


def shown_address(href: str) -> str:
    """Return ``href`` as one reads it: no scheme, no ``www.``, accents for percents."""
    bare = _START.sub("", href).rstrip("/")
    plain = unquote(bare, errors="strict") if "%" in bare and _decodes(bare) else bare
    return plain if plain.isprintable() and " " not in plain else bare


def cut(address: str, limit: int) -> str:
    """Return ``address`` in at most ``limit`` letters, its middle given up for ``…``.

    The host stays whole, and as much of the end as there is room for: the last step of
    the path, or what follows a mark where one is near.
    """
    if len(address) <= limit:
        return address
    host, _, rest = address.partition("/")
    if len(host) > limit - 8:
        return f"{address[: limit - 1]}…"
    last = rest[rest.rfind("/") :]
    if len(host) + 2 + len(last) <= limit:
        return f"{host}/…{last}"
    tail = rest[-(limit - len(host) - 3) :]
    word = _WORD.search(tail, 0, 16)
    return f"{host}/…{tail[word.end() :] if word else tail}"


def write_breakable(element: xhtml.Element, address: str, *, finely: bool = False) -> None:
    """Make ``address`` the content of ``element``, breakable where no hyphen misleads.

    A line may end behind a slash, and begin with a hyphen; it never ends with one.
    ``finely`` lets it end inside a long word behind the host.
    """
    for child in list(element):
        element.remove(child)
    pieces = _BREAK_AFTER.split(address.replace("-", f"-{_WORD_JOINER}"))
    whole = [w + mark for w, mark in zip_longest(pieces[::2], pieces[1::2], fillvalue="")]
    if finely:
        path = next((n for n, piece in enumerate(whole, 1) if "/" in piece), len(whole))
        whole[path:] = chain.from_iterable(map(_cut_finely, whole[path:]))
    first, *others = whole
    element.text = first
    for piece in filter(None, others):
        opportunity = xhtml.make("wbr")
        opportunity.tail = piece
        element.append(opportunity)


def _cut_finely(word: str) -> list[str]:
    """Cut a long word of an address where it is best read on: pieces of three letters or more.

    >>> _cut_finely("septembre2015.pdf"), _cut_finely("Hackathon")
    (['sep', 'tembre', '2015.pdf'], ['Hacka', 'thon'])
    """
    pieces = _INSIDE.split(word) if len(word) >= LONG_WORD else [word]
    kept = pieces[:1]
    for n, piece in enumerate(pieces[1:], start=1):
        if min(map(_letters, (kept[-1], "".join(pieces[n:])))) >= LEAST_PIECE:
            kept.append(piece)
        else:
            kept[-1] += piece
    return kept


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def bald(text: str) -> str:
    """Return an address as it compares with another way to write it."""
    return _START.sub("", text.strip()).rstrip("/").lower()


def _decodes(text: str) -> bool:
    try:
        unquote(text, errors="strict")
    except UnicodeDecodeError:
        return False
    return True
