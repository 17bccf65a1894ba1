"""What norms ask of an event is held beside them, and follows what is current."""

from datetime import UTC, date, datetime

from tests.questions.world import said

from onrecord.ledger import open_ledger
from onrecord.ledger.index.norm_asks import asks_rows
from onrecord.terms.asks import Asks
from onrecord.terms.events import EventType
from onrecord.terms.records import Modal, Mode

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
CROSSED = '? ? does="cross; who:soldier::UKR; what:border::BLR"'
JOINS = said(
    date(2026, 1, 5), "BLR", Modal.WILL, "join the war", mode=Mode.IF, trigger="crossed", trigger_pattern=CROSSED
)


def test_a_norm_is_found_by_the_predicate_its_condition_asks_for() -> None:
    with open_ledger(None) as ledger:
        ledger.record(JOINS, recorded_at=NOON)
        waiting, _ = ledger.current.asking(["blr"], [], by=None, is_action=lambda p: p == "cross")
        (part,) = waiting
        assert part.asks == Asks("", "", "cross", True, False, "who:soldier::UKR;what:border::BLR")
        assert [n.action for n in ledger.current.norms_at([part.place])] == ["join the war"]


def test_neither_by_another_predicate_nor_by_an_event_before_its_words() -> None:
    with open_ledger(None) as ledger:
        ledger.record(JOINS, recorded_at=NOON)
        assert ledger.current.asking(["blr"], [], by=None, is_action=lambda p: p == "sign")[0] == []
        early = ledger.current.asking(["blr"], [], by=date(2026, 1, 4), is_action=lambda p: p == "cross")
        assert early[0] == []


def test_a_norm_without_patterns_asks_by_its_codes() -> None:
    row = {
        "seq": 2,
        "day_first": None,
        "modal": "will",
        "agent_id": "BLR",
        "target_id": None,
        "action_event": EventType.MOBILIZE.value,
        "action_pattern": None,
        "trigger": None,
        "trigger_id": None,
        "trigger_event": None,
        "trigger_pattern": None,
        "mode": "none",
    }
    actions = [r for r in asks_rows([row]) if not r["trigger"]]
    assert [(r["actor"], r["type"], r["predicate"]) for r in actions] == [("blr", "MOBILIZE", "")]
