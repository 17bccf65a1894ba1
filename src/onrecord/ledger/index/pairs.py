"""How many norms each agent has towards each target: one aggregate over the index.

In:      what to count
Out:     PairCounts, in no order
Refuses: nothing; of a norm that names no agent or no target that side is None
Source:  docs/ledger.md
Shown:   tests/questions/test_matrix.py
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select

from onrecord.ledger.schema.later_tables import current_norms
from onrecord.ledger.transactions import InTransactions
from onrecord.terms.records import Mode, RecordKind, Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """Which norms count; None: any. conditional: only those with a condition or an exception.

    since, until: days, both included, that reach into those on which it may have been said.
    """

    kind: RecordKind | None = None
    since: date | None = None
    until: date | None = None
    conditional: bool = False
    min_strength: Strength | None = None


class PairCount(NamedTuple):
    """norms: how many this agent has towards this target."""

    agent: str | None
    target: str | None
    norms: int


class CurrentPairs(InTransactions):
    """Whom the norms as they stand are aimed at, counted."""

    def pair_counts(self, counting: Counting) -> list[PairCount]:
        """A row for each agent with each target."""
        n = current_norms.c
        where: list[ColumnElement[bool]] = []
        if counting.kind is not None:
            where.append(n.kind == counting.kind.value)
        if counting.since is not None:
            where.append(n.day_last >= counting.since.toordinal())
        if counting.until is not None:
            where.append(n.day_first <= counting.until.toordinal())
        if counting.conditional:
            where.append(n.mode.in_([Mode.IF.value, Mode.UNLESS.value]))
        if counting.min_strength is not None:
            where.append(n.strength >= counting.min_strength.rank)
        query = select(n.agent_id, n.target_id, func.count()).where(*where).group_by(n.agent_id, n.target_id)
        with self._read_transaction() as connection:
            return list(map(PairCount._make, connection.execute(query)))
