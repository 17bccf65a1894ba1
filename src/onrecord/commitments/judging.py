"""How likely it is that a norm was read rightly, and which are too unlikely to keep.

In:      the signs of a norm
Out:     a probability in [0, 1], calibrated on passages the weights were not fitted to
Refuses: a least that is no probability (ValueError); what is less likely than it becomes a refusal in `records`
Source:  data/norm_signs.csv, fitted by `python -m training.norm_signs` on the training passages of the codebook
Shown:   tests/commitments/test_judging.py, eval/calibration.py
"""

from collections.abc import Mapping
from functools import cache
from math import exp

from onrecord.data import rows
from onrecord.terms.records import Norm

INTERCEPT = "(none)"


class SignJudge:
    """Weighs the signs of a norm by the table.

    least: under this a norm is a refusal. Across five folds of the training passages the default keeps nine of ten
           norms that are right, and drops three that are wrong for each that is right (docs/commitments.md has the
           curve).
    """

    least = 0.25

    def __init__(self, *, least: float | None = None) -> None:
        if least is not None:
            if not 0 <= least <= 1:
                raise ValueError(f"the least probability of a norm lies in [0, 1], got {least}")
            self.least = least

    def probability(self, _norm: Norm, signs: Mapping[str, float], /) -> float:
        """Of agent, modal, mode, deed and trigger all being right. A sign without a weight counts nothing."""
        weights = sign_weights()
        score = weights[INTERCEPT] + sum(weights.get(sign, 0.0) * amount for sign, amount in signs.items())
        return 1.0 / (1.0 + exp(-score))


@cache
def sign_weights() -> dict[str, float]:
    """Weight by sign, of the logistic regression; the intercept under INTERCEPT."""
    return {row["sign"]: float(row["weight"]) for row in rows("norm_signs.csv")}
