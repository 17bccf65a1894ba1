"""What a scenario touches is found, however little its words and the condition's have in common."""

from datetime import date

from tests.ledger.factory import NOON
from tests.questions.world import said

from onrecord.ledger import open_ledger
from onrecord.questions.what_if import what_if
from onrecord.reasoning.answers import verdict_words
from onrecord.terms.patterns import EventPattern, Scenario
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode

RAID = 'POL ? does="raid; who:aircraft:POL:pol; what:province::blr,Khost"'


def waits_for(trigger: str) -> Reading:
    return said(
        date(2021, 3, 1),
        "BLR",
        Modal.WILL,
        "answer with fire",
        mode=Mode.IF,
        trigger="any raid",
        trigger_pattern=trigger,
    )


def test_a_condition_that_names_nobody_is_found_by_its_action() -> None:
    with open_ledger(None) as ledger:
        ledger.record(waits_for('? ? does="raid"'), recorded_at=NOON)
        course = what_if(ledger, Scenario(assumed=(EventPattern.parse(RAID),))).course
    assert list(verdict_words(course).values()) == ["triggered"]


def test_a_condition_on_who_is_governed_is_found_by_who_governs() -> None:
    with open_ledger(None) as ledger:
        ledger.record(waits_for('AFG ? does="hand over; what:man::"'), recorded_at=NOON)
        told = EventPattern.parse('Taliban ? does="hand over; who:Taliban:Taliban:; what:man::"')
        course = what_if(ledger, Scenario(assumed=(told,))).course
    assert list(verdict_words(course).values()) == ["triggered"]
