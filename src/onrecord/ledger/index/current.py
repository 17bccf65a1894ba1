"""The norms and events as they stand, looked up by actor, action and kind; and the log of what became of norms.

Out:     Current
Source:  docs/ledger.md
Shown:   tests/questions/test_met.py
"""

from sqlalchemy import select

from onrecord.ledger.index.come_in import WhatCameIn
from onrecord.ledger.index.events import CurrentEvents
from onrecord.ledger.index.norms import CurrentNorms
from onrecord.ledger.index.pairs import CurrentPairs
from onrecord.ledger.index.status_log import StatusLog
from onrecord.ledger.index.told import CurrentTold
from onrecord.ledger.index.waiting import WaitingNorms
from onrecord.ledger.schema import tables
from onrecord.ledger.schema.later_tables import current_events, current_norms


class Current(CurrentNorms, CurrentEvents, StatusLog, WhatCameIn, WaitingNorms, CurrentPairs, CurrentTold):
    """`ledger.current`: all that answers are made from."""

    def told_by(self, event_id: str, norm_id: str, *, role: str) -> bool:
        """Does an event's predicate lie in the norm's own words for its action or its trigger, on one page?

        role: "action" or "trigger".
        """
        e, n = current_events.c, current_norms.c
        event, norm = tables.evidence.alias(), tables.evidence.alias()
        query = (
            select(e.n)
            .join(current_norms, n.reading == e.reading)
            .join(event, (event.c.reading == e.reading) & (event.c.owner_seq == e.seq))
            .join(norm, (norm.c.reading == n.reading) & (norm.c.owner_seq == n.seq))
            .where(
                e.id == event_id,
                n.id == norm_id,
                event.c.owner == "event",
                event.c.role == "predicate",
                norm.c.owner == "norm",
                norm.c.role == role,
                event.c.start < norm.c.end,
                norm.c.start < event.c.end,
            )
            .limit(1)
        )
        with self._read_transaction() as connection:
            return connection.execute(query).first() is not None
