"""What a norm asks of an event, in words, and how often a thing was said."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.ledger.factory import NOON, make_reading

from onrecord.ledger import open_ledger
from onrecord.questions import ShownRecord, show
from onrecord.questions.wording import asks_in_words
from onrecord.terms.records import Relation, RelationType
from onrecord.terms.spans import Span
from onrecord.terms.thresholds import Slot, Threshold, ThresholdKind

K = ThresholdKind


@pytest.mark.parametrize(
    "kind, low, high, unit, value, words",
    [
        (K.COUNT, 1, None, "soldier", None, "at least 1 (unit: soldier)"),
        (K.COUNT, 60_000, 70_000, "man", None, "at least 60,000 and at most 70,000 (unit: man)"),
        (K.DURATION, 91, None, "day", None, "at least 91 (unit: day)"),
        (K.AMOUNT, None, 3.67, "percent", None, "at most 3.67 (unit: percent)"),
        (K.COUNT, 25, 25, "ship", None, "exactly 25 (unit: ship)"),
        (K.ORDER, None, None, None, None, "before the other side has done the like"),
        (K.ARMED, None, None, None, "no", "unarmed"),
        (K.INTENT, None, None, None, "kill", "to kill"),
        (K.TOWARDS, None, None, None, "UKR", "towards UKR"),
    ],
)
def test_a_threshold_in_words(kind, low, high, unit, value, words):
    asked = Threshold(slot=Slot.TRIGGER, kind=kind, span=Span(0, 4), low=low, high=high, unit=unit, value=value)
    assert asks_in_words(asked, "page of words") == f"the condition asks: {words} (“page”)"


def test_what_is_repeated_is_counted_and_what_it_asks_is_shown(tmp_path: Path):
    reading = make_reading(1)
    first, second, third = reading.records
    said_again = (
        replace(first, relations=()),
        replace(second, relations=(Relation(RelationType.REPEATS, first.id),)),
        replace(third, relations=(Relation(RelationType.REPEATS, second.id),)),
    )
    with open_ledger(tmp_path / "l.db") as ledger:
        ledger.record(replace(reading, records=said_again), recorded_at=NOON)
        shown = show(ledger, first.id)
    assert isinstance(shown, ShownRecord)
    assert shown.sayings == 3
    assert shown.asks[0][0].startswith("the action asks: at least 3.67 (unit: percent)")
