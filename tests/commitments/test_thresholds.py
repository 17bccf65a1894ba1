"""What an action or a condition asks of an event: the words, and what they come to."""

import pytest

from onrecord.language.words import word_values
from onrecord.terms.spans import Span
from onrecord.terms.thresholds import Slot, Threshold, ThresholdKind


def asked(read_norms, text, slot="trigger"):
    """(kind, words, low, high, unit or value) of each threshold of the last norm."""
    norm = read_norms(text).norms[-1]
    return [
        (t.kind.value, t.span.of(text), t.low, t.high, t.unit or t.value)
        for t in norm.thresholds
        if t.slot.value == slot
    ]


@pytest.mark.parametrize(
    "trigger, threshold",
    [
        ("so much as one soldier enters", ("count", "so much as one soldier", 1, None, "soldier")),
        ("a single shot is fired", ("count", "a single shot", 1, None, "shot")),
        ("Iraq deploys at least 500 troops", ("count", "at least 500 troops", 500, None, "troop")),
        ("Iraq deploys more than 1,200 troops", ("count", "more than 1,200 troops", 1201, None, "troop")),
        ("Iraq deploys fewer than two hundred troops", ("count", "fewer than two hundred troops", None, 199, "troop")),
        ("Iraq keeps up to 30 tanks there", ("count", "up to 30 tanks", None, 30, "tank")),
        ("Iraq sends twenty-five ships", ("count", "twenty-five ships", 25, 25, "ship")),
        ("the truce lasts more than 90 days", ("duration", "more than 90 days", 91, None, "day")),
        ("the truce holds for six months", ("duration", "six months", 6, 6, "month")),
        ("Iraq enriches uranium above 3.67 percent", ("amount", "above 3.67 percent", 3.67, None, "percent")),
        ("Iraq pays at least $10 million", ("amount", "at least $10 million", 10_000_000, None, "dollar")),
        ("Iraq attacks first", ("order", "first", None, None, None)),
        ("Iraq launches a first strike", ("order", "first", None, None, None)),
        ("Iraq launches an unprovoked attack", ("order", "unprovoked", None, None, None)),
        ("armed men cross the river", ("armed", "armed", None, None, "yes")),
        ("Iraqis come with a gun", ("armed", "with a gun", None, None, "yes")),
        ("Iraq acts with intent to kill", ("intent", "with intent to kill", None, None, "kill")),
        ("Iraq strikes from Syrian soil", ("from", "from Syrian soil", None, None, "SYR")),
        ("Iraq sends troops to Syria", ("towards", "to Syria", None, None, "SYR")),
        ("Iraqi troops come to Syria", ("place", "to Syria", None, None, "SYR")),
        ("Iraq holds exercises in Crimea", ("place", "in Crimea", None, None, "Crimea")),
        ("Iraq fights together with Syria", ("with", "together with Syria", None, None, "SYR")),
    ],
)
def test_a_condition_asks(read_norms, trigger, threshold):
    assert threshold in asked(read_norms, f"Iran will respond if {trigger}.")


@pytest.mark.parametrize(
    "trigger",
    [
        "Iraq must first be asked",  # a step, not an order of attacks
        "its armed forces are sent home",  # a name
        "one of them leaves",
        "Iraq gave its word two years ago",
        "Iraqi soldiers leave in 2015",
        "a soldier from Iraq is hurt",  # where he is from, not where he sets out
    ],
)
def test_these_words_ask_nothing(read_norms, trigger):
    assert asked(read_norms, f"Iran will respond if {trigger}.") == []


def test_our_territory_is_the_speaker_s(read_norms):
    text = "“We will respond if a single soldier comes to our territory,” Iran’s President Hassan Rouhani said."
    assert ("place", "to our territory", None, None, "IRN") in asked(read_norms, text)


def test_a_place_ends_with_its_paragraph(read_norms):
    text = "France will respond if soldiers land in Crimea\n\nUkraine thanked it."
    assert ("place", "in Crimea", None, None, "Crimea") in asked(read_norms, text)


def test_an_action_may_go_on_behind_an_insertion(read_norms):
    text = "Iran promised not to send its men — some 3,000 — over the border to Iraq."
    assert ("towards", "to Iraq", None, None, "IRQ") in asked(read_norms, text, "action")


def test_a_deadline_is_no_threshold(read_norms):
    assert asked(read_norms, "Iran will leave within ten days.", "action") == []


def test_a_threshold_that_runs_backwards_is_refused():
    with pytest.raises(ValueError, match="backwards"):
        Threshold(slot=Slot.ACTION, kind=ThresholdKind.COUNT, span=Span(0, 1), low=2, high=1)
    with pytest.raises(ValueError, match="count with ends"):
        Threshold(slot=Slot.ACTION, kind=ThresholdKind.COUNT, span=Span(0, 1))


def test_comparators_have_a_value_each():
    assert set(word_values("comparator").values()) == {"exact", "low", "above", "high", "below", "one"}
