"""An event arrives: every norm it meets or may meet is reported, once, whichever came in first."""

from datetime import date, timedelta

import pytest
from tests.ledger.factory import NOON
from tests.questions.world import happened, said

from onrecord.ledger import Filters, open_ledger
from onrecord.ledger.index.status_log import Encounter
from onrecord.questions.grades import Grade
from onrecord.questions.met import check
from onrecord.questions.notices import notices
from onrecord.reasoning.certainty import Certainty
from onrecord.terms.events import EventStatus, EventType
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode

SAID, AFTER, BEFORE = date(2021, 3, 1), date(2021, 4, 1), date(2021, 2, 1)
TODAY = date(2021, 5, 1)
ACTION = "send troops to the border"
ATTACK = "POL ASSAULT BLR"
STRIKE = happened(AFTER, "POL", EventType.ASSAULT, "BLR")


def waits(modal: Modal, mode: Mode, **slots: object) -> Reading:
    return said(SAID, "BLR", modal, ACTION, mode=mode, trigger="Poland attacks", trigger_pattern=ATTACK, **slots)  # type: ignore[arg-type]


def met(*pages: Reading, today: date = TODAY) -> list[Encounter]:
    with open_ledger(None) as ledger:
        ledger.record_many(pages, recorded_at=NOON)
        found, _ = check(ledger, today=today, recorded_at=NOON)
        assert check(ledger, today=today, recorded_at=NOON) == ([], [])
        return found


@pytest.mark.parametrize(
    "modal, mode, verdict",
    [
        (Modal.WILL, Mode.IF, "triggered"),
        (Modal.READY, Mode.IF, "triggered"),
        (Modal.WILL_NOT, Mode.UNLESS, "released"),
        (Modal.WILL_NOT, Mode.IF, "in_force"),
        (Modal.PREDICTS, Mode.IF, "prediction_applies"),
    ],
)
def test_a_met_trigger_gives_the_verdict_of_the_table(modal: Modal, mode: Mode, verdict: str) -> None:
    for pages in ((waits(modal, mode), STRIKE), (STRIKE, waits(modal, mode))):
        (one,) = met(*pages)
        assert (one.verdict, one.role, one.match) == (verdict, "trigger", "yes")
        assert one.event.words
        assert one.reasons


def test_only_if_never_triggers() -> None:
    assert not [m for m in met(waits(Modal.WILL_NOT, Mode.UNLESS), STRIKE) if "triggered" in m.verdict]


@pytest.mark.parametrize(
    "event",
    [
        happened(BEFORE, "POL", EventType.ASSAULT, "BLR"),
        happened(AFTER, "FIN", EventType.ASSAULT, "BLR"),
        happened(AFTER, "POL", EventType.CONSULT, "BLR"),
        happened(BEFORE, "POL", EventType.ASSAULT, "BLR", status=EventStatus.DENIED),
        happened(AFTER, "FIN", EventType.ASSAULT, "BLR", status=EventStatus.DENIED),
        happened(AFTER, "POL", EventType.ASSAULT, "BLR", status=EventStatus.NEGATED),
        happened(AFTER, "POL", EventType.ASSAULT, "BLR", status=EventStatus.PLANNED),
    ],
)
def test_what_is_earlier_by_another_of_another_kind_or_not_so_meets_nothing(event: Reading) -> None:
    assert met(waits(Modal.WILL, Mode.IF), event) == []


def test_a_kind_without_a_readers_pattern_may_be_met_and_no_more() -> None:
    (one,) = met(
        said(SAID, "BLR", Modal.WILL_NOT, ACTION, target="POL"), happened(AFTER, "BLR", EventType.ASSAULT, "POL")
    )
    assert (one.verdict, one.role) == ("maybe_breached", "deed")


def test_an_action_with_a_pattern_is_done_or_broken() -> None:
    act = happened(AFTER, "BLR", EventType.ASSAULT, "POL")
    for modal, verdict in ((Modal.WILL, "fulfilled"), (Modal.WILL_NOT, "breached")):
        (one,) = met(said(SAID, "BLR", modal, ACTION, action_pattern="BLR ASSAULT POL", target="POL"), act)
        assert one.verdict == verdict


def test_time_and_later_words_change_a_norms_status() -> None:
    pages = [
        said(SAID, "BLR", Modal.WILL, "lift the embargo", kind=EventType.CONCEDE, due=AFTER),
        said(SAID, "BLR", Modal.WILL, ACTION),
        said(AFTER, "BLR", Modal.WILL_NOT, ACTION),
    ]
    with open_ledger(None) as ledger:
        ledger.record_many(pages, recorded_at=NOON)
        _, became = check(ledger, today=AFTER, recorded_at=NOON)
        assert [s.status for s in became] == ["maybe_superseded"]
        _, became = check(ledger, today=AFTER + timedelta(days=1), recorded_at=NOON)
        assert [s.status for s in became] == ["overdue"]
        assert ledger.count(Filters(status="overdue")) == 1
        ledger.rebuild_index()
        assert ledger.count(Filters(status="overdue")) == 1
        assert [s.status for s in ledger.current.statuses()] == ["maybe_superseded", "overdue"]


def test_the_order_of_loading_changes_nothing() -> None:
    pages = [waits(Modal.WILL, Mode.IF), STRIKE, waits(Modal.WILL_NOT, Mode.UNLESS, number=2)]
    one = {m.id for m in met(*pages)}
    assert one == {m.id for m in met(*reversed(pages))}
    assert len(one) == 2


def test_what_is_denied_is_a_notice_of_its_own_and_nothing_becomes_of_the_norm() -> None:
    denied = happened(AFTER, "POL", EventType.ASSAULT, "BLR", status=EventStatus.DENIED)
    with open_ledger(None) as ledger:
        ledger.record_many((waits(Modal.WILL, Mode.IF), denied), recorded_at=NOON)
        (one,), became = check(ledger, today=TODAY, recorded_at=NOON)
        assert became == []
        assert (one.match, one.verdict, one.role) == (Grade.DENIED.value, "denied", "trigger")
        assert one.reasons[-1] == ("status", "no", "somebody denies it; it would be triggered")
        assert ledger.current.conditions_met([one.norm]) == [] or all(
            Grade(kept.match).certainty is Certainty.NO for kept in ledger.current.conditions_met([one.norm])
        )


def test_a_possibility_alone_makes_nothing_of_a_norm() -> None:
    with open_ledger(None) as ledger:
        pages = (
            said(SAID, "BLR", Modal.WILL_NOT, "attack Poland", target="POL"),
            happened(AFTER, "BLR", EventType.ASSAULT, "POL"),
        )
        ledger.record_many(pages, recorded_at=NOON)
        (one,), became = check(ledger, today=TODAY, recorded_at=NOON)
        assert (one.match, one.verdict) == (Grade.POSSIBLE.value, "maybe_breached")
        assert became == [] == ledger.current.statuses()


def test_what_comes_too_late_fulfils_nothing_and_after_years_is_a_possibility() -> None:
    vow = said(SAID, "BLR", Modal.WILL, "attack Poland", target="POL", action_pattern="BLR ASSAULT POL", due=BEFORE)
    assert met(vow, happened(AFTER, "BLR", EventType.ASSAULT, "POL")) == []
    old = said(date(2010, 3, 1), "BLR", Modal.WILL, "attack Poland", target="POL", action_pattern="BLR ASSAULT POL")
    (one,) = met(old, happened(AFTER, "BLR", EventType.ASSAULT, "POL"))
    assert one.match == Grade.POSSIBLE.value
    assert ("age", "maybe", "11 years lie between the words and the event") in one.reasons


def test_what_only_may_follow_from_the_event_is_a_possibility() -> None:
    vow = said(SAID, "BLR", Modal.WILL_NOT, "arrest Poles", target="POL", action_pattern="BLR COERCE POL")
    (one,) = met(vow, happened(AFTER, "BLR", EventType.ASSAULT, "POL"))
    assert (one.verdict, one.match) == ("maybe_breached", Grade.POSSIBLE.value)
    assert ("kind", "maybe", "it may follow from the event: one side's arrest is the other's abduction") in one.reasons


def test_one_event_told_by_several_pages_is_one_notice_and_two_events_are_two() -> None:
    vow = said(SAID, "BLR", Modal.WILL, "attack Poland", target="POL", action_pattern="BLR ASSAULT POL")
    days = (AFTER, AFTER, AFTER + timedelta(days=3))
    pages = [happened(day, "BLR", EventType.ASSAULT, "POL", number=n) for n, day in enumerate(days)]
    with open_ledger(None) as ledger:
        ledger.record_many([vow, *pages], recorded_at=NOON)
        check(ledger, today=TODAY, recorded_at=NOON)
        told = notices(ledger, ledger.current.encounters())
    assert sorted((n.event.first, n.reports) for n in told if n.event) == [(days[0], 2), (days[2], 1)]
