"""What comparing articles costs: ``python -m tests.bench.dedupe [SIZE...]``.

Prints a table: seconds by the clock and of the processor (medians of the runs) and peak
memory for heaps of 1,000, 10,000 and 100,000 short articles of four kinds; how the cost
grows from size to size; how many of the pairs that are the same were found, and how many of
those found are. The baseline, in the same run, compares every article with every other by the
same rules. Each heap has a process of its own; the articles are made up from a fixed seed,
and no text comes from elsewhere. Memory is that of the whole process, articles included.
"""

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, combinations
from random import Random

from book.dedupe import Options, dedupe
from book.diagnostics import Diagnostic
from book.model import Article, Origin

SIZES = (1_000, 10_000, 100_000)
RUNS = {1_000: 5, 10_000: 3, 100_000: 1}
FULL = 1_000  # the size at which every pair is compared, too


@dataclass(frozen=True, slots=True)
class Piece:
    """An article and what it truly is a version of."""

    title: str
    words: list[str]
    work: int


class Writer:
    """Makes up prose: words as frequent as in a language (Zipf), 60 to 150 of them."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)  # noqa: S311  prose, not secrets
        syllables = [a + b for a in "bcdfglmnprstv" for b in ("a", "e", "i", "o", "ou", "an")]
        some = (self.dice.choices(syllables, k=self.dice.randint(1, 4)) for _ in range(40_000))
        self.words = list(dict.fromkeys("".join(parts) for parts in some))
        self.often = list(accumulate(1 / (n + 8) for n in range(len(self.words))))

    def prose(self, least: int = 60, most: int = 150) -> list[str]:
        size = self.dice.randint(least, most)
        return self.dice.choices(self.words, cum_weights=self.often, k=size)

    def title(self) -> str:
        return " ".join(self.prose(3, 6)).capitalize()

    def edited(self, words: list[str], rate: float) -> list[str]:
        """Change, drop or add so many of ``words``."""
        found: list[str] = []
        for word in words:
            luck = self.dice.random() / rate
            found += [word] if luck > 1 else []
            found += self.prose(1, 1) if luck < 0.75 else []
        return found


def plain(writer: Writer, size: int) -> Iterator[Piece]:
    """Articles that have nothing to do with one another."""
    for work in range(size):
        yield Piece(writer.title(), writer.prose(), work)


def mixed(writer: Writer, size: int) -> Iterator[Piece]:
    """One third is again there: copied, edited lightly or heavily, or as an excerpt."""
    for work in range(size - size // 3):
        piece = Piece(writer.title(), writer.prose(), work)
        yield piece
        if work % 2:
            continue
        kind = work // 2 % 4
        words = [
            piece.words,
            writer.edited(piece.words, 0.03),
            writer.edited(piece.words, 0.33),
            [*piece.words[:30], "[…]", "lire", "la", "suite"],
        ][kind]
        yield Piece(piece.title, words, work)


def footers(writer: Writer, size: int) -> Iterator[Piece]:
    """As ``mixed``, from twenty sites, each with sixty words below every article."""
    below = [writer.prose(60, 60) for _ in range(20)]
    for piece in mixed(writer, size):
        yield Piece(piece.title, piece.words + below[piece.work % 20], piece.work)


def notices(writer: Writer, size: int) -> Iterator[Piece]:
    """Half are notices of ten templates that differ in their date only, 5,000 at most each."""
    forms = [writer.prose(40, 80) for _ in range(10)]
    most = min(size // 2, 5_000 * len(forms))
    for number in range(most):
        day = date(1990, 1, 1) + timedelta(days=number // len(forms))
        form = forms[number % len(forms)]
        words = [*form[:10], *f"{day:%d %B %Y}".split(), *form[10:]]
        yield Piece(f"Notice {number % len(forms)}", words, number)
    for piece in mixed(writer, size - most):
        yield Piece(piece.title, piece.words, most + piece.work)


KINDS: dict[str, Callable[[Writer, int], Iterator[Piece]]] = {
    "plain": plain,
    "mixed": mixed,
    "footers": footers,
    "notices": notices,
}


def heap(kind: str, size: int) -> tuple[list[Article], list[int]]:
    """Return a heap of articles in no order, and what each is a version of."""
    writer = Writer(size)
    pieces = list(KINDS[kind](writer, size))
    writer.dice.shuffle(pieces)
    articles = [_article(n, piece) for n, piece in enumerate(pieces)]
    return articles, [piece.work for piece in pieces]


def measure(kind: str, size: int) -> dict[str, float]:
    """Return what one run costs and finds; memory is that of this process, in MB."""
    articles, works = heap(kind, size)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    said: list[Diagnostic] = []
    started, busy = time.perf_counter(), time.process_time()
    found = dedupe(articles, Options(), said.append)
    seconds, busy = time.perf_counter() - started, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    hits, extra, missed = _score(found, works)
    return {
        "seconds": seconds,
        "busy": busy,
        "peak": peak / 1024,
        "articles": before / 1024,
        "recall": hits / (hits + missed) if hits + missed else 1.0,
        "precision": hits / (hits + extra) if hits + extra else 1.0,
        "families": sum(d.code == "D103" for d in said),
    }


def every_pair(kind: str, size: int) -> float:
    """Return the CPU seconds it takes to compare every article with every other."""
    from book.dedupe.compare import likeness  # noqa: PLC0415  beside the pass, not in it
    from book.dedupe.shingles import shingles_of  # noqa: PLC0415
    from book.dedupe.words import pile_of  # noqa: PLC0415

    articles, _ = heap(kind, size)
    started = time.process_time()
    pile = pile_of(articles)
    shingles = shingles_of(pile)
    whole = [shingles.of(n) for n in range(size)]
    telling = [shingles.telling_of(n) for n in range(size)]
    for i, j in combinations(range(size), 2):
        own = telling[max(i, j, key=lambda n: (-len(pile.texts[n].words), n))]
        share = len(own & whole[i] & whole[j]) / len(own) if own else 0.0
        likeness(pile.texts[i], pile.texts[j], share, pile)
    return time.process_time() - started


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["one"]:
        print(json.dumps(measure(arguments[1], int(arguments[2]))))
        return
    sizes = [int(size) for size in arguments] or list(SIZES)
    heads = (
        "articles | size | seconds | CPU s | all pairs | growth | peak MB | recall | precision"
    )
    print(f"| {heads} |\n{'|---' * 9}|")
    for kind in KINDS:
        before: tuple[int, float] | None = None
        for size in sizes:
            runs = [_alone(kind, size) for _ in range(RUNS.get(size, 1))]
            took = statistics.median(run["seconds"] for run in runs)
            busy = statistics.median(run["busy"] for run in runs)
            whole = every_pair(kind, size) / busy if size == FULL else 0
            slower = f"× {whole:.0f}" if whole else ""
            growth = f"× {busy / before[1]:.1f} for × {size / before[0]:.0f}" if before else ""
            peak = max(run["peak"] for run in runs)
            right = f"{runs[-1]['recall']:.4f} | {runs[-1]['precision']:.4f}"
            cost = f"{took:.2f} | {busy:.2f} | {slower} | {growth} | {peak:.0f}"
            print(f"| {kind} | {size:,} | {cost} | {right} |", flush=True)
            before = size, busy


def _alone(kind: str, size: int) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.dedupe", "one", kind, str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _article(number: int, piece: Piece) -> Article:
    half = len(piece.words) // 2
    paragraphs = [" ".join(piece.words[:half]), " ".join(piece.words[half:])]
    body = "".join(f"<p>{text}.</p>" for text in paragraphs)
    name = f"n{number}"
    return Article(name, piece.title, name, body, Origin(f"{name}.txt", 1, 9, 1))


def _score(found: tuple[Article, ...], works: list[int]) -> tuple[int, int, int]:
    """Count the pairs that are the same and were found, that are not, that were missed."""
    home = {a.id: a.duplicate.of if a.duplicate else a.id for a in found}
    groups: dict[str, list[int]] = {}
    truth: dict[int, int] = {}
    for article, work in zip(found, works, strict=True):
        groups.setdefault(home[article.id], []).append(work)
        truth[work] = truth.get(work, 0) + 1
    said = sum(len(g) * (len(g) - 1) // 2 for g in groups.values())
    hits = sum(
        n * (n - 1) // 2
        for group in groups.values()
        for n in [group.count(work) for work in set(group)]
    )
    same = sum(n * (n - 1) // 2 for n in truth.values())
    return hits, said - hits, same - hits


if __name__ == "__main__":
    main(sys.argv[1:])
