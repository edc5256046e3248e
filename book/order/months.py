"""The names of months in the language of the book."""

from datetime import date


def month(when: date, language: str) -> str:
    """Return the month of ``when`` as a title: “mars 2014”; ``2014-03`` where no name is known.

    ``language`` is a BCP 47 tag.
    """
    if not language:  # or Babel would ask the machine for its own
        return f"{when:%Y-%m}"
    from babel.core import UnknownLocaleError  # noqa: PLC0415  (megabytes of data)
    from babel.dates import format_skeleton  # noqa: PLC0415

    try:
        return str(format_skeleton("yMMMM", when, locale=language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return f"{when:%Y-%m}"
