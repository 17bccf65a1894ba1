"""How likely it is that a norm was read rightly, and which are too unlikely to keep.

In:      the features of a norm
Out:     a probability in [0, 1], calibrated on texts the trees were not fitted to
Refuses: a least that is no probability (ValueError); what is less likely than it becomes a refusal in `records`
Source:  data/norm_trees.csv, fitted by `python -m training.norms.judge` on the gold
Shown:   tests/commitments/test_scoring.py, eval/calibration.py

What a feature is worth hangs on others (who reads it, how sure the model is), so small decision trees weigh them: each
asks of three features at most and adds its value.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp

from onrecord.data import rows
from onrecord.terms.records import Norm

# The number of the row that holds what the trees add to.
BASE = "0"


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A place in a tree: ask of a feature, go to node `low` where there is at most `threshold` of it, else to `high`;
    or, without a feature, the tree's value."""

    feature: str | None
    threshold: float
    low: int
    high: int
    value: float


class TreeNormScorer:
    """Weighs the features of a norm by the trees.

    least: under this a norm is a refusal. docs/evaluation.md has the curve it was chosen by.
    """

    least = 0.40

    def __init__(self, *, least: float | None = None) -> None:
        if least is not None:
            if not 0 <= least <= 1:
                raise ValueError(f"the least probability of a norm lies in [0, 1], got {least}")
            self.least = least

    def probability(self, _norm: Norm, features: Mapping[str, float], /) -> float:
        """Of agent, modal, mode, action and trigger all being right. A feature that no tree asks of counts nothing."""
        base, held = trees()
        score = base + sum(value_of(tree, features) for tree in held)
        return 1.0 / (1.0 + exp(-score))


def value_of(tree: Mapping[int, TreeNode], features: Mapping[str, float]) -> float:
    """What a tree says of these features."""
    node = tree[0]
    while node.feature is not None:
        node = tree[node.low if features.get(node.feature, 0.0) <= node.threshold else node.high]
    return node.value


@cache
def trees() -> tuple[float, tuple[dict[int, TreeNode], ...]]:
    """(what they add to, as log-odds; the trees, nodes by number)."""
    base, held = 0.0, dict[str, dict[int, TreeNode]]()
    for row in rows("norm_trees.csv"):
        if row["tree"] == BASE:
            base = float(row["value"])
        elif row["feature"]:
            node = TreeNode(row["feature"], float(row["threshold"]), int(row["low"]), int(row["high"]), 0.0)
            held.setdefault(row["tree"], {})[int(row["node"])] = node
        else:
            held.setdefault(row["tree"], {})[int(row["node"])] = TreeNode(None, 0.0, 0, 0, float(row["value"]))
    return base, tuple(held.values())
