"""An event arrives: every norm it meets or may meet is reported, once, whichever came in first."""

from datetime import date, timedelta

import pytest
from tests.ledger.factory import NOON
from tests.questions.world import happened, said

from onrecord.ledger import Filters, open_ledger
from onrecord.ledger.index.status_log import Encounter
from onrecord.questions.met import Grade, check, grade_of, ground_of
from onrecord.reasoning.certainty import Certainty, SlotMatch
from onrecord.terms.events import EventStatus, EventType
from onrecord.terms.patterns import EventPattern
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode

SAID, AFTER, BEFORE = date(2021, 3, 1), date(2021, 4, 1), date(2021, 2, 1)
TODAY = date(2021, 5, 1)
DEED = "send troops to the border"
ATTACK = "POL ASSAULT BLR"
STRIKE = happened(AFTER, "POL", EventType.ASSAULT, "BLR")


def waits(modal: Modal, mode: Mode, **slots: object) -> Reading:
    return said(SAID, "BLR", modal, DEED, mode=mode, trigger="Poland attacks", trigger_pattern=ATTACK, **slots)  # type: ignore[arg-type]


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
        said(SAID, "BLR", Modal.WILL_NOT, DEED, target="POL"), happened(AFTER, "BLR", EventType.ASSAULT, "POL")
    )
    assert (one.verdict, one.role) == ("maybe_breached", "deed")


def test_a_deed_with_a_pattern_is_done_or_broken() -> None:
    act = happened(AFTER, "BLR", EventType.ASSAULT, "POL")
    for modal, verdict in ((Modal.WILL, "fulfilled"), (Modal.WILL_NOT, "breached")):
        (one,) = met(said(SAID, "BLR", modal, DEED, action_pattern="BLR ASSAULT POL", target="POL"), act)
        assert one.verdict == verdict


def test_time_and_later_words_change_a_norms_status() -> None:
    pages = [
        said(SAID, "BLR", Modal.WILL, "lift the embargo", kind=EventType.CONCEDE, due=AFTER),
        said(SAID, "BLR", Modal.WILL, DEED),
        said(AFTER, "BLR", Modal.WILL_NOT, DEED),
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
        assert [s.status for s in ledger.standing.statuses()] == ["maybe_superseded", "overdue"]


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
        assert ledger.standing.conditions_met([one.norm]) == [] or all(
            Grade(kept.match).certainty is Certainty.NO for kept in ledger.standing.conditions_met([one.norm])
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
        assert became == [] == ledger.standing.statuses()


@pytest.mark.parametrize(
    "asked, event, grade, missing",
    [
        ('? ? does="end; what:campaign::"', "BLR", "maybe", "nothing but the deed agrees"),
        ('BLR ? does="work"', "BLR", "maybe", "nothing agrees but the deed and who does it"),
    ],
)
def test_what_any_event_may_be_is_not_pushed(asked: str, event: str, grade: str, missing: str) -> None:
    pattern = EventPattern.parse(asked)
    slots = [SlotMatch("deed", Certainty.YES, "both are the same")]
    if pattern.actor is not None:
        slots.append(SlotMatch("actor", Certainty.YES, "BLR is who is meant"))
    ground = ground_of(pattern, slots)
    assert ground is not None
    assert (ground.slot, ground.certainty, ground.reason) == ("kind", Certainty.MAYBE, missing)
    assert grade_of(Certainty.MAYBE, [*slots, ground]).value == grade


@pytest.mark.parametrize(
    "asked, agreed",
    [
        ('BLR ? does="close; what:border::"', ("deed", "actor", "object")),
        ('? ? does="board; what:vessel::tur"', ("deed", "object")),
        ("BLR ASSAULT POL", ("type", "actor", "recipient")),
    ],
)
def test_what_is_named_and_agrees_is_ground_enough(asked: str, agreed: tuple[str, ...]) -> None:
    slots = [SlotMatch(slot, Certainty.YES, "alike") for slot in agreed]
    named = EventPattern.parse(asked)
    assert (ground_of(named, slots) is None) is bool(named.codes)


def test_what_comes_too_late_fulfils_nothing_and_after_years_is_a_possibility() -> None:
    vow = said(SAID, "BLR", Modal.WILL, "attack Poland", target="POL", action_pattern="BLR ASSAULT POL", due=BEFORE)
    assert met(vow, happened(AFTER, "BLR", EventType.ASSAULT, "POL")) == []
    old = said(date(2010, 3, 1), "BLR", Modal.WILL, "attack Poland", target="POL", action_pattern="BLR ASSAULT POL")
    (one,) = met(old, happened(AFTER, "BLR", EventType.ASSAULT, "POL"))
    assert one.match == Grade.POSSIBLE.value
    assert ("age", "maybe", "11 years lie between the words and the event") in one.reasons
