"""How many norms each actor has, or how many are aimed at it.

In:      Ledger, what to count, which side
Out:     ActorCounts
Refuses: nothing; norms that name nobody on that side are counted beside
Source:  docs/desk.md, "Matrix and map"
Shown:   tests/questions/test_matrix.py
"""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from onrecord.language.actor_names import name_of
from onrecord.ledger import Ledger
from onrecord.ledger.index.pairs import Counting


class NormSide(StrEnum):
    """Of whose norms a count is: those that bind an actor, or those aimed at it."""

    BY = "by"
    TOWARDS = "towards"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorCounts:
    """counts: (code, norms), the most first; ties by code. unsaid: how many norms name nobody on this side."""

    side: NormSide
    counts: tuple[tuple[str, int], ...]
    unsaid: int

    @property
    def total(self) -> int:
        """How many norms are counted."""
        return sum(n for _, n in self.counts)

    def to_json(self) -> dict[str, Any]:
        """`{"side", "actors": [{"code", "name", "norms"}], "total", "unsaid"}`."""
        return {
            "side": self.side.value,
            "actors": [{"code": code, "name": name_of(code), "norms": n} for code, n in self.counts],
            "total": self.total,
            "unsaid": self.unsaid,
        }


def actor_counts(ledger: Ledger, counting: Counting, side: NormSide) -> ActorCounts:
    """The counts."""
    counted: Counter[str | None] = Counter()
    for agent, target, n in ledger.current.pair_counts(counting):
        counted[agent if side is NormSide.BY else target] += n
    unsaid = counted.pop(None, 0)
    ordered = sorted(((code, n) for code, n in counted.items() if code is not None), key=lambda c: (-c[1], c[0]))
    return ActorCounts(side=side, counts=tuple(ordered), unsaid=unsaid)
