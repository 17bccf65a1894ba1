"""When an actor spoke, counted by records: of all that is on record, or of another actor only."""

from datetime import date
from pathlib import Path

import pytest
from tests.ledger.factory import NOON
from tests.questions.world import said

from onrecord.ledger import Ledger, open_ledger
from onrecord.questions.spoken import spoken
from onrecord.terms.records import Modal

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    held = open_ledger(tmp_path / "ledger.db")
    pages = [
        said(MAY, "RUS", Modal.WILL, "send troops", target="UKR"),
        said(MARCH, "RUS", Modal.WILL, "sell grain"),
        said(APRIL, "UKR", Modal.WILL_NOT, "sell grain", target="RUS"),
    ]
    held.record_many(pages, recorded_at=NOON)
    return held


def test_one_for_each_record_oldest_first(ledger: Ledger) -> None:
    assert [(s.first, s.last, s.directness) for s in spoken(ledger, "RUS")] == [
        (MARCH, MARCH, "indirect"),
        (MAY, MAY, "indirect"),
    ]


def test_of_each_other(ledger: Ledger) -> None:
    assert [s.last for s in spoken(ledger, "RUS", "UKR")] == [APRIL, MAY]
    assert spoken(ledger, "UKR", "POL") == ()


def test_between_days(ledger: Ledger) -> None:
    assert [s.last for s in spoken(ledger, "RUS", since=APRIL)] == [MAY]
    assert [s.last for s in spoken(ledger, "RUS", until=APRIL)] == [MARCH]
    with pytest.raises(ValueError, match="lies after"):
        spoken(ledger, "RUS", since=MAY, until=APRIL)
