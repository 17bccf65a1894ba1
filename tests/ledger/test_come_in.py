"""What came in when: the first reading of a page counts, and what is kept by an anchor is found by it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.ledger.factory import NOON
from tests.questions.world import happened, said

from onrecord.ledger import Ledger, open_ledger
from onrecord.questions.grades import Grade
from onrecord.questions.met import check
from onrecord.terms.events import EventType
from onrecord.terms.records import Modal, Mode
from onrecord.terms.spans import Span

SAID, AFTER = date(2021, 3, 1), date(2021, 4, 1)
LATER = NOON + timedelta(days=1)
VOW = said(
    SAID, "BLR", Modal.WILL, "send troops", mode=Mode.IF, trigger="Poland attacks", trigger_pattern="POL ASSAULT BLR"
)
OTHER = said(AFTER, "RUS", Modal.WILL, "wait")
STRIKE = happened(AFTER, "POL", EventType.ASSAULT, "BLR")


@pytest.fixture
def ledger() -> Ledger:
    held = open_ledger(None)
    held.record(VOW, recorded_at=NOON)
    held.record(STRIKE, recorded_at=LATER)
    held.record(OTHER, recorded_at=LATER)
    check(held, today=date(2021, 5, 1), recorded_at=LATER)
    return held


def test_norms_stand_under_the_moment_their_page_was_first_read(ledger: Ledger) -> None:
    ledger.record(replace(VOW, reader="reader 2"), recorded_at=LATER + timedelta(hours=1))
    came = ledger.current.first_read(since=NOON)
    assert [(c.norm.agent_id, c.page_id, c.moment) for c in came] == [
        ("RUS", OTHER.page.id, LATER),
        ("BLR", VOW.page.id, NOON),
    ]
    assert [c.norm.agent_id for c in ledger.current.first_read(since=LATER)] == ["RUS"]
    assert [c.norm.agent_id for c in ledger.current.first_read(since=NOON, agents=["BLR"])] == ["BLR"]
    assert len(ledger.current.first_read(since=NOON, limit=1)) == 1
    assert ledger.current.came_in([came[1].norm])[came[1].norm.id].moment == NOON


def test_an_encounter_keeps_the_anchor_of_its_event_and_is_found_by_it(ledger: Ledger) -> None:
    (kept,) = ledger.current.newest_of_grade(Grade.CERTAIN.value, limit=5)
    events = ledger.current.events_anchored([kept.event])
    assert events[kept.event].id == kept.encounter.event_id
    norm = kept.encounter.norm
    assert [n.id for n in ledger.current.norms_anchored([norm])[norm]] == [VOW.norms[0].id]
    assert ledger.current.events_anchored(["deed-none"]) == {} == ledger.current.norms_anchored(["claim-none"])


def test_where_an_event_is_told(ledger: Ledger) -> None:
    (kept,) = ledger.current.newest_of_grade(Grade.CERTAIN.value, limit=5)
    told = ledger.current.told_at([kept.encounter.event_id, "evt-none"])
    assert list(told) == [kept.encounter.event_id]
    held = told[kept.encounter.event_id]
    assert (held.page_id, held.spans, held.words) == (STRIKE.page.id, (Span(0, 23),), "Poland acted on Belarus")
    assert (held.verb, held.moment) == (None, LATER)
    assert ledger.source(held.reading_id).page_id == STRIKE.page.id
