"""A norm that any event may meet keeps some of them; one that is surely met is told of all the same."""

from datetime import date, timedelta

import pytest
from tests.ledger.factory import NOON
from tests.questions.world import happened, said

from onrecord.ledger import Ledger, open_ledger
from onrecord.questions import possible_encounters
from onrecord.questions.grades import Grade
from onrecord.questions.met import check
from onrecord.terms.events import EventType
from onrecord.terms.records import Modal

SAID = date(2021, 3, 1)
TODAY = date(2022, 5, 1)
MOST = 5


@pytest.fixture(autouse=True)
def _few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(possible_encounters, "POSSIBLE_AT_MOST", MOST)


def looked_at(ledger: Ledger) -> int:
    """How many encounters were new."""
    return len(check(ledger, today=TODAY, recorded_at=NOON)[0])


def test_of_many_events_that_may_meet_a_norm_the_first_are_kept() -> None:
    vague = said(SAID, "BLR", Modal.WILL_NOT, "send troops to the border", target="POL")
    other = said(SAID, "RUS", Modal.WILL_NOT, "send troops to the border", target="POL", number=2)
    days = [SAID + timedelta(days=n) for n in range(1, 31)]
    with open_ledger(None) as ledger:
        ledger.record_many((vague, other), recorded_at=NOON)
        new = []
        for start in range(0, 30, 3):
            some = [happened(day, "BLR", EventType.ASSAULT, "POL") for day in days[start : start + 3]]
            ledger.record_many(some, recorded_at=NOON)
            new.append(looked_at(ledger))
        assert new == [3, 2, *[0] * 8]
        ledger.record(happened(days[0], "RUS", EventType.ASSAULT, "POL"), recorded_at=NOON)
        assert looked_at(ledger) == 1
        assert ledger.current.how_many_by_match() == {"maybe": MOST + 1}
        assert ledger.current.how_many_by_match(since=NOON.date() + timedelta(days=1)) == {}


@pytest.mark.parametrize("events_first", [True, False])
def test_the_same_number_is_kept_whichever_came_first(events_first: bool) -> None:
    norm = [said(SAID, "BLR", Modal.WILL_NOT, "send troops to the border", target="POL")]
    events = [happened(SAID + timedelta(days=n), "BLR", EventType.ASSAULT, "POL") for n in range(1, 40)]
    with open_ledger(None) as ledger:
        ledger.record_many([*events, *norm] if events_first else [*norm, *events], recorded_at=NOON)
        assert looked_at(ledger) == MOST


def test_what_surely_meets_it_is_kept_beside_them() -> None:
    norm = said(
        SAID, "BLR", Modal.WILL_NOT, "send troops to the border", action_pattern="BLR ASSAULT POL", target="POL"
    )
    vague = said(SAID, "BLR", Modal.WILL_NOT, "send troops to the border", target="POL", number=2)
    events = [happened(SAID + timedelta(days=n), "BLR", EventType.ASSAULT, "POL") for n in range(1, 10)]
    with open_ledger(None) as ledger:
        ledger.record_many((vague, norm, *events), recorded_at=NOON)
        looked_at(ledger)
        assert ledger.current.how_many_by_match() == {"maybe": MOST, "yes": len(events)}
        surely = ledger.current.encounters(matches=Grade.shown(possible=False))
        assert {one.verdict for one in surely} == {"breached"}
        assert len(ledger.current.encounters(matches=Grade.shown(possible=True))) == MOST + len(events)
