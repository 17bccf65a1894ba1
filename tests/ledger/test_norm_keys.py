"""Norms found by what their words speak of."""

from datetime import UTC, date, datetime

from tests.questions.world import said

from onrecord.ledger import open_ledger
from onrecord.ledger.index.norm_keys import key_rows
from onrecord.terms.patterns import EventPattern, Party
from onrecord.terms.predications import Predication
from onrecord.terms.records import Modal, Mode

ACTION = EventPattern(actor=Party("TCD"), does=Predication.parse("close; who:Chad:TCD:; what:dam::"))


def test_action_and_trigger_have_rows_of_their_own() -> None:
    asked = EventPattern(does=Predication.parse("cut; what:power::"))
    rows = key_rows([{"seq": 3, "trigger_pattern": str(asked), "action_pattern": str(ACTION)}])
    assert {(row["trigger"], row["key"]) for row in rows} == {
        (True, "cut"),
        (True, "power"),
        *((False, key) for key in ("close", "dam", "chad", "tcd")),
    }
    assert {row["seq"] for row in rows} == {3}


def test_a_norm_without_patterns_has_none() -> None:
    assert key_rows([{"seq": 0, "trigger_pattern": None, "action_pattern": None}]) == []


def test_norms_are_found_by_two_keys_of_an_event_not_by_one() -> None:
    asked = '? ? does="cross; who:soldier::UKR; what:border::BLR"'
    norm = said(
        date(2026, 1, 5), "BLR", Modal.WILL, "join the war", mode=Mode.IF, trigger="crossed", trigger_pattern=asked
    )
    with open_ledger(None) as ledger:
        ledger.record(norm, recorded_at=datetime(2026, 1, 5, tzinfo=UTC))
        waiting, _ = ledger.current.speaking_of(["border", "soldier"], by=None)
        assert [n.action for n in ledger.current.norms_at([part.place for part in waiting])] == ["join the war"]
        assert ledger.current.speaking_of(["border", "dam"], by=None) == ([], [])
        assert ledger.current.speaking_of(["border", "soldier"], by=date(2026, 1, 4)) == ([], [])
