"""Which statuses of a norm count, and the last of them, written into the index.

In:      the log of statuses, the pairs of norm and event that persons say never met
Out:     conditions on rows of `statuses`; `current_norms.standing`
Refuses: nothing
Source:  docs/ledger.md, "What an event did not meet"
Shown:   tests/ledger/test_not_met.py
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, func, not_, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from onrecord.ledger.database import in_shares
from onrecord.ledger.schema.later_tables import current_norms, not_met, statuses

# By time ends what is unsure, or quiet as a prohibition that holds, and nothing else (questions/met.py: past_due).
_ENDED = "expired"
_QUIET = "in_force"


def refuted(norm: ColumnElement[str], event: ColumnElement[str]) -> ColumnElement[bool]:
    """Does a person say that the event did not meet the norm? Both by their anchors."""
    return select(not_met.c.n).where(not_met.c.norm == norm, not_met.c.event == event).exists()


def counts(rows: FromClause) -> ColumnElement[bool]:
    """Does a row of `statuses` (or of an alias of it) count?

    Not one that rests on what a person says was not met. Nor that a day ended what an event had settled just before:
    that was said while the event counted for nothing, and now it counts again.
    """
    s, before, settled = rows.c, statuses.alias("before").c, statuses.alias("settled").c
    left = select(func.max(before.n)).where(before.norm == s.norm, before.n < s.n, not_(_rests_on_refuted(before)))
    by_event = select(settled.n).where(
        settled.n == left.scalar_subquery(),
        settled.basis == "event",
        not_(settled.status.startswith("maybe")),
        settled.status != _QUIET,
    )
    ended = and_(s.basis == "deadline", s.status == _ENDED, by_event.exists())
    return and_(not_(_rests_on_refuted(s)), not_(ended))


def _rests_on_refuted(s: ReadOnlyColumnCollection[str, Any]) -> ColumnElement[bool]:
    return and_(s.basis == "event", refuted(s.norm, s.basis_id))


def refresh_status(connection: Connection, norms: Iterable[str]) -> None:
    """Write the last status that counts of the norms with these anchors into the index."""
    for some in in_shares(sorted(set(norms))):
        _refresh(connection, current_norms.c.anchor.in_(some))


def follow_statuses(connection: Connection, numbers: Sequence[int]) -> None:
    """The same of the norms of the readings with these numbers."""
    if connection.execute(select(statuses.c.n).limit(1)).first() is None:
        return
    for number in numbers:
        _refresh(connection, current_norms.c.reading == number)


def _refresh(connection: Connection, which: ColumnElement[bool]) -> None:
    last = (
        select(statuses.c.status)
        .where(statuses.c.norm == current_norms.c.anchor, counts(statuses))
        .order_by(statuses.c.n.desc())
        .limit(1)
        .scalar_subquery()
    )
    connection.execute(update(current_norms).where(which).values(standing=last))
