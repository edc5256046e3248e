"""What no rule may touch, whatever the language: addresses, names of files, faces, code.

A colon in ``12:30`` or ``a::b`` needs no protection: the rules ask for a space after it.
"""

import re

from book.typography.run import HIDDEN, Run

_HOSTS = "com|org|net|info|biz|gouv|gov|edu|io|eu|fr|be|ch|ca|de|es|it|pt|br|uk|us|co|tv|me|ly"
_FILES = (
    "jpe?g|png|gif|svg|webp|tiff?|pdf|epub|txt|md|html?|css|jsx?|tsx?|py|php|rb|rs|sh|xml|json|"
    "toml|ya?ml|csv|docx?|xlsx?|pptx?|odt|zip|gz|exe|mp3|mp4|avi|mov|wav"
)

# Lengths are bounded, and a word is entered at its first letter only, so that the time
# stays in proportion to the text, whatever the text is.
_WITHIN = r"[^\s<>«»“”\"]{0,2000}"
_ENDING = r"[^\s<>«»“”\".,;:!?…)\]’']"
_NAME = r"(?<![\w.-])[\w-]{1,99}(?:\.[\w-]{1,99}){0,20}"

_KINDS = (
    HIDDEN,
    rf"(?i:\b(?:https?|ftp|file)://{_WITHIN}{_ENDING})",
    rf"(?i:\b(?:mailto|tel|doi|urn|javascript):{_WITHIN}[\w/=])",
    rf"(?i:\bwww\.{_WITHIN}{_ENDING})",
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,99}(?:\.[\w-]{1,99})+",  # an e-mail address
    r"(?<![\w&])[@#]\w+(?:-\w+)*",  # a handle, a tag
    rf"(?i:{_NAME}\.(?:{_HOSTS})\b(?:/{_WITHIN}[\w/=])?)",
    rf"(?i:{_NAME}\.(?:{_FILES})\b)",
    r"(?<![\w./])(?:~|\.{1,2})/[\w./-]{0,500}[\w/]",  # a path, and another
    r"(?<![\w/])/\w+(?:/[\w.-]{0,99}\w)+",
    r"\b[A-Za-z]:\\[\w.\\-]{0,500}\w",
    r"&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]\w{0,30});",  # an entity that was not decoded
    r"(?<!\S)[:;=8xX]['’]?-?[()\[\]DPpOo3|/\\*$]{1,9}(?![\w'’])",  # a face: :) ;-) :D
    r"(?<=\S)[:;]-[()DPp|/](?!\w)",
    r"(?<!\S):[a-z0-9_+-]{1,60}:(?!\S)",  # a face by name: :smile:
    r"(?<![\w-])--?[a-zA-Z][\w-]{0,60}=\S{0,200}\w",  # an option: --jobs=2
    r"(?<!\w)\w+\(\)",  # a function
    r"\bYahoo!",
)
_PROTECTED = re.compile("|".join(_KINDS))

# Every stretch above holds one of these; most blocks hold none, and are spared the search.
_SIGN = re.compile(
    rf"[{HIDDEN}@#&\\=]|[.:/]\w|[.:~]/|[:;=8xX]['’]?-?[()\[\]DPpOo3|/\\*$]|\(\)|o!"
)


def protect(run: Run) -> Run:
    """Return ``run`` with its addresses, file names and faces out of reach."""
    return run.hidden(_PROTECTED) if _SIGN.search(run.shown) else run


_OTHER_SCRIPT = re.compile(
    "[\u0370-\u1dff\u2c00-\u2dff\u3040-\ua7ff\ua840-\ufaff\ufb13-\ufdff\ufe70-\ufefc\uff21-\uffdc"
    "\U00010000-\U0001cfff\U00020000-\U0003ffff]"
)


def is_latin(text: str) -> bool:
    """Tell whether the letters of ``text`` are, for the most part, Latin.

    Every language we set is. A line of Arabic, Hebrew, Chinese or Russian has rules of its
    own for its quotation marks and spaces, whatever the text around it declares.
    """
    other = len(_OTHER_SCRIPT.findall(text))
    return not other or 2 * other <= sum(map(str.isalpha, text))


# A text dump has lost the marks around its code: lines of it stand there as paragraphs.
_CODE = re.compile(
    r"^\s*(?:\$ \S|//|/\*|#!|#include\b|[|│├└]|[{}\])]+[;,]?\s*$|['\"]?[\w-]+['\"]?\s*=>)|"
    r"(?:[{}];?|[\]}],)\s*$|^\s*</?\w[^<>]*>?\s*$|"
    r"^\s*(?:return|var|let|const|import|use|echo|print|from)\b.*[\w'\")];\s*$"
)
_CODE_SIGN = re.compile(
    r"[{}]|=>|->|==|!=|\+=|&&|\|\||::|\(\)|['\")\]];\s*$|</\w|/>|\w=[\"']|\w[(\[]\s?[\"']|"
    r"\$[\w({]|\s--\w|\s-[a-z]\s|\w = |^\s*[\w.]+\(|\\[nt]\b|^\s*\w+:\s[\"'\[]"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_WORDS_A_SIGN = 4


def is_code(text: str) -> bool:
    """Tell a block of program text from prose: by its frame, or by how many signs it has."""
    if _CODE.search(text):
        return True
    signs = sum(1 for _ in _CODE_SIGN.finditer(text))
    return signs > 1 and len(_WORD.findall(text)) <= signs * _WORDS_A_SIGN
