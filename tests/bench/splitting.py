"""How well dumps are split, what the confidence is worth, and where the weights come from.

    python -m tests.bench.splitting score [--modes site,page,lone] SET...
    python -m tests.bench.splitting fit -o weights.toml SET...
    python -m tests.bench.splitting leave-out SET... --left SET...
    python -m tests.bench.splitting cost MEGABYTES...

A SET is a folder with ``gold.json`` and its pages, as the shared corpus has them. ``fit``
estimates ``book/split/weights.toml`` by logistic regression on the candidates of the sets:
twice, for what is seen before the site is known (``first``) and for all (``weight``), with
the signs that the words promise. Boundaries that overlap proves take no part.
"""

import argparse
import json
import math
import random
import resource
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from book.model import Format, Source
from book.split import Options, chrome, evidence, furniture, headers, site, split
from book.split.evidence import Weight, weights
from book.split.judgement import Verdict, confidence, judge
from book.split.site import Flags, Floats, Site

STRENGTH = 5.0  # of the pull of all weights to nought
ROUNDS = 3
DAMPED = 0.6  # how far the weights move in the later rounds
EACH = 30.0  # what the candidates of a set count together, per article
FIXED = ("prior", "proved")
# What the words promise: never for, or never against.
FOR = frozenset(
    "site-gap site-self site-next site-before heads gap lone hard-space announced "
    "introduced valley first-ranks stands-out dated dated-as-known "
    "dated-otherwise header-date header-label begins-twice named".split()
)
AGAINST = frozenset(
    "site-gap-not site-self-not site-next-not site-before-not heads-not already "
    "many-shared ridge common last-ranks outdone comes-again ends-sentence ends-inside "
    "announces lower item speech code indented before-unfinished no-gap no-gap-after continues "
    "goes-on undated next-dated long rather-long".split()
)
LATER = ("site-", "heads", "first-ranks", "last-ranks", "stands-out", "outdone")


@dataclass(frozen=True)
class Truth:
    """The articles of a page: the lines of their heads and titles, in order."""

    opens: tuple[int, ...]
    titles: tuple[int, ...]
    lasts: tuple[int, ...]


@dataclass(frozen=True)
class Seen:
    """A site that was judged: of each candidate, is it a boundary, and does it count?"""

    site: Site
    verdict: Verdict
    right: Flags
    counts: Flags


Page = tuple[str, Truth]


def pages(folder: Path) -> list[Page]:
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    found = []
    for page in gold["pages"]:
        columns = zip(
            *((a["start_line"], a["title_line"], a["last_line"]) for a in page["articles"]),
            strict=True,
        )
        found.append(((folder / page["file"]).read_text("utf-8"), Truth(*map(tuple, columns))))
    return found


def batches(folder: Path, mode: str) -> Iterator[list[Page]]:
    """Yield what is split at once: a site, a page, or an article alone."""
    if mode == "site":
        yield pages(folder)
    elif mode == "page":
        yield from ([page] for page in pages(folder))
    else:
        for text, truth in pages(folder):
            lines = text.split("\n")
            for first, title, last in zip(truth.opens, truth.titles, truth.lasts, strict=True):
                alone = Truth((1,), (title - first + 1,), (last - first + 1,))
                yield [("\n".join(lines[first - 1 : last]), alone)]


def judged(some: Sequence[Page]) -> Seen:
    sources = [Source(str(n), Format.TEXT, text) for n, (text, _) in enumerate(some)]
    here = furniture.menus(chrome.strip(site.read(sources)))
    verdict = judge(here, headers.habit(here))
    rows = verdict.candidates.title
    right, counts = np.zeros(len(rows), bool), np.ones(len(rows), bool)
    for page, (_, truth) in enumerate(some):
        own = here.page[rows] == page
        for n, (first, title) in enumerate(zip(truth.opens, truth.titles, strict=True)):
            head = own & (here.number[rows] >= first) & (here.number[rows] <= title)
            exact = head & (here.number[rows] == title)
            right |= (exact if exact.any() else head) & (n > 0)
            counts &= ~(head & ~right)
    return Seen(here, verdict, right, counts)


def counted(some: Sequence[Page], seen: Seen) -> tuple[int, int, int]:
    """Return how many boundaries are right, false and missed, as the corpus scores them."""
    hits = false = missed = 0
    rows = seen.verdict.candidates.title[seen.verdict.taken]
    for page, (_, truth) in enumerate(some):
        numbers = seen.site.number[rows[seen.site.page[rows] == page]].tolist()
        heads = list(zip(truth.opens, truth.titles, strict=True))
        for n, (first, title) in enumerate(heads):
            here = [number for number in numbers if first <= number <= title]
            numbers = [number for number in numbers if number not in here]
            hits += bool(here) and n > 0
            missed += not here and n > 0
        false += sum(number > heads[0][1] for number in numbers) if heads else 0
    return hits, false, missed


def disagreement(some: Sequence[Page], seen: Seen) -> float:
    """Return Pk (Beeferman 1999) over the lines of the pages, half an article apart."""
    wrong = total = 0
    rows = seen.verdict.candidates.first[seen.verdict.taken]
    for page, (text, truth) in enumerate(some):
        size = text.count("\n") + 1
        mine, theirs = np.zeros(size + 2, int), np.zeros(size + 2, int)
        mine[seen.site.number[rows[seen.site.page[rows] == page]]] = 1
        theirs[list(truth.opens[1:])] = 1
        step = max(1, round(size / len(truth.opens) / 2))
        a, b = np.cumsum(mine), np.cumsum(theirs)
        same = (a[step:] == a[:-step]) == (b[step:] == b[:-step])
        wrong, total = wrong + int((~same).sum()), total + len(same)
    return wrong / max(1, total)


def f1(hits: int, false: int, missed: int) -> float:
    return 2 * hits / max(1, 2 * hits + false + missed)


def score(folders: Sequence[Path], modes: Sequence[str]) -> None:
    """Print F1 and Pk of each set in each mode, the macro means, and the reliability."""
    every: dict[str, list[float]] = {}
    sure: list[tuple[float, bool]] = []
    for folder in folders:
        row = []
        for mode in modes:
            totals, off = [0, 0, 0], []
            for some in batches(folder, mode):
                seen = judged(some)
                totals = [a + b for a, b in zip(totals, counted(some, seen), strict=True)]
                off.append(disagreement(some, seen) if mode != "lone" else 0.0)
                if mode != "lone":
                    certain = confidence(seen.verdict.weights)[seen.counts].tolist()
                    sure += zip(certain, seen.right[seen.counts].tolist(), strict=True)
            value = totals[1] if mode == "lone" else f1(*totals)
            every.setdefault(mode, []).append(value)
            every.setdefault(f"{mode} Pk", []).append(statistics.mean(off))
            row.append(f"{mode} {value:.3f} Pk {statistics.mean(off):.3f}")
        print(f"{folder.name:28}", " | ".join(row), flush=True)
    print({name: round(statistics.mean(values), 4) for name, values in every.items()})
    print("confidence   candidates   right")
    for low, high in ((0, 0.05), (0.05, 0.2), (0.2, 0.5), (0.5, 0.8), (0.8, 0.9), (0.9, 1.01)):
        some_ = [float(right) for said, right in sure if low <= said < high]
        print(f"{low:.2f}–{min(1, high):.2f}  {len(some_):10}   {np.mean(some_ or [0.0]):.1%}")


def fit(folders: Sequence[Path], times: dict[str, float]) -> None:
    """Replace the weights in use by those that the sets teach; some count ``times`` more."""
    for turn in range(ROUNDS):
        every = [
            (folder, judged(some))
            for folder in folders
            for mode in ("site", "page")
            for some in batches(folder, mode)
        ]
        share = {
            folder: EACH
            * times.get(folder.name, 1.0)
            / max(5, sum(len(t.titles) for _, t in pages(folder)))
            for folder in folders
        }
        known = weights()
        names = [name for name in known if name not in FIXED]
        early = [name for name in names if not name.startswith(LATER)]
        own = _solve(every, share, early, {n: known[n].first for n in early})
        whole = _solve(every, share, names, {n: known[n].weight for n in names})
        part = DAMPED if turn else 1.0
        for name in (*names, "prior"):
            old = known[name]
            weight = part * whole[name] + (1 - part) * old.weight
            first = part * own.get(name, 0.0) + (1 - part) * old.first
            known[name] = Weight(round(weight, 3), old.words, round(first, 3))


def _solve(
    every: Sequence[tuple[Path, Seen]],
    share: dict[Path, float],
    names: Sequence[str],
    start: dict[str, float],
) -> dict[str, float]:
    """Return the weights of ``names`` and of the prior, their signs as the words promise."""
    columns, right, heavy = [], [], []
    for folder, seen in every:
        table, kept = seen.verdict.evidence.columns, seen.counts.copy()
        kept &= table["proved"] == 0
        columns.append(np.stack([table[name][kept] for name in names], 1).astype(float))
        right.append(seen.right[kept])
        heavy.append(np.full(int(kept.sum()), share[folder]))
    seen_, truth, weight = map(np.concatenate, (columns, right, heavy))
    signs = np.array([(name in FOR) - (name in AGAINST) for name in names])
    values = np.array([start[name] for name in names])
    free = np.ones(len(names), bool)
    while True:
        values = np.where(values * signs < 0, 0.0, values) * free
        values[free], prior = _logistic(seen_[:, free], truth, weight, values[free])
        wrong = free & (values * signs < 0)
        if not wrong.any():
            return {**dict(zip(names, values.tolist(), strict=True)), "prior": prior}
        free &= ~wrong


def _logistic(
    seen: Floats, truth: Flags, weight: Floats, start: Floats
) -> tuple[Floats, float]:
    """Return the coefficients and the intercept, by Newton's method with halved steps."""
    design = np.column_stack([seen, np.ones(len(seen))])
    values = np.append(start, -5.0)
    pull = np.append(np.full(len(start), STRENGTH), 1e-6)

    def loss(values: Floats) -> float:
        sums = design @ values
        return float(
            (weight * (np.logaddexp(0, sums) - truth * sums)).sum()
            + (pull * values**2).sum() / 2
        )

    now = loss(values)
    for _ in range(80):
        odds = 1 / (1 + np.exp(-np.clip(design @ values, -40, 40)))
        slope = design.T @ (weight * (odds - truth)) + pull * values
        bend = (design * (weight * odds * (1 - odds) + 1e-9)[:, None]).T @ design
        step = np.linalg.solve(bend + np.diag(pull), slope)
        size = 1.0
        while size > 1e-6 and loss(values - size * step) > now:
            size /= 2
        values = values - size * step
        then = loss(values)
        if now - then < 1e-3:
            break
        now = then
    return values[:-1], float(values[-1])


def written() -> str:
    """Return the weights in use as ``weights.toml``, under the head of the present file."""
    head, _, _ = (
        Path(evidence.__file__).with_name("weights.toml").read_text("utf-8").partition("[")
    )
    return head + "\n".join(
        f"[{name}]\nweight = {w.weight}\nfirst = {w.first}\n"
        f"words = {json.dumps(w.words, ensure_ascii=False)}\n"
        for name, w in weights().items()
    )


def cost(megabytes: float) -> None:
    """Print what it takes to split so much text of its own making, in this process."""
    rng = random.Random(7)  # noqa: S311 - it makes up text
    syllables = [
        a + b for a in "b d f g l m n p r s t v".split() for b in "a e i o u ou an".split()
    ]
    words = ["".join(rng.choices(syllables, k=rng.randint(1, 4))) for _ in range(30_000)]
    sources: list[Source] = []
    size = 0
    while size < megabytes * 1e6:
        lines: list[str] = []
        for _ in range(10):
            subject = rng.sample(words, 40)
            lines += [" ".join(rng.sample(subject, 4)).capitalize(), ""]
            for _ in range(rng.randint(6, 16)):
                some = [*rng.choices(subject, k=20), *rng.choices(words[:500], k=50)]
                rng.shuffle(some)
                lines += [" ".join(some).capitalize() + ".", ""]
            lines += ["", ""]
        text = "\n".join(lines)
        sources.append(Source(f"{len(sources):04}.txt", Format.TEXT, text))
        size += len(text.encode())
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = split(sources, Options(), lambda _: None)
    spent, after = (
        time.perf_counter() - started,
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    )
    print(
        f"{size / 1e6:6.1f} MB {len(sources):5} pages "
        f"{len(found.articles):6} of {10 * len(sources)} articles "
        f"{spent:6.1f} s  {before / 1024:5.0f} → {after / 1024:5.0f} MB"
    )


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    options.add_argument("task", choices=["score", "fit", "leave-out", "cost"])
    options.add_argument("--modes", default="site,page,lone")
    options.add_argument("-o", "--output", type=Path)
    options.add_argument("--left", nargs="*", type=Path, default=[])
    options.add_argument("--times", nargs="*", default=[], help="SET=2: counts twice")
    options.add_argument("what", nargs="+")
    chosen = options.parse_args()
    if chosen.task == "cost":
        for size in chosen.what:
            cost(float(size))
        return
    folders = [Path(one) for one in chosen.what if Path(one, "gold.json").exists()]
    if chosen.task in {"fit", "leave-out"}:
        times = {name: float(n) for name, n in (one.split("=") for one in chosen.times)}
        left = {one.resolve() for one in chosen.left}
        fit([one for one in folders if one.resolve() not in left], times)
    if chosen.task == "fit":
        (chosen.output or Path("weights.toml")).write_text(written(), "utf-8")
    else:
        score(chosen.left or folders, chosen.modes.split(","))


if __name__ == "__main__":
    assert math.isfinite(STRENGTH)
    main()
