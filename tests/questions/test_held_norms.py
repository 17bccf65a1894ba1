"""What is held of norms gives for each event what the ledger's own questions give; and readings looked at together
meet what they meet alone."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.ledger.factory import NOON, make_reading
from tests.questions.world import happened, said

from onrecord.ledger import Ledger, open_ledger
from onrecord.questions import met
from onrecord.questions.held_norms import HeldNorms
from onrecord.terms.events import EventType
from onrecord.terms.records import Modal, Mode

CROSSED = '? ? does="cross; who:soldier::UKR; what:border::BLR"'


def recorded(path: Path | None = None) -> Ledger:
    held = open_ledger(path)
    held.record_many((make_reading(n, statements=4, filler=2) for n in range(40)), recorded_at=NOON)
    held.record_many(
        (
            said(
                date(2026, 1, 1) + timedelta(days=30 * n),
                "BLR",
                Modal.WILL,
                "send troops to the border",
                mode=Mode.IF,
                trigger="soldiers cross the border",
                trigger_pattern=CROSSED,
                number=100 + n,
            )
            for n in range(6)
        ),
        recorded_at=NOON,
    )
    return held


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    with recorded() as held:
        yield held


@pytest.mark.parametrize(("by", "found"), [(None, 6), (date(2026, 3, 15), 3), (date(2025, 12, 31), 0)])
def test_the_same_norms_speak_of_an_event(ledger: Ledger, by: date | None, found: int) -> None:
    keys = ["border", "soldier", "dam"]
    held = HeldNorms(ledger).speaking_of(keys, by=by)
    assert held == ledger.current.speaking_of(keys, by=by)
    assert len(held[0]) == found


def test_one_shared_key_is_not_enough(ledger: Ledger) -> None:
    assert HeldNorms(ledger).speaking_of(["border", "dam"], by=None) == ([], [])


def test_norms_come_in_the_order_of_their_places(ledger: Ledger) -> None:
    places = [part.place for part in ledger.current.speaking_of(["border", "soldier"], by=None)[0]]
    turned = places[::-1]
    assert HeldNorms(ledger).at(turned) == ledger.current.norms_at(turned)
    assert HeldNorms(ledger).at([(10**9, 0)]) == []


def _log(readings_at_a_time: int, monkeypatch: pytest.MonkeyPatch) -> tuple[list[object], ...]:
    monkeypatch.setattr(met, "READINGS_AT_A_TIME", readings_at_a_time)
    with recorded() as held:
        actions = (
            [
                said(day, "BLR", Modal.WILL, "fight", mode=Mode.IF, trigger="it", trigger_pattern="POL ASSAULT UKR"),
                happened(day + timedelta(days=1), "POL", EventType.ASSAULT, "UKR", number=n),
                happened(day + timedelta(days=2), "BLR", EventType.ASSAULT, "POL", number=n),
            ]
            for n in range(6)
            for day in [date(2026, 1, 1) + timedelta(days=30 * n)]
        )
        held.record_many((one for some in actions for one in some), recorded_at=NOON)
        met.check(held, today=date(2026, 12, 1), recorded_at=NOON)
        with held._read_transaction() as connection:
            tables = ("encounters", "statuses", "checked")
            return tuple([tuple(r) for r in connection.execute(text(f"SELECT * FROM {t} ORDER BY n"))] for t in tables)


def test_readings_looked_at_together_leave_the_log_that_each_alone_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    together, alone = _log(32, monkeypatch), _log(1, monkeypatch)
    assert together == alone
    assert [len(rows) > 0 for rows in together] == [True, True, True]


def test_who_adds_a_page_does_not_wait_for_all_that_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(met, "BACKLOG_BESIDE", 2)
    with recorded() as held:
        waiting = held.current.unchecked()
        met.check(held, today=NOON.date(), recorded_at=NOON, came=3)
        assert held.current.unchecked() == waiting[:-5]
        met.check(held, today=NOON.date(), recorded_at=NOON, came=0)
        assert held.current.unchecked() == waiting[:-7]
        met.check(held, today=NOON.date(), recorded_at=NOON)
        assert held.current.how_many_unchecked() == 0
