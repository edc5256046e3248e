"""How well groups are found again: human-made books with their chapters hidden.

    python -m tests.bench.themes FOLDER...

A folder holds books as JSON: ``{"name", "sections": [{"title", "text", "chapter"}]}``. Of
each book the sections are shuffled and grouped without being told of chapters. Printed are
the adjusted Rand indices (Hubert and Arabie 1985): ours, with the number of groups
estimated; and those of the baseline (words weighted by TF-IDF, singular value
decomposition, Ward's method) told the number, and estimating it by the silhouette.
"""

import json
import random
import sys
from collections import Counter
from collections.abc import Hashable, Sequence
from pathlib import Path
from time import perf_counter

import numpy as np

from book import xhtml
from book.model import Article, Origin
from book.order.themes.grouping import group
from book.order.themes.likeness import Matrix, vectors
from book.order.themes.linkage import cut, tree, ward
from book.order.themes.reading import read, stems

RANK = 100
MOST_GROUPS = 40


def rand_index(one: Sequence[Hashable], two: Sequence[Hashable]) -> float:
    """Return the adjusted Rand index of two labellings of the same things."""

    def pairs(counts: Counter[Hashable]) -> float:
        return sum(count * (count - 1) / 2 for count in counts.values())

    both: Counter[Hashable] = Counter(zip(one, two, strict=True))
    first, second = pairs(Counter(one)), pairs(Counter(two))
    expected = first * second / (len(one) * (len(one) - 1) / 2)
    largest = (first + second) / 2
    return (pairs(both) - expected) / (largest - expected) if largest != expected else 0.0


def ours(articles: Sequence[Article]) -> list[int]:
    """Return the number of each article's group; what fits nowhere is a group too."""
    found = group([read(article) for article in articles])
    labels = [len(found.groups)] * len(articles)
    for number, members in enumerate(found.groups):
        for member in members:
            labels[member] = number
    return labels


def baseline(articles: Sequence[Article], groups: int) -> tuple[list[int], list[int]]:
    """Return the labels of the baseline, told the number of groups and estimating it."""
    rows = vectors([stems(read(article), 99) for article in articles])
    left, strength, _ = np.linalg.svd(rows, full_matrices=False)
    rank = min(RANK, len(articles) - 1)
    points = left[:, :rank] * strength[:rank]
    points /= np.maximum(1e-9, np.linalg.norm(points, axis=1, keepdims=True))
    apart = np.maximum(0.0, 2.0 - 2.0 * points @ points.T)
    nodes = tree(apart, ward)
    numbers = range(2, min(MOST_GROUPS, len(articles) // 2))
    best = max(numbers, key=lambda number: silhouette(np.sqrt(apart), cut(nodes, number)))
    return cut(nodes, groups).tolist(), cut(nodes, best).tolist()


def silhouette(apart: Matrix, labels: np.ndarray) -> float:
    """Return the mean silhouette (Rousseeuw 1987) of ``labels``."""
    names, home = np.unique(labels, return_inverse=True)
    sums = np.stack([apart[:, labels == name].sum(axis=1) for name in names], axis=1)
    sizes = np.bincount(home)
    here = np.arange(len(labels))
    within = sums[here, home] / np.maximum(1, sizes[home] - 1)
    means = sums / sizes
    means[here, home] = np.inf
    nearest = means.min(axis=1)
    values = (nearest - within) / np.maximum(within, nearest)
    values[sizes[home] == 1] = 0.0
    return float(values.mean())


def articles_of(sections: Sequence[dict[str, str]]) -> list[Article]:
    found = []
    for number, section in enumerate(sections):
        blocks = [xhtml.make("p", xhtml.legal(line)) for line in section["text"].split("\n")]
        body = xhtml.make("body")
        body.extend(blocks)
        name = f"s{number}"
        origin = Origin("book", number + 1, number + 1)
        found.append(Article(name, section["title"], name, xhtml.inner(body), origin))
    return found


def main(folders: Sequence[str]) -> None:
    table: list[tuple[float, float, float]] = []
    print(f"{'book':28}{'sections':>9}{'chapters':>9}{'found':>6}  ARI   told  silh.    s")
    for file in sorted(path for folder in folders for path in Path(folder).glob("*.json")):
        book = json.loads(file.read_text(encoding="utf-8"))
        random.Random(0).shuffle(book["sections"])  # noqa: S311
        articles = articles_of(book["sections"])
        truth = [section["chapter"] for section in book["sections"]]
        start = perf_counter()
        found = ours(articles)
        took = perf_counter() - start
        told, silhouetted = baseline(articles, len(set(truth)))
        scores = tuple(rand_index(truth, labels) for labels in (found, told, silhouetted))
        table.append((scores[0], scores[1], scores[2]))
        print(
            f"{book['name']:28}{len(truth):9}{len(set(truth)):9}{len(set(found)):6}"
            f"{scores[0]:6.2f}{scores[1]:6.2f}{scores[2]:6.2f}{took:6.2f}  "
            f"{sorted(Counter(found).values(), reverse=True)}"
        )
    means = np.mean(table, axis=0)
    print(f"{'mean':52}{means[0]:6.3f}{means[1]:6.3f}{means[2]:6.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
