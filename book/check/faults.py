"""What a typographer would mark on a finished page, each kind with its name."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from book.diagnostics import Code, Diagnostic, Severity
from book.model import Location

WIDOW = Code(
    "V321",
    Severity.WARNING,
    "page {page} begins with the last line of a paragraph: “{words}”{article}",
    hint="add or take out a few words in that paragraph, or see widows in your own print.css",
    explanation="A widow is the last line of a paragraph that stands alone at the head of a "
    "page. The eye that turns the page finds a line without the thought it ends.",
)
ORPHAN = Code(
    "V322",
    Severity.WARNING,
    "page {page} ends with the first line of a paragraph: “{words}”{article}",
    hint="add or take out a few words before it, or see orphans in your own print.css",
    explanation="An orphan is the first line of a paragraph that stands alone at the foot of "
    "a page, parted from the rest of it.",
)
STRANDED = Code(
    "V323",
    Severity.WARNING,
    "a heading stands at the foot of page {page}, with fewer than two lines below it: "
    "“{words}”{article}",
    hint="see break-after and orphans in your own print.css",
    explanation="A heading belongs to the text that it announces. At least two lines of that "
    "text stand below it on the same page, or it moves to the next one.",
)
LINE_START = Code(
    "V324",
    Severity.WARNING,
    "on page {page} a line begins with “{sign}”: “{words}”{article}",
    hint="put a no-break space before that sign, where the article has an ordinary one",
    explanation="No line begins with a mark that closes what stands before it (; : ! ? » %). "
    "Typography sets no-break spaces before these marks; one that it does not touch (in code, "
    "in an address) may be parted from its word.",
)
TURNED = Code(
    "V325",
    Severity.NOTE,
    "a word is broken where page {page} is turned: “{words}”{article}",
    hint="add or take out a few words in that paragraph; a line more or less is enough",
    explanation="A right-hand page ends with a hyphen, so the reader holds half a word while "
    "turning the page. WeasyPrint cannot forbid it; a small change of the text before it can.",
)
LADDER = Code(
    "V326",
    Severity.NOTE,
    "on page {page} {count} lines running end with a hyphen: “{words}”{article}",
    hint="change a word in that paragraph",
    explanation="More than three hyphens below each other make a ladder at the margin that "
    "the eye sees before it reads.",
)
LOOSE = Code(
    "V327",
    Severity.NOTE,
    "on page {page} the words of a line stand {width:.1f} points apart, because “{next}” did "
    "not fit: “{words}”{article}",
    hint="a word that may be broken, or other words, would fill the line",
    explanation="In justified text the spaces of a line are widened until it fills the "
    "measure. Wider than half the leading they tear holes into the page. It happens where the "
    "next word is long and cannot be broken: an address, a name, a word of a language whose "
    "hyphenation is not loaded.",
)
RIVER = Code(
    "V328",
    Severity.NOTE,
    "on page {page} a river of white runs through {count} lines: “{words}”{article}",
    hint="change a word in one of these lines",
    explanation="Wide spaces that stand below each other in more than three lines make a "
    "white stream through the page, which draws the eye away from the line.",
)
STARVED = Code(
    "V329",
    Severity.NOTE,
    "on page {page} a line is broken far too early: “{words}”{article}",
    hint="where a link or stressed words follow in the line, move or leave out that mark",
    explanation="A line in the middle of a paragraph holds less than half of what fits. "
    "WeasyPrint does so, once in some hundred lines, where text before a link or stressed "
    "words just fills the line.",
)
SHORT_PAGE = Code(
    "V330",
    Severity.NOTE,
    "page {page} ends {count} lines early: {why}{article}",
    hint="move what follows, or accept it: a picture or a heading has to stand together",
    explanation="The text of this page ends at least four lines above its foot, because what "
    "follows would not fit and cannot be parted. Facing pages should end level.",
)
SHORT_END = Code(
    "V331",
    Severity.NOTE,
    "on page {page} an article ends with {count} lines alone on their page{article}",
    hint="add or take out a few words in its last paragraphs",
    explanation="The last page of a chapter carries at least four lines; with fewer it looks "
    "like a blank page with a slip of paper on it.",
)
OFF_GRID = Code(
    "V332",
    Severity.NOTE,
    "{share:.0%} of the lines of text stand on the baseline grid, fewer than nine in ten; most "
    "leave it on page {page}",
    hint="make the space around headings, quotes and figures add up to whole lines",
    explanation="The lines of facing pages, and of the two sides of a leaf, stand on one grid, "
    "a leading apart. Blocks whose heights are no whole lines push what follows off it.",
)
PARTED_NOTE = Code(
    "V333",
    Severity.WARNING,
    "note {count} stands on page {page}, its call on page {call}{article}",
    hint="shorten the note, or the paragraph that calls it",
    explanation="A note stands at the foot of the page that calls it. Where too little room "
    "was left there, it was moved to the next page.",
)
OUTSIDE_AREA = Code(
    "V334",
    Severity.WARNING,
    "on page {page} text stands out of the type area by {width:.1f} points: “{words}”{article}",
    hint="shorten or break what is too wide: a long word, a table, lines of code",
    explanation="Some text reaches into the margin, though not beyond the page. A word that "
    "cannot be broken, a wide table or a line of code does this.",
)
TITLE_END = Code(
    "V335",
    Severity.NOTE,
    "on page {page} a line of a title ends with the small word “{sign}”: “{words}”{article}",
    hint="let a no-break space follow that word in the title",
    explanation="The lines of a title are parted by sense: an article or a preposition stands "
    "on the line of the word that it announces.",
)

SHOWN = 60  # letters
WHERE = Location("book.pdf")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mark: its kind, the page (from 1), the article, and the words there."""

    code: Code
    page: int
    article: str
    words: str
    facts: Mapping[str, int | float | str] = field(default_factory=dict)

    def diagnostic(self) -> Diagnostic:
        """Return it as it is said."""
        article = f" ({_cut(self.article)})" if self.article else ""
        facts = {"page": self.page, "article": article, "words": _cut(self.words)}
        return self.code.at(WHERE, **facts, **self.facts)


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
