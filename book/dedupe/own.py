"""What a version that is left out has of its own: words, pictures, links."""

from collections.abc import Iterator
from dataclasses import dataclass

from book import xhtml
from book.dedupe.align import placed
from book.dedupe.words import Text
from book.xhtml import Element


@dataclass(frozen=True, slots=True)
class Own:
    """``words`` counts; ``pictures`` and ``links`` are what they are called and lead to."""

    words: int = 0
    pictures: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return self.words + len(self.pictures) + len(self.links)


def own_of(dropped: Text, kept: Text) -> Own:
    """Return what stands in ``dropped`` and not in ``kept``; what was moved is in both.

    Words that lead on from an excerpt to the article (“Read more”) are nobody's.
    """
    leads_on = len(dropped.words) < len(kept.words) and not kept.is_cut
    words = dropped.words[: len(dropped.words) - dropped.tail * leads_on]
    lost = 0 if dropped.words == kept.words else placed(words, kept.words).count(False)
    pictures = tuple(sorted(dropped.pictures - kept.pictures))
    return Own(lost, pictures, _links_only_in(dropped, kept))


def links(body: Element) -> Iterator[tuple[str, str]]:
    """Yield of each link inside ``body`` that leads out of it the address and the words."""
    for link in body.iter("a"):
        address = link.get("href", "")
        if address and not address.startswith("#"):
            yield address, " ".join(xhtml.text(link).split())


def address_of(link: str) -> str:
    """Return ``link`` without what may differ between two visits: its scheme, a last slash."""
    return link.partition("#")[0].partition("://")[2].rstrip("/") or link


def _links_only_in(dropped: Text, kept: Text) -> tuple[str, ...]:
    one, two = dropped.article.body, kept.article.body
    if "href" not in one or one == two:
        return ()
    there = {address_of(link) for link, _ in links(xhtml.fragment(two))}
    found = dict.fromkeys(link for link, _ in links(xhtml.fragment(one)))
    return tuple(link for link in found if address_of(link) not in there)
