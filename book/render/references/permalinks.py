"""The address of an article in the lines of a dump: a permalink, a share link, its own slug.

An address that merely stands in an article is one that it speaks of. It is the
article's own if it is called a permalink, if it is what a button shares, or if its last
step is the article's title.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import parse_qs, urlsplit

from book.model import Article
from book.render.references import addresses
from book.render.references.addresses import Address, letters
from book.render.references.titles import is_telling

TRUNCATED = 20  # letters that a site keeps at least, where it cuts a title short
CALL = 80  # characters before an address, which may call it a permalink
LONGEST = 2_000  # characters of an address

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"«»“”]+", re.IGNORECASE)
_END = ".,;:!?…)]}'*"
_CALLED = re.compile(
    r"(?:perma(?:nent)?[ -]?(?:lien|link|lenk|l[äa]nk)|lien (?:permanent|court)|"
    r"short(?:ened)? ?(?:link|url)|(?:enlace|v[ií]nculo) permanente|"
    r"(?:link|collegamento|liga[çc][ãa]o) permanente|dauerlink|permanente? (?:koppeling|link)|"
    r"trackback(?: url)?|постоянная ссылка|固定(?:链接|連結|リンク)|パーマリンク|고유 ?주소|"
    r"الرابط الدائم|پیوند (?:یکتا|ثابت)|"
    r"(?:url|adresse(?: web)?) (?:de (?:l['’]article|cette page|ce billet)|d['’]origine)|"
    r"(?:url|address) of this (?:post|article|page)|"
    r"(?:publi[ée]+|paru) (?:initialement|à l['’]origine) (?:sur|dans|à)|"
    r"originally (?:posted|published|appeared) (?:at|on|in))[^:：\w]*[:：]?\s*$",
    re.IGNORECASE,
)
_SHARED = ("u", "url", "link", "href", "canonicalurl")
_SHARERS = re.compile(
    r"shar(?:e|er|ing)|/intent/|/submit\b|pin/create|/widgets/|bookmarklet|offsite|/add\b",
    re.IGNORECASE,
)


def known(article: Article, lines: Sequence[str]) -> Iterator[Address]:
    """Yield what ``article`` is known by: its addresses, its file, what its lines say.

    ``lines`` are those of a dump that belong to it; without any it has a file of its own.
    """
    for one in article.addresses:
        address = addresses.parsed(one)
        if address is not None and (address.steps or address.query):
            yield address
    if lines:
        yield from _in_lines(article.title, lines)
        return
    name = article.origin.source
    yield addresses.of_file(name)
    mirror, path = addresses.mirrored(name), addresses.dated(name)
    if mirror is not None:
        yield mirror
    if path is not None:
        yield Address("", path)


def _in_lines(title: str, lines: Sequence[str]) -> Iterator[Address]:
    """Yield the addresses in ``lines`` that are those of the article called ``title``."""
    before = ""
    for line in lines:
        if "www." in line or "://" in line:
            for found in _URL.finditer(line):
                lead = line[: found.start()].strip()[-CALL:] or before[-CALL:]
                if len(found[0]) <= LONGEST:
                    yield from _own(found[0].rstrip(_END), lead, title)
        before = line.strip() or before


def _own(written: str, lead: str, title: str) -> Iterator[Address]:
    shared = list(_shared(written))
    for one in shared or [written]:
        address = addresses.parsed(one if "://" in one else f"http://{one}")
        if address is None or not (address.steps or address.query):
            continue
        if shared or _CALLED.search(lead) or (address.steps and _is(title, address.steps[-1])):
            yield address


def _shared(written: str) -> Iterator[str]:
    """Yield the address that ``written`` hands to another site, if it is a share link."""
    if not _SHARERS.search(written):
        return
    try:
        fields = parse_qs(urlsplit(written).query)
    except ValueError:
        return
    for name in _SHARED:
        yield from (one for one in fields.get(name, ()) if re.match(r"https?://", one))


def _is(title: str, step: str) -> bool:
    """Tell whether the last ``step`` of an address is made from ``title``, cut short or not."""
    whole, name = letters(title), letters(step)
    if not is_telling(title):
        return False
    return name == whole or (len(name) >= TRUNCATED and whole.startswith(name))
