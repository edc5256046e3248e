"""What site generators let an author write in the place of an address.

Jekyll has ``{% post_url 2015-09-03-moon %}`` and ``{% link _posts/moon.md %}``, Hugo
``{{< ref "moon.md" >}}``, Zola ``@/moon.md``; and all of them have a tag for the root
of the site: ``{{ site.baseurl }}/2015/moon/``, ``{{ "/2015/moon/" | relative_url }}``.
"""

import re

LONGEST = 500  # characters of an address with a tag

_TAG = re.compile(r"\{\{[<%]?-?\s*([^{}]*?)\s*-?[>%]?\}\}|\{%-?\s*([^{}]*?)\s*-?%\}")
_NAMED = re.compile(r"(?:post_url|link|ref|relref)\s+(?:path\s*=\s*)?[\"']?([^\"'|]+)")
_PATH = re.compile(
    r"[\"']([^\"']*)[\"']\s*\|\s*(?:relative_url|absolute_url|relurl|absurl|url)\b"
)
_ROOT = re.compile(r"\.?site\.(?:base_?)?url|base_?url|root|config\.base_url", re.IGNORECASE)


def plain(href: str) -> str:
    """Return ``href`` without the tags of a generator.

    A path from the root of the site begins with a slash; the name of a file, wherever
    the file lies, is written ``@/moon.md``. A tag that we do not know stays.

    >>> plain('{{ site.baseurl }}/2015/moon/'), plain('{% post_url 2015-09-03-moon %}')
    ('/2015/moon/', '@/2015-09-03-moon')
    """
    if "{" not in href or len(href) > LONGEST:
        return href
    found = _TAG.sub(_said, href)
    return f"@/{found.rpartition('@/')[2]}" if "@/" in found else found


def _said(tag: re.Match[str]) -> str:
    inside = tag[1] if tag[1] is not None else tag[2]
    if named := _NAMED.fullmatch(inside.rstrip("\"' ")):
        return f"@/{named[1].strip()}"
    if path := _PATH.match(inside):
        return path[1]
    return "" if _ROOT.fullmatch(inside) else tag[0]
