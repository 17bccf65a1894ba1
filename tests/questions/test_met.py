"""An event arrives: every norm it meets or may meet is reported, once, whichever came in first."""

from datetime import date, timedelta

import pytest
from tests.ledger.factory import NOON
from tests.questions.world import happened, said

from onrecord.ledger import Filters, open_ledger
from onrecord.ledger.standing_values import Encounter
from onrecord.questions.met import check
from onrecord.terms.events import EventStatus, EventType
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
        happened(AFTER, "POL", EventType.ASSAULT, "BLR", status=EventStatus.DENIED),
        happened(AFTER, "POL", EventType.ASSAULT, "BLR", status=EventStatus.PLANNED),
    ],
)
def test_what_is_earlier_by_another_of_another_kind_or_denied_meets_nothing(event: Reading) -> None:
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
