"""Each alert is noted once: whoever reports it, over restarts, a new index and another reader."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.factory import NOON
from tests.questions.test_alerts import RUSSIA, strike, vow
from tests.questions.world import said

from onrecord.ledger import JudgementKind, open_ledger
from onrecord.questions.alerts import Alert, AlertKind, Happenings
from onrecord.questions.met import check
from onrecord.questions.subjects import Subject, SubjectKind
from onrecord.terms.events import EventType
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal
from onrecord.terms.spans import Span
from onrecord.watching.alerts import as_it_stands, kept_alerts, look, told_under
from onrecord.watching.file import watch_file
from onrecord.watching.watches import end, make_watch, mute

BELARUS = Subject(SubjectKind.ACTOR, (("who", "BLR"),))
ALL = Subject(SubjectKind.ALL, ())


class Desk:
    """A ledger to which pages are added, each hour some, and looked at."""

    def __init__(self, folder: Path) -> None:
        self.ledger = folder / "ledger.db"  # its file of watching lies there; the ledger itself is in memory
        self.book = open_ledger(None)
        self.now = NOON

    def add(self, *pages: Reading) -> list[Alert]:
        """What is new after these pages."""
        self.now += timedelta(hours=1)
        self.book.record_many(pages, recorded_at=self.now)
        return self.look()

    def look(self) -> list[Alert]:
        check(self.book, today=self.now.date(), recorded_at=self.now)
        return list(look(self.book, self.ledger, now=self.now))

    def watch(self, subject: Subject, at: datetime | None = None) -> str:
        return make_watch(self.ledger, subject, at=at or self.now)[0].id

    def forget(self, page: Reading) -> None:
        self.book.forget(page.page.id, reason="an order", author="Ada", day=NOON.date(), recorded_at=self.now)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def codes(alerts: Iterable[Alert]) -> list[str]:
    return [alert.code for alert in alerts]


def test_it_is_told_once_over_restarts(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    told = []
    for hour, page in enumerate((vow(), strike(), strike(number=1), vow(number=1))):
        with open_ledger(ledger) as book:  # each time anew, as after a restart
            make_watch(ledger, BELARUS, at=NOON)
            moment = NOON + timedelta(hours=hour)
            book.record(page, recorded_at=moment)
            check(book, today=moment.date(), recorded_at=moment)
            told += codes(look(book, ledger, now=moment))
    assert told == ["new", "released"]


def test_ten_copies_are_one_alert_and_a_new_index_changes_nothing(desk: Desk) -> None:
    desk.watch(BELARUS)
    assert codes(desk.add(vow())) == ["new"]
    assert codes(desk.add(strike())) == ["released"]
    for number in range(1, 10):
        assert desk.add(strike(number=number)) == []
        assert desk.add(vow(number=number)) == []
        if number % 3 == 0:
            desk.book.rebuild_index()
    assert desk.look() == []
    assert codes(kept_alerts(desk.ledger)) == ["released", "new"]
    assert len(kept_alerts(desk.ledger)[1].members) >= 10


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(6)), cuts=st.sets(st.integers(1, 5)))
def test_in_whatever_order_pages_come_each_alert_is_told_once(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], cuts: set[int]
) -> None:
    desk = Desk(tmp_path_factory.mktemp("order"))
    desk.watch(BELARUS)
    pages = [vow(), vow(number=1), vow(number=2), strike(), strike(number=1), strike(number=2)]
    told: list[str] = []
    begin = 0
    for end_ in [*sorted(cuts), len(pages)]:
        told += codes(desk.add(*(pages[n] for n in order[begin:end_])))
        begin = end_
    assert sorted(told) == ["new", "released"]


def test_a_first_watch_on_an_old_ledger_tells_nothing_of_the_past(desk: Desk) -> None:
    desk.add(vow(), strike())
    desk.now += timedelta(minutes=1)
    desk.watch(BELARUS)
    assert desk.look() == []
    assert desk.add(strike(number=1)) == []
    assert codes(desk.add(said(NOON.date(), "BLR", Modal.WILL, "close the border", kind=None))) == ["new"]


def other_reader(reading: Reading, words: str, kind: EventType | None = None) -> Reading:
    """The page as a later reader has it: another stretch of its words, perhaps another kind of action."""
    at = Span(reading.text.index(words), reading.text.index(words) + len(words))
    norms = tuple(replace(n, action=at) for n in reading.norms)
    events = tuple(replace(e, evidence=(at,), type=kind or e.type) for e in reading.events)
    return replace(reading, norms=norms, events=events, reader="reader 2")


def test_a_later_reader_that_reads_the_same_words_otherwise_tells_nothing_new(desk: Desk) -> None:
    desk.watch(BELARUS)
    desk.watch(ALL)
    assert codes(desk.add(vow(), strike())) == ["new", "released"]
    assert desk.add(replace(vow(), reader="reader 2")) == []
    shorter = other_reader(vow(), "send")
    assert desk.add(replace(shorter, reader="reader 3")) == []
    assert desk.add(other_reader(strike(), "Poland acted on")) == []
    assert desk.look() == []


def test_a_muted_watch_keeps_what_it_finds_and_an_ended_one_finds_nothing(desk: Desk) -> None:
    watch = desk.watch(BELARUS)
    mute(desk.ledger, watch, at=desk.now)
    assert codes(desk.add(vow())) == ["new"]
    assert [k.watches for k in kept_alerts(desk.ledger, watch=watch)] == [(watch,)]
    end(desk.ledger, watch, at=desk.now)
    assert desk.add(strike()) == []


def test_two_watches_that_find_one_thing_are_told_of_it_once(desk: Desk) -> None:
    both = sorted([desk.watch(BELARUS), desk.watch(ALL)])
    desk.add(vow())
    (alert,) = desk.add(strike())
    (kept,) = kept_alerts(desk.ledger, ids=[alert.id])
    assert sorted(kept.watches) == both


def test_pages_kept_under_an_earlier_moment_are_looked_at_too(desk: Desk) -> None:
    desk.watch(RUSSIA)
    desk.add(vow())
    page = said(NOON.date(), "RUS", Modal.WILL, "wait")
    # Who adds it began before we looked, and ended after it.
    desk.book.record(page, recorded_at=desk.now - timedelta(minutes=10))
    assert codes(desk.look()) == ["new"]


def test_no_words_of_a_page_are_kept(desk: Desk) -> None:
    desk.watch(BELARUS)
    desk.add(vow(), strike())
    held = b"".join(p.read_bytes() for p in desk.ledger.parent.glob("ledger.db.watch*"))
    for words in (b"send troops", b"Poland attacks", b"acted on", b"Hill Radio"):
        assert words not in held
    assert watch_file(desk.ledger).stat().st_mode & 0o777 == 0o600


def test_what_is_withdrawn_is_gone_there_too(desk: Desk) -> None:
    desk.watch(BELARUS)
    desk.add(vow())
    desk.add(strike())
    desk.forget(strike())
    happenings = Happenings(desk.book, now=desk.now)
    met, new = kept_alerts(desk.ledger)
    assert as_it_stands(happenings, met) is None
    assert as_it_stands(happenings, new) is not None
    desk.book.judge(vow().norms[0].id, JudgementKind.WRONG, by="Ada", at=desk.now)
    assert as_it_stands(Happenings(desk.book, now=desk.now), new) is None


def test_it_keeps_its_id_where_the_first_page_that_told_it_is_withdrawn(desk: Desk) -> None:
    desk.watch(BELARUS)
    desk.add(vow())
    (first,) = desk.add(strike())
    desk.add(strike(number=1))
    desk.forget(strike())
    alerts = Happenings(desk.book, now=desk.now).alerts(BELARUS, since=NOON)
    (met,) = [a for a in alerts if a.happening is AlertKind.MET]
    assert met.id != first.id
    assert told_under(desk.ledger, alerts)[met.id] == first.id
    assert desk.look() == []
