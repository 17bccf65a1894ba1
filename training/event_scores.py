"""Figures of a typer of actions, and the temperature that makes its probabilities honest."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.events.action_tables import type_rows
from onrecord.terms.events import EventType

Shares = NDArray[np.float64]


def report(gold: Sequence[str], shares: Shares, labels: Sequence[str], *, merge: tuple[str, ...]) -> dict[str, Any]:
    """Accuracy, macro F1 over the gold's classes, F1 of each, the ten commonest confusions; with `merge` (the classes
    the gold has as YIELD) of the quads too, and no answer is none of the types."""
    shares, names = shares.copy(), list(labels)
    if merge:
        shares[:, -1] = shares[:, [names.index(m) for m in merge]].sum(axis=1)
        shares[:, [names.index(m) for m in merge]] = 0
        names[-1] = "YIELD"
    ours = [names[i] for i in shares.argmax(axis=1)]
    each = f1_by_class(gold, ours)
    confused = Counter(f"{g} as {o}" for g, o in zip(gold, ours, strict=True) if g != o)
    figures: dict[str, Any] = {
        "rows": len(gold),
        "accuracy": round(float(np.mean([g == o for g, o in zip(gold, ours, strict=True)])), 4),
        "macro_f1": round(float(np.mean(list(each.values()))), 4),
    }
    if merge:
        quads = f1_by_class([quad_of(g) for g in gold], [quad_of(o) for o in ours])
        figures["quad_macro_f1"] = round(float(np.mean(list(quads.values()))), 4)
        figures["quads"] = {k: round(v, 3) for k, v in quads.items()}
    figures["classes"] = {k: round(v, 3) for k, v in each.items()}
    figures["confusions"] = dict(confused.most_common(10))
    return figures


def quad_of(root: str) -> str:
    """Quad of a PLV root."""
    return str(type_rows()[EventType("RETREAT" if root == "YIELD" else root)].quad)


def f1_by_class(gold: Sequence[str], ours: Sequence[str]) -> dict[str, float]:
    """F1 of each class of the gold."""
    right = Counter(g for g, o in zip(gold, ours, strict=True) if g == o)
    wanted, found = Counter(gold), Counter(ours)
    return {k: 2 * right[k] / (wanted[k] + found[k]) for k in sorted(wanted)}


def temperature_of(shares: Shares, right: NDArray[np.bool_]) -> float:
    """The temperature of least log loss, from a grid; shares: by heads that did not see the rows."""
    scores = np.log(shares + 1e-9)

    def loss(temperature: float) -> float:
        grown = np.exp(scores / temperature - (scores / temperature).max(axis=1, keepdims=True))
        held = (grown * right).sum(axis=1) / grown.sum(axis=1)
        return float(-np.log(held + 1e-9).mean())

    return min((round(0.4 + 0.05 * i, 2) for i in range(40)), key=loss)
