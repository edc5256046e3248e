"""Links: which ones stay, how their addresses are shown, and what paper is told of them."""

import re
from dataclasses import dataclass
from itertools import chain, zip_longest
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from book import xhtml
from book.diagnostics import Code, Report, Severity
from book.model import Location
from book.render.references.pages import is_inside

NOWHERE = Code(
    "T130",
    Severity.NOTE,
    "the link “{text}” leads nowhere from a book ({address}): its words stay, the link goes",
    "Write the whole address, with https://, if readers should be able to follow it.",
    explanation=(
        "A link inside a website (/about, image.jpg) has no meaning in a book, and a script "
        "or a local file must not be reached from one. The words of the link are kept as "
        "they are; only the link is taken off."
    ),
)

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
INLINE = 48  # letters of an address that may stand in running text
LONG_WORD = 9  # letters of an address, from which on a word of it may be broken
LEAST_PIECE = 3  # letters of such a word that stand together
NOTED = 58  # letters of an address in a note: one line of it

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id", re.IGNORECASE)
_LINKISH = re.compile(r"(?:https?://|www\.)\S+|mailto:\S+", re.IGNORECASE)
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


def keep_followable(body: xhtml.Element, place: Location, report: Report) -> None:
    """Take off the links that lead nowhere from a book; their words stay.

    Links to documents of the book are made by us, and lead somewhere.
    """
    ids = {element.get("id") for element in body.iter() if element.get("id")}
    for link in list(body.iter("a")):
        href = (link.get("href") or "").strip()
        here = href.startswith("#")
        inside = href[1:] in ids if here else is_inside(href)
        if inside or (not href and link.get("id")):
            continue
        if _scheme(href) in SCHEMES:
            link.set("href", _escaped(href))
            continue
        if href:
            words = xhtml.text(link).strip()
            report(NOWHERE.at(place, text=words[:60], address=href[:80]))
        xhtml.unwrap(link)


def show_addresses(body: xhtml.Element, *, finely: bool = False) -> None:
    """Shorten the links whose words are their own address; the address stays in ``href``.

    ``finely``: in justified lines an address may break inside its long words, too.
    """
    for link in body.iter("a"):
        if is_bare(link):
            href = link.get("href", "")
            written = xhtml.text(link).strip() if is_inside(href) else href
            shown = cut(shown_address(written), INLINE)
            link.set("class", "url")
            write_breakable(link, shown, finely=finely)


def is_bare(link: xhtml.Element) -> bool:
    """Whether the words of ``link`` are an address, its own or a form of it."""
    words = xhtml.text(link).strip()
    if not words or any(character.isspace() for character in words):
        return False
    href = link.get("href", "")
    return bool(_LINKISH.fullmatch(words)) or _bald(words) == _bald(href)


def noted(href: str) -> Address:
    """Return ``href`` as a note on paper gives it: no tracking, one line at most."""
    target = _untracked(href)
    return Address(target, cut(shown_address(target), NOTED))


def shown_address(href: str) -> str:
    """Return ``href`` as one reads it: no scheme, no ``www.``, accents for percents."""
    bald = _START.sub("", href).rstrip("/")
    plain = unquote(bald, errors="strict") if "%" in bald and _decodes(bald) else bald
    return plain if plain.isprintable() and " " not in plain else bald


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


def _scheme(href: str) -> str:
    try:
        return urlsplit(href).scheme.lower()
    except ValueError:
        return ""


def _escaped(href: str) -> str:
    """Return ``href`` without the white space, brackets and loose % that a URL cannot hold."""
    return re.sub(
        r"[\s<>\"{}|\\^`]|%(?![0-9A-Fa-f]{2})", lambda bad: quote(bad[0], safe=""), href
    )


def _bald(text: str) -> str:
    return _START.sub("", text.strip()).rstrip("/").lower()


def _decodes(text: str) -> bool:
    try:
        unquote(text, errors="strict")
    except UnicodeDecodeError:
        return False
    return True


def _untracked(href: str) -> str:
    parts = urlsplit(href)
    fields = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in fields if not _TRACKING.fullmatch(name)]
    if len(kept) == len(fields):
        return href
    return urlunsplit(parts._replace(query=urlencode(kept)))
