"""One sentence that counts: what was made of what."""

from collections.abc import Sequence

from book.build import Manuscript
from book.check.pages import opened
from book.model import Artifact

__all__ = ["counted", "made", "summary"]


def summary(manuscript: Manuscript, artifacts: Sequence[Artifact] = ()) -> str:
    """Say how many chapters came from how much, what was left out, what was written."""
    articles = manuscript.material.articles
    kept = [
        f"{counted(len(manuscript.book.chapters), 'chapter')} from "
        f"{counted(len(articles), 'instance')} in "
        f"{counted(len(manuscript.material.sources), 'file')}"
    ]
    duplicates = sum(article.duplicate is not None for article in articles)
    if duplicates:
        kept.append(f"{counted(duplicates, 'duplicate')} left out")
    files = [made(artifact) for artifact in artifacts]
    return "; ".join([*kept, ", ".join(files)] if files else kept)


def made(artifact: Artifact) -> str:
    """Say what ``artifact`` measures: an EPUB in bytes, a PDF in pages."""
    if artifact.kind == "pdf":
        with opened(artifact.data) as document:
            return f"PDF {counted(len(document), 'page')}"
    return f"{artifact.kind.upper()} {weight(len(artifact.data))}"


def weight(size: int) -> str:
    """Return a size as people say it: 48 kB, 1.3 MB."""
    return f"{max(1, round(size / 1000))} kB" if size < 10**6 else f"{size / 10**6:.1f} MB"


def counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
