"""Long books for the benches, made up from our own sample: the same each time.

    python -m tests.bench.prose FOLDER PAGES

The sentences are those of ``examples/balcon``, their words exchanged for others of the
same book, so that no two chapters are alike. A chapter has about twelve pages (6 × 9 in,
French): headings, lists, quotes, links that paper gives as notes, and in eight of a
hundred paragraphs a reference to another article.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

SAMPLE = Path(__file__).parents[2] / "examples/balcon"
SENTENCE = re.compile(r"(?<=[.!?…])\s+")
WORD = re.compile(r"[^\W\d_]{4,}")
PAGES = 12  # of a chapter
LETTERS = 1_640  # of a page, spaces included, headings and white space counted in
CHANGED = 0.18  # of the words
SECTION = (3_500, 6_500)  # letters
REFERENCE = re.compile(r"\]\((c\d+)\.md\)")
SETTINGS = """\
[book]
title = "Mille mètres carrés"
language = "fr"
authors = [{ name = "Odile Marsac" }]
sources = ["articles/*.md"]

[print]
trim = "6x9"

[dedupe]
keep = "all"
"""


@dataclass(frozen=True, slots=True)
class Chapter:
    """An article, in Markdown: its title apart, and where references to it lead."""

    name: str
    title: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


def chapters(pages: int) -> tuple[Chapter, ...]:
    """Return as many chapters as fill ``pages``."""
    count = max(1, round(pages / PAGES))
    titles = _titles(count)
    names = [f"c{n:04}" for n in range(1, count + 1)]
    return tuple(
        Chapter(name, titles[n], tuple(_paragraphs(n, names, titles)))
        for n, name in enumerate(names)
    )


def project(folder: Path, pages: int) -> tuple[Chapter, ...]:
    """Write a project of about ``pages`` pages into ``folder``; return its chapters."""
    made = chapters(pages)
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    (folder / "book.toml").write_text(SETTINGS)
    for n, chapter in enumerate(made):
        write(folder, chapter, n)
    return made


def write(folder: Path, chapter: Chapter, n: int) -> None:
    """Write the ``n``-th chapter of a project; its date puts it into its place."""
    day = f"{2015 + n // 336}-{1 + n // 28 % 12:02}-{1 + n % 28:02}"
    front = f'---\ntitle: "{chapter.title}"\ndate: {day}\n---\n\n'
    (folder / "articles" / f"{chapter.name}.md").write_text(f"{front}{chapter.text}\n")


def joined(made: Sequence[Chapter]) -> str:
    """Return the chapters as one Markdown text, as pandoc takes it."""
    head = "---\ntitle: Mille mètres carrés\nauthor: Odile Marsac\nlang: fr\n---\n"
    texts = (f"# {chapter.title} {{#{chapter.name}}}\n\n{chapter.text}" for chapter in made)
    return REFERENCE.sub(r"](#\1)", "\n\n".join([head, *texts])) + "\n"


def _titles(count: int) -> list[str]:
    dice = Random("titles")  # noqa: S311  a bench, not a secret
    found: dict[str, None] = {}
    while len(found) < count:
        words = _sentence(dice).strip(".!?… ").split()
        title = " ".join(words[: dice.randint(3, 8)]).strip(",;:–— ")
        if 12 < len(title) < 60 and not any(quote in title for quote in '«»"“”:'):
            found[title[0].upper() + title[1:]] = None
    return list(found)


def _paragraphs(n: int, names: Sequence[str], titles: Sequence[str]) -> Iterator[str]:
    dice = Random(f"chapter {n}")  # noqa: S311  a bench, not a secret
    size, wanted = 0, round(PAGES * LETTERS * dice.uniform(0.7, 1.3))
    section = 0
    while size < wanted:
        if size >= section:
            yield f"## {' '.join(_sentence(dice).split()[:6]).strip('.,;:!?… ')}"
            section = size + dice.randint(*SECTION)
        made = _block(dice, names, titles)
        size += len(made)
        yield made


def _block(dice: Random, names: Sequence[str], titles: Sequence[str]) -> str:
    kind = dice.random()
    if kind < 0.07:
        return "\n".join(f"- {_sentence(dice)[:160]}" for _ in range(dice.randint(3, 6)))
    if kind < 0.11:
        return f"> {_sentence(dice)} {_sentence(dice)}"
    sentences = [_sentence(dice) for _ in range(dice.randint(2, 6))]
    mark = dice.random()
    if mark < 0.25:
        sentences[0] = f"*{sentences[0]}*"
    elif mark < 0.4:
        sentences[-1] = f"**{sentences[-1]}**"
    elif mark < 0.6:
        number = dice.randrange(10_000)
        sentences.append(f"[Lire la suite](https://example.org/balcon/{number}).")
    elif mark < 0.69:
        other = dice.randrange(len(names))
        sentences.append(f"Voir [{titles[other]}]({names[other]}.md).")
    return " ".join(sentences)


def _sentence(dice: Random) -> str:
    """Return a sentence of the sample in which some words are others of the same length."""
    sentences, words = _vocabulary()

    def other(found: re.Match[str]) -> str:
        word = found[0]
        if dice.random() > CHANGED or not word.islower():
            return word
        return dice.choice(words[len(word)])

    return WORD.sub(other, dice.choice(sentences))


@cache
def _vocabulary() -> tuple[tuple[str, ...], dict[int, list[str]]]:
    """Return the sentences of the sample, and its words by their length."""
    files = sorted([*SAMPLE.glob("dumps/*.txt"), *SAMPLE.glob("posts/*.md")])
    lines = (line.strip() for file in files for line in file.read_text().split("\n"))
    prose = [line for line in lines if len(line) > 60 and not set("[]<>#*_`|") & set(line)]
    sentences = {s for line in prose for s in SENTENCE.split(line) if len(s) > 25}
    words: dict[int, list[str]] = {}
    for word in sorted({w for s in sentences for w in WORD.findall(s) if w.islower()}):
        words.setdefault(len(word), []).append(word)
    return tuple(sorted(sentences)), words


if __name__ == "__main__":
    project(Path(sys.argv[1]), int(sys.argv[2]))
