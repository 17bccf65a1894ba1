"""What somebody is told of: each once, whoever reports it, in whatever order it comes in."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from tests.ledger.factory import NOON
from tests.questions.world import happened, said

from onrecord.ledger import JudgementKind, Ledger, open_ledger
from onrecord.questions.alerts import Alert, AlertKind, Happenings
from onrecord.questions.met import check
from onrecord.questions.subjects import Subject, SubjectKind, subject_of
from onrecord.terms.events import EventType
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode, Strength

SAID, AFTER = date(2026, 1, 2), date(2026, 1, 4)
ALL = Subject(SubjectKind.ALL, ())
BELARUS = Subject(SubjectKind.ACTOR, (("who", "BLR"),))
RUSSIA = Subject(SubjectKind.ACTOR, (("who", "RUS"),))
WAITS = {"mode": Mode.UNLESS, "trigger": "Poland attacks", "trigger_pattern": "POL ASSAULT BLR"}
BEFORE = NOON - timedelta(days=30)


def vow(day: date = SAID, number: int = 0, strength: Strength = Strength.FIRM) -> Reading:
    return said(day, "BLR", Modal.WILL_NOT, "send troops", number=number, strength=strength, **WAITS)  # type: ignore[arg-type]


def strike(day: date = AFTER, number: int = 0) -> Reading:
    return happened(day, "POL", EventType.ASSAULT, "BLR", number=number)


def held(*batches: Iterable[Reading]) -> Ledger:
    """A ledger in which each batch came in an hour after the one before, and was looked at."""
    ledger = open_ledger(None)
    for hour, batch in enumerate(batches):
        moment = NOON + timedelta(hours=hour)
        ledger.record_many(batch, recorded_at=moment)
        check(ledger, today=moment.date(), recorded_at=moment)
    return ledger


def told(ledger: Ledger, subject: Subject, since: datetime = BEFORE, now: datetime = NOON) -> list[Alert]:
    return Happenings(ledger, now=now).alerts(subject, since=since)


def shown(alerts: list[Alert]) -> list[tuple[str, str | None]]:
    return [(a.code, a.norm.agent_id) for a in alerts]


def test_a_condition_is_met_and_it_is_said_by_whom() -> None:
    (alert,) = told(held([vow()], [strike()]), ALL)
    assert (alert.happening, alert.code, alert.moment) == (AlertKind.MET, "released", NOON + timedelta(hours=1))
    assert alert.met is not None
    assert (alert.met.independent, alert.met.reports) == (1, 1)
    assert alert.met.event.words == "Poland acted on Belarus"
    assert alert.held.norm == alert.entry.norms[0].norm


def test_ten_copies_in_any_order_are_one_alert() -> None:
    copies = [strike(number=n) for n in range(10)]
    ledger = held([vow()], *([one] for one in copies))
    (alert,) = told(ledger, ALL)
    assert alert.met is not None
    assert alert.met.reports == 10
    assert len(alert.members) == 10
    assert alert.moment == NOON + timedelta(hours=1)
    first = [a.id for a in told(held([vow()], copies[:1]), ALL)]
    assert [alert.id] == first, "who follows a feed sees no new entry where copies arrive"


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_copies_of_a_saying_are_one_new_commitment_in_any_order(order: tuple[int, ...]) -> None:
    copies = [vow(number=n) for n in range(3)] + [vow(day=AFTER, number=3)]
    ledger = held(*([copies[n]] for n in order))
    (alert,) = told(ledger, BELARUS)
    assert (alert.code, alert.moment) == ("new", NOON)
    assert alert.norm.id == copies[order[0]].norms[0].id


def test_the_past_is_no_alert_of_who_begins_to_watch_now() -> None:
    ledger = held([vow(), strike()], [strike(number=1)])
    assert told(ledger, BELARUS, since=NOON + timedelta(minutes=1)) == []
    assert shown(told(ledger, BELARUS, since=NOON)) == [("released", "BLR"), ("new", "BLR")]


def test_a_page_read_anew_came_in_when_it_was_first_read() -> None:
    ledger = held([vow(), strike()], [replace(vow(), reader="reader 2"), replace(strike(), reader="reader 2")])
    assert told(ledger, BELARUS, since=NOON + timedelta(minutes=1)) == []
    assert {a.moment for a in told(ledger, BELARUS)} == {NOON}


def test_a_new_index_changes_no_id() -> None:
    ledger = held([vow()], [strike()], [strike(number=1)])
    before = [a.id for a in told(ledger, BELARUS)]
    ledger.rebuild_index()
    assert [a.id for a in told(ledger, BELARUS)] == before
    assert len(before) == 2


def test_what_hardened_softened_or_is_taken_back_has_a_word_of_its_own() -> None:
    ready = said(SAID, "RUS", Modal.READY, "attack Poland", strength=Strength.READY)
    firm = said(AFTER, "RUS", Modal.WILL, "attack Poland")
    never = said(AFTER + timedelta(days=1), "RUS", Modal.WILL_NOT, "attack Poland")
    ledger = held([ready], [firm], [never])
    assert shown(told(ledger, RUSSIA)) == [("contradicted", "RUS"), ("hardened", "RUS"), ("new", "RUS")]
    assert shown(told(ledger, ALL)) == [("contradicted", "RUS"), ("hardened", "RUS")]
    hardened = told(ledger, RUSSIA)[1]
    assert hardened.earlier is not None
    assert hardened.earlier[1].id == ready.norms[0].id
    assert shown(told(held([ready], [never]), RUSSIA))[0] == ("withdrawn", "RUS")
    softer = said(date(2026, 1, 5), "RUS", Modal.READY, "attack Poland")
    assert shown(told(held([firm], [softer]), ALL)) == [("softened", "RUS")]


def test_who_watches_one_actor_hears_of_no_other() -> None:
    ledger = held([vow(), said(SAID, "RUS", Modal.WILL, "wait")], [strike()])
    assert shown(told(ledger, RUSSIA)) == [("new", "RUS")]
    pair = subject_of(ledger, SubjectKind.PAIR, {"who": "Belarus", "other": "Poland"})
    assert shown(told(ledger, pair)) == [("released", "BLR"), ("new", "BLR")]
    other = subject_of(ledger, SubjectKind.PAIR, {"who": "Belarus", "other": "Finland"})
    assert told(ledger, other) == []


def test_a_saved_search_tells_of_what_it_finds() -> None:
    ledger = held([vow(), said(SAID, "RUS", Modal.WILL, "wait")], [strike()])
    troops = subject_of(ledger, SubjectKind.SEARCH, {"q": "troops", "modal": "will_not"})
    assert shown(told(ledger, troops)) == [("released", "BLR"), ("new", "BLR")]
    assert told(ledger, subject_of(ledger, SubjectKind.SEARCH, {"q": "troops", "modal": "will"})) == []
    assert shown(told(ledger, subject_of(ledger, SubjectKind.SEARCH, {"actor": "Russia"}))) == [("new", "RUS")]
    unchecked = subject_of(ledger, SubjectKind.SEARCH, {"actor": "Russia", "checked": "no"})
    assert len(told(ledger, unchecked)) == 1
    ledger.judge(ledger_norm(ledger, "RUS"), JudgementKind.CONFIRM, by="Ada", at=NOON)
    assert told(ledger, unchecked) == []


def ledger_norm(ledger: Ledger, agent: str) -> str:
    return ledger.current.norms_of(agent)[0].id


def test_a_deadline_is_told_of_a_week_before_once_for_all_copies() -> None:
    due = date(2026, 1, 20)
    pages = [said(SAID, "RUS", Modal.WILL, "lift the ban", kind=None, due=due, number=n) for n in range(2)]
    other = said(SAID, "RUS", Modal.WILL, "free the crew", kind=None, due=due)
    ledger = held([*pages, other])
    assert shown(told(ledger, RUSSIA, now=NOON, since=NOON)) == [("new", "RUS"), ("new", "RUS")]
    near = datetime(2026, 1, 14, 8, tzinfo=UTC)
    alerts = [a for a in told(ledger, RUSSIA, now=near) if a.happening is AlertKind.DUE]
    assert [(a.code, a.due, a.moment) for a in alerts] == [("deadline", due, datetime(2026, 1, 13, tzinfo=UTC))] * 2
    assert sorted(len(a.members) for a in alerts) == [1, 2]
    assert not [a for a in told(ledger, ALL, now=near) if a.happening is AlertKind.DUE]
    over = datetime(2026, 1, 21, 8, tzinfo=UTC)
    assert not [a for a in told(ledger, RUSSIA, now=over) if a.happening is AlertKind.DUE]


def test_likely_and_possible_notices_are_no_alerts() -> None:
    bare = said(SAID, "BLR", Modal.WILL_NOT, "attack Poland", target="POL")
    ledger = held([bare], [happened(AFTER, "BLR", EventType.ASSAULT, "POL")])
    assert ledger.current.encounters()
    assert shown(told(ledger, BELARUS)) == [("new", "BLR")]


def test_an_alert_again_by_what_it_was_kept_under() -> None:
    due = date(2026, 1, 8)
    ledger = held([vow(), said(SAID, "BLR", Modal.WILL, "wait", due=due)], [strike(), strike(number=1)])
    for alert in told(ledger, BELARUS):
        again = Happenings(ledger, now=NOON).again(alert.happening, alert.members[-1:])
        assert again is not None
        assert (again.happening, again.code, again.norm.agent_id) == (alert.happening, alert.code, "BLR")


def test_what_is_withdrawn_or_judged_wrong_is_no_alert_any_more() -> None:
    ledger = held([vow(), vow(number=1)], [strike()])
    met, new = told(ledger, BELARUS)
    ledger.judge(new.norm.id, JudgementKind.WRONG, by="Ada", at=NOON)
    again = Happenings(ledger, now=NOON).again(new.happening, new.members)
    assert again is not None
    assert again.norm.id != new.norm.id, "another page still tells it"
    for page in (vow().page, vow(number=1).page):
        ledger.forget(page.id, reason="an order", author="Ada", day=SAID, recorded_at=NOON)
    assert told(ledger, BELARUS) == []
    assert Happenings(ledger, now=NOON).again(met.happening, met.members) is None
    assert Happenings(ledger, now=NOON).again(new.happening, new.members) is None
