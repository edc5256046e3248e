"""The rows of the account, and what is counted: characters that are not white space."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from book import xhtml
from book.model import Article, Aside, DuplicateKind, Fate

_KINDS = {
    DuplicateKind.EXACT: "the same text as “{title}”",
    DuplicateKind.NEAR: "{share:.0%} the same as “{title}”",
    DuplicateKind.CONTAINED: "contained in “{title}” ({share:.0%})",
}
_OWN = "; words, pictures and links of its own: {count}; florilege explain --duplicate {slug}"


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of a source with one fate. Lines are 1-based and inclusive.

    ``article`` and ``of`` are slugs: the article the stretch belongs to, and for a
    duplicate the one that is kept in its stead.
    """

    file: str
    first: int
    last: int
    fate: Fate
    article: str | None
    of: str | None
    reason: str
    chars: int

    @property
    def kind(self) -> tuple[Fate, str | None, str | None, str]:
        """Return what two rows must share to be one."""
        return self.fate, self.article, self.of, self.reason


def row(
    place: tuple[str, int, int],
    owner: Article | None,
    kept: Mapping[str, Article],
    chars: int,
) -> Row:
    """Return the row of text at ``(file, first, last)`` that stands in ``owner``."""
    if owner is None:
        return Row(*place, Fate.UNPLACED, None, None, "stands in no article", chars)
    if owner.duplicate is None:
        return Row(*place, Fate.ARTICLE, owner.slug, None, "stands in the book", chars)
    other = kept.get(owner.duplicate.of)
    title = other.title if other else owner.duplicate.of
    reason = _KINDS[owner.duplicate.kind].format(title=title, share=owner.duplicate.similarity)
    of = other.slug if other else None
    if owner.duplicate.own:
        reason += _OWN.format(count=owner.duplicate.own, slug=owner.slug)
    return Row(*place, Fate.DUPLICATE, owner.slug, of, reason, chars)


def why(aside: Aside) -> str:
    """Return the reason of ``aside`` with its kind, which an option may ask to keep."""
    return f"{aside.reason} ({aside.kind})" if aside.kind else aside.reason


def merged(rows: Iterable[Row], texts: Sequence[str]) -> list[Row]:
    """Return ``rows`` in reading order, neighbours of one kind as one; empty ones go.

    ``texts`` are the lines of the file: blank ones between two rows do not part them.
    """
    places = _places(texts)
    found: list[Row] = []
    latest: dict[tuple[Fate, str | None, str | None, str], int] = {}
    ordered = sorted((r for r in rows if r.chars), key=lambda r: (r.first, r.last, _rank(r)))
    for new in ordered:
        at = latest.get(new.kind)
        if at is not None and places[new.first] - places[found[at].last] <= 1:
            old = found[at]
            found[at] = replace(old, last=max(old.last, new.last), chars=old.chars + new.chars)
        else:
            latest[new.kind] = len(found)
            found.append(new)
    return found


def ink(text: str) -> Counter[str]:
    """Count the characters of ``text`` that are not white space."""
    return Counter("".join(text.split()))


def made(article: Article) -> Counter[str]:
    """Count the characters that ``article`` puts into the book."""
    body = "".join(map(str, xhtml.fragment(article.body).itertext()))
    return ink(article.title) + ink(body)


def _places(texts: Sequence[str]) -> list[int]:
    """Return for each line number (from 0, unused) how many lines up to it hold ink."""
    places = [0]
    for text in texts:
        places.append(places[-1] + (not text.isspace() and bool(text)))
    return places


def _rank(new: Row) -> bool:
    """Put the text of a line before what was taken out of it."""
    return new.fate not in {Fate.ARTICLE, Fate.DUPLICATE, Fate.UNPLACED}
