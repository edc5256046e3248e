"""Where each article of a book stands in the documents of an edition."""

from collections.abc import Mapping, Sequence

from book.render.documents import Section


def targets(sections: Sequence[Section]) -> Mapping[str, str]:
    """Return where each article stands, by its slug: ``moulin.xhtml#moulin``.

    An article that is a chapter by itself is the chapter; of several, each is a section.
    """
    return {
        article.slug: f"{place.href}#{place.id if place.chapter.alone else article.slug}"
        for section in sections
        for place in section.places
        for article in place.chapter.articles
    }
