"""Agglomerative clustering: the tree of groups within groups.

The nearest-neighbour chain (Murtagh 1983) finds it in quadratic time, with the formula of
Lance and Williams (1967) for the distance of a merged pair from the rest.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Row = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two groups about to be one: their distances from all, and how many leaves they hold."""

    one: Row
    two: Row
    apart: float
    size: float
    other: float


Update = Callable[[Pair, Row], Row]


@dataclass(frozen=True, slots=True)
class Node:
    """Two groups that become one: leaves are 0 … n − 1, ``nodes[k]`` is n + k."""

    left: int
    right: int
    height: float


def ward(pair: Pair, sizes: Row) -> Row:
    """Return the distances (squared) of the union, by the least growth of variance."""
    grown = (pair.size + sizes) * pair.one + (pair.other + sizes) * pair.two
    return (grown - sizes * pair.apart) / (pair.size + pair.other + sizes)


def average(pair: Pair, sizes: Row) -> Row:
    """Return the distances of the union: the mean over its members."""
    return (pair.size * pair.one + pair.other * pair.two) / (pair.size + pair.other)


def tree(distances: NDArray[np.float64], update: Update) -> tuple[Node, ...]:
    """Return the merges from the nearest to the farthest; equals in the order of their rows."""
    apart = distances.copy()
    np.fill_diagonal(apart, np.inf)
    total = len(apart)
    sizes = np.ones(total)
    gone = np.zeros(total, dtype=bool)
    merges: list[tuple[float, int, int]] = []
    chain: list[int] = []
    while len(merges) < total - 1:
        if not chain:
            chain.append(int(np.argmin(gone)))
        here = chain[-1]
        near = int(np.argmin(apart[here]))
        if len(chain) > 1 and apart[here, chain[-2]] <= apart[here, near]:
            near = chain[-2]
            del chain[-2:]
            merges.append((float(apart[here, near]), min(here, near), max(here, near)))
            _merge(apart, sizes, gone, merges[-1], update)
        else:
            chain.append(near)
    return _nodes(sorted(merges, key=lambda merge: merge[0]), total)


def cut(nodes: Sequence[Node], groups: int) -> NDArray[np.int64]:
    """Return a label for each leaf, where the tree is cut into ``groups``."""
    total = len(nodes) + 1
    label = list(range(2 * total - 1))
    for number in range(len(nodes) - 1, total - groups - 1, -1):
        label[total + number] = total + number
    for number in range(total - groups - 1, -1, -1):
        node = nodes[number]
        label[node.left] = label[node.right] = label[total + number]
    return np.array(label[:total])


def _merge(
    apart: NDArray[np.float64],
    sizes: Row,
    gone: NDArray[np.bool_],
    merge: tuple[float, int, int],
    update: Update,
) -> None:
    height, kept, lost = merge
    with np.errstate(invalid="ignore"):  # rows of groups that are gone are infinite
        pair = Pair(apart[kept], apart[lost], height, float(sizes[kept]), float(sizes[lost]))
        row = update(pair, sizes)
    gone[lost] = True
    row[gone] = np.inf
    row[kept] = np.inf
    apart[kept], apart[:, kept] = row, row
    apart[lost], apart[:, lost] = np.inf, np.inf
    sizes[kept] += sizes[lost]


def _nodes(merges: Sequence[tuple[float, int, int]], total: int) -> tuple[Node, ...]:
    """Name the merged groups after their node instead of after one of their rows."""
    name = list(range(total))
    parent = list(range(total))

    def root(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    found: list[Node] = []
    for height, kept, lost in merges:
        one, two = root(kept), root(lost)
        found.append(Node(name[one], name[two], height))
        parent[two] = one
        name[one] = total + len(found) - 1
    return tuple(found)
