"""What program text looks like, line by line, when the marks of code are lost."""

import re

_STRONG = re.compile(
    r"""
      ^\s*(?:\$|>>>|\#!|//|/\*|\*/|\#\[|\{\{|\{%|@@|</?[a-zA-Z!][^<>]*>)\s*
    | ^\s*(?:</?[a-z][\w-]*(?:\s[^<>]*)?/?>)
    | ^\s*(?:(?:export|pub|async|static|public|private|final)\s+)*
      (?:const|let|var|function|fn|def|class|struct|enum|impl|use|mod|trait|type|namespace
         |import|from|require|include|package|return|public|private)\s+[\w{*.:'"$&<(\[]+.*
      (?:[;{}()=:,\]>]|['"])\s*$
    | ^\s*import\s+[\w.{*]+ (?:\s+(?:as|from)\s+\S+)? \s*$
    | ^\s*(?:if|for|while|switch|catch|match|else|try|do)\b.*[({].*[)}{:;]\s*$
    | ^\s*[\])}]+[;,)]*\s*$
    | (?:[\w)\]}'"]|\(\))[;{]\s*$
    | [\w)]\s*(?:=>|->|::|:=|===?|!==?|&&|\|\||\+=|<-)\s*[\w({\["'&$!]
    | ^\s*[\w.$\[\]"'-]+\s*[=:]\s*(?:["'\[{$]|\d+[,;]?$|true\b|false\b|null\b|nil\b|new\s)
    | ^\s*[a-z_][\w.$]*\([^()]*\)\s*[;{]?\s*$
    | ^\s*[a-z_][\w.]*\.[a-z_]\w*\(
    | ^\s*(?:sudo|npm|npx|yarn|pip|cargo|rustup|git|cd|mkdir|curl|wget|brew|apt-get|docker
         |bundle|gem|php|composer|node|hugo|jekyll|rustc|make|ls|cp|mv|rm|cat|echo|ssh|deno)
      \s+[\w./$~"'@-][^.!?]*$
    | ^\s*--?[a-z][\w-]*(?:[=\s]|$)
    | ^\s*(?:error|warning|note|help)(?:\[\w+\])?:\s
    | ^\s*(?:\||-->|=\s|\d+\s*\|)
    | ^\s*[.\#]?[a-z][\w-]*[^.!?{]{0,80}\{\s*$
    | ^\s*[\w.-]+\s*=\s*[^\s=].*$ | ^\s*\[[\w.:-]+\]\s*$ | ^\s*\{[\#%]
    | ^\s*[\w.-]*/[\w./-]+$ | [├└│]
    """,
    re.VERBOSE,
)
_SURE = re.compile(
    r"""^\s*(?:\$\s+\S|>>>\s|\#!/|</?[a-zA-Z][^<>]*>|\{\{|\{%|//\s|/\*|\#\[)
      | [;{]\s*$ | \)\s*=>\s | ^\s*(?:const|let|var|fn|def|use|import)\s.*[=(;:{]""",
    re.VERBOSE,
)
_COMMAND = re.compile(
    r"^\s*(?:\$ )?(?:sudo |npm |npx |yarn |pip |cargo |rustup |git |cd |curl |brew |hugo |"
    r"docker |bundle |gem |composer |rustc )[\w./@-][^.!?,;]*$"
)
_LISTED = re.compile(r"^\s*(?:[•‣◦▪*–—-]|\d{1,3}[.)])\s+\S")
_WORDY = re.compile(r"[«“\"'’(\[]*[^\W\d_][^\W_]*(?:[-'’][^\W\d_]+)*[»”\"'’)\],;:.!?…]*")
_IN_A_ROW = 10
_COMMENT = re.compile(r"(?:^|(?<=\s))(?://|/\*|\{\#|<!--|\#(?=\s)).*|^\s+[-*#;%] .*")
_LONG = 60
_LONGEST = 2000
_FEW_READ = 6


def is_code(texts: list[str]) -> bool:
    """Say whether a stanza is program text.

    One line alone must be beyond doubt; of several, half must look like code.
    """
    if sum(map(reads, texts)) * _FEW_READ > len(texts) or max(map(len, texts)) > _LONGEST:
        return False
    marked = [bool(_LISTED.match(text)) for text in texts]
    strong = [bool(_STRONG.search(text)) for text in texts]
    if len(texts) == 1:
        text = texts[0]
        return bool(_COMMAND.match(text) or (_SURE.search(text) and not _prosy(text)))
    if all(marked):
        return False
    indented = [text[:2] in {"  ", "\t"} or text.startswith("\t") for text in texts]
    score = sum(s or (i and not m) for s, i, m in zip(strong, indented, marked, strict=True))
    sure = any(_SURE.search(t) or _COMMAND.match(t) for t in texts) or sum(strong) > 1
    return sure and score * 2 >= len(texts)


def reads(text: str) -> bool:
    """Say whether ``text`` reads like a sentence rather than like code."""
    text = _COMMENT.sub("", text)
    if len(text) <= _LONG or _dense(text):
        return False
    row = 0
    for token in text.split():
        row = row + 1 if _WORDY.fullmatch(token) else 0
        if row >= _IN_A_ROW:
            return True
    return False


def _prosy(text: str) -> bool:
    return text.rstrip().endswith((" ;", "\u00a0;", "\u202f;")) or (
        len(re.findall(r"[^\W\d_]{2,}", text)) > 6 and not _dense(text)
    )


def _dense(text: str) -> bool:
    """Say whether a tenth of ``text`` is the punctuation of programs."""
    signs = sum(text.count(sign) for sign in "{}[]<>=;$_|\\&@#`")
    return signs * 10 >= len(text)
