"""What is new since the last look: met, said, moved, due; what was read again is not."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.questions.two_looks import CONDITION, FIRST, HARDER, NOW, OLD, SECOND, came_in_twice

from onrecord.ledger import Ledger, open_ledger
from onrecord.questions.today import today


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return came_in_twice(tmp_path / "ledger.db")


def test_new_since_the_last_look(ledger: Ledger) -> None:
    found = today(ledger, since=FIRST + timedelta(hours=1), now=NOW)
    assert [(actor, [n.id for n in norms]) for actor, norms in found.new] == [
        ("BLR", [CONDITION.norms[0].id]),
        ("RUS", [HARDER.norms[0].id]),
    ]
    assert (found.pages, found.pages_new) == (4, 3)
    assert [(m.change.mark.value, m.norm.id, m.earlier.id) for m in found.moved] == [
        ("hardened", HARDER.norms[0].id, OLD.norms[0].id)
    ]
    assert not found.cut


def test_everything_is_new_at_the_first_look(ledger: Ledger) -> None:
    found = today(ledger, since=None, now=NOW)
    assert sum(len(norms) for _, norms in found.new) == 3
    assert found.pages_new == 4


def test_nothing_is_new_after_the_last_page(ledger: Ledger) -> None:
    found = today(ledger, since=SECOND + timedelta(hours=1), now=NOW)
    assert (found.met, found.new, found.moved, found.pages_new) == ((), (), (), 0)
    assert [n.id for n in found.due] == [CONDITION.norms[0].id]


def test_what_was_met_stands_with_its_event_or_is_counted(ledger: Ledger) -> None:
    found = today(ledger, since=FIRST + timedelta(hours=1), now=NOW)
    told = [(m.grade.name, m.norm.id, m.notice.event.words if m.notice.event else None) for m in found.met]
    assert found.possible + len(told) >= 1
    assert all(words == "Poland acted on Ukraine" for _, _, words in told)


def test_due_within_thirty_days_only(ledger: Ledger) -> None:
    assert today(ledger, since=None, now=NOW + timedelta(days=11)).due == ()
    assert today(ledger, since=None, now=NOW - timedelta(days=40)).due == ()


def test_a_page_read_again_is_not_new(ledger: Ledger) -> None:
    ledger.record(replace(OLD, reader="reader 2"), recorded_at=NOW)
    found = today(ledger, since=NOW - timedelta(hours=1), now=NOW)
    assert (found.new, found.pages_new) == ((), 0)


def test_an_empty_ledger(tmp_path: Path) -> None:
    found = today(open_ledger(tmp_path / "empty.db"), since=None, now=NOW)
    assert (found.pages, found.new, found.due, found.possible) == (0, (), (), 0)


def test_json_has_it_all(ledger: Ledger) -> None:
    value = today(ledger, since=FIRST, now=NOW).to_json()
    assert value["since"] == "2026-03-02T09:00:00+00:00"
    assert value["moved"][0]["mark"] == "hardened"
    assert value["due"][0]["due"] == "2026-03-20"


def test_norms_and_events_are_found_by_their_ids_and_what_is_not_held_is_left_out(ledger: Ledger) -> None:
    (kept, *_) = ledger.current.encounters()
    norms = ledger.current.norms_called([CONDITION.norms[0].id, kept.norm_id, "norm-of-nobody"])
    assert set(norms) == {CONDITION.norms[0].id, kept.norm_id}
    events = ledger.current.events_called([kept.event_id, "event-of-nobody"])
    assert {id_: event.actor for id_, event in events.items()} == {kept.event_id: "POL"}
    assert ledger.current.norms_called([]) == ledger.current.events_called([]) == {}
