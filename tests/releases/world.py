"""A ledger for releases: norms, an event, two coders; and the day and versions of a machine that is not this one."""

from datetime import date, timedelta
from pathlib import Path

from onrecord.ledger import open_ledger
from onrecord.questions.met import check
from onrecord.releases.wishes import Surroundings
from onrecord.terms.events import EventType
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.records import Modal
from tests.ledger.factory import NOON
from tests.questions.world import happened, said

MARCH, MAY = date(2026, 3, 5), date(2026, 5, 9)
READINGS = (
    said(MARCH, "RUS", Modal.WILL, "attack Finland", target="FIN", due=date(2026, 4, 1)),
    said(MAY, "BLR", Modal.WILL_NOT, "sign the pact", target="POL"),
    happened(MAY, "RUS", EventType.ASSAULT, "FIN"),
)
HERE = Surroundings(on=date(2026, 6, 1), onrecord="0.1.0", installed={"python": "3.11.2"})
ELSEWHERE = Surroundings(on=date(2031, 12, 31), onrecord="0.1.0", installed={"python": "3.13.9"})


def make_ledger(path: Path) -> Path:
    """The ledger's file."""
    with open_ledger(path) as book:
        book.record_many(READINGS, recorded_at=NOON)
        check(book, today=date(2026, 6, 1), recorded_at=NOON)
        for n, by in enumerate(("ana", "ben")):
            for reading in READINGS[:2]:
                verdict = JudgementKind.WRONG if by == "ben" and reading is READINGS[1] else JudgementKind.CONFIRM
                book.judge(reading.norms[0].id, verdict, by=by, at=NOON + timedelta(seconds=n))
    return path
