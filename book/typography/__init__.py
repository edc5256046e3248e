"""Typography by language: spaces, quotation marks, dashes, apostrophes.

The same rules serve both books. They are idempotent, they work across inline elements, and
they keep away from code, addresses, file names and faces. A language that is not in the
table, and a passage in a script that is not Latin, are left as the author typed them.
"""

import re
from dataclasses import dataclass

from book import xhtml
from book.language import tags
from book.language.tags import resolved
from book.typography import english, french, german, italian, portuguese, spanish
from book.typography.protected import is_code, is_latin, protect
from book.typography.run import Run, Step, run_of
from book.typography.tree import passages

__all__ = ["LANGUAGES", "Language", "resolved", "typeset", "typeset_text"]


@dataclass(frozen=True, slots=True)
class Language:
    """How a language is set; ``superior`` finds the endings that stand raised (``2e``)."""

    step: Step
    superior: re.Pattern[str] | None = None


LANGUAGES = {
    "de": Language(german.typeset),
    "de-ch": Language(german.typeset_swiss),
    "de-li": Language(german.typeset_swiss),
    "en": Language(english.typeset),
    "es": Language(spanish.typeset),
    "fr": Language(french.setter(french.FRANCE), french.SUPERIOR),
    "fr-ca": Language(french.setter(french.CANADA), french.SUPERIOR),
    "fr-ch": Language(french.setter(french.SWITZERLAND), french.SUPERIOR),
    "it": Language(italian.typeset),
    "pt": Language(portuguese.typeset),
}
"""By language, and by language and region where a country sets it otherwise."""

ROUNDS = 9  # a heap of signs that is not at rest by then stays as it is


def typeset(body: xhtml.Element, language: str) -> None:
    """Set the text nodes of ``body``, in place, in ``language`` (a BCP 47 tag).

    Elements that declare another language are set in that one. Blocks that read as program
    text are left alone, marked up as code or not.
    """
    for passage in list(passages(body, language, _language)):
        rules = _language(passage.language)
        shown = passage.run.shown
        if rules is None or is_code(shown) or not is_latin(shown):
            continue
        run = _set(passage.run, rules)
        passage.write(run)
        if rules.superior is not None:
            passage.raise_endings(protect(run), rules.superior)


def typeset_text(text: str, language: str) -> str:
    """Return ``text``, a title or a line of metadata, set in ``language``."""
    rules = _language(language)
    if rules is None or not is_latin(text):
        return text
    return "".join(_set(run_of(text.strip()), rules).kept)


def _language(tag: str) -> Language | None:
    return tags.found(tag, LANGUAGES)


def _set(run: Run, rules: Language) -> Run:
    """Apply ``rules`` until they find nothing to do, so that setting twice is setting once.

    Nearly every block is finished after one round; a space that one rule puts in may give
    work to another where signs stand in odd heaps. Where two rules undo each other for
    ever, one state of theirs is taken, always the same.
    """
    states = [run]
    for _ in range(ROUNDS):
        done = rules.step(protect(states[-1])).revealed()
        for number, state in enumerate(states):
            if state.shown == done.shown:
                return min(states[number:], key=_shown)
        states.append(done)
    return run


def _shown(run: Run) -> str:
    return run.shown
