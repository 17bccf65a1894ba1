"""How far Krippendorff's alpha could be off by the chance of which norms were judged: a bootstrap interval.

In:      what persons said of each unit
Out:     Interval: the middle 95 of 100 resamples, or why there is none
Refuses: nothing: where it is not defined it says why
Source:  B. Efron and R. Tibshirani, An Introduction to the Bootstrap (1993), section 13.3, percentile intervals;
         units are drawn, since what several persons say of one norm hangs together
Shown:   tests/questions/test_intervals.py

The draws come from a seed of their own, so that the same judgements give the same interval anywhere.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations
from random import Random
from typing import TYPE_CHECKING

from onrecord.questions.reliability import Value

if TYPE_CHECKING:
    import numpy as np

RESAMPLES = 1_000
SHARE = 0.95
SEED = 1
VALUES_AT_A_TIME = 256

# In a resample where everybody says the same alpha is not defined; with more of them than this the rest is no measure.
MOST_UNDEFINED = 0.05

TOO_FEW = "too few norms, or too few on which anybody says something else"


@dataclass(frozen=True, slots=True)
class Interval:
    """low, high: ends, low <= high <= 1. why: said where there is none; else None."""

    low: float | None
    high: float | None
    why: str | None

    def to_json(self) -> dict[str, float | str | None]:
        """`{"low", "high", "why"}`."""
        return {"low": self.low, "high": self.high, "why": self.why}


def alpha_interval(units: Sequence[Sequence[Value]]) -> Interval:
    """The interval of `krippendorffs_alpha` of the same units.

    >>> alpha_interval([("a", "a"), ("b", "b")] * 20 + [("a", "b")] * 4).why is None
    True
    """
    pairable = [unit for unit in units if len(unit) > 1]
    if len(pairable) < 2:
        return Interval(None, None, TOO_FEW)
    alphas = _resampled(pairable)
    if len(alphas) < (1 - MOST_UNDEFINED) * RESAMPLES:
        return Interval(None, None, TOO_FEW)
    tail = round((1 - SHARE) / 2 * len(alphas))
    return Interval(alphas[tail], alphas[-1 - tail], None)


def _resampled(units: Sequence[Sequence[Value]]) -> list[float]:
    """Alpha of each resample that has one, in order."""
    import numpy as np

    drawn = _draws(len(units))
    values = {value: n for n, value in enumerate(dict.fromkeys(v for unit in units for v in unit))}
    held = np.zeros((len(units), len(values)))
    for n, unit in enumerate(units):
        for value, times in Counter(unit).items():
            held[n, values[value]] = times
    differing = np.array([sum(a != b for a, b in permutations(u, 2)) / (len(u) - 1) for u in units])
    total = drawn @ np.array([float(len(unit)) for unit in units])
    squares = np.zeros(RESAMPLES)
    for start in range(0, len(values), VALUES_AT_A_TIME):
        squares += ((drawn @ held[:, start : start + VALUES_AT_A_TIME]) ** 2).sum(axis=1)
    expected = total**2 - squares
    defined = expected > 0
    alphas = 1 - (drawn @ differing)[defined] * (total[defined] - 1) / expected[defined]
    return sorted(float(round(alpha, 6)) for alpha in alphas)


@lru_cache(maxsize=4)
def _draws(size: int) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """How often each unit is drawn: float64, shape (RESAMPLES, size), rows that add up to `size`."""
    import numpy as np

    chance = Random(SEED)
    rows = [np.bincount([int(chance.random() * size) for _ in range(size)], minlength=size) for _ in range(RESAMPLES)]
    return np.array(rows, dtype=np.float64)
