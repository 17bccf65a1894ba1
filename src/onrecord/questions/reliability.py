"""How far persons agree beyond chance on names without order: kappa (Cohen) of two, alpha (Krippendorff) of any number.

In:      what persons said of each unit
Out:     Measured: a value, or why there is none
Refuses: nothing: where a measure is not defined it says why, and gives no number
Source:  J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20 (1960);
         K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C
Shown:   tests/questions/test_reliability.py
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import permutations

Value = Hashable

NOTHING_SHARED = "nobody judged a norm that another judged"
ONE_VALUE = "everybody said the same of every norm, so chance alone would agree too"


@dataclass(frozen=True, slots=True)
class Measured:
    """value: at most 1; 0: as often as by chance. why: said where there is no value; else None."""

    value: float | None
    why: str | None

    def to_json(self) -> dict[str, float | str | None]:
        """`{"value", "why"}`, one of them null."""
        return {"value": self.value, "why": self.why}


@dataclass(frozen=True, slots=True)
class Agreed:
    """Pairs of values said of one unit: how many, and how many are the same."""

    pairs: int
    same: int


def agreed(units: Sequence[Sequence[Value]]) -> Agreed:
    """Each two values said of one unit, as a pair."""
    pairs = [pair for unit in units for pair in permutations(unit, 2)]
    return Agreed(len(pairs) // 2, sum(one == other for one, other in pairs) // 2)


def cohens_kappa(pairs: Sequence[tuple[Value, Value]]) -> Measured:
    """(observed - expected) / (1 - expected), of what two persons said of the same units, in their order.

    observed: the share of units of which they said the same. expected: the sum over the values of the product of the
    shares in which each of the two used it. Not defined without a unit, and where both used one value only.

    >>> cohens_kappa([("yes", "yes"), ("no", "no"), ("yes", "no"), ("no", "yes")])
    Measured(value=0.0, why=None)
    """
    n = len(pairs)
    if n == 0:
        return Measured(None, NOTHING_SHARED)
    one, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = sum(a == b for a, b in pairs) * n
    expected = sum(one[value] * other[value] for value in one)  # both times n squared, so that whole numbers compare
    if expected == n * n:
        return Measured(None, ONE_VALUE)
    return Measured((observed - expected) / (n * n - expected), None)


def krippendorffs_alpha(units: Sequence[Sequence[Value]]) -> Measured:
    """1 - D_o / D_e by the coincidences of values, a unit's m values giving m (m - 1) pairs of weight 1 / (m - 1).

    D_o: the share of coincidences of two values that differ; D_e: what would be expected were the values dealt out
    anew: with n_c the pairable values that are c and n all of them, sum of n_c (n - n_c) over n (n - 1). Units with
    one value count for nothing. Not defined without a unit of two values, and where there is one value only.

    >>> krippendorffs_alpha([("a", "a"), ("b", "b"), ("a", "b"), ("b",)]).value
    0.4444444444444444
    """
    pairable = [unit for unit in units if len(unit) > 1]
    if not pairable:
        return Measured(None, NOTHING_SHARED)
    of_value = Counter(value for unit in pairable for value in unit)
    n = of_value.total()
    expected = sum(held * (n - held) for held in of_value.values())
    if expected == 0:
        return Measured(None, ONE_VALUE)
    differing = sum(sum(one != other for one, other in permutations(unit, 2)) / (len(unit) - 1) for unit in pairable)
    return Measured(1 - differing * (n - 1) / expected, None)
