"""A ledger that came in on two days: what was ready hardens, a condition with its last day, a raid that meets it."""

from datetime import UTC, date, datetime
from pathlib import Path

from tests.questions.world import happened, said

from onrecord.ledger import Ledger, open_ledger
from onrecord.questions.met import check
from onrecord.terms.events import EventType
from onrecord.terms.records import Modal, Mode, Strength

FIRST, SECOND = datetime(2026, 3, 2, 9, 0, tzinfo=UTC), datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
OLD = said(date(2026, 2, 1), "RUS", Modal.READY, "attack Poland", strength=Strength.READY)
HARDER = said(date(2026, 3, 8), "RUS", Modal.WILL, "attack Poland", strength=Strength.FIRM)
CONDITION = said(
    date(2026, 3, 7),
    "BLR",
    Modal.WILL,
    "attack Poland",
    mode=Mode.IF,
    trigger="Poland attacks Ukraine",
    trigger_pattern="POL ASSAULT UKR",
    due=date(2026, 3, 20),
)
RAID = happened(date(2026, 3, 8), "POL", EventType.ASSAULT, "UKR")


def came_in_twice(path: Path) -> Ledger:
    """The ledger, looked through at the second of the two moments."""
    held = open_ledger(path)
    held.record(OLD, recorded_at=FIRST)
    for reading in (HARDER, CONDITION, RAID):
        held.record(reading, recorded_at=SECOND)
    check(held, today=NOW.date(), recorded_at=SECOND)
    return held
