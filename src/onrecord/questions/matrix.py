"""Who has said what it will do to whom, counted: agents against those their norms are aimed at.

In:      Ledger, what to count, how many rows and columns
Out:     Matrix: counts by pair; those beyond the most frequent put together, and told
Refuses: nothing; a norm whose agent or target is not said is counted beside
Source:  docs/desk.md, Matrix
Shown:   tests/questions/test_matrix.py

Of a demand the target is who shall act, of anything else whom the action befalls.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.language.actor_names import name_of
from onrecord.ledger import Ledger
from onrecord.ledger.index.pairs import Counting

MOST = 40


@dataclass(frozen=True, slots=True)
class MatrixAxis:
    """Those with most norms, by code, the most first; ties by code. others: how many more there are."""

    codes: tuple[str, ...]
    others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """counts: of every pair, (agent, target): how many norms; unsaid: how many name no agent or no target."""

    counts: dict[tuple[str, str], int]
    agents: MatrixAxis
    targets: MatrixAxis
    unsaid: int

    @property
    def total(self) -> int:
        """How many norms are counted."""
        return sum(self.counts.values())

    def table(self) -> tuple[tuple[str | None, tuple[int, ...], int], ...]:
        """(agent, a count for each column, their sum), the last row and column for the rest where there is one."""
        folded = self._folded()
        columns: tuple[str | None, ...] = (*self.targets.codes, *([None] if self.targets.others else []))
        rows: tuple[str | None, ...] = (*self.agents.codes, *([None] if self.agents.others else []))
        counted = ((agent, tuple(folded[agent, target] for target in columns)) for agent in rows)
        return tuple((agent, counts, sum(counts)) for agent, counts in counted)

    def pairs(self) -> Iterator[tuple[str, str, int]]:
        """Every pair, the most frequent first; ties by code."""
        for (agent, target), n in sorted(self.counts.items(), key=lambda c: (-c[1], c[0])):
            yield agent, target, n

    def to_json(self) -> dict[str, Any]:
        """`{"agents", "targets", "cells", "other_agents", "other_targets", "total", "unsaid"}`; a null is the rest."""
        folded = self._folded()
        return {
            "agents": [{"code": c, "name": name_of(c)} for c in self.agents.codes],
            "targets": [{"code": c, "name": name_of(c)} for c in self.targets.codes],
            "cells": [
                {"agent": agent, "target": target, "norms": n}
                for (agent, target), n in sorted(folded.items(), key=lambda c: (-c[1], c[0][0] or "", c[0][1] or ""))
            ],
            "other_agents": self.agents.others,
            "other_targets": self.targets.others,
            "total": self.total,
            "unsaid": self.unsaid,
        }

    def _folded(self) -> Counter[tuple[str | None, str | None]]:
        rows, columns = frozenset(self.agents.codes), frozenset(self.targets.codes)
        found: Counter[tuple[str | None, str | None]] = Counter()
        for (agent, target), n in self.counts.items():
            found[agent if agent in rows else None, target if target in columns else None] += n
        return found


def matrix(ledger: Ledger, counting: Counting, *, most: int = MOST) -> Matrix:
    """The counts. most: rows and columns, 1 or more; what has none is put together."""
    counts: dict[tuple[str, str], int] = {}
    unsaid = 0
    for agent, target, n in ledger.current.pair_counts(counting):
        if agent is None or target is None:
            unsaid += n
        else:
            counts[agent, target] = n
    by: Counter[str] = Counter()
    towards: Counter[str] = Counter()
    for (agent, target), n in counts.items():
        by[agent] += n
        towards[target] += n
    return Matrix(counts=counts, agents=_axis(by, most), targets=_axis(towards, most), unsaid=unsaid)


def _axis(counted: Counter[str], most: int) -> MatrixAxis:
    first = sorted(counted, key=lambda code: (-counted[code], code))
    return MatrixAxis(tuple(first[:most]), max(len(first) - most, 0))
