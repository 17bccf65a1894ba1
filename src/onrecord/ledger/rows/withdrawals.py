"""What was withdrawn, and why: looked up by page or by the id of anything that stood on one.

In:      an id
Out:     Withdrawal, or None
Refuses: nothing
Source:  docs/ledger.md, "Withdrawn pages"
Shown:   tests/ledger/test_forgetting.py
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.engine import Connection

from onrecord.ledger.rows.cells import AnyRow, Row, plain
from onrecord.ledger.schema.chain import withdrawals, withdrawn_ids
from onrecord.ledger.schema.columns import UNSTORABLE
from onrecord.terms.ids import content_id

PLAIN = ("page_id", "reason", "author", "day", "recorded_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """A page whose words were taken out of the ledger. day: as its author gave it."""

    page_id: str
    reason: str
    author: str
    day: date
    recorded_at: datetime

    @property
    def id(self) -> str:
        """From what, why, whose and when."""
        return content_id("withdrawal", [self.page_id, self.reason, self.author, self.day.isoformat()])

    def in_words(self) -> str:
        """`withdrawn on 2026-01-05 by Ada: a court order`."""
        return f"withdrawn on {self.day} by {self.author}: {self.reason}"

    def to_json(self) -> dict[str, Any]:
        """`{"page_id", "reason", "by", "day"}`."""
        return {"page_id": self.page_id, "reason": self.reason, "by": self.author, "day": self.day.isoformat()}


def withdrawal_of(connection: Connection, id_: str) -> Withdrawal | None:
    """The withdrawal of the page with this id, or of the page that what has this id stood on."""
    if UNSTORABLE.search(id_):
        return None
    w = withdrawals.c
    held = select(withdrawn_ids.c.withdrawal).where(withdrawn_ids.c.id == id_)
    row = connection.execute(select(withdrawals).where(or_(w.page_id == id_, w.n.in_(held))).limit(1)).first()
    return withdrawal_from(row) if row is not None else None


def all_withdrawals(connection: Connection) -> tuple[Withdrawal, ...]:
    """In the order they were made."""
    return tuple(withdrawal_from(row) for row in connection.execute(select(withdrawals).order_by(withdrawals.c.n)))


def withdrawal_row(withdrawal: Withdrawal) -> Row:
    """Its row."""
    return plain(withdrawal, ("id", *PLAIN))


def withdrawal_from(row: AnyRow) -> Withdrawal:
    """It again."""
    return Withdrawal(**plain(row, PLAIN))
