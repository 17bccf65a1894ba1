"""Who of several the agent is, by the weights of their features.

In:      the candidates with their features
Out:     the code that weighs most, and its probability
Source:  data/party_features.csv, fitted by `python -m training.norms.parties` on the gold
Shown:   tests/commitments/test_binding.py
"""

from collections.abc import Mapping, Sequence
from functools import cache
from math import exp

from onrecord.data import rows
from onrecord.terms.spans import Span

Weights = Mapping[str, float]  # by feature


class LinearPartyScorer:
    """Weighs candidates: a softmax over the sums of their weights, by default those of the table."""

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = party_weights() if weights is None else weights

    def best(
        self, _action: Span, options: Sequence[tuple[str | None, Mapping[str, float]]], /
    ) -> tuple[str | None, float]:
        """(code, probability). A feature without a weight counts nothing; of two alike the first."""
        weights = self._weights
        scores = [
            sum(weights.get(feature, 0.0) * amount for feature, amount in features.items()) for _, features in options
        ]
        top = max(scores)
        at = scores.index(top)
        return options[at][0], 1.0 / sum(exp(score - top) for score in scores)


@cache
def party_weights() -> Weights:
    """Those of the table."""
    return {row["feature"]: float(row["weight"]) for row in rows("party_features.csv")}
