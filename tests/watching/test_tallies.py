"""How many alerts a watch found, were sent, and were judged wrong."""

from datetime import timedelta
from pathlib import Path

from tests.ledger.factory import NOON
from tests.questions.test_alerts import strike, vow
from tests.watching.receivers import Clock, outside, receiving

from onrecord.ledger import JudgementKind, open_ledger
from onrecord.pages import Network
from onrecord.questions.subjects import Subject, SubjectKind
from onrecord.watching.hooks import add_hook
from onrecord.watching.outgoing import send_due
from onrecord.watching.tallies import WatchTally, tallies
from onrecord.watching.watches import make_watch, watches


def test_found_sent_and_judged_wrong(tmp_path: Path) -> None:
    ledger, clock = tmp_path / "ledger.db", Clock()
    with receiving() as receiver, open_ledger(ledger) as book:
        one, _ = make_watch(ledger, Subject(SubjectKind.ACTOR, (("who", "BLR"),)), at=NOON)
        other, _ = make_watch(ledger, Subject(SubjectKind.ACTOR, (("who", "RUS"),)), at=NOON)
        add_hook(ledger, receiver.url, private=True, at=NOON, chance=bytes(32), network=Network())
        clock.forward(hours=1)
        book.record_many((vow(), strike()), recorded_at=clock())
        send_due(ledger, outside(clock))
        assert tallies(book, ledger, watches(ledger)) == {one.id: WatchTally(2, 2, 0), other.id: WatchTally(0, 0, 0)}
        book.judge(vow().norms[0].id, JudgementKind.WRONG, by="Ada", at=clock())
        assert tallies(book, ledger, watches(ledger))[one.id] == WatchTally(2, 2, 2)
        book.judge(vow().norms[0].id, JudgementKind.CONFIRM, by="Ada", at=clock() + timedelta(hours=1))
        assert tallies(book, ledger, watches(ledger))[one.id] == WatchTally(2, 2, 0)
