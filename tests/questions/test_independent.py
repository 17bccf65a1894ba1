"""Independent reports: copies count once, the earliest first."""

from datetime import date, timedelta

import pytest
from tests.ledger.factory import NOON
from tests.ledger.stories import paragraph, story

from onrecord.ledger import Entry, Ledger, open_ledger
from onrecord.questions import copies_of, independent_reports

WIRE = [paragraph(n) for n in range(1, 9)]
OTHER = [paragraph(n) for n in range(11, 19)]
DAY = date(2023, 2, 16)


@pytest.fixture
def ledger() -> Ledger:
    book = open_ledger(None)
    readings = [
        story("late paper", [*WIRE[:6], paragraph(99)], day=DAY + timedelta(days=2)),
        story("undated paper", WIRE),
        story("wire", WIRE, day=DAY),
        story("own report", OTHER, day=DAY - timedelta(days=1)),
    ]
    for n, reading in enumerate(readings):
        book.record(reading, recorded_at=NOON + timedelta(minutes=n))
    return book


def named(entries: list[Entry]) -> dict[str, Entry]:
    return {e.source.address: e for e in entries}


def test_copies_are_one_source_and_the_earliest_is_first(ledger: Ledger) -> None:
    found = independent_reports(ledger, list(ledger.entries()))
    assert (found.independent, found.reports) == (2, 4)
    assert [[r.source.address for r in group] for group in found.groups] == [
        ["own report"],
        ["wire", "late paper", "undated paper"],
    ]
    assert found.to_json()["groups"][1][0]["source"]["address"] == "wire"


def test_order_of_asking_changes_nothing(ledger: Ledger) -> None:
    entries = list(ledger.entries())
    assert independent_reports(ledger, entries[::-1]) == independent_reports(ledger, entries)
    assert independent_reports(ledger, []).independent == 0


def test_the_pages_that_copy_one(ledger: Ledger) -> None:
    entries = named(list(ledger.entries()))
    assert [s.address for s in copies_of(ledger, entries["undated paper"])] == ["wire", "late paper", "undated paper"]
    assert [s.address for s in copies_of(ledger, entries["own report"])] == ["own report"]
