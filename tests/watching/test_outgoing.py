"""One call after each round, and by the clock: it notices, notes and sends."""

from pathlib import Path

import pytest
from tests.ledger.factory import NOON
from tests.questions.test_alerts import strike, vow
from tests.watching.receivers import Clock, outside, receiving

from onrecord.ledger import LedgerMissing, open_ledger
from onrecord.pages import Network
from onrecord.questions.subjects import Subject, SubjectKind
from onrecord.watching.alerts import kept_alerts
from onrecord.watching.deliveries import Outgoing
from onrecord.watching.hooks import add_hook
from onrecord.watching.outgoing import AlertsTold, send_due
from onrecord.watching.watches import make_watch

ALL = Subject(SubjectKind.ALL, ())


def test_what_nobody_looked_at_is_looked_at_and_told_once(tmp_path: Path) -> None:
    ledger, clock = tmp_path / "ledger.db", Clock()
    with open_ledger(ledger) as book:
        make_watch(ledger, ALL, at=NOON)
        clock.forward(hours=1)
        book.record_many((vow(), strike()), recorded_at=clock())
        assert book.current.encounters() == []
    assert send_due(ledger, outside(clock)).new == 1
    assert send_due(ledger, outside(clock)) == AlertsTold(0, send_due(ledger, outside(clock)).outgoing)
    assert [k.code for k in kept_alerts(ledger)] == ["released"]


def test_by_the_clock_only_what_waits_is_sent(tmp_path: Path) -> None:
    ledger, clock = tmp_path / "ledger.db", Clock()
    with receiving() as receiver, open_ledger(ledger) as book:
        make_watch(ledger, ALL, at=NOON)
        add_hook(ledger, receiver.url, private=True, desk="", at=NOON, chance=bytes(32), network=Network())
        clock.forward(hours=1)
        book.record_many((vow(), strike()), recorded_at=clock())
        receiver.answers = [(503, {}, 0.0)]
        assert send_due(ledger, outside(clock)).outgoing.failed == 1
        assert send_due(ledger, outside(clock), look=False).outgoing.sent == 0
        receiver.answers = [(204, {}, 0.0)]
        clock.forward(hours=1)
        assert send_due(ledger, outside(clock), look=False) == AlertsTold(0, Outgoing(sent=1))


def test_a_ledger_that_is_not_there_is_said(tmp_path: Path) -> None:
    make_watch(tmp_path / "ledger.db", ALL, at=NOON)
    with pytest.raises(LedgerMissing):
        send_due(tmp_path / "ledger.db", outside(Clock()))
