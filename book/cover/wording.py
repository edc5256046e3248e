"""What stands on a cover, and in which typeface of the theme: author, title, subtitle."""

from collections.abc import Sequence
from typing import NamedTuple

from book.cover.lettering import PAUSES, Words, opened
from book.diagnostics import Code, Report, Severity
from book.model import Location, Metadata
from book.theme import Theme
from book.typography import typeset_text

NO_LETTERS = Code(
    "T151",
    Severity.WARNING,
    "no typeface of the theme holds the letters of “{text}”, so the drawn cover leaves it out",
    "Put a typeface that holds them into styles/fonts, or give a cover of your own.",
    explanation=(
        "The drawn cover is set in the typefaces of the theme, never in one that this machine "
        "happens to have, so that the book is the same everywhere. None of them holds these "
        "letters, and a row of empty boxes would be worse than nothing. Add a typeface with "
        "the letters to the styles/fonts folder of the project, or name a picture as cover."
    ),
)

WHERE = Location("cover.png")
LONGEST = 200  # letters of a title
AUTHORS = 3  # shown by name


class Typefaces(NamedTuple):
    """The files that a design wishes for, the dearest first."""

    author: Sequence[str]
    title: Sequence[str]
    subtitle: Sequence[str]


class Wording(NamedTuple):
    """The words of a cover; one that is not said, or cannot be shown, is ``None``."""

    author: Words | None
    title: Words | None
    subtitle: Words | None

    @property
    def is_silent(self) -> bool:
        return not any(self)


def wording(
    metadata: Metadata, faces: Typefaces, theme: Theme, report: Report, where: Location = WHERE
) -> Wording:
    """Return the words of a book's cover; letters that no typeface holds are reported."""
    texts = (
        authors(metadata),
        typeset(metadata.title, metadata.language),
        typeset(metadata.subtitle, metadata.language),
    )
    return Wording(
        *(
            in_face(cut(text), names, theme, report, where)
            for text, names in zip(texts, faces, strict=True)
        )
    )


def typeset(text: str, language: str) -> str:
    """Return ``text`` on one line, set in the language of the book."""
    return " ".join(typeset_text(text.replace("\n", " "), language).split(" "))


def cut(text: str) -> str:
    """Return ``text``, no longer than a cover bears."""
    if len(text) <= LONGEST:
        return text
    end = text.rfind(" ", 0, LONGEST)
    return text[: end if end > 0 else LONGEST].rstrip("".join(PAUSES) + " ") + "…"


def authors(metadata: Metadata) -> str:
    """Return the names of the authors; spaces inside a name do not break."""
    names = [" ".join(p.name.split()) for p in metadata.authors if p.role == "aut"]
    if len(names) == 1:
        return names[0][:LONGEST]
    shown = ", ".join(name.replace(" ", "\u00a0") for name in names[:AUTHORS])
    return (shown + "…" if len(names) > AUTHORS else shown)[:LONGEST]


def in_face(
    text: str,
    names: Sequence[str],
    theme: Theme,
    report: Report,
    where: Location = WHERE,
) -> Words | None:
    """Return ``text`` in the first face that holds it: of ``names``, else any of the theme."""
    if not text.strip():
        return None
    others = sorted(name for name in theme.fonts if name not in names and "Italic" not in name)
    for name in (*names, *others):
        if name in theme.fonts:
            face = opened(theme.fonts[name])
            if face.holds(text):
                return Words(face.readable(text), face)
    report(NO_LETTERS.at(where, text=text))
    return None
