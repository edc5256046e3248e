"""What can be seen of one line by itself: its marks, its case, whether it is a date."""

import re

LONGEST_DATE = 80  # characters of a date or byline
LETTERS = 45  # of them, beside the date itself
SAID = 6  # words of a line that is a sentence and no date

_BULLET = re.compile(r"\s*(?:[•●▪‣·*+–—−-]\s|\(?\d{1,2}[.)]\s|#+\s)")
_CODE = re.compile(r"[{}<>$=;|\\]|::|\w\(\)|\w/\w+/|^\s*//|https?:|www\.|@\w+\.|^\s*[@$%]\w")
_SPEECH = re.compile(r"^\s*[«“„\"'‘「『—–-]")
# A year of the Gregorian, Hijri or Solar Hijri, or Hebrew calendar, in any digits.
_YEAR = re.compile(r"(?<![\da-zA-Z])(?:1[34]\d\d|19\d\d|20\d\d|57\d\d)(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2}(?!\d)")
_NUMBER = re.compile(r"(?<![\da-zA-Z])\d+")
_DIGITS = re.compile(r"\d+")
_DIGIT = re.compile(r"\d")
_NAMES = re.compile(r"[^\W\d_]+(?:[ ’'‌-]*[^\W\d_]+)*")
_FILE = re.compile(
    r"[\w() .-]+\.(?:jpe?g|png|gif|svg|webp|bmp|tiff?)"
    r"|[a-z0-9à-ÿ]+(?:[-_][a-z0-9à-ÿ]+)+|(?:DSC|IMG|P)_?\d{3,}"
)
_WORDED = re.compile(r"\w")
_CRY = re.compile("[?!؟？！]")
_NAMES_ONE = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")


class Look:
    """What a line may look like: bits, of which a line has any number.

    Plain numbers, for an ``IntFlag`` would take half the time of reading a site.
    """

    POSSIBLE = 1  # it could be a title at all
    LOWER = 2  # its first letter is small
    BULLET = 4
    SPEECH = 8
    CODE = 16
    INDENTED = 32
    DATE = 64
    HARD = 128  # its last space is non-breaking
    SPACED = 256  # it has a space
    CASED = 512  # its script knows capitals
    DIGIT = 1024  # it begins with a number
    CAPITALS = 2048  # all its letters are capitals
    CASUAL = 4096  # a question or exclamation mark stands inside it
    MARKED = 16384  # a lone mark stands after its last space, as French sets “!”
    FILE = 8192  # the name of a picture: “sunset-2.jpg”, “blue_door”


class End:
    """The kinds of mark a line ends with."""

    NONE = 0
    STOP = 1
    COMMA = 2
    COLON = 3
    CRY = 4
    DOTS = 5
    QUOTE = 6
    BRACKET = 7


_ENDS = {
    **dict.fromkeys(".。।۔｡", End.STOP),
    **dict.fromkeys(",;،؛、；，", End.COMMA),
    **dict.fromkeys(":：", End.COLON),
    **dict.fromkeys("?؟？!！", End.CRY),
    **dict.fromkeys("…", End.DOTS),
    **dict.fromkeys("»”\"’'」』", End.QUOTE),
    **dict.fromkeys(")]）】", End.BRACKET),
}


def look(text: str, bare: str, key: str, *, short: bool) -> tuple[int, int]:
    """Return the ``Look`` and the ``End`` of a line; of a long one little is seen.

    ``bare`` is ``text`` without the space around it, ``key`` its letters and digits.
    """
    end = End.DOTS if bare.endswith("..") else _ENDS.get(bare[-1], End.NONE)
    if not short:
        return Look.BULLET if _BULLET.match(text) else 0, end
    seen = Look.DATE if is_date(bare) else 0
    if key and not seen and 2 * len(key) >= len("".join(bare.split())):
        seen |= Look.POSSIBLE
    seen |= _letters(bare) | _space(bare)
    if _BULLET.match(text):
        seen |= Look.BULLET
    if _SPEECH.match(bare):
        seen |= Look.SPEECH
    if _CODE.search(bare):
        seen |= Look.CODE
    if text[0] in " \t":
        seen |= Look.INDENTED
    if bare[0].isdigit():
        seen |= Look.DIGIT
    if _FILE.fullmatch(bare):
        seen |= Look.FILE
    if _CRY.search(bare, 0, len(bare) - 1):
        seen |= Look.CASUAL
    return seen, end


def is_date(bare: str) -> bool:
    """Tell whether a line is a date, with or without a name: a year, a day, few letters."""
    if len(bare) > LONGEST_DATE or _DIGIT.search(bare) is None:
        return False
    if bare[-1] in "?!…" or sum(map(str.isalpha, bare)) > LETTERS:
        return False
    if bare[-1] in ".:;。" and len(_NAMES_ONE.findall(bare)) > SAID:
        return False
    western = bare if bare.isascii() else _western(bare)
    if _NUMERIC.search(western):
        return True
    year = _YEAR.search(western)
    if year is None:
        return False
    rest = western[: year.start()] + " " + western[year.end() :]
    return any(1 <= int(n) <= 31 for n in _NUMBER.findall(rest) if len(n) < 3)


def make(bare: str) -> str:
    """Return a line's make: “By Ann on 3 May 2020” is “a 0 a 0”."""
    return _DIGITS.sub("0", _NAMES.sub("a", bare.casefold()))


def _western(text: str) -> str:
    return "".join(str(int(c)) if c.isdecimal() else c for c in text)


def _letters(bare: str) -> int:
    letter = _LETTER.search(bare)
    if letter is None:
        return 0
    c = letter[0]
    if c.islower():
        return Look.LOWER | Look.CASED
    if not c.isupper():
        return 0
    return Look.CASED | (Look.CAPITALS if bare.isupper() and len(bare) > 3 else 0)


def _space(bare: str) -> int:
    plain, hard = bare.rfind(" "), bare.rfind("\u00a0")
    if plain == hard:
        return 0
    marked = 0 if _WORDED.search(bare, max(plain, hard)) else Look.MARKED
    return Look.SPACED | marked | (Look.HARD if hard > plain else 0)
