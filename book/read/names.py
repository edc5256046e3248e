"""The short names of articles, for files and links."""


def slug_of(title: str) -> str:
    """Return ``title`` as lower-case ASCII words: ``Où va l'eau ?`` is ``ou-va-l-eau``."""
    from slugify import slugify  # noqa: PLC0415  its tables take a while to load

    return slugify(title, max_length=60, word_boundary=True) or "article"
