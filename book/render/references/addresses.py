"""Addresses of articles, brought to one form so that two spellings of one compare equal.

``http`` and ``https``, ``www.``, capitals of the host, a slash or ``index.html`` at the
end, ``.html`` and ``.md``, percents, tracking fields, the copy of an archive: none of
them makes another article. A host in letters of its own is compared in ASCII (RFC 3490).
"""

import re
import unicodedata
from dataclasses import dataclass
from posixpath import normpath
from urllib.parse import parse_qsl, unquote, urlsplit

# How the readers write a link to a neighbour, and one from the root of the site.
FILE, ROOT = "source:", "site:"
SCHEMES = frozenset({"http", "https"})

_IDLE = re.compile(
    r"utm_\w+|[a-z]{0,2}clid|mc_[ce]id|ref|ref_?src|spref|share|nb|amp|m|output|view|"
    r"replytocom|showcomment|preview|_?ga|igshid|source|from",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"(?:^|/)(?:index|default|_index|readme)(?:\.\w{2,5})?$", re.IGNORECASE)
_SUFFIX = re.compile(r"\.(?:x?html?|md|markdown|mkd|txt|php|aspx?)$", re.IGNORECASE)
_VIEWS = re.compile(
    r"/(?:amp|embed|feed|print|trackback|comment-page-\d+|page/\d+)$", re.IGNORECASE
)
_ARCHIVE = re.compile(r"^/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?:/)", re.IGNORECASE)
_ARCHIVES = frozenset({"web.archive.org", "archive.org"})
_COUNTRY_COPY = re.compile(r"\.blogspot\.(?:co\.|com\.)?[a-z]{2,3}$")
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,24}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """Where something stands: ``path`` without its first and last slash.

    ``host`` is empty for a path from the root of the site, and ``.`` for a file of the
    pile. ``fragment`` is not part of ``key``, which is what is compared.
    """

    host: str
    path: str
    query: str = ""
    fragment: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        return self.host, self.path, self.query

    @property
    def steps(self) -> list[str]:
        return [step for step in self.path.split("/") if step]


def parsed(href: str) -> Address | None:
    """Return the address that ``href`` is; ``None`` for other schemes and the unreadable.

    >>> parsed("HTTPS://www.Moulin.example/2015/09/roue/?utm_source=x#eau")
    Address(host='moulin.example', path='2015/09/roue', query='', fragment='eau')
    """
    href = href.strip()
    if href.startswith(FILE):
        return _in_pile(href.removeprefix(FILE))
    try:
        parts = urlsplit(href.removeprefix(ROOT))
        host = _host(parts.hostname or "")
    except ValueError:
        return None
    if (parts.scheme and parts.scheme.lower() not in SCHEMES) or (
        not host and not parts.path.startswith("/")
    ):
        return None
    if host in _ARCHIVES and (copy := _ARCHIVE.match(parts.path)):
        inner = re.sub(r"^(https?:)/+", r"\1//", href[href.index(copy[0]) + len(copy[0]) :])
        return parsed(inner)
    return Address(
        host, _path(parts.path), _query(parts.query), _plain(parts.fragment.lstrip("!/"))
    )


def of_file(name: str) -> Address:
    """Return the address of the file ``name`` of the pile."""
    return Address(".", _path(normpath(name.replace("\\", "/"))))


def mirrored(name: str) -> Address | None:
    """Return the address a mirrored file had: ``copy/moulin.example/eau/index.html``."""
    steps = name.replace("\\", "/").split("/")
    for n, step in enumerate(steps[:-1]):
        if _HOST.fullmatch(step):
            return Address(_host(step), _path("/".join(steps[n + 1 :])))
    return None


def dated(name: str) -> str | None:
    """Return the path that a generator gives to a file with a date in its name.

    >>> dated("_posts/2015-09-03-roue.md")
    '2015/09/03/roue'
    """
    stem = of_file(name).path.rpartition("/")[2]
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)[-_](.+)", stem)
    return "/".join(found.groups()) if found else None


def letters(text: str) -> str:
    """Return the letters and digits of ``text`` without marks and capitals.

    >>> letters("L’Œuvre, à l’eau !")
    'loeuvrealeau'
    """
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = plain.replace("œ", "oe").replace("æ", "ae")
    return "".join(filter(str.isalnum, plain))


def _in_pile(written: str) -> Address:
    path, _, fragment = written.partition("#")
    path = path.partition("?")[0]
    return Address(".", _path(normpath(unquote(path))), "", _plain(fragment))


def _host(name: str) -> str:
    """Return ``name`` in ASCII, without ``www.``; raise ``ValueError`` where it is none."""
    host = name.strip(".").lower()
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    return _COUNTRY_COPY.sub(".blogspot.com", host.removeprefix("www."))


def _path(path: str) -> str:
    plain = _plain(path).strip("/")
    for without in (_VIEWS, _ENTRY):
        plain = without.sub("", plain).rstrip("/")
    return re.sub(r"/{2,}", "/", _SUFFIX.sub("", plain))


def _query(query: str) -> str:
    if not query:
        return ""
    fields = parse_qsl(query, keep_blank_values=True)
    kept = sorted((name, value) for name, value in fields if not _IDLE.fullmatch(name))
    return "&".join(f"{name}={value}" for name, value in kept)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", unquote(text))
