"""Who of several the agent is, by the weights of their signs.

In:      the candidates with their signs
Out:     the code that weighs most, and its probability
Source:  data/party_features.csv, fitted by `python -m training.norms.parties` on the gold
Shown:   tests/commitments/test_binding.py
"""

from collections.abc import Mapping, Sequence
from functools import cache
from math import exp

from onrecord.data import rows
from onrecord.terms.spans import Span

Weights = Mapping[str, float]  # by sign


class LinearPartyScorer:
    """Weighs candidates: a softmax over the sums of their weights, by default those of the table."""

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = party_weights() if weights is None else weights

    def best(
        self, _deed: Span, options: Sequence[tuple[str | None, Mapping[str, float]]], /
    ) -> tuple[str | None, float]:
        """(code, probability). A sign without a weight counts nothing; of two alike the first."""
        weights = self._weights
        scores = [sum(weights.get(sign, 0.0) * amount for sign, amount in signs.items()) for _, signs in options]
        top = max(scores)
        at = scores.index(top)
        return options[at][0], 1.0 / sum(exp(score - top) for score in scores)


@cache
def party_weights() -> Weights:
    """Those of the table."""
    return {row["sign"]: float(row["weight"]) for row in rows("party_features.csv")}
