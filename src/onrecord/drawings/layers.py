"""A graph in layers from left to right: what leads to what, with few crossings, the same each time.

In:      nodes in an order, their heights; edges as pairs of nodes
Out:     LayerLayout: the layer of each node and its y; for an edge over several layers the y at which it passes each
Refuses: an edge to a node that is not there (KeyError)
Source:  Sugiyama, Tagawa, Toda (1981): layers by longest path, order by barycentres; places by isotonic regression
         (pool adjacent violators), which keeps the order and moves everything as little as can be
Shown:   tests/drawings/test_layers.py

Written here: what the registry has (grandalf 0.8, GPL or EPL, last released in January 2023) is not kept up, nor under
a licence we can ship, and a hundred lines do for sixty nodes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

SWEEPS = 8

Pair = tuple[str, str]
# A node, or the place where an edge passes a layer: (edge, layer).
Item = str | tuple[Pair, int]


@dataclass(frozen=True, slots=True)
class LayerLayout:
    """layer, middle: of each node; middle in px from 0. passes: of an edge, (layer, y) of each layer between its ends.

    back: edges that close a circle; they have no passes. height: of the whole.
    """

    layer: Mapping[str, int]
    middle: Mapping[str, float]
    passes: Mapping[Pair, tuple[tuple[int, float], ...]]
    back: frozenset[Pair]
    height: float

    @property
    def layers(self) -> int:
        """How many."""
        return max(self.layer.values(), default=-1) + 1


def laid_out(
    nodes: Sequence[str], edges: Iterable[Pair], heights: Mapping[str, float], *, gap: float, pass_px: float
) -> LayerLayout:
    """The layout. gap: px between two nodes of a layer; pass_px: height of an edge that passes."""
    pairs = tuple(dict.fromkeys(e for e in edges if e[0] != e[1]))
    for a, b in pairs:
        _ = heights[a], heights[b]
    back = _closing(nodes, pairs)
    forward = tuple(p for p in pairs if p not in back)
    layer = _longest_paths(nodes, forward)
    rows, joined = _with_passes(nodes, forward, layer)
    rows = _ordered(rows, joined)
    tall = {item: heights[item] if isinstance(item, str) else pass_px for row in rows for item in row}
    middle = _placed(rows, joined, tall, gap)
    lowest = min((middle[i] - tall[i] / 2 for i in middle), default=0.0)
    middle = {item: y - lowest for item, y in middle.items()}
    passes: dict[Pair, list[tuple[int, float]]] = defaultdict(list)
    for item, y in middle.items():
        if not isinstance(item, str):
            passes[item[0]].append((item[1], y))
    return LayerLayout(
        layer=layer,
        middle={n: middle[n] for n in nodes},
        passes={p: tuple(sorted(at)) for p, at in passes.items()},
        back=back,
        height=max((middle[i] + tall[i] / 2 for i in middle), default=0.0),
    )


def _closing(nodes: Sequence[str], pairs: Iterable[Pair]) -> frozenset[Pair]:
    """The edges that close a circle, going through the nodes in their order."""
    after: dict[str, list[str]] = defaultdict(list)
    for a, b in pairs:
        after[a].append(b)
    closing: set[Pair] = set()
    done: set[str] = set()
    for start in nodes:
        open_: dict[str, int] = {}
        stack = [start] if start not in done else []
        while stack:
            at = stack[-1]
            n = open_.setdefault(at, 0)
            if n == len(after[at]):
                done.add(at)
                stack.pop()
                del open_[at]
                continue
            open_[at] = n + 1
            next_ = after[at][n]
            if next_ in open_:
                closing.add((at, next_))
            elif next_ not in done:
                stack.append(next_)
    return frozenset(closing)


def _longest_paths(nodes: Sequence[str], pairs: Sequence[Pair]) -> dict[str, int]:
    layer = dict.fromkeys(nodes, 0)
    for _ in nodes:
        moved = False
        for a, b in pairs:
            if layer[b] <= layer[a]:
                layer[b] = layer[a] + 1
                moved = True
        if not moved:
            break
    return layer


def _with_passes(
    nodes: Sequence[str], pairs: Iterable[Pair], layer: Mapping[str, int]
) -> tuple[list[list[Item]], list[tuple[Item, Item]]]:
    """The items of each layer, and which items of neighbouring layers are joined."""
    rows: list[list[Item]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for node in nodes:
        rows[layer[node]].append(node)
    joined: list[tuple[Item, Item]] = []
    for pair in pairs:
        at: Item = pair[0]
        for n in range(layer[pair[0]] + 1, layer[pair[1]]):
            rows[n].append((pair, n))
            joined.append((at, (pair, n)))
            at = (pair, n)
        joined.append((at, pair[1]))
    return rows, joined


def _ordered(rows: list[list[Item]], joined: Sequence[tuple[Item, Item]]) -> list[list[Item]]:
    """Sweeps to and fro; the best order seen is kept, the first of equals."""
    before, after = _neighbours(joined)
    best, fewest = rows, _crossings(rows, after)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        rows = [list(row) for row in rows]
        forth = sweep % 2 == 0
        for n in range(1, len(rows)) if forth else range(len(rows) - 2, -1, -1):
            fixed = {item: place for place, item in enumerate(rows[n - 1 if forth else n + 1])}
            beside = before if forth else after
            rows[n].sort(key=_barycentre(rows[n], fixed, beside))
        crossings = _crossings(rows, after)
        if crossings < fewest:
            best, fewest = rows, crossings
    return best


def _barycentre(
    row: Sequence[Item], fixed: Mapping[Item, int], beside: Mapping[Item, Sequence[Item]]
) -> Callable[[Item], float]:
    """The mean place of an item's neighbours; its own where it has none."""
    own = {item: float(place) for place, item in enumerate(row)}

    def mean(item: Item) -> float:
        places = [fixed[other] for other in beside.get(item, ())]
        return sum(places) / len(places) if places else own[item]

    return mean


def _neighbours(joined: Iterable[tuple[Item, Item]]) -> tuple[dict[Item, list[Item]], dict[Item, list[Item]]]:
    before: dict[Item, list[Item]] = defaultdict(list)
    after: dict[Item, list[Item]] = defaultdict(list)
    for a, b in joined:
        before[b].append(a)
        after[a].append(b)
    return before, after


def _crossings(rows: Sequence[Sequence[Item]], after: Mapping[Item, Sequence[Item]]) -> int:
    found = 0
    for upper, lower in pairwise(rows):
        place = {item: n for n, item in enumerate(lower)}
        ends = [sorted(place[other] for other in after.get(item, ())) for item in upper]
        seen: list[int] = []
        for held in ends:
            found += sum(1 for end in held for other in seen if other > end)
            seen += held
    return found


def _placed(
    rows: Sequence[Sequence[Item]], joined: Iterable[tuple[Item, Item]], tall: Mapping[Item, float], gap: float
) -> dict[Item, float]:
    """Every item as near to the middle of its neighbours as the order and the heights allow."""
    before, after = _neighbours(joined)
    middle: dict[Item, float] = {}
    for row in rows:
        y = 0.0
        for item in row:
            middle[item] = y + tall[item] / 2
            y += tall[item] + gap
    for sweep in range(SWEEPS):
        beside = before if sweep % 2 == 0 else after
        for row in rows if sweep % 2 == 0 else reversed(rows):
            wanted = []
            for item in row:
                near = [middle[other] for other in beside.get(item, ())]
                wanted.append(sum(near) / len(near) if near else middle[item])
            offsets = [0.0]
            for one, other in pairwise(row):
                offsets.append(offsets[-1] + (tall[one] + tall[other]) / 2 + gap)
            level = _isotonic([w - o for w, o in zip(wanted, offsets, strict=True)])
            middle |= {item: at + o for item, at, o in zip(row, level, offsets, strict=True)}
    return middle


def _isotonic(wanted: Sequence[float]) -> list[float]:
    """The nearest values, by least squares, that never fall.

    >>> _isotonic([1.0, 3.0, 2.0, 4.0])
    [1.0, 2.5, 2.5, 4.0]
    """
    pools: list[tuple[float, int]] = []
    for value in wanted:
        total, count = value, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            total, count = total + pools[-1][0], count + pools[-1][1]
            pools.pop()
        pools.append((total, count))
    return [total / count for total, count in pools for _ in range(count)]
